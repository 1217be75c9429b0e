"""as_column: a flat array becomes a column."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.start_here import as_column


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n in (4, 3, 6):
        yield Case("values", (numbers(rng, n),), f"{n} entries")
    yield Case("edge", (numbers(rng, 1),), "one entry")
    yield Case("edge", (rng.integers(0, 9, size=3),), "whole numbers")


exercise = Exercise(
    reference=as_column,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape is (n, 1)"),
        Claim("values", 0.25, "the entries stay in order"),
        Claim("edge", 0.25, "right for one entry, and for whole numbers"),
        Claim(ARGUMENTS, 0.25, "y stays as it was"),
    ),
    hints=(
        "The entries stay the same; one axis is added. Where?",
        "None in the brackets adds an axis of size 1.",
        "y[:, None], or y.reshape(-1, 1).",
    ),
    mistakes=(
        Mistake(
            "a row",
            "This is a row, (1, n). A column has a row for each entry: y[:, None].",
            edits=(("y[:, None]", "y[None, :]"),),
        ),
        Mistake(
            "transposed",
            ".T does nothing to a flat array: it has no second axis to exchange. Add one: y[:, None].",
            edits=(("y[:, None]", "y.T"),),
        ),
        Mistake(
            "a list of rows",
            "There is an axis too many: (n, 1) is asked for.",
            edits=(("y[:, None]", "y[:, None, None]"),),
        ),
        Mistake(
            "a square table",
            "This is a table with y on its diagonal. A column has a single entry in each row.",
            edits=(("y[:, None]", "np.diag(y)"),),
        ),
        Mistake(
            "repeated",
            "y was repeated to a table. One column is asked for.",
            edits=(("y[:, None]", "np.tile(y[:, None], (1, len(y) + 1))"),),
        ),
    ),
)
