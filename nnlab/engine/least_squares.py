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
AS_GOOD = 1e-9  # of the length of Y: residuals that differ by less are taken for equal


@np.errstate(all="ignore")
def least_squares(X: Any, Y: Any) -> Array:
    """The W (d, k) with the smallest ||X W - Y||^2, for X (n, d) and Y (n, k); where many are as good, that of least norm.

    Solving X^T X W = X^T Y takes one pass over the data. But the condition number of X^T X is the square of X's, and the
    relative error of W is about that number times 2e-16 (with the columns scaled to length 1, which makes it smaller).
    Where this is more than 1e-10, or there is no one solution, X itself is decomposed, with its columns scaled: a column that
    is a thousand million times smaller than another counts as much. Where columns depend on each other and differ by
    more than 1e8 in size, W has the least residual, but not always the least norm.

    It is computed in float64; W is float32 where X and Y are. NnlabError for wrong shapes, values that are not finite, and
    a W that does not fit.
    """
    X, Y = checked_table(X, "X"), checked_table(Y, "Y", columns="k")
    for array, name in ((X, "X"), (Y, "Y")):
        require_fits(array, "float64", name)
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
    """The best of three: with X as it is, with its columns scaled, and that made shorter in X's own units.

    Where all columns are of use only the second is sure to be accurate. Where one depends on others, each of them can
    lose what the others have: the least residual counts first, and among those that have it the least norm.
    """
    sizes, height = np.abs(X).max(axis=0), np.abs(Y).max() or 1.0
    sizes[sizes == 0] = 1.0
    Y = Y / height
    lengths = sizes * np.sqrt(((X / sizes) ** 2).sum(axis=0))
    lengths[lengths == 0] = 1.0
    scaled, rank, Vt = _shortest(X / lengths, Y)
    if rank == X.shape[1] or rank == 0:
        return np.asarray(scaled / lengths[:, None] * height)
    W = scaled / lengths[:, None]
    N = np.linalg.svd(Vt[:rank])[2][rank:].T / lengths[:, None]  # W + N c is as good
    shorter = W - N @ np.linalg.lstsq(N, W, rcond=None)[0]
    largest = sizes.max()
    as_it_is = _shortest(X / largest, Y)[0] / largest
    best: Array = W
    for other in (shorter, as_it_is):
        best = _better(X / lengths, Y, best, other, lengths)
    return np.asarray(best * height)


def _shortest(X: Array, Y: Array) -> tuple[Array, int, Array]:
    """(W, rank, V^T) by the singular values of X, of which those that are 0 but for rounding count as 0; W of least norm."""
    U, singular, Vt = np.linalg.svd(X, full_matrices=False)
    rank = int((singular > singular[0] * max(X.shape) * np.finfo(float).eps).sum())
    return Vt[:rank].T @ ((U[:, :rank].T @ Y) / singular[:rank, None]), rank, Vt


def _better(X: Array, Y: Array, one: Array, other: Array, lengths: Array) -> Array:
    """Column by column the one with the smaller residual, or where both are as small the shorter; X is scaled by lengths."""
    (left, size), (others_left, others_size) = (
        (
            np.linalg.norm(X @ (W * lengths[:, None]) - Y, axis=0),
            np.linalg.norm(W / np.abs(W).max(), axis=0) * np.abs(W).max(),
        )
        for W in (one, other)
    )
    slack = AS_GOOD * np.linalg.norm(Y, axis=0)
    wins = (others_left < left - slack) | ((others_left <= left + slack) & (others_size < size))
    return np.where(wins & np.isfinite(others_left), other, one)
