"""neuron_batch: one neuron, many examples."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.one_neuron import neuron_batch


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(5, 3), (4, 2), (2, 4)]:
        yield Case("values", (numbers(rng, n, d), numbers(rng, d), float(numbers(rng)) or 0.5), f"{n} rows, {d} inputs")
    yield Case("edge", (numbers(rng, 3, 3), numbers(rng, 3), 0.75), "as many rows as inputs")
    yield Case("edge", (numbers(rng, 1, 3), numbers(rng, 3), -0.5), "one row")
    yield Case("edge", (numbers(rng, 4, 1), numbers(rng, 1), 0.25), "one input")
    yield Case("edge", (1000 * numbers(rng, 3, 2), numbers(rng, 2), 0.1), "large inputs")


exercise = Exercise(
    reference=neuron_batch,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each row, shape (n,)"),
        Claim("values", 0.5, "right for several rows"),
        Claim("edge", 0.25, "right for square X, one row, one input, large inputs"),
        Claim(ARGUMENTS, 0.25, "X and w stay as they were"),
    ),
    hints=(
        "No loop is needed: a matrix times a vector gives one weighted sum for each row.",
        "sigmoid(X w + b).",
        "sigmoid(X @ w + b).",
    ),
    mistakes=(
        Mistake(
            "no sum",
            "X * w is a table of products. Each row has to be added up: X @ w.",
            edits=(("X @ w + b", "X * w + b"),),
        ),
        Mistake("bias left out", "The bias is missing.", edits=(("X @ w + b", "X @ w"),)),
        Mistake(
            "no sigmoid",
            "These are the weighted sums plus bias. The sigmoid comes last.",
            edits=(("sigmoid(X @ w + b)", "X @ w + b"),),
        ),
        Mistake(
            "w on the left",
            "This is w @ X: it adds up the columns. Rows are examples, so X stands on the left.",
            edits=(("X @ w", "w @ X"),),
        ),
        Mistake("only the first row", "Only the first row is answered.", edits=(("X @ w", "X[:1] @ w"),)),
        Mistake(
            "bias after the sigmoid",
            "The bias is added after the sigmoid. It belongs inside.",
            edits=(("sigmoid(X @ w + b)", "sigmoid(X @ w) + b"),),
        ),
    ),
)
