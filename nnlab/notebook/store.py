"""What was reached so far: the best result of each exercise and the hints that were read.

Kept in memory for the session, and in `<course folder>/.nnlab/progress.db` where there is a course folder. The file
is a help, never a condition: a store that cannot be written or read is said in `problem`, and everything goes on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from nnlab.notebook import course

if TYPE_CHECKING:
    import sqlite3

FILE = "progress.db"
SCHEMA = 1  # SQLite's user_version; a file with a higher one is left alone
WAIT = 1.0  # seconds that one kernel waits for another's write
TABLES = (
    "CREATE TABLE IF NOT EXISTS best (exercise TEXT PRIMARY KEY, earned REAL NOT NULL, possible REAL NOT NULL,"
    " version TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS hints (exercise TEXT PRIMARY KEY, shown INTEGER NOT NULL)",
)
# The better share of the points stays, whichever kernel writes last.
KEEP_BEST = (
    "INSERT INTO best VALUES (?, ?, ?, ?) ON CONFLICT (exercise) DO UPDATE SET earned = excluded.earned,"
    " possible = excluded.possible, version = excluded.version"
    " WHERE excluded.earned * best.possible > best.earned * excluded.possible"
)
KEEP_HINTS = "INSERT INTO hints VALUES (?, ?) ON CONFLICT (exercise) DO UPDATE SET shown = max(shown, excluded.shown)"
DAMAGED = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB

T = TypeVar("T")
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Best:
    earned: float
    possible: float
    version: str = ""

    @property
    def share(self) -> float:
        return self.earned / self.possible if self.possible else 0.0

    @property
    def solved(self) -> bool:
        return self.possible > 0 and self.earned >= self.possible


class Store:
    """One course folder's progress; without a folder, this session's."""

    def __init__(self, place: Path | None) -> None:
        self.path = place / course.MARK / FILE if place else None
        self.problem = ""  # a sentence, when what is kept will not outlive the session
        self.news = ""  # a sentence to say once
        self._said = ""
        self._best: dict[str, Best] = {}
        self._hints: dict[str, int] = {}
        self._saved: set[Row] = set()

    def record(self, exercise: str, result: Best) -> None:
        known = self._best.get(exercise)
        if known is None or result.share > known.share:
            self._best[exercise] = result
        self._save()

    def hint_shown(self, exercise: str, number: int) -> None:
        self._hints[exercise] = max(number, self.hints().get(exercise, 0))
        self._save()

    def tell(self) -> tuple[str, ...]:
        """What a learner should hear now: each sentence once."""
        told = tuple(text for text in (self.news, self.problem if self.problem != self._said else "") if text)
        self.news, self._said = "", self.problem
        return told

    def best(self) -> dict[str, Best]:
        rows = self._use(lambda db: db.execute("SELECT exercise, earned, possible, version FROM best").fetchall())
        found = {name: Best(*rest) for name, *rest in rows or ()}
        for name, mine in self._best.items():
            if name not in found or mine.share > found[name].share:
                found[name] = mine
        return found

    def hints(self) -> dict[str, int]:
        found = dict(self._use(lambda db: db.execute("SELECT exercise, shown FROM hints").fetchall()) or ())
        return {name: max(found.get(name, 0), self._hints.get(name, 0)) for name in {**found, **self._hints}}

    def _unsaved(self) -> set[Row]:
        best = {("best", name, b.earned, b.possible, b.version) for name, b in self._best.items()}
        hints = {("hints", name, shown) for name, shown in self._hints.items()}
        return (best | hints) - self._saved

    def _save(self) -> None:
        """Write what this session reached and the file may lack; what fails is tried again at the next save."""
        if self.path is None:
            return
        if not self.path.exists():
            self._saved.clear()
        rows = self._unsaved()
        if not rows:
            return

        def write(db: sqlite3.Connection) -> bool:
            with db:  # one transaction: all of it or nothing
                db.execute("BEGIN IMMEDIATE")
                for table, *values in rows:
                    db.execute(KEEP_BEST if table == "best" else KEEP_HINTS, values)
            self._saved |= rows
            return True

        self._use(write)

    def _use(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """`work` on the open file; None, and `problem` says why, when that cannot be done."""
        if self.path is None:
            return None
        try:
            import sqlite3
        except ImportError:
            self.problem = "This Python has no SQLite: progress is kept for this session only."
            return None
        for again in (True, False):
            try:
                with _opened(self.path) as db:
                    if db.execute("PRAGMA user_version").fetchone()[0] > SCHEMA:
                        self.problem = f"{self.path} was made by a newer nnlab: progress is kept for this session only."
                        return None
                    result = work(db)
                if not self._unsaved():
                    self.problem = ""
                return result
            except sqlite3.DatabaseError as error:
                damaged = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in DAMAGED
                if not (damaged and again and self._set_aside()):
                    self.problem = f"{self.path} cannot be used ({error}): progress is kept for this session only."
                    return None
            except OSError as error:
                self.problem = f"{self.path} cannot be used ({error}): progress is kept for this session only."
                return None
        return None

    def _set_aside(self) -> bool:
        """Rename a damaged file, so that a new one can begin; nothing is deleted."""
        assert self.path is not None
        number = 1
        while (aside := self.path.with_name(f"{FILE}.damaged-{number}")).exists():
            number += 1
        try:
            self.path.rename(aside)
        except OSError:
            return False
        for ending in ("-journal", "-wal", "-shm"):  # they belong to the damaged file
            with contextlib.suppress(OSError):
                self.path.with_name(FILE + ending).rename(aside.with_name(aside.name + ending))
        self._saved.clear()
        self.news = f"The record of your progress was damaged. It was kept as {aside}, and a new one was begun."
        return True


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    import sqlite3

    with contextlib.closing(sqlite3.connect(path, timeout=WAIT)) as db:
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            with db:
                db.execute("BEGIN IMMEDIATE")  # two kernels may make the file at once
                for table in TABLES:
                    db.execute(table)
                db.execute(f"PRAGMA user_version = {SCHEMA}")
        yield db


_stores: dict[Path | None, Store] = {}


def store() -> Store:
    """The store of the course folder that the kernel works in."""
    place = course.folder()
    if place not in _stores:
        _stores[place] = Store(place)
    return _stores[place]
