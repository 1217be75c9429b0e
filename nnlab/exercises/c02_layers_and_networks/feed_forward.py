"""feed_forward: the seed's F: two layers, a sigmoid between them, a softmax at the end."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.layers_and_networks import feed_forward


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, h, k in [(5, 3, 2, 3), (4, 2, 5, 3), (3, 4, 3, 2)]:
        yield Case(
            "values", (numbers(rng, n, d), 2 * numbers(rng, d, h), 2 * numbers(rng, h, k)), f"{d}-{h}-{k}, {n} rows"
        )
    yield Case("square", (numbers(rng, 3, 3), 2 * numbers(rng, 3, 3), 2 * numbers(rng, 3, 3)), "everything 3 by 3")
    yield Case("square", (numbers(rng, 1, 3), 2 * numbers(rng, 3, 2), 2 * numbers(rng, 2, 3)), "one row")


exercise = Exercise(
    reference=feed_forward,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a row of probabilities for each example"),
        Claim("values", 0.75, "right for several networks"),
        Claim("square", 0.25, "right for square layers, and for one row"),
        Claim(ARGUMENTS, 0.25, "X, W1 and W2 stay as they were"),
    ),
    hints=(
        "From the inside out: the first layer, the sigmoid, the second layer, the softmax.",
        "F(X) = softmax(sigmoid(X W1) W2).",
        "softmax(sigmoid(X @ W1) @ W2).",
    ),
    mistakes=(
        Mistake(
            "no sigmoid",
            "The sigmoid between the layers is missing. Two linear maps without it are one.",
            edits=(("sigmoid(X @ W1)", "X @ W1"),),
        ),
        Mistake(
            "no softmax",
            "These are the scores. The softmax makes probabilities of them.",
            edits=(("softmax(sigmoid(X @ W1) @ W2)", "sigmoid(X @ W1) @ W2"),),
        ),
        Mistake(
            "sigmoid at the end",
            "The output function is the softmax, not the sigmoid: it looks at the whole row.",
            edits=(("softmax(sigmoid(X @ W1) @ W2)", "sigmoid(sigmoid(X @ W1) @ W2)"),),
        ),
        Mistake(
            "softmax between",
            "The softmax stands between the layers. There the sigmoid belongs.",
            edits=(("sigmoid(X @ W1)", "softmax(X @ W1)"),),
        ),
        Mistake(
            "sigmoid on both layers",
            "The sigmoid is applied to the second layer too. Its scores go into the softmax as they are.",
            edits=(("sigmoid(X @ W1) @ W2", "sigmoid(sigmoid(X @ W1) @ W2)"),),
        ),
        Mistake(
            "sigmoid on the input",
            "The sigmoid is applied to the input. The input layer has no activation.",
            edits=(("sigmoid(X @ W1)", "sigmoid(sigmoid(X) @ W1)"),),
        ),
        Mistake(
            "softmax over the columns",
            "The softmax runs down the columns: each row must sum to 1.",
            edits=(("softmax(sigmoid(X @ W1) @ W2)", "softmax((sigmoid(X @ W1) @ W2).T).T"),),
        ),
    ),
)
