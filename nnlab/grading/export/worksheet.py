"""An instructor's own CSV, as Canvas or Moodle exported it: read, matched with the learners, written anew elsewhere.

The file is never changed. What is written has its separator, its byte-order mark and its line ends; cells that are not
filled stay as they are, except that one which a spreadsheet would compute gets a mark before it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nnlab.errors import NnlabError
from nnlab.grading.files import csv_cell, csv_text
from nnlab.grading.submissions import shown

MAX_CELL = 2**24  # Moodle puts whole texts into a cell
PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?|[+-]*")


@dataclass
class Worksheet:
    name: str
    header: list[str]
    rows: list[list[str]]
    separator: str = ","
    mark: bool = False  # a byte-order mark at its beginning
    line_end: str = "\n"

    def column(self, *names: str) -> int | None:
        """The place of the first of these columns that is there, whatever its case."""
        folded = [cell.strip().casefold() for cell in self.header]
        return next((folded.index(name.casefold()) for name in names if name.casefold() in folded), None)

    def cell(self, row: Sequence[str], column: int | None) -> str:
        return row[column].strip() if column is not None and column < len(row) else ""

    def text(self) -> str:
        rows = [self.header, *([_no_formula(cell) for cell in row] for row in self.rows)]
        text = csv_text(rows, separator=self.separator, line_end=self.line_end)
        return ("\ufeff" if self.mark else "") + text


def _no_formula(cell: str) -> str:
    return cell if PLAIN_NUMBER.fullmatch(cell) else csv_cell(cell)


def read(path: Path) -> Worksheet:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NnlabError(
            f"{shown(path)} cannot be opened ({reason}); --into needs the file that was exported."
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NnlabError(
            f"{shown(path)} is not UTF-8 text; export it again, or save it in the spreadsheet as CSV UTF-8."
        ) from None
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    before = csv.field_size_limit(MAX_CELL)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if any(row)]
    except csv.Error as error:
        raise NnlabError(f"{shown(path)} is no CSV that can be read ({error}); export it again.") from None
    finally:
        csv.field_size_limit(before)
    if len(rows) < 2:
        raise NnlabError(f"{shown(path)} has no rows; export it again.")
    header, *others = rows
    padded = [row + [""] * (len(header) - len(row)) for row in others]
    line_end = "\r\n" if "\r\n" in text else "\n"
    return Worksheet(shown(path.name), header, padded, separator, data.startswith(b"\xef\xbb\xbf"), line_end)


@dataclass(frozen=True)
class Keys:
    """What may name the learner of one row: identities are exact, names are tried where no identity fits."""

    ids: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, ids: Iterable[str], names: Iterable[str] = ()) -> Keys:
        given = [key.strip() for key in ids]
        local = [key.partition("@")[0] for key in given if "@" in key]
        return cls(
            frozenset(_folded(key) for key in (*given, *local) if key),
            frozenset(_as_name(name) for name in names if _as_name(name)),
        )


@dataclass(frozen=True)
class Matching:
    rows: dict[int, str]  # row to student
    unknown: tuple[str, ...]  # students in no row
    unclear: tuple[str, ...]  # students of whom it cannot be said which row is theirs


def match(students: Iterable[str], keys: dict[int, Keys], also: Callable[[str], Keys]) -> Matching:
    """A row for each student, where exactly one fits and no other student has it too.

    `also` reads more out of a student's name as a system writes it into the names of downloaded files.
    """
    found: dict[str, list[int]] = {}
    for student in students:
        more = also(student)
        ids = {_folded(student)} | more.ids
        names = {_as_name(student)} | more.names
        by_id = [row for row, key in keys.items() if key.ids & ids]
        found[student] = by_id or [row for row, key in keys.items() if key.names & names]
    taken: dict[int, list[str]] = {}
    for student, rows in found.items():
        if len(rows) == 1:
            taken.setdefault(rows[0], []).append(student)
    sure = {row: those[0] for row, those in taken.items() if len(those) == 1}
    return Matching(
        dict(sorted(sure.items())),
        tuple(student for student, rows in found.items() if not rows),
        tuple(student for student, rows in found.items() if rows and student not in sure.values()),
    )


def amount(cell: str) -> float | None:
    """A number as other systems write it, with a point or a comma."""
    try:
        return float(cell.replace(",", ".")) if PLAIN_NUMBER.fullmatch(cell) else None
    except ValueError:
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip()).casefold()


def _as_name(text: str) -> str:
    """ "Lovelace, Ada" and "Ada_Lovelace" are one name, whatever the order of its words."""
    return " ".join(sorted(re.findall(r"\w+", _folded(text).replace("_", " "))))
