"""Chapter 06: the references against hand-computed values and against other ways to the same answer."""

from fractions import Fraction
from math import e, factorial

import numpy as np
import pytest

from nnlab.exercises import load, of_chapter
from nnlab.reference.gradient_descent import complex_step_gradient, numerical_gradient
from nnlab.reference.logistic_regression import negative_log_likelihood, nll_gradient, predict_probability
from nnlab.reference.softmax_regression import (
    cross_entropy,
    cross_entropy_from_scores,
    log_softmax,
    one_hot,
    predict_class,
    softmax,
    softmax_gradient,
    softmax_jacobian,
)

L2, L3 = np.log(2), np.log(3)
# exp of these rows is (1, 2, 1) and (2, 3, 3): probabilities in quarters and eighths.
Z = np.array([[0, L2, 0], [L2, L3, L3]])
P = np.array([[2, 4, 2], [2, 3, 3]]) / 8
Y = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])

BY_HAND = [
    (one_hot, (np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]]),
    (softmax, (Z,), P),
    (softmax, (Z + np.array([[1000], [-1000]]),), P),
    # The true classes have probabilities 1/2 and 1/4: (log 2 + log 4) / 2.
    (cross_entropy, (P, Y), 1.5 * L2),
    (cross_entropy, ([[0.0, 1.0]], [[0.0, 1.0]]), 0),
    (log_softmax, (Z,), [[-2 * L2, -L2, -2 * L2], [-2 * L2, L3 - 3 * L2, L3 - 3 * L2]]),
    # Two scores 1000 apart: exp(-1000) is nothing beside 1.
    (log_softmax, ([[0.0, 1000.0]],), [[-1000, 0]]),
    (cross_entropy_from_scores, (Z, Y), 1.5 * L2),
    (cross_entropy_from_scores, ([[0.0, 1000.0], [0.0, 0.0]], [[1.0, 0.0], [1.0, 0.0]]), 500 + L2 / 2),
    # All weights 0, two classes: P - Y is (-1/2, 1/2) and (1/2, -1/2), over n = 2.
    (
        softmax_gradient,
        ([[2.0, 1.0], [4.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]], np.zeros((2, 2)), np.zeros(2)),
        ([[0.5, -0.5], [-0.25, 0.25]], [0, 0]),
    ),
    # One row, scores from the bias alone: p = (1/4, 1/2, 1/4), y = (0, 0, 1).
    (
        softmax_gradient,
        ([[2.0]], [[0.0, 0.0, 1.0]], np.zeros((1, 3)), Z[0]),
        ([[0.5, 1, -1.5]], [0.25, 0.5, -0.75]),
    ),
    (predict_class, ([[1.0, 3.0, 2.0], [5.0, 5.0, 4.0], [-3.0, -2.0, -1.0]],), [1, 0, 2]),
    # p = (1/4, 1/2, 1/4): p_i (1 - p_i) on the diagonal, -p_i p_j beside it, in sixteenths.
    (softmax_jacobian, (Z[0],), np.array([[3, -2, -1], [-2, 4, -2], [-1, -2, 3]]) / 16),
]


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=[row[0].__name__ for row in BY_HAND])
def test_by_hand(function, inputs, expected):
    found = function(*(np.array(value) if isinstance(value, list) else value for value in inputs))
    if not isinstance(expected, tuple):
        found, expected = (found,), (expected,)
    assert len(found) == len(expected)
    for mine, right in zip(found, expected, strict=True):
        np.testing.assert_allclose(mine, right, rtol=1e-12, atol=1e-12)


def test_every_reference_is_computed_by_hand_once():
    assert {row[0].__name__ for row in BY_HAND} == set(of_chapter("06_softmax_regression"))


def cases(name):
    return [case.inputs for seed in range(3) for case in load(name).cases(seed)]


def exact_softmax(row):
    """In fractions: exp by its power series, from differences to the largest score that are not too large."""

    def exp(x):
        if x < -60:
            return Fraction(0)
        # exp(x) = exp(x / 64)^64, so that the series needs few terms.
        small = x / 64
        return sum((small**i / factorial(i) for i in range(14)), Fraction(0)) ** 64

    scores = [Fraction(float(score)).limit_denominator(10**9) for score in row]
    parts = [exp(score - max(scores)) for score in scores]
    return [float(part / sum(parts)) for part in parts]


def test_the_series_is_the_exponential():
    assert exact_softmax([0.0, 1.0])[1] == pytest.approx(e / (1 + e), rel=1e-13)


def test_softmax_in_exact_fractions():
    for (scores,) in cases("softmax"):
        for row, probabilities in zip(scores, softmax(scores), strict=True):
            np.testing.assert_allclose(probabilities, exact_softmax(row), rtol=1e-9, atol=1e-15)


def test_log_softmax_by_sorted_sums():
    """numpy's logaddexp knows nothing of maxima; it adds two at a time."""
    for (scores,) in cases("log_softmax"):
        expected = scores - np.logaddexp.reduce(scores.astype(float), axis=1, keepdims=True)
        np.testing.assert_allclose(log_softmax(scores), expected, rtol=1e-12, atol=1e-12)


