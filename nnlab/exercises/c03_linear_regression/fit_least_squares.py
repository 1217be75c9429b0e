"""fit_least_squares: the weights with the smallest squared error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, tame, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.linear_regression import fit_least_squares


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, k in [(6, 3, 2), (5, 2, 3), (7, 4, 1)]:
        yield Case("values", (tame(rng, n, d), numbers(rng, n, k)), f"{n} rows, {d} columns, {k} outputs")
    yield Case("square", (tame(rng, 3, 3), numbers(rng, 3, 2)), "as many rows as columns: an exact fit")
    yield Case("square", (tame(rng, 5, 2), tame(rng, 5, 2)), "as many outputs as columns")
    yield Case("hard", (tame(rng, 5, 1), numbers(rng, 5, 2)), "one column")
    yield Case("hard", (tame(rng, 6, 2, whole), whole(rng, 6, 1)), "whole numbers")
    X = np.column_stack([np.ones(6), 50 + 10 * tame(rng, 6, 1)])
    yield Case("hard", (X, 1000 * numbers(rng, 6, 1)), "a column of ones, and one far from 0")
    yield Case("hard", (tame(rng, 6, 2).astype(np.float32), numbers(rng, 6, 2).astype(np.float32)), "float32")
    # In these X^T X is singular without any rounding, so that inverting it raises, whichever way it is inverted.
    X = tame(rng, 6, 2, whole).astype(float)
    yield Case("dependent", (np.column_stack([X, X[:, 0]]), numbers(rng, 6, 2)), "one column twice")
    groups = np.eye(3)[rng.permutation([0, 0, 1, 2])]
    yield Case("dependent", (np.column_stack([np.ones(4), groups]), numbers(rng, 4, 1)), "ones, and a column a group")
    X = np.diag(rng.choice([1.0, 2.0, 4.0], size=2))
    yield Case("dependent", (np.hstack([X, X[:, ::-1]]), numbers(rng, 2, 3)), "fewer rows than columns")
    yield Case("dependent", (rng.choice([-4.0, -2.0, 2.0, 4.0], size=(1, 3)), numbers(rng, 1, 2)), "one row")


def orthogonal(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """Where the error is smallest its slope is 0: the residuals are orthogonal to every column of X."""
    for (X, Y), W in cases:
        X, Y, W = (np.asarray(array, dtype=float) for array in (X, Y, W))
        slope = X.T @ (X @ W - Y)
        # A share of the largest that the slope could be made of, with room for float32 work.
        limit = 1e-4 * np.linalg.norm(X) * (np.linalg.norm(X) * np.linalg.norm(W) + np.linalg.norm(Y))
        if not (np.abs(slope) <= limit).all():
            i, j = np.unravel_index(np.argmax(np.abs(slope)), slope.shape)
            return f"another W is better: the error still slopes by {2 * slope[i, j]:.3g} in W[{i}, {j}]"
    return None


def dependent_dropped(X: Any, Y: Any) -> Any:
    """One of the best W, but not that of least norm."""
    kept: list[int] = []
    for j in range(X.shape[1]):
        if np.linalg.matrix_rank(X[:, [*kept, j]]) > len(kept):
            kept.append(j)
    W = np.zeros((X.shape[1], Y.shape[1]))
    W[kept] = np.linalg.lstsq(X[:, kept], Y, rcond=None)[0]
    return W


exercise = Exercise(
    reference=fit_least_squares,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a row for each column of X, a column for each output"),
        Claim("values", 0.75, "right for ordinary data"),
        Claim("square", 0.25, "right for an exact fit, and for as many outputs as columns"),
        Claim("hard", 0.25, "right for one column, whole numbers, a large offset and float32"),
        Claim("dependent", 0.75, "with dependent columns: of the many best W, the one of least norm"),
        Claim("slope", 0.5, "no change of W makes the error smaller", orthogonal),
        Claim(ARGUMENTS, 0.25, "X and Y stay as they were"),
    ),
    hints=(
        "Where the error is smallest, its slope by W is 0. numpy can solve that for you: look in np.linalg for least squares.",
        "np.linalg.lstsq(X, Y, rcond=None) minimises ||X W - Y||, also with dependent columns; np.linalg.pinv(X) @ Y gives the same W.",
        "W, *_ = np.linalg.lstsq(X, Y, rcond=None), then return W.",
    ),
    mistakes=(
        Mistake(
            "inverse of X^T X",
            "X^T X is inverted. Where columns of X depend on each other it has no inverse: np.linalg.lstsq or np.linalg.pinv copes with that.",
            edits=(("W, *_ = np.linalg.lstsq(X, Y, rcond=None)", "W = np.linalg.inv(X.T @ X) @ X.T @ Y"),),
        ),
        Mistake(
            "inverse of X",
            "X itself is inverted. It is not square in general, and where it is it may have no inverse: use np.linalg.lstsq or np.linalg.pinv.",
            edits=(("W, *_ = np.linalg.lstsq(X, Y, rcond=None)", "W = np.linalg.inv(X) @ Y"),),
        ),
        Mistake(
            "X^T Y alone",
            "This is X^T Y. It still has to be multiplied by the inverse of X^T X, which np.linalg.lstsq does for you.",
            edits=(("W, *_ = np.linalg.lstsq(X, Y, rcond=None)", "W = X.T @ Y"),),
        ),
        Mistake(
            "X^T X not inverted",
            "This is X^T X X^T Y: X^T X multiplies where its inverse belongs.",
            edits=(("W, *_ = np.linalg.lstsq(X, Y, rcond=None)", "W = X.T @ X @ X.T @ Y"),),
        ),
        Mistake(
            "all of lstsq's answer",
            "np.linalg.lstsq returns four things, and W is the first of them: W, *_ = np.linalg.lstsq(...).",
            edits=(("W, *_ =", "W ="),),
        ),
        Mistake(
            "the residuals of lstsq",
            "This is the second thing that np.linalg.lstsq returns, the squared errors. W is the first.",
            edits=(("W, *_ =", "_, W, *_ ="),),
        ),
        Mistake(
            "X and Y exchanged",
            "You fit X from Y. The arguments of lstsq are X first, then Y.",
            edits=(("lstsq(X, Y", "lstsq(Y, X"),),
        ),
        Mistake(
            "the predictions",
            "These are the predictions X W. Return the weights W.",
            edits=(("return W", "return X @ W"),),
        ),
        Mistake(
            "the residuals",
            "These are the residuals X W - Y at the best W. Return W itself.",
            edits=(("return W", "return X @ W - Y"),),
        ),
        Mistake(
            "W transposed",
            "W is transposed: it needs a row for each column of X, and a column for each output.",
            edits=(("return W", "return W.T"),),
        ),
        Mistake(
            "a bias column added",
            "You add a column of ones inside, and W gets a row too many. X comes with all the columns that it should have.",
            edits=(("lstsq(X, Y", "lstsq(np.hstack([np.ones((X.shape[0], 1)), X]), Y"),),
        ),
        Mistake(
            "a bias column added, its weight dropped",
            "A column of ones is added inside, and its weight left out of the answer. X comes with all the columns that it should have.",
            edits=(
                ("lstsq(X, Y", "lstsq(np.hstack([np.ones((X.shape[0], 1)), X]), Y"),
                ("return W", "return W[1:]"),
            ),
        ),
        Mistake(
            "centered first",
            "X and Y are centered first. That fits a bias that the model X W does not have: use X and Y as they are.",
            edits=(("lstsq(X, Y", "lstsq(X - X.mean(axis=0), Y - Y.mean(axis=0)"),),
        ),
        Mistake(
            "only the first output",
            "These are the weights of the first output alone. Y has a column for each output: fit all of them.",
            edits=(("lstsq(X, Y", "lstsq(X, Y[:, 0]"),),
        ),
        Mistake(
            "last row left out",
            "The last example is left out: use all rows of X and Y.",
            edits=(("lstsq(X, Y", "lstsq(X[:-1], Y[:-1]"),),
        ),
        Mistake(
            "dependent columns dropped",
            "Columns that depend on those before them get the weight 0. That fits as well as any, but a W of smaller norm does, too: share the weight among them, as np.linalg.lstsq does.",
            wrong=dependent_dropped,
        ),
        Mistake(
            "the identity added",
            "The identity is added to X^T X, which pulls W towards 0 (a ridge). Least squares has no such term.",
            edits=(
                (
                    "W, *_ = np.linalg.lstsq(X, Y, rcond=None)",
                    "W = np.linalg.solve(X.T @ X + np.eye(X.shape[1]), X.T @ Y)",
                ),
            ),
        ),
        Mistake(
            "a ridge",
            "A multiple of the identity is added to X^T X, which pulls W towards 0. Least squares has no such term.",
            edits=(
                (
                    "W, *_ = np.linalg.lstsq(X, Y, rcond=None)",
                    "W = np.linalg.solve(X.T @ X + 1e-3 * np.eye(X.shape[1]), X.T @ Y)",
                ),
            ),
        ),
    ),
)
