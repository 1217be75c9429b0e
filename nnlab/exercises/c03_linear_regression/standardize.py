"""standardize: every column to mean 0 and standard deviation 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array, numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.linear_regression import standardize


def columns(rng: np.random.Generator, n: int, d: int) -> Array:
    """(n, d) with columns of different means and spreads, one of them so narrow that it differs by less than 1."""
    means, spreads = 3 + 2 * numbers(rng, d), np.array([2.0, 0.1, 5.0, 1.0])[:d]
    X: Array = np.round(means + spreads * numbers(rng, n, d), 3)
    return X


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(5, 3), (6, 2)]:
        yield Case("values", (columns(rng, n, d),), f"{n} rows, {d} columns")
    yield Case("values", (columns(rng, 4, 4),), "as many rows as columns")
    # These constants add up without rounding: a test for std == 0 is a right one.
    X = columns(rng, 5, 3)
    X[:, 1] = -2.5
    yield Case("constant", (X,), "the middle column is constant")
    X = columns(rng, 4, 2)
    X[:, 0] = 0
    yield Case("constant", (X,), "a column of zeros")
    yield Case("constant", (columns(rng, 1, 3),), "one row: every column is constant")
    yield Case("hard", (columns(rng, 6, 1),), "one column")
    yield Case("hard", (10000 + columns(rng, 5, 2),), "far from 0")
    yield Case("hard", (whole(rng, 6, 3),), "whole numbers")
    # Near the mean a difference of two float32 keeps few digits.
    yield Case("hard", (columns(rng, 5, 3).astype(np.float32),), "float32", rtol=1e-3)


def either_std(inputs: Inputs, expected: Any) -> list[Any]:
    """The std of a constant column is 0; the reference gives the 1 that it divides by. Both are right."""
    X_std, mean, std = expected
    return [(X_std, mean, np.where(np.ptp(inputs[0], axis=0) > 0, std, 0.0))]


def standardized(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    for (X,), (X_std, mean, std) in cases:
        spread = np.ptp(X, axis=0)
        X_std, mean, std = (np.asarray(part, dtype=float) for part in (X_std, mean, std))
        for j in range(X.shape[1]):
            if not abs(X_std[:, j].mean()) <= 1e-4:
                return f"column {j} of X_std has mean {X_std[:, j].mean():.4g}, needs 0"
            if spread[j] > 0 and not abs(X_std[:, j].std() - 1) <= 1e-4:
                return f"column {j} of X_std has standard deviation {X_std[:, j].std():.4g}, needs 1"
        if not np.abs(X_std * std + mean - X).max() <= 1e-4 * np.abs(X).max():
            return "X_std * std + mean is not X"
    return None


def in_place(X: Any) -> Any:
    mean, std = X.mean(axis=0), X.std(axis=0)
    std[std == 0] = 1
    X -= mean
    X /= std
    return X, mean, std


def its_own(X: Any) -> Any:
    X_std, _, _ = standardize(X)
    return X_std, X_std.mean(axis=0), X_std.std(axis=0)


def integer_buffer(X: Any) -> Any:
    X_std, mean, std = standardize(X)
    return X_std.astype(X.dtype), mean, std


def to_unit_range(X: Any) -> Any:
    _, mean, std = standardize(X)
    spread = np.ptp(X, axis=0)
    return (X - X.min(axis=0)) / np.where(spread > 0, spread, 1), mean, std


def to_unit_range_with_bounds(X: Any) -> Any:
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / np.where(high > low, high - low, 1), low, high


exercise = Exercise(
    reference=standardize,
    draw=draw,
    parts=("X_std", "mean", "std"),
    also=either_std,
    claims=(
        Claim(SHAPE, 0.25, "it returns three arrays: X_std like X, mean and std with one number a column"),
        Claim("values", 1.0, "right for ordinary columns"),
        Claim("constant", 0.75, "a constant column becomes 0, and nothing is divided by 0"),
        Claim("hard", 0.25, "right for one column, columns far from 0, whole numbers and float32"),
        Claim(
            "property",
            0.5,
            "the columns have mean 0 and standard deviation 1, and X_std * std + mean is X",
            standardized,
        ),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "Each column on its own: subtract its mean, divide by its standard deviation. What if that is 0?",
        "mean and std along axis 0, each of shape (d,); where a column is constant divide by 1 instead.",
        "std = np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0), then return (X - mean) / std, mean, std.",
    ),
    mistakes=(
        Mistake(
            "over rows",
            "Mean and standard deviation are taken along the rows. Each column is one feature: use axis=0.",
            edits=(
                ("X.mean(axis=0)", "X.mean(axis=1)"),
                ("np.where(spread > 0, X.std(axis=0), 1.0)", "X.std(axis=1)"),
            ),
        ),
        Mistake(
            "over rows, axis kept",
            "Each row is standardized. Each column is one feature: use axis=0.",
            edits=(
                ("X.mean(axis=0)", "X.mean(axis=1, keepdims=True)"),
                ("np.where(spread > 0, X.std(axis=0), 1.0)", "X.std(axis=1, keepdims=True)"),
            ),
        ),
        Mistake(
            "over rows, 1 for 0",
            "Mean and standard deviation are taken along the rows. Each column is one feature: use axis=0.",
            edits=(
                ("X.mean(axis=0)", "X.mean(axis=1)"),
                ("np.ptp(X, axis=0)", "np.ptp(X, axis=1)"),
                ("X.std(axis=0)", "X.std(axis=1)"),
            ),
        ),
        Mistake(
            "over rows, axis kept, 1 for 0",
            "Each row is standardized. Each column is one feature: use axis=0.",
            edits=(
                ("X.mean(axis=0)", "X.mean(axis=1, keepdims=True)"),
                ("np.ptp(X, axis=0)", "np.ptp(X, axis=1, keepdims=True)"),
                ("X.std(axis=0)", "X.std(axis=1, keepdims=True)"),
            ),
        ),
        Mistake(
            "one mean and std for all",
            "One mean and one standard deviation are taken for the whole table. Each column has its own: axis=0.",
            edits=(
                ("X.mean(axis=0)", "X.mean()"),
                ("np.ptp(X, axis=0)", "np.ptp(X)"),
                ("X.std(axis=0)", "X.std()"),
            ),
        ),
        Mistake(
            "1/(n - 1)",
            "The standard deviation is taken with 1/(n - 1), ddof=1. Here it is with 1/n: ddof=0, which is numpy's default.",
            edits=(("X.std(axis=0)", "X.std(axis=0, ddof=1)"),),
        ),
        Mistake(
            "divided by the variance",
            "The variance stands where the standard deviation belongs, which is its root and has the unit of X.",
            edits=(("X.std(axis=0)", "X.var(axis=0)"),),
        ),
        Mistake(
            "constant column",
            "A constant column has standard deviation 0, and 0/0 is nan. Divide by 1 there.",
            edits=(("np.where(spread > 0, X.std(axis=0), 1.0)", "X.std(axis=0)"),),
        ),
        Mistake(
            "median",
            "The median is subtracted, not the mean.",
            edits=(("X.mean(axis=0)", "np.median(X, axis=0)"),),
        ),
        Mistake(
            "mean not subtracted",
            "The columns are scaled but not centered: subtract each column's mean first.",
            edits=(("(X - mean)", "X"),),
        ),
        Mistake(
            "not scaled",
            "The columns are centered but not scaled: divide by each column's standard deviation.",
            edits=(("(X - mean) / std", "X - mean"),),
        ),
        Mistake(
            "brackets missing",
            "X - mean / std divides the mean alone. Put brackets: (X - mean) / std.",
            edits=(("(X - mean) / std", "X - mean / std"),),
        ),
        Mistake(
            "divided first",
            "X is divided first, then the unscaled mean subtracted. The other order: (X - mean) / std.",
            edits=(("(X - mean) / std", "X / std - mean"),),
        ),
        Mistake(
            "multiplied by std",
            "The centered columns are multiplied by std. Divide by it.",
            edits=(("(X - mean) / std", "(X - mean) * std"),),
        ),
        Mistake(
            "something large added to std",
            "A number is added to the standard deviation before dividing. That makes every column narrower than 1: divide by std itself, and by 1 where it is 0.",
            edits=(("(X - mean) / std", "(X - mean) / (X.std(axis=0) + 1e-3)"),),
        ),
        Mistake(
            "only X_std",
            "It returns X_std alone. mean and std are needed too: new data must be moved and scaled by the same amounts.",
            edits=((", mean, std", ""),),
        ),
        Mistake(
            "mean and std first",
            "The three parts are right, in another order: X_std comes first, then mean, then std.",
            edits=(("(X - mean) / std, mean, std", "mean, std, (X - mean) / std"),),
        ),
        Mistake(
            "std before mean",
            "mean and std are exchanged in the answer: X_std, mean, std is the order.",
            edits=(("mean, std\n", "std, mean\n"),),
        ),
        Mistake(
            "mean and std of the result",
            "mean and std are those of the standardized columns, so 0 and 1. Return those of X: they are needed to treat new data alike.",
            wrong=its_own,
        ),
        Mistake(
            "axis kept",
            "mean and std have shape (1, d). They should be vectors (d,): leave keepdims out, X - mean works without.",
            edits=((", mean, std", ", mean[None], std[None]"),),
        ),
        Mistake(
            "in place",
            "X -= mean and X /= std change the caller's X, and fail where it holds whole numbers. X = X - mean makes a new array.",
            wrong=in_place,
        ),
        Mistake(
            "cut to whole numbers",
            "X_std is right but cut to whole numbers where X holds integers: an array like X has no room for decimals. Use (X - mean) / std itself, or an array of floats.",
            wrong=integer_buffer,
        ),
        Mistake(
            "scaled to 0..1",
            "The columns are stretched to the range 0 to 1. Standardized means mean 0 and standard deviation 1.",
            wrong=to_unit_range,
        ),
        Mistake(
            "scaled to 0..1, with the bounds",
            "The columns are stretched from their smallest and largest value to the range 0 to 1. Standardized means mean 0 and standard deviation 1.",
            wrong=to_unit_range_with_bounds,
        ),
    ),
)
