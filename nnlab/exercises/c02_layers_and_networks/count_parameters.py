"""count_parameters: how many numbers does a network learn?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.layers_and_networks import count_parameters


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for length in (3, 4, 5):
        sizes = [int(size) for size in rng.choice(np.arange(2, 12), size=length, replace=False)]
        yield Case("values", (sizes,), f"sizes {sizes}")
    yield Case("edge", ([3, 3, 3],), "equal sizes")
    yield Case("edge", ([int(rng.integers(2, 9)), 1],), "one layer, one output")
    yield Case("edge", ([784, 128, 10],), "784-128-10")


exercise = Exercise(
    reference=count_parameters,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a whole number"),
        Claim("values", 0.5, "right for several layers"),
        Claim("edge", 0.25, "right for equal sizes, one layer, large ones"),
        Claim(ARGUMENTS, 0.25, "sizes stay as they were"),
    ),
    hints=(
        "Between two neighbouring layers: every node of the one meets every node of the other.",
        "d_in d_out weights and d_out biases for each pair of neighbours; add them up.",
        "sum(d_in * d_out + d_out for d_in, d_out in zip(sizes[:-1], sizes[1:])).",
    ),
    mistakes=(
        Mistake(
            "biases left out",
            "The biases are missing: one for every node that is no input.",
            edits=((" + d_out for", " for"),),
        ),
        Mistake(
            "biases for the inputs",
            "The biases are counted for the layer below. Inputs have none; the last layer has.",
            edits=(("+ d_out for", "+ d_in for"),),
        ),
        Mistake(
            "biases for every node",
            "The inputs get biases too. They are not computed, so they have none.",
            wrong=lambda sizes: sum(a * b for a, b in itertools.pairwise(sizes)) + sum(sizes),
        ),
        Mistake("nodes", "These are the nodes. Count the weights and biases.", wrong=lambda sizes: sum(sizes)),
        Mistake(
            "all multiplied",
            "You multiply all sizes. Only neighbouring layers are joined.",
            wrong=lambda sizes: int(np.prod(sizes)),
        ),
        Mistake(
            "last pair left out",
            "The last layer is missing: there is one pair of neighbours more.",
            wrong=lambda sizes: count_parameters(sizes[:-1]),
        ),
        Mistake(
            "one bias a layer",
            "One bias was counted for each layer. Each node has its own.",
            edits=(("+ d_out for", "+ 1 for"),),
        ),
    ),
)
