"""Planted functions: a case may say what a name means during the call."""

import numpy as np

from nnlab.calls import run
from nnlab.judge import SHAPE, Case, Claim, Exercise, judge


def inner(x):
    return x


def outer(x):
    """inner(x) + 1."""
    return inner(x) + 1


def draw(rng):
    for factor in (1.0, 2.0, -3.0):
        yield Case(
            "values", (rng.normal(size=3),), f"times {factor}", given=(("inner", lambda x, factor=factor: factor * x),)
        )


EXERCISE = Exercise(outer, draw, (Claim(SHAPE, 0.5, "shape"), Claim("values", 0.5, "values")), ("", "", ""))


def test_the_learners_function_and_its_helpers_see_what_is_planted():
    names = {"np": np}
    exec(
        "def inner(x):\n    return 7\n\ndef helper(x):\n    return inner(x)\n\ndef outer(x):\n    return helper(x) + 1\n",
        names,
    )
    report = judge(EXERCISE, lambda inputs, given: run(names["outer"], inputs, given), 0)
    assert report.passed
    assert names["inner"](0) == 7  # as before


def test_the_reference_itself_is_not_touched():
    assert judge(EXERCISE, lambda inputs, given: run(lambda x: given["inner"](x) + 1, inputs), 0).passed
    assert outer(1) == 2


def test_a_function_that_ignores_what_is_planted_fails():
    report = judge(EXERCISE, lambda inputs, given: run(lambda x: x + 1, inputs, given), 0)
    assert report.outcome == "fail"
