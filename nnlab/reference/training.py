"""Training: batches, accumulators, epochs, and when to stop."""

from __future__ import annotations

import numpy as np

from nnlab.reference.backpropagation import backward
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.types import Array, Grads, Params


def sgd_step(params: Params, grads: Grads, learning_rate: float) -> Params:
    """[(W - learning_rate dW, b - learning_rate db), ...]: new params; W and dW, b and db have the same shape."""
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]


def momentum_step(
    params: Params, grads: Grads, velocity: Params, learning_rate: float, momentum: float
) -> tuple[Params, Params]:
    """(params, velocity) after v = momentum v + g and p = p - learning_rate v, for every array of the same shape.

    velocity is laid out like params, and zero at the beginning.
    """
    velocity = [(momentum * vW + dW, momentum * vb + db) for (vW, vb), (dW, db) in zip(velocity, grads, strict=True)]
    return sgd_step(params, velocity, learning_rate), velocity


def shuffle_together(X: Array, Y: Array, seed: int) -> tuple[Array, Array]:
    """(X, Y) with the rows of both in one new order, drawn by the seed: X (n, ...), Y (n, ...) of any shape."""
    order = np.random.default_rng(seed).permutation(len(X))
    return X[order], Y[order]


def minibatches(X: Array, Y: Array, batch_size: int) -> list[tuple[Array, Array]]:
    """[(X_batch, Y_batch), ...] in order, batch_size rows each; the last may be shorter. X (n, d), Y (n, k)."""
    return [(X[start : start + batch_size], Y[start : start + batch_size]) for start in range(0, len(X), batch_size)]


def accumulate_gradients(params: Params, X: Array, Y: Array, activation: str) -> Grads:
    """[(sum of dW1, sum of delta1), ...] of the cross-entropy, one example at a time; no 1/n. X (n, d), Y (n, k) one-hot.

    They are the text's two accumulators. The accumulated delta is the gradient of a bias.
    """
    totals = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for i in range(len(X)):
        x, y = X[i : i + 1], Y[i : i + 1]  # one row each
        zs, activations = forward(params, x, activation)
        grads = backward(params, zs, activations, y, activation)
        totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, grads, strict=True)]
    return totals


def train_epoch(params: Params, X: Array, Y: Array, learning_rate: float, batch_size: int, activation: str) -> Params:
    """params after one pass over the rows in order: forward, backward and a step for every batch.

    X (n, d), one-hot Y (n, k). The loss is each batch's mean cross-entropy, over that batch's own length.
    """
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        zs, activations = forward(params, X_batch, activation)
        grads = backward(params, zs, activations, Y_batch, activation)
        params = sgd_step(params, grads, learning_rate)
    return params


def should_stop(losses: list[float], tolerance: float, patience: int) -> bool:
    """True when no epoch of the last `patience` improved the best loss before them by at least tolerance.

    losses holds one number an epoch. False while there are no more than `patience` of them; patience >= 1.
    """
    if len(losses) <= patience:
        return False
    return bool(min(losses[-patience:]) > min(losses[:-patience]) - tolerance)


def train_validation_split(X: Array, Y: Array, fraction: float, seed: int) -> tuple[Array, Array, Array, Array]:
    """(X_train, Y_train, X_val, Y_val): the rows of X (n, d) and Y (n, ...), drawn by the seed, none twice, none lost.

    The validation part has fraction * n rows, rounded.
    """
    order = np.random.default_rng(seed).permutation(len(X))
    held = round(fraction * len(X))
    val, train = order[:held], order[held:]
    return X[train], Y[train], X[val], Y[val]
