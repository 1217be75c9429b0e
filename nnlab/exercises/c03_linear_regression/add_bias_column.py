"""add_bias_column: a first column of ones, so that one weight is the bias."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import add_bias_column


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(5, 2), (3, 4), (3, 3)]:
        yield Case("values", (rng.normal(size=(n, d)),), f"{n} rows, {d} columns")
    yield Case("edge", (rng.normal(size=(1, 3)),), "one row")
    yield Case("edge", (rng.normal(size=(4, 1)),), "one column")
    yield Case("edge", (rng.integers(2, 9, size=(3, 2)),), "whole numbers")


exercise = Exercise(
    reference=add_bias_column,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it has one column more than X"),
        Claim("values", 0.25, "the first column is ones, the others are X"),
        Claim("edge", 0.25, "right for one row, one column, whole numbers"),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "Two blocks side by side: a column of ones, and X.",
        "The ones have shape (n, 1), where n is the number of rows of X. Which numpy function puts columns side by side?",
        "np.hstack([np.ones((X.shape[0], 1)), X]).",
    ),
    mistakes=(
        Mistake(
            "ones last",
            "The column of ones stands last. It belongs first, so that the first weight is the bias.",
            edits=(("[ones, X]", "[X, ones]"),),
        ),
        Mistake(
            "zeros for ones",
            "The new column holds zeros. A zero times its weight is always 0: the bias needs ones.",
            edits=(("np.ones", "np.zeros"),),
        ),
        Mistake(
            "unchanged",
            "This is X as it was given: the column of ones is missing.",
            edits=(("np.hstack([ones, X])", "X.copy()"),),
        ),
        Mistake(
            "a row of ones",
            "A row of ones was put on top. Rows are examples: you need a column, one 1 for each example.",
            edits=(("np.ones((X.shape[0], 1))", "np.ones((1, X.shape[1]))"), ("hstack", "vstack")),
        ),
        Mistake(
            "first column replaced",
            "The first column of X was overwritten with ones. Keep all of X and put the ones in front of it.",
            edits=(("[ones, X]", "[ones, X[:, 1:]]"),),
        ),
        Mistake(
            "ones added to X",
            "You added 1 to every entry. The ones are a column of their own, beside X.",
            edits=(("np.hstack([ones, X])", "ones + X"),),
        ),
        Mistake(
            "only the ones",
            "These are the ones alone: put X beside them.",
            edits=(("np.hstack([ones, X])", "ones"),),
        ),
    ),
)
