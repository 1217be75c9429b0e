"""outer_gradient: the slope by a layer's weights, for one example."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import outer_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for d_in, d_out in [(3, 2), (2, 4)]:
        yield Case("values", (numbers(rng, d_in), numbers(rng, d_out)), f"{d_in} inputs, {d_out} outputs")
    yield Case("square", (numbers(rng, 3), numbers(rng, 3)), "as many inputs as outputs: a transpose stays silent")
    yield Case("square", (numbers(rng, 2), numbers(rng, 2)), "2 inputs, 2 outputs")
    yield Case("edge", (numbers(rng, 1), numbers(rng, 3)), "one input")
    yield Case("edge", (numbers(rng, 4), numbers(rng, 1)), "one output")
    yield Case("edge", (np.array([0.0, 1.5]), numbers(rng, 3)), "an input of 0: its weights have no slope")


exercise = Exercise(
    reference=outer_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each weight, shape (d_in, d_out)"),
        Claim("values", 0.25, "right for different numbers of inputs and outputs"),
        Claim("square", 0.25, "right where both are as many"),
        Claim("edge", 0.25, "right for one input, one output, an input of 0"),
        Claim(ARGUMENTS, 0.25, "a and delta stay as they were"),
    ),
    hints=(
        "The weight w_jk carries a_j to output k. So its slope needs a_j and delta_k, and nothing else.",
        "Entry jk is a_j delta_k: the row belongs to a, the column to delta.",
        "np.outer(a, delta), or a[:, None] * delta[None, :].",
    ),
    mistakes=(
        Mistake(
            "the text's order",
            "This is the transpose, delta_j a_k: the order that the text gives. dW has the shape of W: rows belong to the inputs a, columns to delta.",
            edits=(("np.outer(a, delta)", "np.outer(delta, a)"),),
        ),
        Mistake(
            "inner product",
            "This is one number, the inner product. Every weight has its own slope: a table, a_j delta_k.",
            edits=(("np.outer(a, delta)", "np.dot(a, delta)"),),
        ),
        Mistake(
            "entry by entry",
            "* meets entry with entry here. Every input meets every output: a[:, None] * delta, or np.outer.",
            edits=(("np.outer(a, delta)", "a * delta"),),
        ),
        Mistake(
            "added",
            "The table holds sums a_j + delta_k. It holds products.",
            edits=(("np.outer(a, delta)", "a[:, None] + delta"),),
        ),
        Mistake(
            "delta in every row",
            "Every row of this is delta: the inputs a are missing. That is the slope by a bias, whose input is always 1.",
            edits=(("np.outer(a, delta)", "np.outer(np.ones_like(a), delta)"),),
        ),
        Mistake(
            "a in every column",
            "Every column of this is a: delta is missing.",
            edits=(("np.outer(a, delta)", "np.outer(a, np.ones_like(delta))"),),
        ),
        Mistake(
            "added up",
            "This is added up over the inputs. Each weight keeps its own slope: shape (d_in, d_out).",
            edits=(("np.outer(a, delta)", "np.outer(a, delta).sum(axis=0)"),),
        ),
    ),
)
