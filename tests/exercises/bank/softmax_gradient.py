"""Answers to softmax_gradient, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def short(X, Y, W, b):
    P = softmax(X @ W + b)
    return X.T @ (P - Y) / len(X), (P - Y).mean(axis=0)


def example_by_example(X, Y, W, b):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for x, y in zip(X, Y, strict=True):
        p = softmax((x @ W + b)[None])[0]
        dW += np.outer(x, p - y) / len(X)
        db += (p - y) / len(X)
    return dW, db


def through_the_jacobian(X, Y, W, b):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for x, y in zip(X, Y, strict=True):
        p = softmax((x @ W + b)[None])[0]
        # J (-y/p) with the true class's column only: J's column c is p_c (e_c - p).
        c = y.argmax()
        delta = -(np.eye(len(p))[c] - p)
        dW += np.outer(x, delta)
        db += delta
    return dW / len(X), db / len(X)


def einsum(X, Y, W, b):
    delta = softmax(X @ W + b) - Y
    return np.einsum("nd,nk->dk", X, delta) / len(X), np.einsum("nk->k", delta) / len(X)


def with_ones(X, Y, W, b):
    ones = np.hstack([np.ones((len(X), 1)), X])
    both = ones.T @ (softmax(X @ W + b) - Y) / len(X)
    return both[1:], both[0]


def subtracts_one(X, Y, W, b):
    delta = softmax(X @ W + b)
    delta[np.arange(len(X)), Y.argmax(axis=1)] -= 1
    delta /= len(X)
    return [X.T @ delta, delta.sum(axis=0)]


def transposed_twice(X, Y, W, b):
    delta = (softmax(X @ W + b) - Y) / len(X)
    return (delta.T @ X).T, np.ones(len(X)) @ delta


def as_lists(X, Y, W, b):
    dW, db = short(X, Y, W, b)
    return dW.tolist(), db.tolist()


RIGHT = [
    short,
    example_by_example,
    through_the_jacobian,
    einsum,
    with_ones,
    subtracts_one,
    transposed_twice,
    as_lists,
    *right(
        written_out=lambda X, Y, W, b: (-X.T @ (Y - softmax(X @ W + b)) / len(Y), -(Y - softmax(X @ W + b)).mean(0))
    ),
]


def of(delta):
    """An answer whose derivative by the scores is delta(P, Y), everything else right."""

    def answer(X, Y, W, b):
        D = delta(softmax(X @ W + b), Y) / len(X)
        return X.T @ D, D.sum(axis=0)

    return answer


def mean_left_out(X, Y, W, b):
    D = softmax(X @ W + b) - Y
    return X.T @ D, D.sum(axis=0)


def mean_left_out_for_weights(X, Y, W, b):
    D = softmax(X @ W + b) - Y
    return X.T @ D, D.mean(axis=0)


def mean_left_out_for_biases(X, Y, W, b):
    D = softmax(X @ W + b) - Y
    return X.T @ D / len(X), D.sum(axis=0)


def no_bias_gradient(X, Y, W, b):
    return X.T @ (softmax(X @ W + b) - Y) / len(X), np.zeros(len(b))


def weights_only(X, Y, W, b):
    return X.T @ (softmax(X @ W + b) - Y) / len(X)


def rows_summed(X, Y, W, b):
    D = (softmax(X @ W + b) - Y) / len(X)
    return X.T @ D, D.sum(axis=1)


def scalar_bias(X, Y, W, b):
    D = (softmax(X @ W + b) - Y) / len(X)
    return X.T @ D, np.sum(D)


def keeps_axis(X, Y, W, b):
    D = (softmax(X @ W + b) - Y) / len(X)
    return X.T @ D, D.sum(axis=0, keepdims=True)


def transposed(X, Y, W, b):
    D = (softmax(X @ W + b) - Y) / len(X)
    return D.T @ X, D.sum(axis=0)


def own_softmax_unshifted(X, Y, W, b):
    E = np.exp(X @ W + b)
    D = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
    return X.T @ D, D.sum(axis=0)


def own_softmax_columns(X, Y, W, b):
    E = np.exp(X @ W + b)
    D = (E / E.sum(axis=0) - Y) / len(X)
    return X.T @ D, D.sum(axis=0)


def without_b(X, Y, W, b):
    D = (softmax(X @ W) - Y) / len(X)
    return X.T @ D, D.sum(axis=0)


def exchanged(X, Y, W, b):
    dW, db = short(X, Y, W, b)
    return db, dW


def a_step(X, Y, W, b):
    dW, db = short(X, Y, W, b)
    return W - 0.1 * dW, b - 0.1 * db


def alters(X, Y, W, b):
    Y -= softmax(X @ W + b)
    return -X.T @ Y / len(X), -Y.mean(axis=0)


def without_x(X, Y, W, b):
    D = (softmax(X @ W + b) - Y) / len(X)
    return D, D.sum(axis=0)


def bias_outside(X, Y, W, b):
    D = (softmax(X @ W) + b - Y) / len(X)
    return X.T @ D, D.sum(axis=0)


def steps(X, Y, W, b):
    dW, db = short(X, Y, W, b)
    return W - dW, b - db


def batch_max(X, Y, W, b):
    Z = X @ W + b
    P = np.exp(Z - np.max(Z))
    P = P / P.sum(axis=1, keepdims=True)
    return X.T @ (P - Y) / len(X), (P - Y).mean(axis=0)


def wrong_divisor(X, Y, W, b):
    D = (softmax(X @ W + b) - Y) / Y.shape[1]
    return X.T @ D, D.sum(axis=0)


WRONG = [
    (mean_left_out, ("n times the slope",)),
    (mean_left_out_for_weights, ("dW", "rows")),
    (mean_left_out_for_biases, ("db", "rows")),
    (no_bias_gradient, ("zeros",)),
    (weights_only, ("only one part",)),
    (rows_summed, ("axis=0",)),
    (scalar_bias, ("single number",)),
    (keeps_axis, ("axis too many",)),
    (transposed, ("transpose",)),
    (own_softmax_unshifted, ("overflow",)),
    (own_softmax_columns, ("columns",)),
    (without_b, ("without the bias",)),
    (exchanged, ("exchanged", "needs")),
    (a_step, ("dW", "expected")),
    (alters, ("altered Y",)),
    (bias_outside, ("after the softmax",)),
    (steps, ("after a step",)),
    (batch_max, ("whole batch",)),
    (wrong_divisor, ("wrong one of the two",)),
    (without_x, ("by the scores",)),
    *wrong(
        sign=(of(lambda P, Y: Y - P), "not Y - P"),
        over_p=(of(lambda P, Y: -Y / P), "Jacobian"),
        diagonal=(of(lambda P, Y: -Y / P * P * (1 - P)), "true class only"),
        extra_slope=(of(lambda P, Y: (P - Y) * P * (1 - P)), "too many"),
        extra_p=(of(lambda P, Y: (P - Y) * P), "factor P too many"),
        two=(of(lambda P, Y: 2 * (P - Y)), "2 times"),
        squared=(of(lambda P, Y: (P - Y) ** 2), "squared"),
        rounded=(of(lambda P, Y: np.eye(P.shape[1])[P.argmax(axis=1)] - Y), "0 and 1"),
        only_p=(of(lambda P, Y: P), "labels are missing"),
        only_y=(of(lambda P, Y: -Y), "probabilities are missing"),
        scores=(
            lambda X, Y, W, b: (X.T @ (X @ W + b - Y) / len(X), (X @ W + b - Y).mean(axis=0)),
            "probabilities of them first",
        ),
    ),
]

EQUIVALENT = {"delta = (softmax(X @ W + b) - Y) / Y.shape[0]": "Y has as many rows as X"}
