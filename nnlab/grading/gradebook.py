"""The gradebook: a SQLite file that keeps each result as it comes, so that a stopped run goes on where it was."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from functools import cache
from pathlib import Path

from nnlab import exercises
from nnlab.errors import NnlabError
from nnlab.grading.result import Result
from nnlab.grading.session import Limits

VERSION = 1
TABLE = """
create table if not exists results (
    sha256 text not null, salt_sha256 text not null, limits text not null,
    chapter text not null, versions text not null, result text not null,
    primary key (sha256, salt_sha256, limits)
)
"""


def salt_sha256(salt: str) -> str:
    return hashlib.sha256(salt.encode("utf-8", "backslashreplace")).hexdigest()


class Gradebook:
    """Results by a notebook's content, the salt, and the limits under which it ran.

    A result counts while the exercises of its chapter are the same in number and version.
    """

    def __init__(self, path: Path, salt: str, limits: Limits, sandbox: str) -> None:
        self._salt = salt_sha256(salt)
        # What was graded without a sandbox is not taken over where one is asked for.
        self._limits = f"{limits.seconds} s, {limits.memory} MiB, {'open' if sandbox == 'none' else 'shut in'}"
        try:
            self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._base.execute("pragma journal_mode = wal")
            # After a power cut the last results may be missing, and are graded again; the file is whole all the same.
            self._base.execute("pragma synchronous = normal")
            version = self._base.execute("pragma user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError(f"it has version {version}, this nnlab reads {VERSION}")
            self._base.execute(TABLE)
            self._base.execute(f"pragma user_version = {VERSION}")
        except sqlite3.Error as error:
            raise NnlabError(
                f"{path} is no gradebook that can be used ({error}); move it away or choose another --output."
            ) from None

    def get(self, sha256: str) -> Result | None:
        row = self._base.execute(
            "select chapter, versions, result from results where sha256 = ? and salt_sha256 = ? and limits = ?",
            (sha256, self._salt, self._limits),
        ).fetchone()
        if row is None or row[1] != _versions(row[0]):
            return None
        try:
            return Result.from_json(json.loads(row[2]))
        except (ValueError, KeyError, TypeError):
            return None

    def put(self, result: Result) -> None:
        """Keep a graded result; one that failed is tried again next time."""
        if result.status != "graded":
            return
        key = (result.sha256, self._salt, self._limits)
        data = json.dumps(result.as_json())
        self._base.execute(
            "insert or replace into results values (?, ?, ?, ?, ?, ?)",
            (*key, result.chapter, _versions(result.chapter), data),
        )

    def close(self) -> None:
        self._base.close()


@cache
def _versions(chapter: str) -> str:
    return json.dumps({name: exercises.load(name).version for name in exercises.of_chapter(chapter)})
