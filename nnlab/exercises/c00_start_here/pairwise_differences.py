"""pairwise_differences: every entry minus every entry: the broadcast that later bites."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.start_here import pairwise_differences


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, m in [(4, 3), (2, 5), (3, 3)]:
        yield Case("values", (numbers(rng, n), numbers(rng, m)), f"{n} entries and {m}")
    yield Case("edge", (numbers(rng, 1), numbers(rng, 4)), "one entry in a")
    yield Case("edge", (numbers(rng, 4), numbers(rng, 1)), "one entry in b")
    a = numbers(rng, 3)
    yield Case("edge", (a, a.copy()), "twice the same: 0 on the diagonal")


exercise = Exercise(
    reference=pairwise_differences,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a row for each entry of a, a column for each of b"),
        Claim("values", 0.5, "entry ij is a_i - b_j"),
        Claim("edge", 0.25, "right for one entry, and for twice the same array"),
        Claim(ARGUMENTS, 0.25, "a and b stay as they were"),
    ),
    hints=(
        "A column minus a row: numpy makes a table of it.",
        "a as a column (n, 1), b as a row (1, m).",
        "a[:, None] - b[None, :].",
    ),
    mistakes=(
        Mistake(
            "the other way round",
            "Entry ij is b_j - a_i here. The sign is the wrong way round.",
            edits=(("a[:, None] - b[None, :]", "b[None, :] - a[:, None]"),),
        ),
        Mistake(
            "b in the rows",
            "Rows and columns are exchanged: a belongs to the rows.",
            edits=(("a[:, None] - b[None, :]", "a[None, :] - b[:, None]"),),
        ),
        Mistake(
            "entry by entry",
            "You subtract entry by entry. Every entry of a meets every entry of b: make a a column.",
            edits=(("a[:, None] - b[None, :]", "a - b"),),
        ),
        Mistake(
            "distances",
            "These are distances. The sign is asked for too.",
            edits=(("a[:, None] - b[None, :]", "np.abs(a[:, None] - b[None, :])"),),
        ),
        Mistake("sums", "These are sums, a_i + b_j.", edits=((" - b[None", " + b[None"),)),
    ),
)
