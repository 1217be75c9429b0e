"""Arrays and rows: the few moves that everything else is made of."""

from __future__ import annotations

import numpy as np

from nnlab.reference.types import Array


def weighted_sum(x: Array, w: Array) -> float:
    """sum_i x_i w_i, for x and w of shape (d,): one number."""
    return float(np.sum(x * w))


def row_sums(X: Array) -> Array:
    """The sum of each row of X (n, d), as an array of shape (n,)."""
    return X.sum(axis=1)


def center_columns(X: Array) -> Array:
    """X (n, d) with each column's mean subtracted: every column of the result has mean 0."""
    return X - X.mean(axis=0)


def as_column(y: Array) -> Array:
    """y of shape (n,) as a column of shape (n, 1)."""
    return y[:, None]


def pairwise_differences(a: Array, b: Array) -> Array:
    """Entry ij is a_i - b_j, for a of shape (n,) and b of shape (m,): a table of shape (n, m)."""
    return a[:, None] - b[None, :]
