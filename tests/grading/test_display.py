"""The table at the end of a grading."""

from __future__ import annotations

from nnlab.grading.display import table
from nnlab.grading.result import Result
from nnlab.judge import Report


def test_the_mean_is_not_rounded_beyond_what_is_possible() -> None:
    reports = (Report("softmax", "pass", 15.75, 15.75),)
    result = Result("graded", "ann", "06.ipynb", "06_softmax_regression", possible=15.75, reports=reports)
    assert table([result])[-1] == "06_softmax_regression: 1 graded, 15.75 of 15.75 points on average"
