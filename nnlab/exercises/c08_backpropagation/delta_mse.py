"""delta_mse: where the way back begins, for the squared error."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import delta_mse


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(4, 2), (3, 5), (3, 3)]:
        yield Case("values", (numbers(rng, n, k), numbers(rng, n, k)), f"{n} rows, {k} outputs")
    yield Case("edge", (numbers(rng, 1, 3), numbers(rng, 1, 3)), "one row")
    yield Case("edge", (numbers(rng, 4, 1), numbers(rng, 4, 1)), "one output")
    Z = numbers(rng, 2, 3)
    yield Case("edge", (Z, Z.copy()), "every score is right: the slope is 0")


exercise = Exercise(
    reference=delta_mse,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each score, shape (n, k)"),
        Claim("values", 0.5, "right for several rows and outputs"),
        Claim("edge", 0.25, "right for one row, one output, a perfect fit"),
        Claim(ARGUMENTS, 0.25, "Z and Y stay as they were"),
    ),
    hints=(
        "Take a single score z and its target y. How fast does (z - y)^2 change when z moves?",
        "2 (Z - Y). The mean over the rows comes later.",
        "2 * (Z - Y).",
    ),
    mistakes=(
        Mistake(
            "factor 2 dropped",
            "This is exactly half the slope: the 2 of the square is missing. The text drops it, since a step size can absorb it; a gradient check cannot.",
            edits=(("2 * (Z - Y)", "Z - Y"),),
        ),
        Mistake(
            "sign",
            "This is the negative of the slope: it is 2 (Z - Y), scores minus targets.",
            edits=(("(Z - Y)", "(Y - Z)"),),
        ),
        Mistake(
            "sign, and factor 2 dropped",
            "This is Y - Z: the sign is the wrong way round, and the 2 of the square is missing. The slope is 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "Y - Z"),),
        ),
        Mistake(
            "divided by n",
            "This is divided by the number of rows. Each row's own error is asked for here; 1/n enters once, later, in backward.",
            edits=(("2 * (Z - Y)", "2 * (Z - Y) / Z.shape[0]"),),
        ),
        Mistake(
            "divided by n, factor 2 dropped",
            "This is (Z - Y)/n. Each row's own error is asked for, so no 1/n; and the 2 of the square stays: 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "(Z - Y) / Z.shape[0]"),),
        ),
        Mistake(
            "divided by n k",
            "This is divided by the number of all entries, as np.mean does. Each row's own error is asked for: 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "2 * (Z - Y) / Z.size"),),
        ),
        Mistake(
            "divided by k",
            "This is divided by the number of outputs. A row's error is the sum over its outputs: 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "2 * (Z - Y) / Z.shape[1]"),),
        ),
        Mistake(
            "the squares themselves",
            "These are the squares (Z - Y)^2. Their slope by Z is asked for: 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "(Z - Y) ** 2"),),
        ),
        Mistake(
            "the loss",
            "This is each row's squared error, not its slope: delta has one number for each score.",
            edits=(("2 * (Z - Y)", "((Z - Y) ** 2).sum(axis=1)"),),
        ),
        Mistake(
            "summed over the outputs",
            "The slopes of a row are added up. Each score keeps its own: shape (n, k).",
            edits=(("2 * (Z - Y)", "(2 * (Z - Y)).sum(axis=1)"),),
        ),
        Mistake(
            "summed over the rows",
            "The rows are added up. That comes later; here each row keeps its own delta, shape (n, k).",
            edits=(("2 * (Z - Y)", "(2 * (Z - Y)).sum(axis=0)"),),
        ),
        Mistake(
            "the other loss",
            "This is softmax(Z) - Y, which belongs to the cross-entropy. For the squared error it is 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "softmax(Z) - Y"),),
        ),
        Mistake(
            "Y left out",
            "The targets are missing: 2 (Z - Y).",
            edits=(("2 * (Z - Y)", "2 * Z"),),
        ),
    ),
)
