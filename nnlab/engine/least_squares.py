"""Least squares: by the normal equations where they are accurate, by the reference's solver where they are not."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_table, require_finite
from nnlab.errors import NnlabError
from nnlab.reference.linear_regression import fit_least_squares
from nnlab.reference.types import Array

BLOCK_ROWS = 1024  # so many rows are read from memory once and serve both products
ACCURACY = 1e-10  # the relative error of W that the normal equations may cause


def least_squares(X: Any, Y: Any) -> Array:
    """The W (d, k) with the smallest ||X W - Y||^2, for X (n, d) and Y (n, k); where many are as good, that of least norm.

    Solving X^T X W = X^T Y takes one pass over the data. But the condition number of X^T X is the square of X's, and the
    relative error of W is about that number times 2e-16 (with the columns scaled to length 1, which makes it smaller).
    Where this is more than 1e-10, or there is no one solution, X itself is decomposed, as in `fit_least_squares`.

    It is computed in float64; W is float32 where X and Y are. NnlabError for wrong shapes and values that are not finite.
    """
    X, Y = checked_table(X, "X"), checked_table(Y, "Y")
    if len(X) != len(Y):
        raise NnlabError(f"X has {len(X)} rows and Y {len(Y)}; they must be as many.")
    W = _by_normal_equations(X, Y)
    if W is None:
        require_finite(X, "X")
        require_finite(Y, "Y")
        W = fit_least_squares(X.astype(float, copy=False), Y.astype(float, copy=False))
    single = X.dtype == Y.dtype == np.float32
    return W.astype(np.float32) if single else W


def _by_normal_equations(X: Array, Y: Array) -> Array | None:
    """W from X^T X W = X^T Y; None where that would be inaccurate, or has no one solution."""
    d, k = X.shape[1], Y.shape[1]
    if len(X) < d:
        return None
    G, C = np.zeros((d, d)), np.zeros((d, k))
    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, len(X), BLOCK_ROWS):
            block = X[start : start + BLOCK_ROWS].astype(float, copy=False)
            G += block.T @ block
            C += block.T @ Y[start : start + BLOCK_ROWS]
    lengths = np.sqrt(np.diagonal(G))  # of X's columns
    if not np.isfinite(G).all() or not np.isfinite(C).all() or not (lengths > 0).all():
        return None
    G /= np.outer(lengths, lengths)
    eigenvalues = np.linalg.eigvalsh(G)  # in rising order
    if eigenvalues[-1] * np.finfo(float).eps > ACCURACY * eigenvalues[0]:
        return None
    W: Array = np.linalg.solve(G, C / lengths[:, None]) / lengths[:, None]
    return W
