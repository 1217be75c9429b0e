"""Answers to delta_cross_entropy, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def row_by_row(Z, Y):
    rows = []
    for z, y in zip(Z, Y, strict=True):
        e = np.exp(z - max(z))
        rows.append(e / sum(e) - y)
    return rows


def by_logarithms(Z, Y):
    shifted = Z - Z.max(axis=1)[:, None]
    return np.exp(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))) - Y


def with_the_jacobian(Z, Y):
    rows = []
    for p, y in zip(softmax(Z), Y, strict=True):
        J = np.diag(p) - np.outer(p, p)
        rows.append(J @ (-y / np.maximum(p, 1e-300)))
    return np.array(rows)


def pairwise_differences(Z, Y):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2) - Y


RIGHT = right(
    short=lambda Z, Y: softmax(Z) - Y,
    row_by_row=row_by_row,
    by_logarithms=by_logarithms,
    pairwise_differences=pairwise_differences,
    weighted=lambda Z, Y: softmax(Z) * Y.sum(axis=1, keepdims=True) - Y,
    negated_twice=lambda Z, Y: -(Y - softmax(Z)),
    single_precision=lambda Z, Y: softmax(Z.astype(np.float32)) - Y.astype(np.float32),
)


def unstable(Z, Y):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True) - Y


def one_maximum(Z, Y):
    E = np.exp(Z - np.max(Z))
    return E / E.sum(axis=1, keepdims=True) - Y


def columns(Z, Y):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0) - Y


def alters(Z, Y):
    Y *= -1
    return softmax(Z) + Y


WRONG = wrong(
    scores=(lambda Z, Y: Z - Y, "scores"),
    squared_errors=(lambda Z, Y: 2 * (Z - Y), "squared error"),
    sign=(lambda Z, Y: Y - softmax(Z), "negative"),
    extra_slope=(lambda Z, Y: (softmax(Z) - Y) * softmax(Z) * (1 - softmax(Z)), "p (1 - p)"),
    mean=(lambda Z, Y: (softmax(Z) - Y) / len(Z), "number of rows", "rows of"),
    over_all=(lambda Z, Y: (softmax(Z) - Y) / Y.size, "all entries"),
    probabilities=(lambda Z, Y: softmax(Z), "targets"),
    only_true=(lambda Z, Y: -Y * (1 - softmax(Z)), "only the true class"),
    unstable=(unstable, "overflow", "nan"),
    one_maximum=(one_maximum, "all rows", "own maximum"),
    inside=(lambda Z, Y: softmax(Z - Y), "inside the softmax"),
    at_labels=(lambda Z, Y: softmax(Z) - np.eye(Y.shape[1])[Y.argmax(axis=1)], "largest target"),
    columns=(columns, "columns"),
    everything=(lambda Z, Y: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum() - Y, "whole batch"),
    sigmoid=(lambda Z, Y: 0.5 * (1 + np.tanh(Z / 2)) - Y, "sigmoid"),
    twice=(lambda Z, Y: 2 * (softmax(Z) - Y), "2 times"),
    per_row=(lambda Z, Y: (softmax(Z) - Y).sum(axis=1), "shape", "needs an array"),
    over_rows=(lambda Z, Y: (softmax(Z) - Y).sum(axis=0), "rows"),
    loss=(lambda Z, Y: -np.log(np.maximum((softmax(Z) * Y).sum(axis=1), 1e-300)), "not its slope"),
    log_softmax=(
        lambda Z, Y: Z - Z.max(1)[:, None] - np.log(np.exp(Z - Z.max(1)[:, None]).sum(1))[:, None] - Y,
        "logarithm",
    ),
    guesses=(lambda Z, Y: np.eye(Z.shape[1])[Z.argmax(axis=1)] - Y, "differ", "probabilities"),
    labels=(lambda Z, Y: softmax(Z) - Y.argmax(axis=1)[:, None], "differ", "slip", "broadcast"),
    alters=(alters, "alter"),
)
