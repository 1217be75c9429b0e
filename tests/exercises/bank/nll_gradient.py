"""Answers to nll_gradient, right and wrong, as learners write them."""

import math

import numpy as np
from naming import wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def predict_probability(X, w, b):
    return sigmoid(X @ w + b)


def short(X, y, w, b):
    delta = predict_probability(X, w, b) - y
    return X.T @ delta, np.sum(delta)


def delta_first(X, y, w, b):
    delta = sigmoid(np.dot(X, w) + b) - y
    return delta @ X, delta.sum()


def columns(X, y, w, b):
    delta = sigmoid(X @ w.reshape(-1, 1) + b) - y.reshape(-1, 1)
    return (X.T @ delta).ravel(), float(delta.sum())


def loops(X, y, w, b):
    dw, db = [0.0] * len(w), 0.0
    for x, label in zip(X, y, strict=True):
        z = sum(float(a) * float(c) for a, c in zip(x, w, strict=True)) + b
        p = 1 / (1 + math.exp(-z)) if z > -700 else 0.0
        for j in range(len(w)):
            dw[j] += (p - label) * float(x[j])
        db += p - label
    return [dw, db]


def accumulates(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for i in range(len(X)):
        delta = sigmoid(X[i] @ w + b) - y[i]
        dw += delta * X[i]
        db += delta
    return dw, db


def by_bias_column(X, y, w, b):
    A = np.column_stack([np.ones(len(X)), X])
    slopes = A.T @ (sigmoid(A @ np.append(b, w)) - y)
    return slopes[1:], slopes[0]


def by_classes(X, y, w, b):
    p = predict_probability(X, w, b)
    dz = -y * (1 - p) + (1 - y) * p
    return np.einsum("nd,n->d", X, dz), dz.sum()


def warns(X, y, w, b):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return np.sum(X * (p - y)[:, None], axis=0), np.asarray(p - y).sum()


def single_precision(X, y, w, b):
    X, w = X.astype(np.float32), w.astype(np.float32)
    delta = (sigmoid(X @ w + np.float32(b)) - y).astype(np.float32)
    return X.T @ delta, delta.sum()


RIGHT = [
    short,
    delta_first,
    columns,
    loops,
    accumulates,
    by_bias_column,
    by_classes,
    warns,
    single_precision,
]


def delta_of(X, y, w, b):
    return predict_probability(X, w, b) - y


def both(X, delta):
    return X.T @ delta, delta.sum()


def with_slope(X, y, w, b):
    p = predict_probability(X, w, b)
    return both(X, (p - y) * p * (1 - p))


def ratio(X, y, w, b):
    p = predict_probability(X, w, b)
    return both(X, (p - y) / (p * (1 - p)))


def mean_dw(X, y, w, b):
    delta = delta_of(X, y, w, b)
    return X.T @ delta / len(X), delta.sum()


def mean_db(X, y, w, b):
    delta = delta_of(X, y, w, b)
    return X.T @ delta, delta.mean()


def averaged(X, y, w, b):
    delta = delta_of(X, y, w, b)
    return X.T @ delta / len(X), delta.mean()


def averaged_downhill(X, y, w, b):
    delta = y - predict_probability(X, w, b)
    return X.T @ delta / len(X), delta.mean()


def from_mse(X, y, w, b):
    delta = 2 * (X @ w + b - y) / len(X)
    return both(X, delta)


def last_row_left_out(X, y, w, b):
    return both(X[:-1], delta_of(X, y, w, b)[:-1])


def steps(X, y, w, b):
    dw, db = short(X, y, w, b)
    return w - dw, b - db


def probability_of_other(X, y, w, b):
    return both(X, 1 - predict_probability(X, w, b) - y)


def decisions(X, y, w, b):
    return both(X, (predict_probability(X, w, b) >= 0.5).astype(int) - y)


def integer_buffer(X, y, w, b):
    dw = np.zeros(len(w), dtype=int)
    delta = delta_of(X, y, w, b)
    for i in range(len(X)):
        dw = dw + (delta[i] * X[i])
    return dw.astype(int), delta.sum()


def w_in_dw(X, y, w, b):
    delta = delta_of(X, y, w, b)
    return w * delta.sum(), delta.sum()


def swapped(X, y, w, b):
    dw, db = short(X, y, w, b)
    return db, dw


def normalised(X, y, w, b):
    dw, db = short(X, y, w, b)
    return dw / np.linalg.norm(dw), db


WRONG = wrong(
    downhill=(lambda X, y, w, b: both(X, y - predict_probability(X, w, b)), "negative"),
    averaged=(averaged, "sum"),
    averaged_downhill=(averaged_downhill, "divided by the number of rows", "negative"),
    mean_dw=(mean_dw, "dw is divided"),
    mean_db=(mean_db, "db is the mean"),
    twice=(lambda X, y, w, b: both(X, 2 * delta_of(X, y, w, b)), "twice"),
    with_slope=(with_slope, "p (1 - p)"),
    ratio=(ratio, "divided by p (1 - p)"),
    linear=(lambda X, y, w, b: both(X, X @ w + b - y), "linear regression"),
    from_mse=(from_mse, "linear regression", "scores"),
    no_bias=(lambda X, y, w, b: both(X, sigmoid(X @ w) - y), "without the bias"),
    no_labels=(lambda X, y, w, b: both(X, predict_probability(X, w, b)), "labels"),
    decisions=(decisions, "decisions"),
    sizes=(lambda X, y, w, b: both(X, np.abs(delta_of(X, y, w, b))), "signs"),
    squares=(lambda X, y, w, b: both(X, delta_of(X, y, w, b) ** 2), "squared"),
    other_class=(probability_of_other, "class 0", "one minus"),
    no_transpose=(lambda X, y, w, b: (X @ delta_of(X, y, w, b), delta_of(X, y, w, b).sum()), "transposed"),
    star=(lambda X, y, w, b: (X.T * delta_of(X, y, w, b), delta_of(X, y, w, b).sum()), "entry by entry"),
    star_kept=(lambda X, y, w, b: (X * delta_of(X, y, w, b)[:, None], delta_of(X, y, w, b).sum()), "add up"),
    no_features=(
        lambda X, y, w, b: (np.full(len(w), delta_of(X, y, w, b).sum()), delta_of(X, y, w, b).sum()),
        "feature",
    ),
    dw_added_up=(
        lambda X, y, w, b: (np.sum(X.T @ delta_of(X, y, w, b)), delta_of(X, y, w, b).sum()),
        "one for each weight",
    ),
    no_db=(lambda X, y, w, b: (X.T @ delta_of(X, y, w, b), 0.0), "always 0"),
    delta_for_db=(lambda X, y, w, b: (X.T @ delta_of(X, y, w, b), delta_of(X, y, w, b)), "add"),
    dw_alone=(lambda X, y, w, b: X.T @ delta_of(X, y, w, b), "dw alone"),
    table=(lambda X, y, w, b: both(X, sigmoid(X @ w[:, None] + b) - y), "table"),
    table_of_labels=(lambda X, y, w, b: both(X, sigmoid(X @ w + b) - y.reshape(-1, 1)), "table"),
    column=(lambda X, y, w, b: (X.T @ delta_of(X, y, w, b)[:, None], delta_of(X, y, w, b).sum()), "column"),
    db_in_an_array=(lambda X, y, w, b: (X.T @ delta_of(X, y, w, b), delta_of(X, y, w, b).sum(keepdims=True)), "shape"),
    swapped=(swapped, "exchanged"),
    last_row_left_out=(last_row_left_out, "last row"),
    steps=(steps, "takes a step"),
    integer_buffer=(integer_buffer, "whole numbers"),
    w_in_dw=(w_in_dw, "w in the place of X"),
    normalised=(normalised, "length"),
)

UNNAMED = {"w_in_dw": "w stands where X belongs, which no name of one of the arguments for another explains"}
