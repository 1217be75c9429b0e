"""Answers to neuron_batch, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def loop(X, w, b):
    return [sigmoid(x @ w + b) for x in X]


RIGHT = right(
    loop=loop,
    dot=lambda X, w, b: sigmoid(np.dot(X, w) + b),
    einsum=lambda X, w, b: sigmoid(np.einsum("nd,d->n", X, w) + b),
    broadcast=lambda X, w, b: sigmoid((X * w).sum(axis=1) + b),
    transposed=lambda X, w, b: sigmoid(w @ X.T + b),
    as_column=lambda X, w, b: sigmoid(X @ w[:, None] + b)[:, 0],
)

WRONG = wrong(
    not_added_up=(lambda X, w, b: sigmoid(X * w + b), "add", "sum", "shape"),
    no_bias=(lambda X, w, b: sigmoid(X @ w), "bias"),
    linear=(lambda X, w, b: X @ w + b, "sigmoid"),
    column=(lambda X, w, b: sigmoid(X @ w[:, None] + b), "axis"),
    w_first=(lambda X, w, b: sigmoid(w @ X + b), "X stands on the left", "left"),
    first_only=(lambda X, w, b: sigmoid(X[0] @ w + b), "first", "needs"),
    half=(lambda X, w, b: sigmoid(X @ w + b) / 2, "1/2"),
)
