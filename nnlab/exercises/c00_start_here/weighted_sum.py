"""weighted_sum: multiply entry by entry, then add up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.start_here import weighted_sum


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for d in (3, 4, 2):
        yield Case("values", (numbers(rng, d), numbers(rng, d)), f"{d} entries")
    yield Case("edge", (numbers(rng, 1), numbers(rng, 1)), "one entry")
    yield Case("edge", (rng.integers(1, 9, size=5), numbers(rng, 5)), "whole numbers in x")
    yield Case("edge", (np.zeros(3), numbers(rng, 3)), "x = 0")


exercise = Exercise(
    reference=weighted_sum,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.25, "right for several entries"),
        Claim("edge", 0.25, "right for one entry, whole numbers, x = 0"),
        Claim(ARGUMENTS, 0.25, "x and w stay as they were"),
    ),
    hints=(
        "Two steps: entry times entry, then add up.",
        "x_1 w_1 + x_2 w_2 + ... + x_d w_d.",
        "np.sum(x * w), or x @ w.",
    ),
    mistakes=(
        Mistake(
            "not added up",
            "These are the products x_i w_i. Add them up to one number.",
            edits=(("float(np.sum(x * w))", "x * w"),),
        ),
        Mistake(
            "added, not multiplied",
            "You add x and w. Multiply entry by entry first, then add up.",
            edits=(("x * w", "x + w"),),
        ),
        Mistake("w left out", "You add up x alone: each entry has to be weighted by w.", edits=(("x * w", "x"),)),
        Mistake(
            "mean",
            "This is the mean of the products. The weighted sum is not divided by anything.",
            edits=(("np.sum", "np.mean"),),
        ),
        Mistake(
            "sums multiplied",
            "You add up first and multiply the sums. Multiply entry by entry first.",
            edits=(("np.sum(x * w)", "np.sum(x) * np.sum(w)"),),
        ),
    ),
)
