"""Reading grades.json back: what `nnlab grade` wrote, checked before anything is built on it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, get_args

from nnlab.errors import NnlabError
from nnlab.grading.outputs import SCHEMA
from nnlab.grading.result import Result, Status
from nnlab.grading.submissions import shown
from nnlab.judge.report import Outcome

STATUSES, OUTCOMES = get_args(Status), get_args(Outcome)
SENTENCES = ("student", "notebook", "chapter", "sha256", "reason")


@dataclass(frozen=True)
class Grades:
    """A graded class: a result for each notebook, in the order of grades.json."""

    results: tuple[Result, ...]
    sandbox: str
    salt_sha256: str
    note: str = ""

    def chapters(self) -> tuple[str, ...]:
        """The chapters in which some notebook has marks, in the order of the course."""
        return tuple(sorted({result.chapter for result in self.results if result.status == "graded"}))

    def students(self) -> tuple[str, ...]:
        """Everyone of whom there is a notebook, by name."""
        return tuple(sorted({result.student for result in self.results}, key=lambda name: (name.casefold(), name)))

    def best(self, chapter: str) -> dict[str, Result]:
        """Each student's result in that chapter; of several graded notebooks the best one, of equal ones the first."""
        found: dict[str, Result] = {}
        for result in self.results:
            if result.status != "graded" or result.chapter != chapter:
                continue
            before = found.get(result.student)
            if before is None or result.earned > before.earned:
                found[result.student] = result
        return {student: found[student] for student in self.students() if student in found}

    def of_one(self) -> Grades:
        """All of it as one student's, without a name."""
        return replace(self, results=tuple(result.of("", result.notebook) for result in self.results))

    def ungraded(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.status != "graded")


def read_grades(folder: Path) -> Grades:
    """The grades in the folder of `nnlab grade`. NnlabError says what is wrong with it and what to do."""
    path = folder / "grades.json"
    if not folder.is_dir():
        raise NnlabError(f"There is no folder {shown(folder)}; name the folder that was given to nnlab grade --output.")
    if not path.is_file():
        raise NnlabError(f"{shown(folder)} has no grades.json; run nnlab grade PATH --output {shown(folder)} first.")
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_refuse)
    except OSError as error:
        raise NnlabError(
            f"{shown(path)} cannot be opened ({error.strerror or type(error).__name__}); check its permissions."
        ) from None
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise NnlabError(f"{shown(path)} is damaged: it is not complete JSON{where}. {AGAIN}") from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise NnlabError(
            f"{shown(path)} has the schema {schema!r:.60}, this nnlab reads {SCHEMA!r}: grade again with this version."
        )
    try:
        return _grades(data)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NnlabError(f"{shown(path)} is damaged: {type(error).__name__} {str(error)[:120]}. {AGAIN}") from None


AGAIN = "Run nnlab grade with the same --output again: what was graded is kept and the file is written anew."


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _grades(data: dict[str, Any]) -> Grades:
    for submission in data["submissions"]:
        _check(submission)
    results = tuple(Result.from_json({"notes": [], **submission}) for submission in data["submissions"])
    return Grades(
        results,
        _sentence(data.get("sandbox", "")),
        _sentence(data.get("salt_sha256", "")),
        _sentence(data.get("note", "")),
    )


def _check(submission: dict[str, Any]) -> None:
    for key in SENTENCES:
        _sentence(submission[key])
    for key in ("earned", "possible", "seconds"):
        _number(submission[key])
    _one_of(submission["status"], STATUSES)
    for note in submission.get("notes", []):
        _sentence(note)
    for exercise in submission["exercises"]:
        _one_of(exercise["outcome"], OUTCOMES)
        for key in ("exercise", "summary", "version"):
            _sentence(exercise[key])
        for key in ("earned", "possible", "seed"):
            _number(exercise[key])
        for claim, passed, points, evidence in exercise["findings"]:
            _sentence(claim)
            _one_of(passed, (True, False))
            _number(points)
            _sentence(evidence)
        for name, message in exercise["mistakes"]:
            _sentence(name)
            _sentence(message)
        for text in (*exercise["notes"], *exercise.get("given", ())):
            _sentence(text)


def _sentence(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.60} stands where a text is needed")
    return value


def _number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ValueError(f"{value!r:.60} stands where a number of 0 or more is needed")


def _one_of(value: Any, known: tuple[Any, ...]) -> None:
    if value not in known:
        raise ValueError(f"{value!r:.60} is none of {', '.join(map(str, known))}")
