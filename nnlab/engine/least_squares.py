"""Least squares: by the normal equations where they are accurate, by decomposing X where they are not."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_table
from nnlab.engine.numbers import require_finite, require_fits
from nnlab.errors import NnlabError
from nnlab.reference.types import Array

BLOCK_ROWS = 1024  # so many rows are read from memory once and serve both products
ACCURACY = 1e-10  # the relative error of W that the normal equations may cause
SMALLEST = 1e-280  # products below it lose digits


@np.errstate(all="ignore")
def least_squares(X: Any, Y: Any) -> Array:
    """The W (d, k) with the smallest ||X W - Y||^2, for X (n, d) and Y (n, k); where many are as good, that of least norm.

    Solving X^T X W = X^T Y takes one pass over the data. But the condition number of X^T X is the square of X's, and the
    relative error of W is about that number times 2e-16 (with the columns scaled to length 1, which makes it smaller).
    Where this is more than 1e-10, or there is no one solution, X itself is decomposed, with its columns scaled: a column that
    is a thousand million times smaller than another counts as much.

    It is computed in float64; W is float32 where X and Y are. NnlabError for wrong shapes, values that are not finite, and
    a W that does not fit.
    """
    X, Y = checked_table(X, "X"), checked_table(Y, "Y", columns="k")
    if len(X) != len(Y):
        raise NnlabError(f"X has {len(X)} rows and Y {len(Y)}; they must be as many.")
    W = _by_normal_equations(X, Y)
    if W is None:
        require_finite(X, "X")
        require_finite(Y, "Y")
        W = _by_decomposition(X.astype(float, copy=False), Y.astype(float, copy=False))
    if not np.isfinite(W).all():
        raise NnlabError("W has numbers that are too large for float64; divide Y, or the columns of X, by their size.")
    if X.dtype == Y.dtype == np.float32:
        require_fits(W, "float32", "W")
        return W.astype(np.float32)
    return W


def _by_normal_equations(X: Array, Y: Array) -> Array | None:
    """W from X^T X W = X^T Y; None where that would be inaccurate, or has no one solution."""
    d, k = X.shape[1], Y.shape[1]
    if len(X) < d:
        return None
    G, C, largest = np.zeros((d, d)), np.zeros((d, k)), 0.0
    for start in range(0, len(X), BLOCK_ROWS):
        block, targets = X[start : start + BLOCK_ROWS].astype(float, copy=False), Y[start : start + BLOCK_ROWS]
        G += block.T @ block
        C += block.T @ targets
        largest = max(largest, float(targets.max()), -float(targets.min()))
    lengths = np.sqrt(np.diagonal(G))  # of X's columns
    shortest = lengths.min()
    if not np.isfinite(G).all() or not np.isfinite(C).all() or shortest**2 < SMALLEST:
        return None
    if 0 < largest * shortest < SMALLEST:
        return None
    G /= np.outer(lengths, lengths)
    eigenvalues = np.linalg.eigvalsh(G)  # in rising order
    if eigenvalues[-1] * np.finfo(float).eps > ACCURACY * eigenvalues[0]:
        return None
    W: Array = np.linalg.solve(G, C / lengths[:, None]) / lengths[:, None]
    return W


def _by_decomposition(X: Array, Y: Array) -> Array:
    """W by the singular values of X with its columns scaled; what is 0 but for rounding counts as 0."""
    sizes, height = np.abs(X).max(axis=0), np.abs(Y).max()
    sizes[sizes == 0], height = 1.0, height or 1.0
    X = X / sizes
    lengths = np.sqrt((X * X).sum(axis=0))
    lengths[lengths == 0] = 1.0
    U, singular, Vt = np.linalg.svd(X / lengths, full_matrices=False)
    rank = int((singular > singular[0] * max(X.shape) * np.finfo(float).eps).sum()) if singular[0] > 0 else 0
    if rank == 0:
        return np.zeros((X.shape[1], Y.shape[1]))
    W = Vt[:rank].T @ ((U[:, :rank].T @ (Y / height)) / singular[:rank, None])  # (d, k)
    scale = lengths[:, None] * sizes[:, None]  # (d, 1)
    W = W / scale
    if rank < X.shape[1]:
        # Of all W + N c, which are as good, the one of least norm in X's own units. N spans what X takes to 0.
        N = np.linalg.svd(Vt[:rank])[2][rank:].T / scale
        W -= N @ np.linalg.lstsq(N, W, rcond=None)[0]
    return np.asarray(W * height)
