"""tanh_prime: the slope of tanh."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.multilayer_networks import tanh_prime


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape in [(5,), (3, 4), (2, 2)]:
        yield Case("values", (numbers(rng, *shape),), f"shape {shape}")
    yield Case("shapes", (np.array(float(rng.integers(-150, 150)) / 100 or 0.5),), "a single number")
    yield Case("shapes", (numbers(rng, 2, 3, 2),), "shape (2, 3, 2)")
    yield Case("shapes", (rng.permutation([2, -1, 0, 1, -2, 3]).reshape(3, 2),), "whole numbers")
    yield Case("stable", (np.array([1000.0, -1000.0, 0.0]) + float(rng.integers(9)),), "very large and very small")


exercise = Exercise(
    reference=tanh_prime,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape stays"),
        Claim("values", 0.5, "right entry by entry"),
        Claim("shapes", 0.25, "right for a single number, any shape, whole numbers"),
        Claim("stable", 0.25, "0, not nan, at 1000 and -1000"),
        Claim(ARGUMENTS, 0.25, "z stays as it was"),
    ),
    hints=(
        "As with the sigmoid, the slope can be written with the value itself.",
        "1 - a^2, where a = tanh(z) and z is the pre-activation. At 0 it is 1, far out it is 0.",
        "1 - np.tanh(z) ** 2.",
    ),
    mistakes=(
        Mistake(
            "1 - z squared",
            "You square z itself: 1 - z^2. Take a = tanh(z) first, then 1 - a^2.",
            edits=(("np.tanh(z)", "z"),),
        ),
        Mistake(
            "tanh applied twice",
            "tanh is applied twice. The slope is taken at the pre-activation z, once.",
            edits=(("np.tanh(z)", "np.tanh(np.tanh(z))"),),
        ),
        Mistake("tanh itself", "This is tanh, not its slope.", edits=(("1 - np.tanh(z) ** 2", "np.tanh(z)"),)),
        Mistake(
            "not squared",
            "This is 1 - tanh(z). The square is missing: 1 - tanh(z)^2.",
            edits=((" ** 2", ""),),
        ),
        Mistake(
            "the bracket squared",
            "You square 1 - tanh(z) as a whole. The square belongs to tanh(z) alone: 1 - tanh(z)^2.",
            edits=(("1 - np.tanh(z) ** 2", "(1 - np.tanh(z)) ** 2"),),
        ),
        Mistake(
            "z squared inside",
            "This is 1 - tanh(z^2). Take tanh(z) first, then square it.",
            edits=(("np.tanh(z) ** 2", "np.tanh(z**2)"),),
        ),
        Mistake(
            "1 - the sigmoid squared",
            "This is 1 - a^2 with a = sigmoid(z). Here a is tanh(z).",
            edits=(("np.tanh(z)", "(0.5 * (1 + np.tanh(z / 2)))"),),
        ),
        Mistake(
            "the square alone",
            "This is tanh(z)^2. The slope is what is missing to 1: 1 - tanh(z)^2.",
            edits=(("1 - ", ""),),
        ),
        Mistake(
            "the sigmoid's rule",
            "a (1 - a) is the sigmoid's rule, here with a = tanh(z). For tanh it is 1 - a^2.",
            edits=(("1 - np.tanh(z) ** 2", "np.tanh(z) * (1 - np.tanh(z))"),),
        ),
        Mistake(
            "the sigmoid's slope",
            "This is the slope of the sigmoid. tanh is four times as steep at 0: 1 - tanh(z)^2.",
            edits=(("1 - np.tanh(z) ** 2", "0.25 * (1 - np.tanh(z / 2) ** 2)"),),
        ),
        Mistake(
            "tan's rule",
            "This is 1 + tanh(z)^2. That rule is for tan; tanh flattens out, so it is 1 - tanh(z)^2.",
            edits=(("1 - ", "1 + "),),
        ),
        Mistake(
            "the sign",
            "This is tanh(z)^2 - 1, which is negative. tanh rises everywhere: 1 - tanh(z)^2.",
            edits=(("1 - np.tanh(z) ** 2", "np.tanh(z) ** 2 - 1"),),
        ),
        Mistake(
            "nan far out",
            "exp(1000) is infinite, and infinity over infinity is nan. Take np.tanh(z), which is stable.",
            wrong=lambda z: 1 - ((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))) ** 2,
        ),
    ),
)
