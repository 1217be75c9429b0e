"""What several formats say alike: numbers, a line for each exercise, whose fault it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nnlab.grading.result import Result
from nnlab.judge.card import HARMFUL
from nnlab.judge.verdict import said, verdict

CELLS = "Its cells cannot be run"  # how the reason begins where the notebook, not the grader, is at fault


def number(value: float) -> str:
    """At most two decimals, never an exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def clean(text: str) -> str:
    """On one line, without control characters and without what reorders a line."""
    return re.sub(r"\s+", " ", HARMFUL.sub("\ufffd", text)).strip()


def lines(result: Result) -> Iterator[str]:
    """A line for each exercise: the verdict, and what to read first where it is not right."""
    for report in result.reports:
        first = "" if report.passed else next(iter(said(report)), "")
        yield clean(f"{report.exercise}: {verdict(report)}. {first}")


def graders_fault(result: Result) -> bool:
    """True where the grader failed, not the notebook: such a row must not become a mark of 0."""
    return result.status == "failed" and not result.reason.startswith(CELLS)
