"""Where a claim's own check decides, right answers may differ in size: the nearest is the one of the same form."""

import numpy as np

from nnlab.calls import run
from nnlab.judge import SHAPE, Case, Claim, Exercise, judge


def some(x):
    """Some entries of x (n,), at least one."""
    return x[:1]


def are_entries(cases):
    return None if all(np.isin(answer, x).all() for (x,), answer in cases) else "there is an entry that is not in x"


EXERCISE = Exercise(
    some,
    lambda rng: [Case("values", (rng.normal(size=n),), f"{n} entries") for n in (9, 5, 7)],
    (Claim(SHAPE, 0.5, "shape"), Claim("values", 0.5, "entries of x", are_entries)),
    ("", "", ""),
    also=lambda inputs, expected: [inputs[0][:k] for k in range(1, len(inputs[0]) + 1)],
)


def test_every_size_is_right_whatever_the_values_are():
    for function in (lambda x: x[-4:], lambda x: x[:1], lambda x: x[::-1]):
        assert judge(EXERCISE, lambda inputs, function=function: run(function, inputs), 0).passed


def test_the_check_still_decides():
    report = judge(EXERCISE, lambda inputs: run(lambda x: x[-4:] + 1, inputs), 0)
    assert [finding.passed for finding in report.findings] == [True, False]


def test_another_form_is_wrong():
    report = judge(EXERCISE, lambda inputs: run(lambda x: x[:, None], inputs), 0)
    assert [finding.passed for finding in report.findings] == [False, False]
