"""Answers of any form: where SHAPE has a check of its own nothing is compared. And cases that are put only once."""

import numpy as np
import pytest

from nnlab.authoring.lint import proved
from nnlab.calls import run
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, judge


def halves(x, seed):
    """Two or more numbers that give the number x in sum."""
    return [x / 2, x / 2]


def draw(rng):
    for _ in range(3):
        yield Case("sum", (np.round(rng.normal(size=1), 2), 1), "a number")


def is_a_list(cases):
    short = [value for _, value in cases if not isinstance(value, list) or len(value) < 2]
    return f"{len(short)} answers are no list of two or more" if short else None


def sums(cases):
    if is_a_list(cases):
        return "there is no list to add up"
    return None if all(np.allclose(sum(parts), x) for (x, _), parts in cases) else "the sum is another"


EXERCISE = Exercise(
    reference=halves,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.5, "a list of two or more", is_a_list),
        Claim("sum", 0.5, "its sum", sums),
        Claim(ARGUMENTS, 0.5, "unchanged"),
    ),
    hints=("", "", ""),
)


def called(function):
    calls = []

    def call(inputs):
        calls.append(inputs)
        return run(function, inputs)

    return judge(EXERCISE, call, 0), len(calls)


def test_another_form_than_the_references_is_right():
    report, _ = called(lambda x, seed: [x / 3, x / 3, x / 3])
    assert report.passed
    assert report.earned == 1.5


@pytest.mark.parametrize(
    ("function", "words", "earned"),
    [
        (lambda x, seed: None, "answers are no list", 0),
        (lambda x, seed: [x], "no list of two", 0),
        (lambda x, seed: [x, x], "the sum is another", 0.5),
    ],
)
def test_the_check_says_what_is_wrong(function, words, earned):
    report, _ = called(function)
    assert report.outcome == "fail"
    assert words in report.mistakes[0].message.lower()
    assert report.earned == earned


def test_an_exception_is_named_as_ever():
    report, _ = called(lambda x, seed: [x, 1 / 0])
    assert report.outcome == "error"
    assert "ZeroDivisionError" in report.summary
    assert report.earned == 0


def test_the_reference_is_not_called():
    def never(x, seed):
        """Two or more numbers."""
        raise AssertionError

    free = Exercise(never, draw, EXERCISE.claims, ("", "", ""))
    assert judge(free, lambda inputs: run(halves, inputs), 0).passed


def test_the_first_case_is_put_twice_unless_told_otherwise():
    assert called(halves)[1] == 4
    calls = []
    once = Exercise(halves, draw, EXERCISE.claims, ("", "", ""), repeat=False)
    assert judge(once, lambda inputs: calls.append(inputs) or run(halves, inputs), 0).passed
    assert len(calls) == 3


def test_lint_asks_for_checks_of_all_claims():
    claims = (EXERCISE.claims[0], Claim("sum", 0.5, "its sum"), EXERCISE.claims[2])
    assert any("'sum' has no check" in fault for fault in proved(Exercise(halves, draw, claims, ("", "", ""))))
