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
    grades = {
        "schema": SCHEMA,
        "salt_sha256": salt_sha256(salt),
        "sandbox": sandbox,
        "note": CAUTION if sandbox == "none" else "",
        "submissions": [result.as_json() for result in results],
    }
    write_whole(output / "grades.json", json.dumps(grades, indent=1) + "\n")
    write_whole(output / "grades.csv", _csv(results))


def _csv(results: Sequence[Result]) -> str:
    rows: list[Sequence[str]] = [COLUMNS]
    for result in results:
        numbers = (f"{result.earned:g}", f"{result.possible:g}")
        words = (csv_cell(result.student), csv_cell(result.chapter), csv_cell(result.reason))
        rows.append((words[0], words[1], *numbers, result.status, words[2]))
    return csv_text(rows)
