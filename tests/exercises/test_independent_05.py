"""Chapter 05's references against hand-computed values and against other ways to the same answer."""

import decimal
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from nnlab.exercises import load, of_chapter
from nnlab.reference.gradient_descent import numerical_gradient
from nnlab.reference.logistic_regression import (
    accuracy,
    classify,
    confusion_matrix,
    fit_logistic,
    negative_log_likelihood,
    nll_from_scores,
    nll_gradient,
    predict_probability,
)

CHAPTER = "05_logistic_regression"
X = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]])
Y = np.array([1, 0, 0])
ZERO = np.zeros(2)

BY_HAND = [
    # Scores ln 3 and 0: odds of 3 to 1, and no idea.
    (predict_probability, (np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([math.log(3), 0.0]), 0.0), [0.75, 0.5]),
    # The probabilities of what was seen are 1/2, 4/5, 3/4; their product is 3/10.
    (negative_log_likelihood, (np.array([0.5, 0.8, 0.25]), np.array([1, 1, 0])), -math.log(0.3)),
    (negative_log_likelihood, (np.array([0.0, 1.0]), np.array([0, 1])), 0.0),
    (nll_from_scores, (np.array([0.0, 1000.0, -1000.0, 1000.0]), np.array([1, 1, 1, 0])), math.log(2) + 2000),
    # p is 1/2 throughout, p - y is (-1/2, 1/2, 1/2).
    (nll_gradient, (X, Y, ZERO, 0.0), ([0.5, 2.0], 0.5)),
    (fit_logistic, (X, Y, ZERO, 0.0, 0.2, 1), ([-0.1, -0.4], -0.1)),
    (fit_logistic, (X, Y, np.array([3.0, 4.0]), 5.0, 0.2, 0), ([3.0, 4.0], 5.0)),
    # One feature, one example of label 1: after a first step of 1 from 0, w = b = 1/2 and p = sigmoid(1).
    (
        fit_logistic,
        (np.ones((1, 1)), np.array([1]), np.zeros(1), 0.0, 1.0, 2),
        ([0.5 + 1 / (1 + math.e)], 0.5 + 1 / (1 + math.e)),
    ),
    (classify, (np.array([0.2, 0.25, 0.3]), 0.25), [0, 1, 1]),
    (accuracy, (np.array([0, 1, 2, 1]), np.array([0, 1, 1, 1])), 0.75),
    (confusion_matrix, (np.array([0, 1, 1, 1, 0]), np.array([0, 0, 1, 1, 1]), 2), [[1, 1], [1, 2]]),
]


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND)
def test_by_hand(function, inputs, expected):
    found = function(*inputs)
    if not isinstance(expected, tuple):
        found, expected = (found,), (expected,)
    assert len(found) == len(expected)
    for mine, right in zip(found, expected, strict=True):
        assert np.shape(mine) == np.shape(right)
        np.testing.assert_allclose(mine, right, rtol=1e-12, atol=1e-12)


def test_every_reference_is_computed_by_hand_once():
    assert {row[0].__name__ for row in BY_HAND} == set(of_chapter(CHAPTER))


def cases(name):
    return [case.inputs for seed in range(3) for case in load(name).cases(seed)]


def exact_cost(z, label):
    """log(1 + exp(-s)) with 60 digits."""
    with decimal.localcontext(prec=60):
        s = decimal.Decimal(float(z)) * (1 if label == 1 else -1)
        return float((1 + (-s).exp()).ln())


def test_costs_from_scores_in_sixty_digits():
    for z, y in cases("nll_from_scores"):
        exact = math.fsum(exact_cost(score, label) for score, label in zip(z, y, strict=True))
        assert nll_from_scores(z.astype(float), y) == pytest.approx(exact, rel=1e-13, abs=1e-300)


def test_both_costs_agree_where_both_can_be_computed():
    rng = np.random.default_rng(0)
    for _ in range(20):
        z, y = 3 * rng.normal(size=9), rng.permutation(9) % 2
        assert negative_log_likelihood(1 / (1 + np.exp(-z)), y) == pytest.approx(nll_from_scores(z, y), rel=1e-12)


