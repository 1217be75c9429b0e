"""standardize: every column to mean 0 and standard deviation 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import standardize


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(5, 3), (6, 2), (4, 4)]:
        scale, shift = rng.uniform(0.5, 20, size=d), rng.uniform(-50, 50, size=d)
        yield Case("values", (shift + scale * rng.normal(size=(n, d)),), f"{n} rows, {d} columns")
    X = rng.normal(size=(5, 3))
    X[:, 1] = 7.0
    yield Case("constant", (X,), "the middle column is constant")
    X = rng.normal(size=(4, 2))
    X[:, 0] = 0.1
    yield Case("constant", (X,), "a constant column of 0.1, which rounding makes almost constant")
    yield Case("hard", (1e6 + rng.normal(size=(5, 2)),), "a large offset", 1e-5)
    yield Case("hard", (rng.integers(0, 50, size=(6, 2)),), "whole numbers")
    yield Case("hard", (1e-4 * rng.normal(size=(5, 2)),), "tiny numbers")


def either_std(inputs: tuple[Any, ...], expected: Any) -> list[Any]:
    """The std of a constant column may be given as 0, as 1, or as the rounding that numpy makes of it."""
    X_std, mean, std = expected
    spread = np.ptp(np.asarray(inputs[0], dtype=float), axis=0)
    if (spread > 0).all():
        return []
    rounded = np.asarray(inputs[0], dtype=float).std(axis=0)
    return [(X_std, mean, np.where(spread == 0, 0.0, std)), (X_std, mean, np.where(spread == 0, rounded, std))]


def standardized(cases: Sequence[tuple[Any, Any]]) -> str | None:
    for (X,), (X_std, _, _) in cases:
        X_std = np.asarray(X_std)
        for j in range(X_std.shape[1]):
            spread = X_std[:, j].std()
            if abs(X_std[:, j].mean()) > 1e-6:
                return f"column {j} of X_std has mean {X_std[:, j].mean():.4g}, needs 0"
            if np.ptp(X[:, j]) > 0 and abs(spread - 1) > 1e-5:
                return f"column {j} of X_std has standard deviation {spread:.4g}, needs 1"
    return None


exercise = Exercise(
    reference=standardize,
    draw=draw,
    parts=("X_std", "mean", "std"),
    also=either_std,
    claims=(
        Claim(SHAPE, 0.25, "three arrays: X_std like X, mean and std with one number a column"),
        Claim("values", 0.75, "right for ordinary columns"),
        Claim("constant", 0.5, "a constant column becomes 0, not nan"),
        Claim("hard", 0.25, "right for a large offset, whole numbers, tiny numbers"),
        Claim("standardized", 0.5, "every column has mean 0 and standard deviation 1", standardized),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "Each column on its own: subtract its mean, divide by its standard deviation. What if that is 0?",
        "mean and std along axis 0; where std is 0 divide by 1 instead.",
        "std = np.where(std > 0, std, 1.0), then ((X - mean) / std, mean, std); mind that rounding can leave 1e-17 where 0 is meant.",
    ),
    mistakes=(
        Mistake(
            "over rows",
            "Mean and standard deviation were taken along the rows. Each column is one feature: use axis 0.",
            wrong=lambda X: (
                (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True),
                X.mean(axis=1),
                X.std(axis=1),
            ),
        ),
        Mistake(
            "one mean for all",
            "One mean and one standard deviation were taken for the whole table. Each column has its own: axis=0.",
            wrong=lambda X: ((X - X.mean()) / X.std(), X.mean(), X.std()),
        ),
        Mistake(
            "1/(n - 1)",
            "The standard deviation was taken with 1/(n - 1), ddof=1. Here it is with 1/n: ddof=0, numpy's default.",
            edits=(("X.std(axis=0)", "X.std(axis=0, ddof=1)"),),
        ),
        Mistake(
            "divided by the variance",
            "You divide by the variance. Its square root, the standard deviation, has the unit of X.",
            edits=(("X.std(axis=0)", "X.var(axis=0)"),),
        ),
        Mistake(
            "constant column",
            "A constant column has standard deviation 0, and 0/0 is nan. Divide by 1 there.",
            wrong=lambda X: ((X - X.mean(axis=0)) / X.std(axis=0), X.mean(axis=0), X.std(axis=0)),
        ),
        Mistake(
            "mean not subtracted",
            "The columns are scaled but not centered: subtract each column's mean first.",
            edits=(("(X - mean) / std", "X / std"),),
        ),
        Mistake(
            "not scaled",
            "The columns are centered but not scaled: divide by each column's standard deviation.",
            edits=(("(X - mean) / std", "(X - mean)"),),
        ),
        Mistake(
            "something added to std",
            "A small number was added to the standard deviation to avoid 0/0. That makes every column slightly too small.",
            wrong=lambda X: ((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-3), X.mean(axis=0), X.std(axis=0)),
        ),
        Mistake(
            "only X_std",
            "It returns X_std alone. mean and std are needed too: new data must be moved by the same amounts.",
            edits=(("(X - mean) / std, mean, std", "(X - mean) / std"),),
        ),
        Mistake(
            "scaled to 0..1",
            "The columns were stretched to the range 0 to 1. Standardized means mean 0 and standard deviation 1.",
            wrong=lambda X: (
                (X - X.min(axis=0)) / np.maximum(np.ptp(X, axis=0), 1e-300),
                X.mean(axis=0),
                X.std(axis=0),
            ),
        ),
    ),
)
