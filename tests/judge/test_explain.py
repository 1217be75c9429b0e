"""What is said about wrong answers: relations, two faults at once, slips, exceptions, and never anything false."""

import warnings

import numpy as np
import pytest

from nnlab.calls import run
from nnlab.exercises import load
from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake, judge
from nnlab.judge.mutants import mutants


def scores(X, w):
    """X w + 1, then squared."""
    return (X @ w + 1) ** 2


def draw(rng):
    for n, d in [(5, 3), (4, 2), (3, 3)]:
        yield Case("values", (rng.normal(size=(n, d)), rng.normal(size=d)), f"{n} rows, {d} columns")
    yield Case("one", (rng.normal(size=(1, 2)), rng.normal(size=2)), "one row")


EXERCISE = Exercise(
    reference=scores,
    draw=draw,
    claims=(Claim(SHAPE, 0.5, "shape"), Claim("values", 1.0, "values"), Claim("one", 0.5, "one row")),
    hints=("a", "b", "c"),
    mistakes=(
        Mistake("no one", "You forgot to add 1.", edits=((" + 1", ""),)),
        Mistake("no square", "You forgot the square.", edits=((" ** 2", ""),)),
        Mistake("X doubled", "X counts twice.", wrong=lambda X, w: (2 * X @ w + 1) ** 2),
    ),
)


CASES = [
    (lambda X, w: (X @ w) ** 2, "no one"),
    (lambda X, w: X @ w + 1, "no square"),
    (lambda X, w: (X @ (w + w) + 1) ** 2, "X doubled"),
    (lambda X, w: X @ w, "no one + no square"),
    (lambda X, w: -scores(X, w), "negative"),
    (lambda X, w: 2 * scores(X, w), "2 times"),
    (lambda X, w: scores(X, w) / 3, "1/3 times"),
    (lambda X, w: scores(X, w) / np.log(2), "1/ln 2 times"),
    (lambda X, w: len(X) * scores(X, w), "factor: rows of X"),
    (lambda X, w: scores(X, w) / X.shape[1], "divided by: columns of X"),
    (lambda X, w: scores(X, w)[:, None], "right values in another shape"),
    (lambda X, w: scores(X, w).astype(int) + (len(X) > 100), "integers"),
    (lambda X, w: np.round(scores(X, w), 3), "rounded"),
    (lambda X, w: scores(X, w) * (1 + 2e-4 * np.cos(np.arange(len(X)))), "right to a few digits"),
    (lambda X, w: scores(X, w)[::-1], "rows reversed"),
    (lambda X, w: scores(X, w) + 0.5, "constant offset"),
    (lambda X, w: scores(X, w)[:-1], "the last entry is missing"),
    (lambda X, w: np.zeros(len(X)), "always 0.0"),
    (lambda X, w: X @ w * np.nan, "all nan"),
    (lambda X, w: np.array([1.0, 2.0]), "the same answer every time"),
    (lambda X, w: -3 * (X @ w + 1), "no square + 3 times"),
    (lambda X, w: (X @ w - 1) ** 2, "a minus where a plus belongs"),
    (lambda X, w: scores(np.abs(X), w), "as if X had no signs (absolute values)"),
    (lambda X, w: print(3), "prints instead of returning"),
    (lambda X, w: None, "returns nothing"),
    (lambda X, w: (x for x in X), "returns another type"),
    (lambda X, w: np.sqrt(scores(X, w)), "square root"),
    (lambda X, w: np.minimum(np.maximum(scores(X, w), 0), 1), "cut to 0..1"),
    (lambda X, w: scores(X, w**2) / 2, "as if the entries of w were squared + 1/2 times"),
    (lambda X, w: -scores(X, w) / len(X), "divided by: rows of X"),
]


@pytest.mark.parametrize(("function", "name"), CASES, ids=[name for _, name in CASES])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_first_message_names_the_cause(function, name, seed):
    report = judge(EXERCISE, lambda inputs: run(function, inputs), seed)
    assert report.outcome == "fail"
    assert report.mistakes, report.summary
    assert report.mistakes[0].name == name


def test_right_answer_has_nothing_to_explain():
    report = judge(EXERCISE, lambda inputs: run(scores, inputs), 0)
    assert (report.outcome, report.earned, report.mistakes) == ("pass", 2.0, ())


