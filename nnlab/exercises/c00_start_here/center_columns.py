"""center_columns: every column moved to mean 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.start_here import center_columns


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(4, 3), (5, 2), (3, 3)]:
        yield Case("values", (numbers(rng, n, d) + 10 * numbers(rng, d),), f"{n} rows, {d} columns")
    yield Case("edge", (numbers(rng, 1, 3),), "one row: it becomes 0")
    yield Case("edge", (numbers(rng, 4, 1),), "one column")
    yield Case("edge", (rng.integers(0, 9, size=(4, 2)),), "whole numbers")


def means_are_zero(cases: Sequence[tuple[Any, Any]]) -> str | None:
    for (X,), centered in cases:
        means = np.asarray(centered, dtype=float).mean(axis=0)
        if np.abs(means).max() > 1e-9:
            j = int(np.abs(means).argmax())
            return f"column {j} has mean {means[j]:.4g}, needs 0"
        falls = [np.sign(np.round(np.diff(np.asarray(A, dtype=float), axis=0), 9)) for A in (X, centered)]
        if (falls[0] != falls[1]).any():
            j = int((falls[0] != falls[1]).any(axis=0).argmax())
            return f"column {j} has mean 0, but it rises and falls at other rows than before"
    return None


exercise = Exercise(
    reference=center_columns,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape stays"),
        Claim("values", 0.25, "each column's mean is subtracted from it"),
        Claim("edge", 0.25, "right for one row, one column, whole numbers"),
        Claim("means", 0.25, "every column has mean 0, and rises and falls as before", means_are_zero),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "First the means, one for each column. Then subtract them from every row.",
        "X - mean, where mean has shape (d,). numpy repeats it for every row.",
        "X - X.mean(axis=0).",
    ),
    mistakes=(
        Mistake(
            "rows centered",
            "Each row has mean 0 here, not each column. Take the means along axis 0.",
            edits=(("X.mean(axis=0)", "X.mean(axis=1, keepdims=True)"),),
        ),
        Mistake(
            "one mean for all",
            "One mean was subtracted from everything. Each column has its own: axis=0.",
            edits=(("X.mean(axis=0)", "X.mean()"),),
        ),
        Mistake(
            "in place",
            "X -= ... changes the caller's X. Make a new array: X - X.mean(axis=0).",
            wrong=lambda X: _in_place(X),
        ),
        Mistake(
            "the means",
            "These are the means alone. Subtract them from X.",
            edits=(("X - X.mean(axis=0)", "X.mean(axis=0)"),),
        ),
        Mistake(
            "scaled too",
            "You divide by the standard deviation as well. Only the mean is subtracted here.",
            wrong=lambda X: (X - X.mean(axis=0)) / np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0),
        ),
        Mistake(
            "median",
            "You subtract the median. The mean is asked for.",
            edits=(("X.mean(axis=0)", "np.median(X, axis=0)"),),
        ),
        Mistake(
            "sum subtracted",
            "You subtract each column's sum. The mean is the sum divided by the number of rows.",
            edits=(("X.mean(axis=0)", "X.sum(axis=0)"),),
        ),
    ),
)


def _in_place(X: Any) -> Any:
    mean = X.mean(axis=0)
    for i in range(len(X)):
        X[i] = X[i] - mean
    return X
