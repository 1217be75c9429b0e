"""The references against hand-computed values and against other ways to the same answer."""

import numpy as np
import pytest

from nnlab.calls.functions import ANALYTIC, FUNCTIONS
from nnlab.exercises import load, names
from nnlab.reference.gradient_descent import (
    complex_step_gradient,
    fit_linear_gd,
    gradient_step,
    largest_learning_rate,
    mse_gradient,
    numerical_gradient,
)
from nnlab.reference.linear_regression import (
    add_bias_column,
    fit_least_squares,
    mean_squared_error,
    predict_linear,
    r_squared,
    standardize,
)

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
Y = np.array([[1.0, 0.0], [2.0, 1.0], [6.0, 2.0]])
W = np.array([[1.0, 2.0], [0.0, -1.0]])

BY_HAND = [
    (add_bias_column, (X,), [[1, 1, 2], [1, 3, 4], [1, 5, 7]]),
    (predict_linear, (X, W), [[1, 0], [3, 2], [5, 3]]),
    # Residuals (0, 0), (1, 1), (-1, 1): four ones over three rows.
    (mean_squared_error, (predict_linear(X, W), Y), 4 / 3),
    (fit_least_squares, ([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], [[1.0], [2.0], [6.0]]), [[0.5], [2.5]]),
    (fit_least_squares, ([[2.0, 2.0]], [[8.0]]), [[2.0], [2.0]]),
    (standardize, (np.array([[1.0, 5.0], [3.0, 5.0]]),), ([[-1, 0], [1, 0]], [2, 5], [1, 1])),
    # Column means 3 and 1; total 4 + 1 + 9 + 1 + 0 + 1 = 16; unexplained 4.
    (r_squared, (predict_linear(X, W), Y), 1 - 4 / 16),
    # X^T residuals: [[3 - 5, 3 + 5], [4 - 7, 4 + 7]], times 2/3.
    (mse_gradient, (X, Y, W), np.array([[-2, 8], [-3, 11]]) * 2 / 3),
    (gradient_step, (W, np.array([[1.0, 0.0], [2.0, -4.0]]), 0.5), [[0.5, 2], [-1, 1]]),
    # f(w) = (w - 3)^2 with a single example: each step of 1/4 halves the distance to 3.
    (
        fit_linear_gd,
        (np.ones((1, 1)), np.full((1, 1), 3.0), np.full((1, 1), 7.0), 0.25, 1.0, 9),
        ([[3.5]], [16, 4, 1, 0.25]),
    ),
    # The curvature of (1/2)(4 a^2 + 9 b^2 + ...) by b: 2 * 9 / 2 = 9.
    (largest_learning_rate, (np.array([[2.0, 0.0], [0.0, 3.0]]),), 2 / 9),
    # ((w + h)^3 - (w - h)^3) / 2h = 3 w^2 + h^2.
    (numerical_gradient, (FUNCTIONS["sum_of_cubes"], np.array([[1, 2], [0, -1]]), 0.5), [[3.25, 12.25], [0.25, 3.25]]),
    (complex_step_gradient, (FUNCTIONS["sum_of_cubes"], np.array([[1, 2], [0, -1]])), [[3, 12], [0, 3]]),
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
    assert {row[0].__name__ for row in BY_HAND} >= {name for name in names() if load(name).chapter[:2] in ("03", "04")}


def cases(name):
    return [case.inputs for seed in range(3) for case in load(name).cases(seed)]


def in_double(arrays):
    return [np.asarray(array, dtype=float) for array in arrays]


def test_predictions_row_by_row():
    for inputs in cases("predict_linear"):
        features, weights = in_double(inputs)
        for x, y_hat in zip(features, predict_linear(features, weights), strict=True):
            np.testing.assert_allclose(y_hat, sum(x[j] * weights[j] for j in range(len(x))), atol=1e-9)


def test_squared_error_is_the_trace_of_the_residuals_product():
    for inputs in cases("mean_squared_error"):
        predicted, targets = in_double(inputs)
        residuals = predicted - targets
        assert mean_squared_error(predicted, targets) == pytest.approx(np.trace(residuals @ residuals.T) / len(targets))


def test_least_squares_is_the_pseudo_inverse():
    """The four conditions of Penrose make the pseudo-inverse the only one; the columns of the identity give it."""
    for inputs in cases("fit_least_squares"):
        A, _ = in_double(inputs)
        P = fit_least_squares(A, np.eye(len(A)))
        for product, right in ((A @ P @ A, A), (P @ A @ P, P), ((A @ P).T, A @ P), ((P @ A).T, P @ A)):
            np.testing.assert_allclose(product, right, atol=1e-8 * max(1.0, np.abs(right).max()))


def test_standardized_columns_give_the_correlation():
    for (columns,) in cases("standardize"):
        X_std, mean, std = standardize(columns.astype(float))
        np.testing.assert_allclose(X_std * std + mean, columns, rtol=1e-9)
        moving = np.ptp(columns, axis=0) > 0
        if moving.sum() > 1:
            covariance = X_std[:, moving].T @ X_std[:, moving] / len(columns)
            np.testing.assert_allclose(covariance, np.corrcoef(columns[:, moving].astype(float).T), atol=1e-9)


def test_r_squared_of_a_least_squares_fit_is_the_squared_correlation():
    rng = np.random.default_rng(0)
    for _ in range(10):
        features, targets = add_bias_column(rng.normal(size=(8, 2))), rng.normal(size=(8, 1))
        fitted = predict_linear(features, fit_least_squares(features, targets))
        assert r_squared(fitted, targets) == pytest.approx(np.corrcoef(fitted.ravel(), targets.ravel())[0, 1] ** 2)


def test_gradient_agrees_with_both_numerical_ones():
    for inputs in cases("mse_gradient"):
        features, targets, weights = in_double(inputs)

        def loss(at, features=features, targets=targets):
            return ((features @ at - targets) ** 2).sum() / len(targets)

        dW = mse_gradient(features, targets, weights)
        scale = max(1.0, np.abs(dW).max())
        np.testing.assert_allclose(numerical_gradient(loss, weights, 1e-3), dW, atol=1e-6 * scale)
        np.testing.assert_allclose(complex_step_gradient(loss, weights), dW, atol=1e-12 * scale)


def test_descent_ends_at_the_least_squares_fit():
    rng = np.random.default_rng(1)
    features, targets = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    rate = 0.9 * largest_learning_rate(features)
    found, losses = fit_linear_gd(features, targets, np.zeros((3, 2)), rate, 1e-15, 10_000)
    np.testing.assert_allclose(found, fit_least_squares(features, targets), atol=1e-5)
    assert len(losses) < 10_000
    assert (np.diff(losses) <= 1e-12).all()


def test_largest_learning_rate_is_the_limit():
    """Not a share of it, not a multiple: 1 % to either side decides whether the loss ends below or above."""
    for (features,) in cases("largest_learning_rate"):
        features = features.astype(float)
        limit = largest_learning_rate(features)
        start, targets = np.linalg.svd(features)[2].T, np.zeros((len(features), features.shape[1]))
        for share, grows in ((0.99, False), (1.01, True)):
            _, losses = fit_linear_gd(features, targets, start, share * limit, 0.0, 600)
            assert (losses[-1] > losses[0]) == grows


@pytest.mark.parametrize("name", ANALYTIC)
def test_gradients_of_the_public_functions(name):
    at = np.array([[0.3, -1.2, 0.7], [0.1, 2.0, -0.4]])
    ranks = np.arange(1, 7).reshape(2, 3)
    known = {
        "sum_of_squares": 2 * at,
        "sum_of_cubes": 3 * at**2,
        "sum_of_exponentials": np.exp(at),
        "weighted_sine": ranks * np.cos(at),
        "product_of_cosines": -np.tan(at) * np.prod(np.cos(at)),
        "log_sum_exp": np.exp(at) / np.exp(at).sum(),
    }
    np.testing.assert_allclose(complex_step_gradient(FUNCTIONS[name], at), known[name], rtol=1e-12)
    np.testing.assert_allclose(numerical_gradient(FUNCTIONS[name], at, 1e-5), known[name], atol=1e-8)


def test_stopping_is_clear_cut():
    """Where the tolerance stops descent, no rounding can make it another number of steps."""
    stopped = 0
    for seed in range(20):
        for case in load("fit_linear_gd").cases(seed):
            *_, tolerance, max_steps = case.inputs
            _, losses = fit_linear_gd(*case.inputs)
            changes = np.abs(np.diff(losses))
            if tolerance == 0 or len(changes) == 0:
                continue
            assert (changes[:-1] > 1.1 * tolerance).all()
            assert len(changes) == max_steps or changes[-1] < 0.9 * tolerance
            stopped += len(changes) < max_steps
    assert stopped >= 60


def test_cases_can_be_read():
    """Few rows and columns, and the same on every draw of the same seed."""
    for name in names():
        if load(name).chapter[:2] not in ("03", "04"):
            continue
        first, again = load(name).cases(5), load(name).cases(5)
        assert [case.note for case in first] == [case.note for case in again]
        for case in first:
            assert case.note
            assert all(np.size(value) <= 28 for value in case.inputs if isinstance(value, np.ndarray))