def test_nonsense_gets_no_false_name():
    report = judge(EXERCISE, lambda inputs: run(lambda X, w: np.cos(X @ w) + X[:, 0], inputs), 0)
    assert report.outcome == "fail"
    assert report.mistakes == ()
    assert "values differ" in report.summary


def test_second_fault_hides_the_first_in_one_case():
    def one_row_raises(X, w):
        if len(X) == 1:
            raise ValueError("no")
        return (X @ w) ** 2

    report = judge(EXERCISE, lambda inputs: run(one_row_raises, inputs), 0)
    assert report.mistakes[0].name == "no one"
    assert report.outcome == "fail"


def test_a_mistake_in_one_case_only_says_where():
    report = judge(EXERCISE, lambda inputs: run(lambda X, w: scores(X, w) if len(X) == 1 else np.cos(X @ w), inputs), 0)
    assert report.mistakes[0].name == "right only in a special case"
    assert "number of rows of X is 1" in report.mistakes[0].message
    assert report.earned == 1.0  # shape and one row


def test_altered_argument_is_told():
    def alters(X, w):
        answer = scores(X, w)
        X += 1
        return answer

    exercise = load("mean_squared_error")

    def mse(Y_hat, Y):
        Y_hat -= Y
        return float((Y_hat**2).sum() / len(Y))

    report = judge(exercise, lambda inputs: run(mse, inputs), 0)
    assert report.outcome == "fail"
    assert report.mistakes[0].name == "alters Y_hat"
    assert 0 < report.earned < report.possible


def test_drift_between_calls_is_told():
    count = []

    def drifts(X, w):
        count.append(1)
        return scores(X, w) * (1 if len(count) < 5 else 1.5)

    report = judge(EXERCISE, lambda inputs: run(drifts, inputs), 0)
    assert "another answer on the second call" in [mistake.name for mistake in report.mistakes]


