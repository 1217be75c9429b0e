"""Moodle: the grading worksheet of an assignment, with its columns Grade and Feedback comments filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from nnlab.errors import NnlabError
from nnlab.grading.export.filled import Filled
from nnlab.grading.export.words import lines, number
from nnlab.grading.export.worksheet import Keys, Worksheet, amount, match
from nnlab.grading.result import Result

GRADE, MAXIMUM, FEEDBACK, LOCKED = "Grade", "Maximum grade", "Feedback comments", "Grade can be changed"
IDS = ("Identifier", "ID number", "Username", "Email address", "Email")
DOWNLOADED = re.compile(r"(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_?.*")  # as Moodle names a download


def fill(worksheet: Worksheet, results: Mapping[str, Result], chapter: str, column: str | None) -> Filled:
    target = worksheet.column(column or GRADE)
    if target is None:
        listed = ", ".join(map(repr, worksheet.header[:16]))
        raise NnlabError(
            f"{worksheet.name} has no column {column or GRADE!r}; name the one for the marks by --column. It has: {listed}."
        )
    comments = worksheet.column(FEEDBACK)
    notes = [] if comments is not None else [f"{worksheet.name} has no column {FEEDBACK!r}: only marks are filled in."]
    who = {place: _keys(worksheet, row) for place, row in enumerate(worksheet.rows)}
    matching = match(results, who, _downloaded)
    kept, scaled = [], set()
    for place, student in matching.rows.items():
        row, result = worksheet.rows[place], results[student]
        if worksheet.cell(row, worksheet.column(LOCKED)).casefold() == "no":
            kept.append(_name(worksheet, row))
            continue
        maximum = amount(worksheet.cell(row, worksheet.column(MAXIMUM)))
        if maximum and result.possible and maximum != result.possible:
            scaled.add((result.possible, maximum))
        row[target] = number(result.earned * (maximum / result.possible if maximum and result.possible else 1))
        if comments is not None:
            row[comments] = "<br>".join(escape(line) for line in lines(result))  # Moodle takes the cell as HTML
    for possible, maximum in sorted(scaled):
        notes.append(f"{number(possible)} points here are {number(maximum)} there: the marks are in proportion.")
    empty = [_name(worksheet, worksheet.rows[place]) for place in who if place not in matching.rows]
    return Filled(
        worksheet.text(),
        len(matching.rows) - len(kept),
        matching.unknown,
        matching.unclear,
        tuple(empty),
        tuple(kept),
        tuple(notes),
    )


def _keys(worksheet: Worksheet, row: Sequence[str]) -> Keys:
    def cell(name: str) -> str:
        return worksheet.cell(row, worksheet.column(name))

    # "Participant 4242", in the site's language: the number is what the names of downloaded files have.
    participant = re.search(r"\d+$", cell("Identifier"))
    ids = [cell(name) for name in IDS] + ([f"participant {participant[0]}"] if participant else [])
    last = cell("Last name") or cell("Surname")
    return Keys.of(ids, (cell("Full name"), f"{cell('First name')} {last}"))


def _name(worksheet: Worksheet, row: Sequence[str]) -> str:
    cells = (worksheet.cell(row, worksheet.column(name)) for name in ("Full name", "Last name", "Surname", *IDS))
    return next(filter(None, cells), "a row without a name")


def _downloaded(student: str) -> Keys:
    found = DOWNLOADED.fullmatch(student)
    return Keys.of([f"participant {found[2]}"]) if found else Keys.of([])
