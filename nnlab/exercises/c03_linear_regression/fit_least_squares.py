"""fit_least_squares: the weights with the smallest squared error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import fit_least_squares


def problem(rng: np.random.Generator, n: int, d: int, k: int) -> tuple[Any, Any]:
    """X with a column of ones, and targets that are linear in X up to noise."""
    X = np.hstack([np.ones((n, 1)), rng.normal(size=(n, d - 1))])
    return X, X @ rng.normal(size=(d, k)) + 0.3 * rng.normal(size=(n, k))


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, k in [(7, 3, 2), (6, 2, 3), (7, 4, 1)]:
        yield Case("values", problem(rng, n, d, k), f"{n} rows, {d} columns, {k} outputs")
    X = rng.normal(size=(3, 3)) + 3 * np.eye(3)
    yield Case("exact", (X, X @ rng.normal(size=(3, 2))), "as many rows as columns: an exact fit")
    X, Y = problem(rng, 6, 3, 1)
    yield Case("exact", (X * np.array([1.0, 100.0, 0.01]), Y), "columns of very different size")
    X, Y = problem(rng, 7, 3, 2)
    yield Case("dependent", (np.hstack([X, 2 * X[:, 1:2]]), Y), "the last column is twice another")
    X, Y = problem(rng, 7, 2, 1)
    yield Case("dependent", (np.hstack([X, X[:, :1] + X[:, 1:]]), Y), "the last column is the sum of the others")
    yield Case("dependent", (rng.normal(size=(2, 4)), rng.normal(size=(2, 1))), "fewer rows than columns")


def no_better(cases: Sequence[tuple[Any, Any]]) -> str | None:
    """At the least error the residuals are orthogonal to every column of X: the slope is 0."""
    for (X, Y), W in cases:
        slope = X.T @ (X @ np.asarray(W) - Y)
        size = np.abs(X).max() * max(np.abs(Y).max(), 1.0) * len(X)
        if np.abs(slope).max() > 1e-6 * size:
            i, j = np.unravel_index(np.abs(slope).argmax(), slope.shape)
            return f"another W is better: the error still slopes by {slope[i, j]:.3g} in W[{i}, {j}]"
    return None


exercise = Exercise(
    reference=fit_least_squares,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "W has a row for each column of X, a column for each output"),
        Claim("values", 1.0, "right for ordinary data"),
        Claim("exact", 0.5, "right for an exact fit, and for columns of very different size"),
        Claim("dependent", 0.5, "with dependent columns: the solution of least norm"),
        Claim("slope", 0.5, "no change of W makes the error smaller", no_better),
        Claim(ARGUMENTS, 0.25, "X and Y stay as they were"),
    ),
    hints=(
        "numpy solves least squares for you. Look for a function that also copes with dependent columns.",
        "np.linalg.lstsq solves min ||X W - Y||; np.linalg.pinv(X) @ Y gives the same W.",
        "W, *_ = np.linalg.lstsq(X, Y, rcond=None), then return W.",
    ),
    mistakes=(
        Mistake(
            "inverse of X^T X",
            "You invert X^T X. Where columns depend on each other that has no inverse, or a senseless one: use lstsq or pinv.",
            wrong=lambda X, Y: np.linalg.inv(X.T @ X) @ X.T @ Y,
        ),
        Mistake(
            "solve X^T X",
            "You solve the normal equations. With dependent columns X^T X is singular: use lstsq or pinv.",
            wrong=lambda X, Y: np.linalg.solve(X.T @ X, X.T @ Y),
        ),
        Mistake(
            "inverse of X",
            "You invert X itself. X is not square in general and has no inverse: use lstsq or pinv.",
            wrong=lambda X, Y: np.linalg.inv(X) @ Y,
        ),
        Mistake(
            "all of lstsq's answer",
            "np.linalg.lstsq returns four things. W is the first: W, *_ = np.linalg.lstsq(...).",
            wrong=lambda X, Y: np.linalg.lstsq(X, Y, rcond=None),
        ),
        Mistake(
            "X and Y exchanged",
            "You fit X from Y: the arguments of lstsq are X first, then Y.",
            edits=(("np.linalg.lstsq(X, Y", "np.linalg.lstsq(Y, X"),),
        ),
        Mistake(
            "a ridge",
            "A small multiple of the identity was added to X^T X. That shrinks W: least squares has no such term.",
            wrong=lambda X, Y: np.linalg.solve(X.T @ X + 1e-3 * np.eye(X.shape[1]), X.T @ Y),
        ),
        Mistake(
            "the predictions",
            "These are the predictions X W. Return the weights W.",
            edits=(("return W", "return X @ W"),),
        ),
        Mistake(
            "X^T Y alone",
            "This is X^T Y. It still has to be multiplied by the inverse of X^T X, which lstsq does for you.",
            wrong=lambda X, Y: X.T @ Y,
        ),
        Mistake(
            "a bias column added",
            "You add a column of ones inside. X comes with whatever columns it should have.",
            wrong=lambda X, Y: np.linalg.lstsq(np.hstack([np.ones((len(X), 1)), X]), Y, rcond=None)[0],
        ),
    ),
)
