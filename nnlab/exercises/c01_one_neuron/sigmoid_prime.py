"""sigmoid_prime: the slope of the sigmoid."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.one_neuron import sigmoid_prime


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape in [(5,), (3, 4), (2, 2)]:
        yield Case("values", (2 * numbers(rng, *shape),), f"shape {shape}")
    yield Case("shapes", (numbers(rng),), "a single number")
    yield Case("shapes", (numbers(rng, 2, 3, 2),), "shape (2, 3, 2)")
    yield Case("shapes", (rng.integers(-3, 4, size=(3, 2)),), "whole numbers")
    large = np.array([1000.0, -1000.0, 0.0]) + float(rng.integers(9))
    yield Case("stable", (rng.permutation(large),), "very large and very small")


exercise = Exercise(
    reference=sigmoid_prime,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape stays"),
        Claim("values", 0.5, "right entry by entry"),
        Claim("shapes", 0.25, "right for a single number, any shape, whole numbers"),
        Claim("stable", 0.25, "0, not nan, at 1000 and -1000"),
        Claim(ARGUMENTS, 0.25, "z stays as it was"),
    ),
    hints=(
        "Differentiate 1 / (1 + exp(-z)). The result can be written with the sigmoid itself.",
        "a (1 - a), where a = sigmoid(z) and z is the pre-activation.",
        "a = sigmoid(z); a * (1 - a).",
    ),
    mistakes=(
        Mistake(
            "z (1 - z)",
            "You use z itself: z (1 - z). Take a = sigmoid(z) first, then a (1 - a).",
            edits=(("a = sigmoid(z)", "a = z"),),
        ),
        Mistake(
            "sigmoid applied twice",
            "The sigmoid is applied twice. The slope is taken at the pre-activation z, once.",
            edits=(("a = sigmoid(z)", "a = sigmoid(sigmoid(z))"),),
        ),
        Mistake("the sigmoid itself", "This is the sigmoid, not its slope.", edits=(("a * (1 - a)", "a"),)),
        Mistake(
            "a - 1",
            "The sign is the wrong way round: a (1 - a), which is never negative.",
            edits=(("(1 - a)", "(a - 1)"),),
        ),
        Mistake(
            "1 - a squared",
            "1 - a^2 is the slope of tanh. The sigmoid's is a (1 - a).",
            edits=(("a * (1 - a)", "1 - a * a"),),
        ),
        Mistake("only 1 - a", "The factor a is missing: a (1 - a).", edits=(("a * (1 - a)", "1 - a"),)),
        Mistake(
            "nan far out",
            "exp overflows far out, and the slope becomes nan. Use a stable sigmoid: a (1 - a).",
            wrong=lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
        ),
    ),
)
