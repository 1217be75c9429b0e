"""The files of a finished run: grades.json, the whole result, and grades.csv, a row for each notebook."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from nnlab.grading.files import csv_cell, csv_text, write_whole
from nnlab.grading.gradebook import salt_sha256
from nnlab.grading.result import Result

SCHEMA = "nnlab-grades/1"
CAUTION = "Graded without a sandbox: these marks can be trusted only as far as the notebooks' authors."
COLUMNS = ("student", "chapter", "earned", "possible", "status", "reason")


def write_grades(output: Path, results: Sequence[Result], salt: str, sandbox: str) -> None:
    about = {
        "schema": SCHEMA,
        "salt_sha256": salt_sha256(salt),
        "sandbox": sandbox,
        "note": CAUTION if sandbox == "none" else "",
    }
    # A line for each submission: a tenth of the time that json takes to indent, and two runs are compared by lines.
    rows = ",\n".join(json.dumps(result.as_json()) for result in results)
    write_whole(output / "grades.json", f'{json.dumps(about)[:-1]}, "submissions": [\n{rows}\n]}}\n')
    write_whole(output / "grades.csv", _csv(results))


def _csv(results: Sequence[Result]) -> str:
    rows: list[Sequence[str]] = [COLUMNS]
    for result in results:
        numbers = (f"{result.earned:g}", f"{result.possible:g}")
        words = (csv_cell(result.student), csv_cell(result.chapter), csv_cell(result.reason))
        rows.append((words[0], words[1], *numbers, result.status, words[2]))
    return csv_text(rows)
