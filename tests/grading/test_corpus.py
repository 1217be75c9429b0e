"""A class with everything in it that learners and attackers hand in: no forged point, no honest mark changed.

The hostile and broken submissions are in `corpus/`; they are graded once, in one class with honest ones.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from corpus import BROKEN, HOSTILE
from corpus.entry import FORM, SOLVED, Entry
from corpus.honest import honest
from making import write

from nnlab.exercises import load
from nnlab.grading import session, submitted
from nnlab.grading.command import grade
from nnlab.grading.workers import close_nurseries

pytestmark = pytest.mark.long

ENTRIES = HOSTILE | BROKEN
SECONDS = 1.0  # of one call, and of one statement in a cell, at least: much hangs here

Rows = dict[str, dict[str, Any]]


class Graded:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.code = -1
        self.said = ""

    @functools.cache  # noqa: B019
    def rows(self, output: str) -> Rows:
        found = json.loads((self.home / output / "grades.json").read_text(encoding="utf-8"))
        return {row["student"]: row | {"seconds": 0} for row in found["submissions"]}


def slowest(output: Path) -> float:
    """The longest that a whole notebook took, with all its calls."""
    found = json.loads((output / "grades.json").read_text(encoding="utf-8"))
    return float(max(row["seconds"] for row in found["submissions"]))


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    made = Graded(tmp_path_factory.mktemp("class"))
    for student, data in honest():
        write(made.home / "honest" / student / "work.ipynb", data)
        write(made.home / "class" / student / "work.ipynb", data)
    for name, entry in ENTRIES.items():
        write(made.home / "class" / name / "work.ipynb", entry.data)
    (made.home / "tmp").mkdir()
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        grade([made.home / "honest"], made.home / "alone", timeout=10.0)
        # Nothing that ends by itself may be late because the machine is busy: a call gets what four notebooks take now.
        seconds = max(SECONDS, 4 * slowest(made.home / "alone"))
        patch.setattr(session, "STATEMENT_SECONDS", seconds)
        patch.setattr(session, "CELLS_SECONDS", 3 * seconds)
        patch.setattr(submitted, "AFTER_ONE_TIMEOUT", 0.2)
        patch.setattr(tempfile, "tempdir", str(made.home / "tmp"))
        made.code = grade([made.home / "class"], made.home / "out", timeout=seconds, memory=768)
    made.said = said.getvalue()
    yield made
    close_nurseries()


def test_it_is_large_enough() -> None:
    assert len(ENTRIES) >= 120
    assert len(list(honest())) >= 40
    tries = [entry.tries for entry in ENTRIES.values()]
    assert len(set(tries)) == len(tries)


@pytest.mark.parametrize("name", ENTRIES)
def test_it_gets_what_it_deserves(graded: Graded, name: str) -> None:
    entry: Entry = ENTRIES[name]
    row = graded.rows("out")[name]
    assert row["status"] == entry.status, row["reason"]
    assert (row["reason"] == "") == (entry.status == "graded")
    target = next((one for one in row["exercises"] if one["exercise"] == entry.target), None)
    points = sum(one["earned"] for one in row["exercises"])
    if target is not None:
        allowed = (entry.outcome,) if isinstance(entry.outcome, str) else entry.outcome
        assert allowed is None or target["outcome"] in allowed, target
        assert target["earned"] == entry.points if entry.points is not None else target["earned"] <= FORM, target
        points -= target["earned"]
    words = [row["reason"], *row["notes"], *([target["summary"]] if target else [])]
    assert any(entry.says in word for word in words), words
    if entry.status == "graded" and entry.solved is not None:
        assert (points == load(SOLVED).points) == entry.solved
    assert points <= load(SOLVED).points


def test_honest_marks_stay(graded: Graded) -> None:
    alone, among = graded.rows("alone"), graded.rows("out")
    assert {name: among[name] for name in alone} == alone
    for name, row in alone.items():
        assert row["status"] == "graded"
        if name.endswith(" right"):
            assert row["earned"] == row["possible"]
        if name.endswith((" untouched", " empty")):
            assert row["earned"] == 0


def test_every_one_has_a_row_and_a_page_and_nothing_else_is_left(graded: Graded) -> None:
    rows = graded.rows("out")
    assert set(rows) == {student for student, _ in honest()} | set(ENTRIES)
    files = {path.relative_to(graded.home / "out").as_posix() for path in (graded.home / "out").rglob("*") if path.is_file()}  # fmt: skip
    pages = {f"feedback/{student}/work.html" for student in rows}
    assert files == pages | {"grades.json", "grades.csv", "gradebook.db"}
    assert list((graded.home / "tmp").iterdir()) == []
    assert not Path("/tmp/was-here").exists()


def test_it_ends_well_and_says_what_is_wrong(graded: Graded) -> None:
    assert graded.code == 1  # some could not be read
    assert "Traceback" not in graded.said
    assert "The grader itself failed" not in graded.said
    assert "\x1b" not in graded.said


def test_no_page_runs_what_a_notebook_holds(graded: Graded) -> None:
    for page in (graded.home / "out/feedback").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text
