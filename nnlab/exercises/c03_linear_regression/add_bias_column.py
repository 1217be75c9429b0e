"""add_bias_column: a first column of ones, so that the bias becomes a weight like the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import add_bias_column


def draw(rng: np.random.Generator) -> Iterator[Case]:
    yield Case("values", (numbers(rng, 5, 3),), "5 rows, 3 columns")
    yield Case("values", (rng.normal(size=(3, 4)),), "3 rows, 4 columns")
    yield Case("values", (numbers(rng, 3, 3),), "as many rows as columns")
    yield Case("small", (numbers(rng, 1, 4),), "one row")
    yield Case("small", (numbers(rng, 6, 1),), "one column")
    yield Case("kinds", (whole(rng, 4, 2),), "whole numbers")
    yield Case("kinds", (10000 * numbers(rng, 2, 3),), "large numbers")
    yield Case("kinds", (numbers(rng, 4, 3).astype(np.float32),), "float32")


def overwritten(X: Any) -> Any:
    X[:, 0] = 1
    return X


exercise = Exercise(
    reference=add_bias_column,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns the rows of X with one column more"),
        Claim("values", 0.5, "a first column of ones, then the columns of X"),
        Claim("small", 0.25, "right for one row and for one column"),
        Claim("kinds", 0.25, "right for whole numbers, large numbers and float32"),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "Every row gets a 1 in front. How many ones is that, and what shape must they have to stand beside X?",
        "A column of ones has shape (n, 1). numpy puts arrays side by side with np.hstack, np.column_stack or np.c_.",
        "np.hstack([np.ones((X.shape[0], 1)), X]).",
    ),
    mistakes=(
        Mistake(
            "ones last",
            "The column of ones stands last. It belongs first, so that the first row of the weights is the bias.",
            edits=(("[ones, X]", "[X, ones]"),),
        ),
        Mistake(
            "zeros for ones",
            "The new column holds zeros. Zero times a weight is always 0: the bias needs ones.",
            edits=(("np.ones", "np.zeros"),),
        ),
        Mistake(
            "unchanged",
            "This is X as it was given: the column of ones is missing.",
            edits=(("np.hstack([ones, X])", "X"),),
        ),
        Mistake(
            "a row of ones",
            "A row of ones stands on top. Rows are examples: each of them needs a 1 of its own, which makes a column.",
            edits=(("np.ones((X.shape[0], 1))", "np.ones((1, X.shape[1]))"), ("hstack", "vstack")),
        ),
        Mistake(
            "a row of ones below",
            "A row of ones stands below X. Rows are examples: each of them needs a 1 of its own, which makes a column.",
            edits=(
                ("np.ones((X.shape[0], 1))", "np.ones((1, X.shape[1]))"),
                ("hstack([ones, X])", "vstack([X, ones])"),
            ),
        ),
        Mistake(
            "first column overwritten in place",
            "The first column of the caller's X is overwritten with ones. Keep all of X, and put a new column in front.",
            wrong=overwritten,
        ),
        Mistake(
            "first column replaced",
            "The ones have taken the place of X's first column. Keep all of X, and put the ones in front of it.",
            edits=(("[ones, X]", "[ones, X[:, 1:]]"),),
        ),
        Mistake(
            "last column lost",
            "The ones stand in front, but the last column of X is lost: the result has d + 1 columns, not d.",
            edits=(("[ones, X]", "[ones, X[:, :-1]]"),),
        ),
        Mistake(
            "ones added to X",
            "1 is added to every value of X. The ones are a column of their own, beside X.",
            edits=(("np.hstack([ones, X])", "ones + X"),),
        ),
        Mistake(
            "only the ones",
            "These are the ones alone: put X beside them.",
            edits=(("np.hstack([ones, X])", "ones"),),
        ),
        Mistake(
            "flattened",
            "All numbers stand in one long row now: first the ones, then X. np.append and np.concatenate need axis=1 to put columns side by side.",
            wrong=lambda X: np.append(np.ones((X.shape[0], 1)), X),
        ),
        Mistake(
            "flattened by insert",
            "All numbers of X stand in one long row now, with a single 1 in front. np.insert needs axis=1 to insert a column.",
            wrong=lambda X: np.insert(X, 0, 1),
        ),
        Mistake(
            "ones on both sides",
            "There is a column of ones at both ends. One is enough, in front.",
            edits=(("[ones, X]", "[ones, X, ones]"),),
        ),
    ),
)
