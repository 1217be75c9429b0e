"""predict_linear: one prediction a row, from one matrix product."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import predict_linear


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, k in [(5, 3, 2), (4, 2, 3), (2, 4, 3)]:
        yield Case("values", (rng.normal(size=(n, d)), rng.normal(size=(d, k))), f"{n} rows, {d} features, {k} outputs")
    yield Case("square", (rng.normal(size=(3, 3)), rng.normal(size=(3, 3))), "everything 3 by 3")
    yield Case("square", (rng.normal(size=(1, 3)), rng.normal(size=(3, 1))), "one row, one output")
    yield Case("square", (rng.integers(-4, 5, size=(4, 2)), rng.normal(size=(2, 1))), "whole numbers in X")


exercise = Exercise(
    reference=predict_linear,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one row for each example, one column for each output"),
        Claim("values", 0.25, "right for several rows and outputs"),
        Claim("square", 0.25, "right for square matrices, one row, whole numbers"),
        Claim(ARGUMENTS, 0.25, "X and W stay as they were"),
    ),
    hints=(
        "Rows are examples. Each prediction is a row of X times the columns of W.",
        "Y_hat = X W: a matrix product, X on the left.",
        "X @ W.",
    ),
    mistakes=(
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. A layer needs the matrix product: X @ W.",
            edits=(("X @ W", "X * W"),),
        ),
        Mistake(
            "W on the left",
            "This is W @ X. Rows are examples, so X stands on the left: X @ W.",
            edits=(("X @ W", "W @ X"),),
        ),
        Mistake(
            "W transposed",
            "W is transposed here. It already has one row for each feature: X @ W.",
            edits=(("X @ W", "X @ W.T"),),
        ),
        Mistake(
            "the whole thing transposed",
            "Rows and columns are exchanged: this is (X W) transposed. Examples belong in the rows.",
            edits=(("X @ W", "W.T @ X.T"),),
        ),
        Mistake(
            "raveled",
            "The values come as one long vector. Keep them as a table (n, k), with k = 1 too.",
            edits=(("X @ W", "(X @ W).ravel()"),),
        ),
    ),
)
