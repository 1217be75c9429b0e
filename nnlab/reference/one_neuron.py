"""One neuron: a weighted sum, a bias, and a function that bends the result."""

from __future__ import annotations

import numpy as np

from nnlab.reference.types import Array


def sigmoid(z: Array | float) -> Array:
    """1 / (1 + exp(-z)), entry by entry; z of any shape.

    exp is only ever taken of numbers that are not positive, so it cannot overflow.
    """
    e = np.exp(-np.abs(z))  # between 0 and 1
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_prime(z: Array | float) -> Array:
    """The sigmoid's slope at the pre-activation z, of any shape: a (1 - a) with a = sigmoid(z)."""
    a = sigmoid(z)
    return a * (1 - a)


def neuron(x: Array, w: Array, b: float) -> float:
    """sigmoid(x . w + b), for x and w of shape (d,) and a number b."""
    return float(sigmoid(x @ w + b))


def neuron_batch(X: Array, w: Array, b: float) -> Array:
    """sigmoid(X w + b): the neuron's answer for each row of X (n, d), w (d,); shape (n,)."""
    return sigmoid(X @ w + b)


def perceptron_update(x: Array, y: int, w: Array, b: float) -> tuple[Array, float]:
    """(w, b) after one step of the perceptron: w + (y - y_hat) x and b + (y - y_hat).

    y_hat is 1 where x . w + b >= 0, else 0; the label y is 0 or 1; x and w have shape (d,).
    """
    y_hat = 1 if x @ w + b >= 0 else 0
    return w + (y - y_hat) * x, b + (y - y_hat)
