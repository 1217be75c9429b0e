"""Answers to center_columns, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(X):
    centered = np.zeros(X.shape)
    for j in range(X.shape[1]):
        centered[:, j] = X[:, j] - sum(X[:, j]) / len(X)
    return centered


def in_place(X):
    mean = X.mean(axis=0)
    X[:] = X - mean
    return X


def integer_buffer(X):
    centered = np.zeros(X.shape, dtype=int)
    centered[:] = X - X.mean(axis=0)
    return centered


RIGHT = right(
    loop=loop,
    broadcast=lambda X: X - np.mean(X, axis=0, keepdims=True),
    transposed=lambda X: (X.T - X.T.mean(axis=1, keepdims=True)).T,
    projector=lambda X: X - np.ones((len(X), len(X))) @ X / len(X),
    lists=lambda X: (X - X.sum(axis=0) / X.shape[0]).tolist(),
)

WRONG = wrong(
    rows=(lambda X: X - X.mean(axis=1, keepdims=True), "row"),
    one_mean=(lambda X: X - X.mean(), "One mean"),
    in_place=(in_place, "caller"),
    means_only=(lambda X: X.mean(axis=0), "means alone"),
    plus=(lambda X: X + X.mean(axis=0), "slip", "plus", "minus", "product"),
    median=(lambda X: X - np.median(X, axis=0), "median"),
    integer_buffer=(integer_buffer, "whole numbers"),
    other_way=(lambda X: X.mean(axis=0) - X, "negative"),
)
