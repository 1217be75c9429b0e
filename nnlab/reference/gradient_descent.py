"""Gradient descent: which way is down, how far to step, and how to check a slope."""

from __future__ import annotations

import numpy as np

from nnlab.reference.linear_regression import mean_squared_error, predict_linear
from nnlab.reference.types import Array, Function


def mse_gradient(X: Array, Y: Array, W: Array) -> Array:
    """dW = (2/n) X^T (X W - Y), the slope of the mean squared error; X (n, d), Y (n, k), W and dW (d, k)."""
    residuals = X @ W - Y  # (n, k)
    return 2 / X.shape[0] * X.T @ residuals  # (d, k)


def gradient_step(W: Array, dW: Array, learning_rate: float) -> Array:
    """W - learning_rate dW: one step downhill, as a new array; W and dW of any one shape."""
    return W - learning_rate * dW


def fit_linear_gd(
    X: Array, Y: Array, W: Array, learning_rate: float, tolerance: float, max_steps: int
) -> tuple[Array, Array]:
    """(W, losses): descent on the mean squared error of X W, from the given W (d, k).

    losses[0] belongs to the given W and losses[-1] to the returned one. It stops after a step that changed
    the loss by less than tolerance, or after max_steps steps.
    """
    losses = [mean_squared_error(predict_linear(X, W), Y)]
    for _ in range(max_steps):
        W = gradient_step(W, mse_gradient(X, Y, W), learning_rate)
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, np.array(losses)


def largest_learning_rate(X: Array) -> float:
    """n / s^2, with s the largest singular value of X (n, d): beyond it, descent on the mean squared error diverges.

    The error's curvature is 2 X^T X / n. A step scales the error along an eigenvector of curvature c
    by (1 - learning_rate c), which stays within -1..1 while learning_rate <= 2 / c.
    """
    largest = np.linalg.norm(X, ord=2)  # the largest singular value
    return float(X.shape[0] / largest**2)


def numerical_gradient(f: Function, W: Array, h: float) -> Array:
    """Entry i is (f(W + h e_i) - f(W - h e_i)) / (2 h): the central difference. W and the result have any one shape."""
    W = np.array(W, dtype=float)  # a copy, in floats: the caller's W stays as it is
    dW = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        old = W[i]
        W[i] = old + h
        above = f(W)
        W[i] = old - h
        below = f(W)
        W[i] = old
        dW[i] = (above - below) / (2 * h)
    return dW


def complex_step_gradient(f: Function, W: Array) -> Array:
    """Entry i is Im f(W + i h e_i) / h with h = 1e-20, for an analytic f.

    Nothing is subtracted, so nothing cancels: exact to rounding. W and the result have any one shape.
    """
    h = 1e-20
    W = np.array(W, dtype=complex)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] += 1j * h
        dW[i] = f(W).imag / h
        W[i] -= 1j * h
    return dW