def test_cost_is_the_logarithm_of_the_exact_likelihood():
    for p, y in cases("negative_log_likelihood"):
        likelihood = Fraction(1)
        for chance, label in zip(p.astype(float), y, strict=True):
            likelihood *= Fraction(float(chance)) if label == 1 else 1 - Fraction(float(chance))
        with decimal.localcontext(prec=60, Emin=-(10**6), Emax=10**6):
            exact = -float((decimal.Decimal(likelihood.numerator) / likelihood.denominator).ln())
        assert negative_log_likelihood(p.astype(float), y) == pytest.approx(exact, rel=1e-9, abs=1e-12)


def test_probability_is_the_one_whose_log_odds_are_the_score():
    for features, w, b in cases("predict_probability"):
        for row, p in zip(features, predict_probability(features, w, b), strict=True):
            z = math.fsum(float(x) * float(weight) for x, weight in zip(row, w, strict=True)) + b
            if abs(z) < 30:
                assert math.log(p) - math.log1p(-p) == pytest.approx(z, abs=1e-9 * math.exp(abs(z)) + 1e-9)
            else:
                assert p == pytest.approx(1.0 if z > 0 else 0.0, abs=1e-12)


def test_gradient_agrees_with_central_differences_of_the_exact_cost():
    for features, y, w, b in cases("nll_gradient"):
        features, at = np.asarray(features, dtype=float), np.append(np.asarray(w, dtype=float), b)

        def loss(v, features=features, y=y):
            scores = features @ v[:-1] + v[-1]
            return math.fsum(exact_cost(z, label) for z, label in zip(scores, y, strict=True))

        if np.abs(features @ at[:-1] + b).max() > 100:
            continue
        dw, db = nll_gradient(features, y, at[:-1], b)
        np.testing.assert_allclose(numerical_gradient(loss, at, 1e-5), [*dw, db], atol=1e-7)


def test_descent_ends_where_newton_s_method_does():
    rng = np.random.default_rng(1)
    features, y = rng.normal(size=(30, 2)), rng.permutation(30) % 2
    A, v = np.column_stack([features, np.ones(30)]), np.zeros(3)
    for _ in range(20):
        p = 1 / (1 + np.exp(-A @ v))
        v = v - np.linalg.solve(A.T @ (A * (p * (1 - p))[:, None]), A.T @ (p - y))
    w, b = fit_logistic(features, y, np.zeros(2), 0.0, 0.1, 2000)
    np.testing.assert_allclose([*w, b], v, atol=1e-9)


def test_at_the_bottom_the_probabilities_add_up_to_the_ones():
    """db = 0 says so: what is expected in the mean is what was seen."""
    rng = np.random.default_rng(2)
    features, y = rng.normal(size=(25, 3)), np.array([1] * 7 + [0] * 18)
    w, b = fit_logistic(features, y, np.zeros(3), 0.0, 0.05, 5000)
    assert predict_probability(features, w, b).sum() == pytest.approx(7, abs=1e-8)


def test_twice_the_data_is_twice_the_step():
    rng = np.random.default_rng(3)
    features, y = rng.normal(size=(6, 2)), rng.permutation(6) % 2
    twice = fit_logistic(np.vstack([features, features]), np.append(y, y), ZERO, 0.0, 0.1, 3)
    once = fit_logistic(features, y, ZERO, 0.0, 0.2, 3)
    np.testing.assert_allclose(np.append(*twice), np.append(*once), rtol=1e-12)


def test_decisions_one_by_one():
    for p, threshold in cases("classify"):
        assert classify(p, threshold).tolist() == [1 if chance >= threshold else 0 for chance in p]


def test_accuracy_is_the_diagonals_share():
    for y_hat, y in cases("accuracy"):
        counts = confusion_matrix(y_hat, y, int(max(y.max(), y_hat.max())) + 1)
        assert accuracy(y_hat, y) == pytest.approx(np.trace(counts) / len(y))


def test_confusions_counted_as_pairs():
    for y_hat, y, k in cases("confusion_matrix"):
        pairs = Counter(zip(y.tolist(), y_hat.tolist(), strict=True))
        assert confusion_matrix(y_hat, y, k).tolist() == [[pairs[i, j] for j in range(k)] for i in range(k)]


def test_cases_can_be_read():
    for name in of_chapter(CHAPTER):
        for case in load(name).cases(4):
            assert case.note
            if case.claim != "many":
                assert all(np.size(value) <= 28 for value in case.inputs if isinstance(value, np.ndarray))
