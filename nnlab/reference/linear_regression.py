"""Linear regression: a network of one layer, and the weights that fit it best."""

from __future__ import annotations

import numpy as np

from nnlab.reference.types import Array


def add_bias_column(X: Array) -> Array:
    """[1, X]: X of shape (n, d) with a first column of ones, so (n, d + 1)."""
    ones = np.ones((X.shape[0], 1))
    return np.hstack([ones, X])


def predict_linear(X: Array, W: Array) -> Array:
    """Y_hat = X W, for X of shape (n, d) and W of shape (d, k): one prediction a row, (n, k)."""
    return X @ W


def mean_squared_error(Y_hat: Array, Y: Array) -> float:
    """(1/n) sum_i ||Y_hat_i - Y_i||^2, for Y_hat and Y of shape (n, k): summed over outputs, averaged over rows."""
    residuals = Y_hat - Y  # (n, k)
    return float(np.sum(residuals**2) / Y.shape[0])


def fit_least_squares(X: Array, Y: Array) -> Array:
    """The W of shape (d, k) with the smallest ||X W - Y||^2, for X (n, d) and Y (n, k).

    Where columns of X depend on each other many W are equally good: then the one of least norm.
    """
    W, *_ = np.linalg.lstsq(X, Y, rcond=None)
    return W


def standardize(X: Array) -> tuple[Array, Array, Array]:
    """(X_std, mean, std): every column of X (n, d) moved to mean 0 and scaled to standard deviation 1.

    mean and std have shape (d,) and are those of X's columns (std with 1/n). A constant column becomes 0;
    its std is given as 1, so that nothing is divided by 0.
    """
    mean = X.mean(axis=0)  # (d,)
    spread = np.ptp(X, axis=0)  # (d,): largest minus smallest, 0 in a constant column
    std = np.where(spread > 0, X.std(axis=0), 1.0)  # (d,)
    return (X - mean) / std, mean, std


def r_squared(Y_hat: Array, Y: Array) -> float:
    """1 - ||Y_hat - Y||^2 / ||Y - mean(Y)||^2, for shapes (n, k); the mean is each column's own.

    1 is a perfect prediction, 0 is as good as always guessing the mean.
    """
    unexplained = np.sum((Y_hat - Y) ** 2)
    total = np.sum((Y - Y.mean(axis=0)) ** 2)
    return float(1 - unexplained / total)
