"""largest_learning_rate: the step size beyond which descent diverges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, tame, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.gradient_descent import largest_learning_rate


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(5, 3), (6, 2), (7, 4)]:
        yield Case("values", (tame(rng, n, d),), f"{n} rows, {d} columns")
    yield Case("values", (tame(rng, 3, 3),), "as many rows as columns")
    yield Case("special", (numbers(rng, 5, 1) + 1,), "one column")
    yield Case("special", (numbers(rng, 1, 3) + 1,), "one row")
    yield Case("special", (numbers(rng, 2, 4) + 1,), "fewer rows than columns")
    X = tame(rng, 5, 2)
    yield Case("special", (np.column_stack([X, X[:, 0]]),), "one column twice")
    yield Case("special", (np.column_stack([np.ones(6), 2 + numbers(rng, 6, 1)]),), "a column of ones")
    yield Case("hard", (tame(rng, 5, 2) * [100, 1],), "one column 100 times larger")
    yield Case("hard", (tame(rng, 4, 3, whole),), "whole numbers")
    yield Case("hard", (tame(rng, 5, 3).astype(np.float32),), "float32")


def is_the_limit(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """64 steps towards targets of 0, from every axis at once, with a rate just below the limit and one just above."""
    for (X,), limit in cases:
        X = X.astype(float)
        rate = float(np.asarray(limit))
        if not 0 < rate < np.inf:
            return f"{rate:.4g} is no learning rate"
        for share, words, grows in ((0.95, "5 % below", False), (1.05, "5 % above", True)):
            step = np.eye(X.shape[1]) - share * rate * 2 * X.T @ X / len(X)
            with np.errstate(all="ignore"):
                after = np.linalg.norm(X @ np.linalg.matrix_power(step, 64))
            if (not after < np.linalg.norm(X)) != grows:
                return f"{words} {rate:.4g} descent {'still converges' if grows else 'diverges'}"
    return None


exercise = Exercise(
    reference=largest_learning_rate,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 1.0, "right for ordinary data"),
        Claim("special", 0.5, "right for one column, one row, dependent columns and a column of ones"),
        Claim("hard", 0.25, "right for columns of different size, whole numbers and float32"),
        Claim("limit", 0.75, "just below it descent converges, just above it diverges", is_the_limit),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "How fast does the slope itself change? The steepest direction decides, and that is a matter of X alone.",
        "The curvature is 2 X^T X / n. With c its largest eigenvalue, descent converges while learning_rate < 2 / c.",
        "With s = np.linalg.norm(X, ord=2), the largest singular value of X, the limit is X.shape[0] / s**2.",
    ),
    mistakes=(
        Mistake(
            "half the limit",
            "This is half the limit: 1 over the curvature, the rate that is best for the steepest direction. Descent still converges up to 2 over the curvature.",
            edits=(("X.shape[0] / largest**2", "X.shape[0] / (2 * largest**2)"),),
        ),
        Mistake(
            "curvature without its 2",
            "This is twice the limit. The curvature of the squared error is 2 X^T X / n; without its 2 the limit comes out twice too large.",
            edits=(("X.shape[0] / largest**2", "2 * X.shape[0] / largest**2"),),
        ),
        Mistake(
            "n forgotten",
            "The number of rows is missing: the loss is a mean, so its curvature is 2 X^T X / n.",
            edits=(("X.shape[0] / largest**2", "1 / largest**2"),),
        ),
        Mistake(
            "n forgotten, and a 2",
            "This is 2 / s^2. The loss is a mean and the derivative of a square has a 2, so the curvature is 2 X^T X / n and the limit n / s^2.",
            edits=(("X.shape[0] / largest**2", "2 / largest**2"),),
        ),
        Mistake(
            "singular value not squared",
            "The eigenvalues of X^T X are the squares of the singular values of X: square it.",
            edits=(("largest**2", "largest"),),
        ),
        Mistake(
            "eigenvalue squared",
            "The largest eigenvalue of X^T X is squared here. It is the square of a singular value already: take it as it is.",
            edits=(("largest**2", "largest**4"),),
        ),
        Mistake(
            "the curvature",
            "This is the largest curvature, 2 s^2 / n. The limit is 2 divided by it.",
            edits=(("X.shape[0] / largest**2", "2 * largest**2 / X.shape[0]"),),
        ),
        Mistake(
            "upside down",
            "This is s^2 / n, so the fraction is upside down: the steeper the loss, the smaller the rate has to be.",
            edits=(("X.shape[0] / largest**2", "largest**2 / X.shape[0]"),),
        ),
        Mistake(
            "sum of all squares",
            "You take the sum of all squares, which np.linalg.norm(X) is the root of. The steepest direction alone decides: the largest singular value, ord=2.",
            edits=((", ord=2", ""),),
        ),
        Mistake(
            "Frobenius norm of X^T X",
            "You take the length of X^T X as if it were a vector. Its largest eigenvalue decides: np.linalg.norm(X.T @ X, ord=2).",
            edits=(("largest**2", "np.linalg.norm(X.T @ X)"),),
        ),
        Mistake(
            "smallest eigenvalue",
            "You take the smallest singular value. The steepest direction decides: the largest one.",
            edits=(("np.linalg.norm(X, ord=2)", "np.linalg.svd(X)[1][-1]"),),
        ),
        Mistake(
            "columns for rows",
            "You use the number of columns. The mean runs over the examples: X.shape[0].",
            edits=(("X.shape[0]", "X.shape[1]"),),
        ),
        Mistake(
            "longest column",
            "You take the largest entry of X^T X, which is the longest column squared. Columns that point the same way add up: take the largest eigenvalue.",
            edits=(("largest**2", "np.max(np.sum(X**2, axis=0))"),),
        ),
        Mistake(
            "largest value",
            "You take the largest value of X. The largest singular value decides, which counts all values that point the same way: np.linalg.norm(X, ord=2).",
            edits=(("np.linalg.norm(X, ord=2)", "np.abs(X).max()"),),
        ),
        Mistake(
            "sum of absolute values in a column",
            "np.linalg.norm(X, 1) is the largest sum of absolute values in a column. The largest singular value decides: ord=2.",
            edits=(("ord=2", "ord=1"),),
        ),
        Mistake(
            "longest row",
            "This comes from the longest row of X, the limit for a single example. All examples together decide: the largest eigenvalue of X^T X / n.",
            edits=(("X.shape[0] / largest**2", "1 / np.max(np.sum(X**2, axis=1))"),),
        ),
        Mistake(
            "columns centered",
            "You use the covariance of the columns, with their means subtracted. The curvature is 2 X^T X / n of X as it is.",
            edits=(("np.linalg.norm(X,", "np.linalg.norm(X - X.mean(axis=0),"),),
        ),
    ),
)
