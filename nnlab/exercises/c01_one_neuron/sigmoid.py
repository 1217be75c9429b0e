"""sigmoid: any number becomes one between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.one_neuron import sigmoid


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape in [(5,), (3, 4), (2, 2)]:
        yield Case("values", (2 * numbers(rng, *shape),), f"shape {shape}")
    yield Case("shapes", (numbers(rng),), "a single number")
    yield Case("shapes", (numbers(rng, 2, 3, 2),), "shape (2, 3, 2)")
    yield Case("shapes", (rng.integers(-3, 4, size=(3, 2)),), "whole numbers")
    large = np.array([1000.0, -1000.0, 0.0]) + float(rng.integers(9))
    yield Case("stable", (rng.permutation(large),), "very large and very small")


exercise = Exercise(
    reference=sigmoid,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape stays"),
        Claim("values", 0.5, "right entry by entry"),
        Claim("shapes", 0.25, "right for a single number, any shape, whole numbers"),
        Claim("stable", 0.25, "right at 1000 and -1000"),
        Claim(ARGUMENTS, 0.25, "z stays as it was"),
    ),
    hints=(
        "1 divided by 1 plus an exponential.",
        "1 / (1 + exp(-z)). For very negative z write it as exp(z) / (1 + exp(z)), so that exp does not overflow.",
        "e = np.exp(-np.abs(z)); np.where(z >= 0, 1 / (1 + e), e / (1 + e)).",
    ),
    mistakes=(
        Mistake(
            "sign of z",
            "The exponent has the wrong sign: this is 1 / (1 + exp(z)), which falls where the sigmoid rises.",
            edits=(("z >= 0", "z < 0"),),
        ),
        Mistake(
            "nan far out",
            "exp(1000) is infinite, and infinity over infinity is nan. Take exp of numbers that are not positive only.",
            wrong=lambda z: np.exp(z) / (1 + np.exp(z)),
        ),
        Mistake(
            "tanh", "This is tanh, which runs from -1 to 1. The sigmoid runs from 0 to 1.", wrong=lambda z: np.tanh(z)
        ),
        Mistake(
            "tanh of z, rescaled",
            "This is (1 + tanh(z)) / 2: twice too steep. It is tanh(z / 2).",
            wrong=lambda z: 0.5 * (1 + np.tanh(z)),
        ),
        Mistake(
            "step", "This is a step, 0 or 1. The sigmoid rises smoothly.", wrong=lambda z: np.where(z >= 0, 1.0, 0.0)
        ),
        Mistake(
            "its slope", "This is the sigmoid's slope, a (1 - a).", wrong=lambda z: 0.25 * (1 - np.tanh(z / 2) ** 2)
        ),
        Mistake(
            "the exponential alone",
            "This is exp(-z) alone, cut off far out: 1 / (1 + exp(-z)) is asked for.",
            wrong=lambda z: np.exp(-np.clip(z, -700, 700)),
        ),
        Mistake("relu", "This is max(z, 0).", wrong=lambda z: np.maximum(z, 0.0)),
    ),
)
