"""Answers to predict_probability, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


def plain_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loop(X, w, b):
    p = []
    for row in X:
        z = b
        for x, weight in zip(row, w, strict=True):
            z += float(x) * float(weight)
        p.append(1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z)))
    return p


def with_bias_column(X, w, b):
    return sigmoid(np.column_stack([np.ones(len(X)), X]) @ np.append(b, w))


def by_column(X, w, b):
    return sigmoid(X @ w.reshape(-1, 1) + b).ravel()


def single_precision(X, w, b):
    return sigmoid(X.astype(np.float32) @ w.astype(np.float32) + np.float32(b)).astype(np.float32)


RIGHT = right(
    short=lambda X, w, b: sigmoid(X @ w + b),
    dot=lambda X, w, b: sigmoid(np.dot(X, w) + b),
    warns=lambda X, w, b: plain_sigmoid(X @ w + b),
    summed=lambda X, w, b: sigmoid((X * w).sum(axis=1) + b),
    einsum=lambda X, w, b: sigmoid(np.einsum("nd,d->n", X, w) + b),
    one_minus=lambda X, w, b: 1 - sigmoid(-(X @ w + b)),
    row_by_row=lambda X, w, b: np.array([sigmoid(x @ w + b) for x in X]),
    loop=loop,
    with_bias_column=with_bias_column,
    by_column=by_column,
    single_precision=single_precision,
)


def prints(X, w, b):
    print(sigmoid(X @ w + b))


def first_row(X, w, b):
    return sigmoid(X[0] @ w + b)


def integer_buffer(X, w, b):
    p = np.zeros(len(X), dtype=int)
    for i in range(len(X)):
        p[i] = sigmoid(X[i] @ w + b)
    return p


def last_row_left_out(X, w, b):
    p = np.zeros(len(X))
    for i in range(len(X) - 1):
        p[i] = sigmoid(X[i] @ w + b)
    return p


WRONG = wrong(
    linear=(lambda X, w, b: X @ w + b, "score", "sigmoid"),
    no_bias=(lambda X, w, b: sigmoid(X @ w), "bias"),
    bias_outside=(lambda X, w, b: sigmoid(X @ w) + b, "inside"),
    minus_bias=(lambda X, w, b: sigmoid(X @ w - b), "subtracted"),
    exponent=(lambda X, w, b: 1 / (1 + np.exp(X @ w + b)), "class 0"),
    products=(lambda X, w, b: sigmoid(X * w + b), "table of products", "added up"),
    w_first=(lambda X, w, b: sigmoid(w @ X + b), "left", "w @ X"),
    w_t_first=(lambda X, w, b: sigmoid(w.T @ X.T), "bias"),
    decided=(lambda X, w, b: (sigmoid(X @ w + b) >= 0.5) * 1.0, "decisions"),
    decided_ints=(lambda X, w, b: (X @ w + b >= 0).astype(int), "decisions"),
    hyperbolic=(lambda X, w, b: np.tanh(X @ w + b), "tanh"),
    column=(lambda X, w, b: sigmoid(X @ w.reshape(-1, 1) + b), "column"),
    softmax=(lambda X, w, b: np.exp(X @ w + b) / np.sum(np.exp(X @ w + b)), "row", "over all"),
    overflows=(lambda X, w, b: np.exp(X @ w + b) / (np.exp(X @ w + b) + 1), "nan"),
    relu=(lambda X, w, b: np.maximum(0, X @ w + b), "cut off at 0"),
    logistic_of_sum=(lambda X, w, b: sigmoid(np.sum(X @ w + b)), "all rows"),
    bias_times_d=(lambda X, w, b: sigmoid(np.sum(X * w + b, axis=1)), "d times"),
    brackets=(lambda X, w, b: sigmoid(X @ (w + b)), "every weight"),
    parts=(lambda X, w, b: sigmoid(X @ w) + sigmoid(b), "each alone"),
    upside_down=(lambda X, w, b: 1 / 1 + np.exp(-(X @ w + b)), "one divided by"),
    prints=(prints, "return"),
    first_row=(first_row, "first"),
    integer_buffer=(integer_buffer, "whole numbers", "0"),
    last_row_left_out=(last_row_left_out, "last"),
)
