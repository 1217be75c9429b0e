"""Planted functions: a case may say what a name means during the call."""

import numpy as np

from nnlab.calls import run
from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake, judge


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


def bounded(x):
    """inner(x), and any number between 0 and 1 will do."""
    return inner(x)


def between(cases):
    bad = [value for _, value in cases if not 0 <= value <= 1]
    return f"{bad[0]:g} is not between 0 and 1" if bad else None


BOUNDED = Exercise(
    bounded,
    lambda rng: [Case("bounds", (x,), given=(("inner", lambda x: x / 4),)) for x in (0.5, 1.0, 2.0)],
    (Claim(SHAPE, 0.5, "shape"), Claim("bounds", 0.5, "it is between 0 and 1", between)),
    ("", "", ""),
    mistakes=(Mistake("eight times", "This is eight times as much.", edits=(("inner(x)", "8 * inner(x)"),)),),
)


def test_where_a_check_decides_a_mistake_that_answers_the_same_is_named():
    def said(function):
        return judge(BOUNDED, lambda inputs, given: run(function, inputs, given), 0).mistakes

    assert said(lambda x: x / 7) == ()
    assert [found.name for found in said(lambda x: 2 * x)] == ["eight times"]
    assert [found.message for found in said(lambda x: 3 * x)] == [
        "Not so: it is between 0 and 1. 1.5 is not between 0 and 1."
    ]