def test_labels_come_back_from_one_hot():
    for labels, k in cases("one_hot"):
        rows = one_hot(labels, k)
        assert rows.shape == (len(labels), k)
        assert rows.dtype == float
        np.testing.assert_array_equal(rows @ np.arange(k), labels)
        np.testing.assert_array_equal(rows.sum(axis=1), 1)
        np.testing.assert_array_equal((rows**2).sum(axis=1), 1)


def test_cross_entropy_is_the_mean_of_likelihoods():
    for probabilities, truth in cases("cross_entropy"):
        likelihood = np.prod(np.power(probabilities, truth))
        assert cross_entropy(probabilities, truth) == pytest.approx(-np.log(likelihood) / len(truth), abs=1e-12)


def test_both_costs_agree_where_probabilities_are_not_too_small():
    agreed = 0
    for scores, truth in cases("cross_entropy_from_scores"):
        cost = cross_entropy_from_scores(scores, truth)
        behind = (scores.max(axis=1) - (scores * truth).sum(axis=1)).max()
        if behind < 30:
            agreed += 1
            assert cross_entropy(softmax(scores), truth) == pytest.approx(cost, rel=1e-12, abs=1e-12)
        else:
            assert behind / len(scores) <= cost + 1e-9
    assert agreed > 20


def test_gradient_agrees_with_both_numerical_ones():
    for X, truth, W, b in cases("softmax_gradient"):
        if np.abs(X @ W + b).max() > 100:
            continue  # exp without a shift overflows

        def of_weights(at, X=X, truth=truth, b=b):
            return cross_entropy_from_scores(X @ at + b, truth)

        def of_biases(at, X=X, truth=truth, W=W):
            return cross_entropy_from_scores(X @ W + at, truth)

        def smooth(at, X=X, truth=truth, b=b):  # the same loss in complex numbers, unshifted
            scores = X @ at + b
            return np.mean(np.log(np.exp(scores).sum(axis=1)) - (scores * truth).sum(axis=1))

        dW, db = softmax_gradient(X, truth, W, b)
        np.testing.assert_allclose(numerical_gradient(of_weights, W, 1e-5), dW, atol=1e-8)
        np.testing.assert_allclose(numerical_gradient(of_biases, b, 1e-5), db, atol=1e-8)
        np.testing.assert_allclose(complex_step_gradient(smooth, W), dW, atol=1e-13)


def test_two_classes_are_logistic_regression():
    """The scores' difference is its score, and n times the mean is its sum."""
    rng = np.random.default_rng(0)
    for _ in range(5):
        X, W, b = rng.normal(size=(6, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
        labels = rng.integers(2, size=6)
        truth = one_hot(labels, 2)
        w, bias = W[:, 1] - W[:, 0], b[1] - b[0]
        p = predict_probability(X, w, bias)
        np.testing.assert_allclose(softmax(X @ W + b)[:, 1], p, rtol=1e-12)
        assert 6 * cross_entropy(softmax(X @ W + b), truth) == pytest.approx(negative_log_likelihood(p, labels))
        dW, db = softmax_gradient(X, truth, W, b)
        dw, dbias = nll_gradient(X, labels, w, bias)
        np.testing.assert_allclose(6 * dW, np.column_stack([-dw, dw]), atol=1e-12)
        np.testing.assert_allclose(6 * db, [-dbias, dbias], atol=1e-12)


def test_jacobian_by_complex_steps():
    for (z,) in cases("softmax_jacobian"):
        shifted = (z - z.max()).astype(complex)
        columns = []
        for j in range(len(z)):
            moved = shifted.copy()
            moved[j] += 1e-20j
            columns.append((np.exp(moved) / np.exp(moved).sum()).imag / 1e-20)
        np.testing.assert_allclose(softmax_jacobian(z), np.array(columns).T, atol=1e-14)


def test_the_jacobian_makes_p_minus_y_of_minus_y_over_p():
    rng = np.random.default_rng(1)
    for k in (2, 3, 5):
        z, y = rng.normal(size=k), np.eye(k)[rng.integers(k)]
        p = np.array(exact_softmax(z))
        np.testing.assert_allclose(softmax_jacobian(z) @ (-y / p), p - y, atol=1e-8)


def test_prediction_is_the_most_probable_class():
    for (scores,) in cases("predict_class"):
        for row, winner in zip(scores.tolist(), predict_class(scores).tolist(), strict=True):
            assert row.index(max(row)) == winner


def test_cases_can_be_read():
    """Few rows and columns, and the same on every draw of the same seed."""
    for name in of_chapter("06_softmax_regression"):
        first, again = load(name).cases(5), load(name).cases(5)
        assert [case.note for case in first] == [case.note for case in again]
        for case in first:
            assert case.note
            assert all(np.size(value) <= 28 for value in case.inputs if isinstance(value, np.ndarray))
