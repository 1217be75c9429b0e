"""Softmax regression: a probability for every class, and the cross-entropy that judges them."""

from __future__ import annotations

import numpy as np

from nnlab.reference.types import Array


def one_hot(labels: Array, n_classes: int) -> Array:
    """Row i is 1 in column labels[i] and 0 elsewhere; labels (n,) in 0..k-1, the result (n, k) in floats."""
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 1.0
    return Y


def softmax(Z: Array) -> Array:
    """P_ij = exp(Z_ij) / sum_l exp(Z_il), for scores Z of shape (n, k): every row is positive and sums to 1.

    Each row's maximum is subtracted first. That changes nothing in the quotient, and exp cannot overflow.
    """
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(P: Array, Y: Array) -> float:
    """-(1/n) sum_ij Y_ij log P_ij, for probabilities P and one-hot Y of shape (n, k): the mean over the rows.

    Where Y_ij is 0 the term counts as 0, whatever P_ij is.
    """
    truth = np.sum(P * Y, axis=1)  # (n,) the probability of each row's true class
    return float(-np.mean(np.log(truth)))


def log_softmax(Z: Array) -> Array:
    """log softmax(Z) = Z - m - log sum_j exp(Z_j - m), with m each row's maximum; (n, k) to (n, k), stable."""
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropy_from_scores(Z: Array, Y: Array) -> float:
    """-(1/n) sum_ij Y_ij log_softmax(Z)_ij, for scores Z and one-hot Y of shape (n, k); stable at any size."""
    return float(-np.sum(Y * log_softmax(Z)) / Z.shape[0])


def softmax_gradient(X: Array, Y: Array, W: Array, b: Array) -> tuple[Array, Array]:
    """(dW, db) of the mean cross-entropy of softmax(X W + b): dW = X^T (P - Y) / n, db = column sums of (P - Y) / n.

    X (n, d), one-hot Y (n, k), W and dW (d, k), b and db (k,).
    """
    delta = (softmax(X @ W + b) - Y) / X.shape[0]  # (n, k)
    return X.T @ delta, delta.sum(axis=0)


def predict_class(Z: Array) -> Array:
    """The class with the largest score in each row of Z (n, k), as integers (n,); a tie goes to the lowest index."""
    return Z.argmax(axis=1)


def softmax_jacobian(z: Array) -> Array:
    """J_ij = dp_i/dz_j = p_i (1[i = j] - p_j), for one row of scores z (k,): diag(p) - p p^T, of shape (k, k)."""
    p = softmax(z[None, :])[0]
    return np.diag(p) - np.outer(p, p)
