"""Canvas: the instructor's export of the gradebook, with one assignment filled in.

What is written has the columns that say who a row is and that one assignment. The others are left out: by the time of
the import they might be older than what Canvas has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nnlab.errors import NnlabError
from nnlab.grading.export.filled import Filled
from nnlab.grading.export.words import number
from nnlab.grading.export.worksheet import Keys, Worksheet, amount, match
from nnlab.grading.result import Result

IDENTITY = (
    "Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section",
)  # fmt: skip
COMPUTED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
ASSIGNMENT = re.compile(r"(.*?)\s*\((\d+)\)\s*")
DOWNLOADED = re.compile(r"[^_]+_(?:LATE_)?(\d+)_\d+_.+")  # name_user_submission_file, as Canvas names a download
EXCUSED, NOT_ASSIGNED = "EX", "N/A"


def fill(worksheet: Worksheet, results: Mapping[str, Result], chapter: str, column: str | None) -> Filled:
    identity = [place for place, name in enumerate(worksheet.header) if name.strip() in IDENTITY]
    if worksheet.column("ID") is None or worksheet.column("Student", "LastName") is None:
        raise NnlabError(
            f"{worksheet.name} has no columns Student and ID; --into needs the file that Canvas exports from Grades."
        )
    target = _assignment(worksheet, identity, chapter, column)
    who = {place: _keys(worksheet, row) for place, row in enumerate(worksheet.rows) if not _about(worksheet, row)}
    matching = match(results, who, _downloaded)
    possible, notes = _possible(worksheet, target)
    kept, scaled = [], set()
    for place, student in matching.rows.items():
        row, result = worksheet.rows[place], results[student]
        if row[target].strip() in (EXCUSED, NOT_ASSIGNED):
            kept.append(_name(worksheet, row))
            continue
        if possible and result.possible and possible != result.possible:
            scaled.add(result.possible)
        row[target] = number(result.earned * (possible / result.possible if possible and result.possible else 1))
    for points in sorted(scaled):
        notes.append(f"{number(points)} points here are {number(possible or 0)} there: the marks are in proportion.")
    columns = [*identity, target]
    new = Worksheet(
        worksheet.name,
        [worksheet.header[i] for i in columns],
        [[row[i] for i in columns] for row in worksheet.rows],
        worksheet.separator,
        worksheet.mark,
        worksheet.line_end,
    )
    empty = [_name(worksheet, worksheet.rows[place]) for place in who if place not in matching.rows]
    return Filled(
        new.text(),
        len(matching.rows) - len(kept),
        matching.unknown,
        matching.unclear,
        tuple(empty),
        tuple(kept),
        tuple(notes),
    )


def _assignment(worksheet: Worksheet, identity: Sequence[int], chapter: str, column: str | None) -> int:
    """The column to fill: the one that was named, or the one whose title names the chapter."""
    titles = {
        place: name.strip()
        for place, name in enumerate(worksheet.header)
        if place not in identity and name.strip() and not COMPUTED.search(name)
    }
    if column is not None:
        found = [place for place, title in titles.items() if column.strip() in (title, _title(title))]
        what = f"no single column {column!r}"
    else:
        words = _words(chapter)
        found = [place for place, title in titles.items() if words in _words(_title(title))]
        what = f"no single column whose title names {chapter}"
    if len(found) != 1:
        listed = ", ".join(repr(title) for title in list(titles.values())[:12]) or "none"
        raise NnlabError(f"{worksheet.name} has {what}; name one by --column. Its assignments: {listed}.")
    return found[0]


def _title(header: str) -> str:
    found = ASSIGNMENT.fullmatch(header)
    return found[1] if found else header


def _words(text: str) -> str:
    """ "linear regression" for "03_linear_regression" and for "HW 3: Linear Regression"."""
    return " ".join(word for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _about(worksheet: Worksheet, row: Sequence[str]) -> bool:
    """True for a row that describes the assignments: their points, and which are posted by hand."""
    if "Points Possible" in row[0]:
        return True
    return all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE) for cell in row)


def _possible(worksheet: Worksheet, target: int) -> tuple[float | None, list[str]]:
    row = next((row for row in worksheet.rows if "Points Possible" in row[0]), None)
    cell = worksheet.cell(row, target) if row is not None else ""
    if "read only" in cell:
        raise NnlabError(f"The column {worksheet.header[target]!r} is read only; name an assignment by --column.")
    possible = amount(cell)
    return (possible, []) if possible else (None, [f"{worksheet.name} does not say how many points are possible."])


def _keys(worksheet: Worksheet, row: Sequence[str]) -> Keys:
    def cell(name: str) -> str:
        return worksheet.cell(row, worksheet.column(name))

    return Keys.of(
        (cell("ID"), cell("SIS User ID"), cell("SIS Login ID"), cell("Integration ID")),
        (cell("Student"), f"{cell('FirstName')} {cell('LastName')}"),
    )


def _name(worksheet: Worksheet, row: Sequence[str]) -> str:
    cells = (worksheet.cell(row, worksheet.column(name)) for name in ("Student", "FirstName", "LastName", "ID"))
    return next(filter(None, cells), "a row without a name")


def _downloaded(student: str) -> Keys:
    found = DOWNLOADED.fullmatch(student)
    return Keys.of([found[1]] if found else [])
