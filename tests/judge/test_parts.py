"""An answer with parts is explained part by part, first what is computed first."""

import numpy as np
import pytest

from nnlab.calls import run
from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake, judge


def gradients(X, D1, D2):
    """Two layers' gradients."""
    dW2 = X.T @ D2
    db2 = D2.sum(axis=0)
    dW1 = X.T @ D1
    db1 = D1.sum(axis=0)
    return [(dW1, db1), (dW2, db2)]


def draw(rng):
    for n in (3, 5, 4):
        yield Case("values", (rng.normal(size=(n, 2)), rng.normal(size=(n, 3)), rng.normal(size=(n, 4))), f"{n} rows")


EXERCISE = Exercise(
    reference=gradients,
    draw=draw,
    claims=(Claim(SHAPE, 0.5, "shape"), Claim("values", 0.5, "values")),
    hints=("", "", ""),
    parts=("dW{i}", "db{i}"),
    parts_reversed=True,
    mistakes=(
        Mistake(
            "zero bias",
            "You leave the bias gradient at 0.",
            edits=(("D1.sum(axis=0)", "0 * D1.sum(axis=0)"), ("D2.sum(axis=0)", "0 * D2.sum(axis=0)")),
        ),
    ),
)


def changed(**factors):
    def function(X, D1, D2):
        (dW1, db1), (dW2, db2) = gradients(X, D1, D2)
        parts = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        for name, change in factors.items():
            parts[name] = change(parts[name])
        return [(parts["dW1"], parts["db1"]), (parts["dW2"], parts["db2"])]

    return function


def report_of(function):
    return judge(EXERCISE, lambda inputs: run(function, inputs), 0)


def test_which_parts_are_right_and_where_to_begin():
    report = report_of(changed(dW1=lambda a: a + 1, db2=lambda a: 3 * a))
    assert report.notes == ("Right: db1, dW2. Wrong: db2, dW1. db2 is computed first: begin there.",)
    assert report.example.part == "db2"
    assert "db2: " in report.summary


def test_a_relation_of_one_part():
    report = report_of(changed(dW1=lambda a: -a))
    assert report.mistakes[0].name == "negative"
    assert report.mistakes[0].message.startswith("dW1: ")


def test_the_same_relation_of_all_parts_is_said_once():
    report = report_of(changed(**dict.fromkeys(("dW1", "db1", "dW2", "db2"), lambda a: 2 * a)))
    assert report.mistakes[0].name == "2 times"
    assert report.mistakes[0].message.startswith("dW1, db1, dW2 and db2, each: ")


def test_a_relation_that_differs_in_a_number_only_is_said_once():
    report = report_of(changed(**dict.fromkeys(("db1", "db2"), lambda a: a[None, :])))
    (mistake,) = report.mistakes
    assert mistake.name == "right values in another shape"
    assert "(1, 3) where (3,)" in mistake.message
    assert mistake.message.endswith("(Likewise db2.)")


def test_a_named_mistake_shows_through_another_fault():
    zero = lambda a: 0 * a  # noqa: E731
    assert report_of(changed(db1=zero, db2=zero)).mistakes[0].name == "zero bias"
    report = report_of(changed(db1=zero, db2=zero, dW1=lambda a: np.cos(a)))
    assert report.mistakes[0].name == "zero bias"
    assert "something else too" in report.mistakes[0].message


@pytest.mark.parametrize(
    "wrong", [lambda *a: [], lambda *a: gradients(*a)[0], lambda *a: None, lambda *a: [(1, 2), (3, 4)]]
)
def test_another_structure_is_told(wrong):
    report = report_of(wrong)
    assert report.outcome == "fail"
    assert report.earned == 0
    assert "needs" in report.summary
