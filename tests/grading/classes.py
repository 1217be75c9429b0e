"""Results made for a test, as `nnlab grade` would write them: no notebook is run."""

from __future__ import annotations

from pathlib import Path

from nnlab.grading.outputs import write_grades
from nnlab.grading.result import Result
from nnlab.judge import Finding, Named, Report

CHAPTER = "03_linear_regression"
MEAN = Named("mean over outputs too", "You average over outputs too. Average over the examples only.")


def right(exercise: str, points: float = 2.0) -> Report:
    return Report(exercise, "pass", points, points, (Finding("it is right", True, points, ""),), summary="Right.")


def wrong(exercise: str, *mistakes: Named, points: float = 2.0, earned: float = 0.5) -> Report:
    findings = (Finding("its shape", True, earned, ""), Finding("its values", False, points - earned, "got 1, not 2"))
    return Report(exercise, "fail", earned, points, findings, mistakes, summary="3 of 6 values differ.")


def untouched(exercise: str, points: float = 2.0) -> Report:
    return Report(exercise, "not_attempted", 0.0, points, summary="Not attempted yet.")


def graded(student: str, *reports: Report, chapter: str = CHAPTER, notebook: str = "") -> Result:
    return Result(
        "graded",
        student,
        notebook or f"{student}/{chapter}.ipynb",
        chapter,
        sha256="0" * 64,
        seconds=1.25,
        possible=sum(report.possible for report in reports),
        reports=reports,
    )


def unreadable(student: str, reason: str = "The file is empty; ask for it again.") -> Result:
    return Result("unreadable", student, f"{student}/{CHAPTER}.ipynb", reason=reason)


def failed(student: str, reason: str = "The grader itself failed: OSError: no space (x.py, line 1)") -> Result:
    return Result(
        "failed", student, f"{student}/{CHAPTER}.ipynb", CHAPTER, sha256="1" * 64, reason=reason, possible=4.0
    )


def small() -> list[Result]:
    """Four learners of every kind: all right, a named mistake, nothing begun, nothing readable."""
    return [
        graded("ada", right("first"), right("second")),
        graded("bob", wrong("first", MEAN), right("second")),
        graded("eve", untouched("first"), untouched("second")),
        unreadable("zoe"),
    ]


def out(folder: Path, results: list[Result], salt: str = "", sandbox: str = "bubblewrap") -> Path:
    """The folder of `nnlab grade` with these results."""
    folder.mkdir(parents=True, exist_ok=True)
    write_grades(folder, results, salt, sandbox)
    return folder
