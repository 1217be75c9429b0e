"""predict_linear: one prediction a row, from one matrix product."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import predict_linear


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, k in [(5, 3, 2), (4, 2, 3), (2, 4, 3)]:
        yield Case("values", (numbers(rng, n, d), numbers(rng, d, k)), f"{n} rows, {d} features, {k} outputs")
    yield Case("square", (numbers(rng, 3, 3), numbers(rng, 3, 3)), "3 rows, 3 features, 3 outputs")
    yield Case("square", (numbers(rng, 5, 2), numbers(rng, 2, 2)), "as many outputs as features")
    yield Case("small", (numbers(rng, 1, 3), numbers(rng, 3, 2)), "one row")
    yield Case("small", (numbers(rng, 4, 3), numbers(rng, 3, 1)), "one output")
    yield Case("small", (numbers(rng, 5, 1), numbers(rng, 1, 3)), "one feature")
    yield Case("kinds", (whole(rng, 4, 2), numbers(rng, 2, 1)), "whole numbers in X")
    yield Case("kinds", (1000 * rng.normal(size=(3, 2)), numbers(rng, 2, 4)), "large numbers")
    yield Case("kinds", tuple(numbers(rng, *shape).astype(np.float32) for shape in [(3, 4), (4, 2)]), "float32")


exercise = Exercise(
    reference=predict_linear,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a row for each example, a column for each output"),
        Claim("values", 0.5, "right for several examples, features and outputs"),
        Claim("square", 0.25, "right where a transpose too many would not be noticed by its shape"),
        Claim("small", 0.25, "right for one row, one output, one feature"),
        Claim("kinds", 0.25, "right for whole numbers, large numbers and float32"),
        Claim(ARGUMENTS, 0.25, "X and W stay as they were"),
    ),
    hints=(
        "A prediction is a row of X times a column of W, multiplied entry by entry and added up. Which operation does that for all of them?",
        "Y_hat = X W, a matrix product: (n, d) times (d, k) gives (n, k). In Python it is written @.",
        "X @ W.",
    ),
    mistakes=(
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. A prediction multiplies and adds: that is the matrix product, X @ W.",
            edits=(("X @ W", "X * W"),),
        ),
        Mistake(
            "W on the left",
            "This is W @ X. Rows are examples, so X stands on the left: X @ W.",
            edits=(("X @ W", "W @ X"),),
        ),
        Mistake(
            "W transposed",
            "W is transposed here. It has a row for each feature already: X @ W.",
            edits=(("X @ W", "X @ W.T"),),
        ),
        Mistake(
            "X transposed",
            "X is transposed here. Its rows are the examples, as they should be: X @ W.",
            edits=(("X @ W", "X.T @ W"),),
        ),
        Mistake(
            "the whole thing transposed",
            "Rows and columns are exchanged: this is the transpose of X W. Examples belong in the rows.",
            edits=(("X @ W", "W.T @ X.T"),),
        ),
        Mistake(
            "W transposed, on the left",
            "This is W.T @ X, which is right where each example is a column. Here each example is a row: X @ W.",
            edits=(("X @ W", "W.T @ X"),),
        ),
        Mistake(
            "raveled",
            "The values come as one long vector. Keep them as a table (n, k), with k = 1 too.",
            edits=(("X @ W", "(X @ W).ravel()"),),
        ),
        Mistake(
            "only the first output",
            "These are the predictions of the first output alone. W has a column for each output: use all of them.",
            edits=(("X @ W", "X @ W[:, 0]"),),
        ),
        Mistake(
            "only the first example",
            "This is the prediction for the first example alone. Each row of X gets one.",
            edits=(("X @ W", "X[0] @ W"),),
        ),
        Mistake(
            "outputs added up",
            "The outputs of each example are added up. Keep them apart: one column for each output.",
            edits=(("X @ W", "(X @ W).sum(axis=1)"),),
        ),
        Mistake(
            "last feature left out",
            "The last feature is left out: a loop over the features has to reach the last column of X.",
            edits=(("X @ W", "X[:, :-1] @ W[:-1]"),),
        ),
        Mistake(
            "first feature left out",
            "The first feature is left out: a loop over the features has to begin at column 0.",
            edits=(("X @ W", "X[:, 1:] @ W[1:]"),),
        ),
        Mistake(
            "a bias column added",
            "You add a column of ones, for which W has no row. X comes with all the columns that it should have.",
            edits=(("X @ W", "np.hstack([np.ones((X.shape[0], 1)), X]) @ W"),),
        ),
    ),
)
