"""Gradescope's results.json: what one learner's notebooks earned, a test for each exercise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from nnlab.grading.export.words import clean
from nnlab.grading.grades import Grades
from nnlab.grading.result import Result
from nnlab.judge import Report
from nnlab.judge.card import HARMFUL
from nnlab.judge.text import as_text


def results(grades: Grades, student: str, chapters: Sequence[str]) -> dict[str, Any]:
    """The learner's best notebook of each chapter; of what could not be graded, the reason."""
    best = [grades.best(chapter).get(student) for chapter in chapters]
    counted = [result for result in best if result is not None]
    mine = [result for result in grades.results if result.student == student]
    return of(counted, [result for result in mine if result.status != "graded"], sum(one.seconds for one in mine))


def of(counted: Sequence[Result], ungraded: Sequence[Result], seconds: float = 0.0) -> dict[str, Any]:
    said = [f"{result.chapter}: {result.earned:g} of {result.possible:g} points." for result in counted]
    said += [f"{clean(result.notebook)} could not be graded. {clean(result.reason)}" for result in ungraded]
    numbered = [(f"{i}.{j}" if len(counted) > 1 else f"{j}", result.chapter, report)
                for i, result in enumerate(counted, start=1)
                for j, report in enumerate(result.reports, start=1)]  # fmt: skip
    several = len(counted) > 1
    return {
        "score": round(sum(result.earned for result in counted), 6),
        "execution_time": round(seconds),
        "output": "\n".join(said) or "There is no notebook to grade.",
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"notebooks": {result.notebook: result.sha256 for result in (*counted, *ungraded)}},
        "tests": [_test(number, chapter if several else "", report) for number, chapter, report in numbered],
    }


def _test(number: str, chapter: str, report: Report) -> dict[str, Any]:
    return {
        "score": round(report.earned, 6),
        "max_score": round(report.possible, 6),
        "status": "passed" if report.passed else "failed",
        "name": clean(f"{chapter}: {report.exercise}" if chapter else report.exercise),
        "number": number,
        "output": HARMFUL.sub("\ufffd", as_text(report.without_inputs())),
        "output_format": "text",
        "tags": [report.outcome],
        "visibility": "visible",
        "extra_data": {"mistakes": [mistake.name for mistake in report.mistakes], "version": report.version},
    }


def as_json(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=1, allow_nan=False) + "\n"
