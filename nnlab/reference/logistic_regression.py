"""Logistic regression: one probability, and the negative log-likelihood that judges it."""

from __future__ import annotations

import numpy as np

from nnlab.reference.one_neuron import sigmoid
from nnlab.reference.types import Array


def predict_probability(X: Array, w: Array, b: float) -> Array:
    """p = sigmoid(X w + b), the probability of class 1 for each row of X (n, d); w (d,), b a number, p (n,)."""
    return sigmoid(X @ w + b)


def negative_log_likelihood(p: Array, y: Array) -> float:
    """-sum_i (y_i log p_i + (1 - y_i) log(1 - p_i)), for p and y of shape (n,), y in {0, 1}: the sum, not the mean.

    Only one of the two terms counts for each i; the other one's factor is 0, and 0 log 0 counts as 0.
    """
    truth = np.where(y == 1, p, 1 - p)  # (n,) the probability of what was seen
    return float(-np.sum(np.log(truth)))


def nll_from_scores(z: Array, y: Array) -> float:
    """The same sum from the scores z (n,), where p = sigmoid(z): sum_i log(1 + exp(-s_i)), y (n,) in {0, 1}.

    s_i is z_i where y_i is 1 and -z_i where it is 0. exp is only ever taken of numbers that are not positive:
    log(1 + exp(-s)) = max(-s, 0) + log(1 + exp(-|s|)).
    """
    s = np.where(y == 1, z, -z)  # (n,) positive where the score is on the right side
    return float(np.sum(np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(s)))))


def nll_gradient(X: Array, y: Array, w: Array, b: float) -> tuple[Array, float]:
    """(dw, db) of the sum: dw = X^T (p - y), db = sum_i (p_i - y_i); X (n, d), y (n,), w and dw (d,), db a number."""
    delta = predict_probability(X, w, b) - y  # (n,)
    return X.T @ delta, float(delta.sum())


def fit_logistic(X: Array, y: Array, w: Array, b: float, learning_rate: float, steps: int) -> tuple[Array, float]:
    """(w, b) after that many steps of descent on the sum, each over all rows: X (n, d), y (n,), w (d,), b a number."""
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


def classify(p: Array, threshold: float) -> Array:
    """1 where p >= threshold, else 0, as integers; p and the result have shape (n,)."""
    return (p >= threshold).astype(int)


def accuracy(y_hat: Array, y: Array) -> float:
    """The share of the n predictions y_hat that equal the labels y, both of shape (n,): a number in 0..1."""
    return float(np.mean(y_hat == y))


def confusion_matrix(y_hat: Array, y: Array, n_classes: int) -> Array:
    """Entry ij counts the examples of class i that were taken for class j; y_hat and y (n,), the result (k, k), integers."""
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for guess, truth in zip(y_hat, y, strict=True):
        counts[truth, guess] += 1
    return counts
