"""layer: many neurons at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.layers_and_networks import layer


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d_in, d_out in [(5, 3, 2), (4, 2, 3), (2, 4, 3)]:
        yield Case(
            "values",
            (numbers(rng, n, d_in), numbers(rng, d_in, d_out), numbers(rng, d_out)),
            f"{n} rows, {d_in} inputs, {d_out} neurons",
        )
    yield Case("square", (numbers(rng, 3, 3), numbers(rng, 3, 3), numbers(rng, 3)), "everything 3 by 3")
    yield Case("square", (numbers(rng, 1, 2), numbers(rng, 2, 4), numbers(rng, 4)), "one row")
    yield Case("square", (numbers(rng, 4, 3), numbers(rng, 3, 1), numbers(rng, 1)), "one neuron")
    yield Case("square", (np.zeros((2, 3)), numbers(rng, 3, 2), numbers(rng, 2)), "X = 0: the biases")


exercise = Exercise(
    reference=layer,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a row for each example, a column for each neuron"),
        Claim("values", 0.5, "right for several rows and neurons"),
        Claim("square", 0.25, "right for square matrices, one row, one neuron, X = 0"),
        Claim(ARGUMENTS, 0.25, "X, W and b stay as they were"),
    ),
    hints=(
        "Each column of W is a neuron. Each row of X is an example. Every row meets every column.",
        "Z = X W + b.",
        "X @ W + b.",
    ),
    mistakes=(
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. A layer needs the matrix product, @.",
            edits=(("X @ W", "X * W"),),
        ),
        Mistake(
            "W on the left", "This is W @ X. Rows are examples: X stands on the left.", edits=(("X @ W", "W @ X"),)
        ),
        Mistake(
            "W transposed",
            "W is transposed. It has a row for each input and a column for each neuron already.",
            edits=(("X @ W", "X @ W.T"),),
        ),
        Mistake(
            "W transposed, on the left", "This is W^T X. Rows are examples: X W.", edits=(("X @ W + b", "W.T @ X + b"),)
        ),
        Mistake("bias left out", "The biases are missing: every neuron adds its own.", edits=(("X @ W + b", "X @ W"),)),
        Mistake(
            "bias for each example",
            "b was added down the rows. Each column, a neuron, has its own bias: leave b as it is.",
            edits=(("X @ W + b", "X @ W + b[:, None]"),),
        ),
        Mistake(
            "sigmoid applied",
            "The sigmoid is applied already. These are the pre-activations: X W + b alone.",
            edits=(("X @ W + b", "sigmoid(X @ W + b)"),),
        ),
        Mistake("bias subtracted", "The bias is subtracted: it is added.", edits=(("+ b", "- b"),)),
    ),
)