RAISING = [
    (lambda X, w: np.dot(X, w) + undefined_name, "NameError", "undefined_name is neither"),  # noqa: F821
    (lambda X, w: X.T @ w, "ValueError", "columns of A must be as many as the rows of B"),
    (lambda X, w: X + np.zeros((7, 5)), "ValueError", "fit entry by entry"),
    (lambda X, w: X[99], "IndexError", "outside"),
    (lambda X: X, "TypeError", "scores(X, w)"),
    (lambda X, w: np.linalg.inv(X), "LinAlgError", "square matrix"),
    (lambda X, w: X.nope, "AttributeError", "has no nope"),
    (lambda X, w: X(0), "TypeError", "square brackets, X[i]"),
    (lambda X, w: vars(np)("X"), "TypeError", "square brackets, d[key]"),
    (lambda X, w: (X, w).__setitem__(0, w), "AttributeError", "has no __setitem__"),
    (lambda X, w: np.min(1.5, 2.5), "TypeError", "min(a, b)"),
    (lambda X, w: np.zeros(2.5), "TypeError", "a size or an index was a float"),
    (lambda X, w: [a for a, b in [(1, 2, 3)]], "ValueError", "more or fewer parts than the 2 names"),
    (lambda X, w: X[np.arange(len(X)), np.eye(len(X), dtype=int)[:, :2]], "IndexError", "one label for each row"),
    (lambda X, w: 1 // 0, "ZeroDivisionError", "divided by zero"),
    (lambda X, w: exit(), "SystemExit", "return"),
]


@pytest.mark.parametrize(("function", "error", "words"), RAISING, ids=[words for *_, words in RAISING])
def test_exceptions_get_their_usual_cause(function, error, words):
    report = judge(EXERCISE, lambda inputs: run(function, inputs), 0)
    assert report.outcome == "error"
    assert report.mistakes[0].name == f"raised {error}"
    assert words in report.mistakes[0].message


def positive(x):
    return x > 0


def twice_and_one(x):
    return 2 * x + 1


def fourfold(n):
    return 4 * n


def explained(right, wrong, inputs, *others):
    """The report on one function in the place of another."""

    def cases(rng):
        for given in inputs:
            yield Case("values", given, str(given))

    mistakes = tuple(Mistake(f"mistake {i}", "a message", wrong=other) for i, other in enumerate(others))
    claims = (Claim(SHAPE, 0.5, "shape"), Claim("values", 1.0, "values"))
    exercise = Exercise(reference=right, draw=cases, claims=claims, hints=("a", "b", "c"), mistakes=mistakes)
    return judge(exercise, lambda given: run(wrong, given), 0)


def test_truth_values_are_explained_without_a_fault():
    """They have no sign, size or digits: no relation may fail on them, nor on a named mistake that answers with them."""
    inputs = [(1.0,), (-1.0,), (2.0,), (-3.0,), (4.0,)]
    for right, wrong, other in [
        (positive, lambda x: x > 1.5, lambda x: False),
        (twice_and_one, lambda x: x * x, lambda x: x > 0),
    ]:
        report = explained(right, wrong, inputs, other)
        assert not report.passed
        assert not any("fault of nnlab" in note for note in report.notes)
    report = explained(positive, lambda x: False, inputs)
    assert [mistake.message for mistake in report.mistakes] == [
        "The answer is False whatever the inputs are: use the arguments, not fixed values or a variable of the notebook."
    ]


def test_whole_numbers_as_floats_are_called_so():
    report = explained(fourfold, lambda n: 8 * n / 2, [(1,), (2,), (5,)])
    assert [mistake.name for mistake in report.mistakes] == ["floats"]
    assert "//" in report.mistakes[0].message


def test_the_line_shown_is_the_learners_own():
    def helper(X):
        return np.linalg.inv(X[:0, :5])  # numpy raises inside itself

    report = judge(EXERCISE, lambda inputs: run(lambda X, w: helper(X), inputs), 0)
    assert "return np.linalg.inv(X[:0, :5])" in report.mistakes[0].message


def test_a_warning_teaches_and_costs_nothing():
    def warns(X, w):
        warnings.warn("overflow encountered in exp", RuntimeWarning, stacklevel=2)
        return scores(X, w)

    report = judge(EXERCISE, lambda inputs: run(warns, inputs), 0)
    assert report.outcome == "pass"
    assert "stable form" in report.notes[0]


def test_explaining_never_fails_silently():
    for function, _ in CASES:
        report = judge(EXERCISE, lambda inputs, function=function: run(function, inputs), 0)
        assert not any("fault of nnlab" in note for note in report.notes)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("accuracy", lambda y_hat, y: float(y_hat[0] == y[0]) / len(y)),
        ("classify", lambda p, threshold: np.round(p - threshold + 0.5).astype(int)),
        ("should_stop", lambda losses, tolerance, patience: losses[-1] > losses[0]),
    ],
)
def test_true_and_false_among_the_theories_do_not_stop_the_explanation(name, function):
    report = judge(load(name), lambda inputs: run(function, inputs), 0)
    assert not report.passed
    assert not any("could not be worked out" in note for note in report.notes)
    assert not any("True and False" in message for _, message in report.mistakes)


def test_mutants_differ_from_their_reference_in_one_place():
    made = mutants(scores)
    texts = [mutant.text for mutant in made]
    assert len(texts) > 8
    assert "return (X @ w - 1) ** 2" in texts
    assert "return (X @ w) ** 2" in texts
    assert all(text != "return (X @ w + 1) ** 2" for text in texts)


def test_whole_numbers_in_do_not_ask_for_whole_numbers_out():
    def double(X):
        """2 X."""
        return 2 * X

    def draw(rng):
        yield Case("values", (rng.normal(size=3),))
        yield Case("values", (rng.integers(1, 9, size=3),), "whole numbers")

    exercise = Exercise(double, draw, (Claim(SHAPE, 0.5, "shape"), Claim("values", 0.5, "values")), ("", "", ""))
    assert judge(exercise, lambda inputs: run(lambda X: X + X, inputs), 0).passed
    assert judge(exercise, lambda inputs: run(lambda X: 2.0 * X, inputs), 0).passed
    assert not judge(exercise, lambda inputs: run(lambda X: 2.5 * X, inputs), 0).passed


def test_the_meaning_of_a_factor_is_said_after_it():
    report = judge(EXERCISE, lambda inputs: run(lambda X, w: scores(X, w) / np.log(2), inputs), 0)
    assert "1/ln 2 times the answer: this is a logarithm to base 2" in report.mistakes[0].message
