"""collapse_linear: two layers without a bend between them are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.layers_and_networks import collapse_linear


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for d, h, k in [(3, 4, 2), (2, 3, 5), (4, 2, 3)]:
        yield Case("values", (numbers(rng, d, h), numbers(rng, h), numbers(rng, h, k), numbers(rng, k)), f"{d}-{h}-{k}")
    yield Case("edge", (numbers(rng, 3, 3), numbers(rng, 3), numbers(rng, 3, 3), numbers(rng, 3)), "everything 3 by 3")
    yield Case(
        "edge", (numbers(rng, 2, 1), numbers(rng, 1), numbers(rng, 1, 3), numbers(rng, 3)), "a hidden layer of one node"
    )
    yield Case("edge", (numbers(rng, 2, 3), np.zeros(3), numbers(rng, 3, 2), np.zeros(2)), "biases 0")


def computes_the_same(cases: Sequence[tuple[Any, Any]]) -> str | None:
    for (W1, b1, W2, b2), (W, b) in cases:
        X = np.arange(2.0 * len(W1)).reshape(2, -1) - 1.5
        two, one = (X @ W1 + b1) @ W2 + b2, X @ np.asarray(W) + np.asarray(b)
        if np.abs(two - one).max() > 1e-9 * max(1.0, np.abs(two).max()):
            return f"for some X the two layers give {two[0, 0]:.4g} and the single one gives {one[0, 0]:.4g}"
    return None


exercise = Exercise(
    reference=collapse_linear,
    draw=draw,
    parts=("W", "b"),
    claims=(
        Claim(SHAPE, 0.25, "W leads from the inputs to the outputs, b has one number for each output"),
        Claim("values", 0.75, "right for several sizes"),
        Claim("edge", 0.25, "right for square layers, one hidden node, biases 0"),
        Claim("same", 0.5, "the single layer computes what the two did", computes_the_same),
        Claim(ARGUMENTS, 0.25, "all four arrays stay as they were"),
    ),
    hints=(
        "Multiply (X W1 + b1) W2 + b2 out. What stands behind X, what is left over?",
        "X W1 W2 + b1 W2 + b2.",
        "W1 @ W2, b1 @ W2 + b2.",
    ),
    mistakes=(
        Mistake(
            "b1 left out",
            "b1 is lost. It goes through the second layer too: b1 W2 + b2.",
            edits=(("b1 @ W2 + b2", "b2"),),
        ),
        Mistake("b2 left out", "b2 is missing: b1 W2 + b2.", edits=(("b1 @ W2 + b2", "b1 @ W2"),)),
        Mistake("order of the product", "W is W2 W1. X meets W1 first: W1 W2.", edits=(("W1 @ W2,", "W2 @ W1,"),)),
        Mistake(
            "biases added",
            "The biases are only added. b1 has to go through the second layer: b1 W2.",
            edits=(("b1 @ W2 + b2", "b1 + b2"),),
        ),
        Mistake(
            "entry by entry",
            "The weights are multiplied entry by entry. It is the matrix product.",
            edits=(("W1 @ W2,", "W1 * W2,"),),
        ),
        Mistake("W2 transposed", "W2 is transposed.", edits=(("W1 @ W2,", "W1 @ W2.T,"),)),
        Mistake(
            "bias through the first layer",
            "b1 goes through W1 here. It comes after W1, and goes through W2.",
            edits=(("b1 @ W2 + b2", "b1 @ W1.T @ W1 @ W2 + b2"),),
        ),
    ),
)
