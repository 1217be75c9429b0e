"""largest_learning_rate: the step size beyond which descent diverges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import largest_learning_rate


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(6, 3), (7, 2), (4, 4)]:
        yield Case("values", (rng.normal(size=(n, d)) * rng.uniform(0.5, 3, size=d),), f"{n} rows, {d} columns")
    yield Case("special", (rng.normal(size=(5, 1)),), "one column")
    yield Case("special", (rng.normal(size=(1, 3)),), "one row")
    X = rng.normal(size=(5, 2))
    yield Case("special", (np.hstack([X, X[:, :1]]),), "two equal columns")
    yield Case("special", (100 * rng.normal(size=(6, 2)),), "large numbers")


def is_the_border(cases: Sequence[tuple[Any, Any]]) -> str | None:
    """Descent along the steepest direction: 1 % below the border it shrinks, 1 % above it grows."""
    for (X,), rate in cases:
        _, _, directions = np.linalg.svd(X)
        W = directions[0]
        for factor, word in ((0.99, "below"), (1.01, "above")):
            step = W - factor * float(np.asarray(rate)) * 2 * X.T @ (X @ W) / len(X)
            grows = np.linalg.norm(step) > 1.0
            if grows != (word == "above"):
                return f"1 % {word} {float(np.asarray(rate)):.4g} descent {'diverges' if grows else 'still converges'}"
    return None


exercise = Exercise(
    reference=largest_learning_rate,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 1.0, "right for ordinary data"),
        Claim("special", 0.5, "right for one column, one row, equal columns, large numbers"),
        Claim("border", 1.0, "just below it descent converges, just above it diverges", is_the_border),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "How fast does the slope itself change? The steepest direction decides, and that is a property of X alone.",
        "The curvature is 2 X^T X / n. With its largest eigenvalue c, a step converges while learning_rate < 2 / c.",
        "With s = np.linalg.norm(X, ord=2), the largest singular value: n / s^2.",
    ),
    mistakes=(
        Mistake(
            "1/c for 2/c",
            "This is 1 over the curvature, the best single step. Descent still converges up to twice that: 2 / c.",
            edits=(("X.shape[0] / largest**2", "0.5 * X.shape[0] / largest**2"),),
        ),
        Mistake(
            "curvature without its 2",
            "The curvature is 2 X^T X / n: its factor 2 is missing, so the border comes out twice too large.",
            edits=(("X.shape[0] / largest**2", "2 * X.shape[0] / largest**2"),),
        ),
        Mistake(
            "n forgotten",
            "The number of rows is missing: the loss is a mean, so its curvature is 2 X^T X / n.",
            edits=(("X.shape[0] / largest**2", "1 / largest**2"),),
        ),
        Mistake(
            "singular value not squared",
            "The eigenvalues of X^T X are the squares of X's singular values: square it.",
            edits=(("largest**2", "largest"),),
        ),
        Mistake(
            "Frobenius norm",
            "You took the root of the sum of all squares. The border needs the largest singular value: ord=2.",
            edits=(("np.linalg.norm(X, ord=2)", "np.linalg.norm(X)"),),
        ),
        Mistake(
            "smallest eigenvalue",
            "You took the smallest singular value. The steepest direction decides: the largest one.",
            edits=(("np.linalg.norm(X, ord=2)", "np.float64(np.linalg.svd(X, compute_uv=False).min())"),),
        ),
        Mistake(
            "columns for rows",
            "You used the number of columns. The mean runs over the examples: X.shape[0].",
            edits=(("X.shape[0]", "X.shape[1]"),),
        ),
        Mistake(
            "largest entry",
            "You took the largest entry of X^T X on its diagonal. Columns that point the same way add up: take the largest eigenvalue.",
            wrong=lambda X: float(X.shape[0] / np.max(np.sum(X**2, axis=0))),
        ),
    ),
)
