"""row_sums: one sum for each row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.start_here import row_sums


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(4, 3), (2, 5), (3, 3)]:
        yield Case("values", (numbers(rng, n, d),), f"{n} rows, {d} columns")
    yield Case("edge", (numbers(rng, 1, 4),), "one row")
    yield Case("edge", (numbers(rng, 4, 1),), "one column")
    yield Case("edge", (rng.integers(-5, 9, size=(3, 2)),), "whole numbers")


exercise = Exercise(
    reference=row_sums,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each row, shape (n,)"),
        Claim("values", 0.25, "each is the sum of its row"),
        Claim("edge", 0.25, "right for one row, one column, whole numbers"),
        Claim(ARGUMENTS, 0.25, "X stays as it was"),
    ),
    hints=(
        "A sum along an axis: that axis disappears. Which one should?",
        "Axis 0 runs down the rows, axis 1 along the columns. The columns should be added up.",
        "X.sum(axis=1).",
    ),
    mistakes=(
        Mistake(
            "column sums",
            "These are the sums of the columns. Axis 0 disappears when you sum over it; the rows should stay: axis=1.",
            edits=(("axis=1", "axis=0"),),
        ),
        Mistake(
            "one sum", "This is the sum of everything. One for each row: axis=1.", edits=(("X.sum(axis=1)", "X.sum()"),)
        ),
        Mistake("means", "These are the means of the rows. Leave the division out.", edits=(("sum", "mean"),)),
        Mistake(
            "kept as a column",
            "The sums are right but keep an axis, (n, 1). Leave keepdims out.",
            edits=(("axis=1", "axis=1, keepdims=True"),),
        ),
        Mistake(
            "running sums",
            "These are running sums. Only the total of each row is asked for.",
            edits=(("sum(axis=1)", "cumsum(axis=1)"),),
        ),
    ),
)
