"""relu: what is negative becomes 0, what is positive passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.multilayer_networks import relu


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape in [(5,), (3, 4), (2, 2)]:
        yield Case("values", (both_signs(rng, *shape),), f"shape {shape}")
    size = float(rng.integers(150, 400)) / 100
    yield Case("shapes", (np.array(size),), "a single number above 0")
    yield Case("shapes", (np.array(-size),), "a single number below 0")
    yield Case("shapes", (both_signs(rng, 2, 3, 2),), "shape (2, 3, 2)")
    yield Case("shapes", (np.array([[3, -2, 0], [-1, 1, 4]]) + int(rng.integers(3)),), "whole numbers")
    yield Case("edge", (np.array([0.0, -1000.0, 1000.0]) + float(rng.integers(9)),), "very large and very small")
    yield Case("edge", (-np.abs(numbers(rng, 4)) - 0.25,), "only negative numbers")


def both_signs(rng: np.random.Generator, *shape: int) -> Any:
    """Some numbers below -1, some above 1, none at 0."""
    while True:
        z = 2 * numbers(rng, *shape)
        if z.min() < -1 and z.max() > 1.5 and np.abs(z).min() > 0:
            return z


exercise = Exercise(
    reference=relu,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape stays"),
        Claim("values", 0.5, "right entry by entry"),
        Claim("shapes", 0.25, "right for a single number, any shape, whole numbers"),
        Claim("edge", 0.25, "right far out, and where all is negative"),
        Claim(ARGUMENTS, 0.25, "z stays as it was"),
    ),
    hints=(
        "Each entry for itself: compare it with 0 and keep the larger of the two.",
        "max(z, 0), entry by entry. Python's max compares whole things; numpy has one that goes entry by entry.",
        "np.maximum(z, 0).",
    ),
    mistakes=(
        Mistake(
            "absolute value",
            "This is |z|: it turns what is negative round. ReLU makes it 0.",
            edits=(("np.maximum(z, 0)", "np.abs(z)"),),
        ),
        Mistake(
            "the other half",
            "This keeps what is negative. ReLU keeps what is positive: the larger of z and 0.",
            edits=(("np.maximum(z, 0)", "np.minimum(z, 0)"),),
        ),
        Mistake(
            "step",
            "This is 1 or 0: the step, which is ReLU's slope. ReLU lets what is positive through as it is.",
            edits=(("np.maximum(z, 0)", "np.where(z > 0, 1.0, 0.0)"),),
        ),
        Mistake(
            "bools",
            "z > 0 only says which entries pass, True or False. Return the entries themselves: np.where(z > 0, z, 0).",
            edits=(("np.maximum(z, 0)", "z > 0"),),
        ),
        Mistake(
            "the negative of z",
            "This is max(-z, 0): it keeps what is negative, turned round. ReLU keeps what is positive: max(z, 0).",
            edits=(("np.maximum(z, 0)", "np.maximum(-z, 0)"),),
        ),
        Mistake(
            "tanh",
            "This is tanh. ReLU is max(z, 0).",
            edits=(("np.maximum(z, 0)", "np.tanh(z)"),),
        ),
        Mistake(
            "leaky",
            "What is negative comes through at a hundredth of its size. That is the leaky ReLU; here it becomes 0.",
            edits=(("np.maximum(z, 0)", "np.maximum(z, 0.01 * z)"),),
        ),
        Mistake(
            "cut at 1",
            "What is above 1 is cut off at 1. ReLU has no upper end.",
            edits=(("np.maximum(z, 0)", "np.clip(z, 0, 1)"),),
        ),
        Mistake(
            "softplus",
            "This is log(1 + exp(z)), ReLU with its corner rounded. ReLU itself is max(z, 0).",
            edits=(("np.maximum(z, 0)", "np.logaddexp(z, 0)"),),
        ),
        Mistake(
            "the largest entry",
            "np.max(z) finds the one largest entry. Here each entry is compared with 0: np.maximum(z, 0).",
            edits=(("np.maximum(z, 0)", "np.max(z, initial=0)"),),
        ),
        Mistake(
            "the largest entry, axis 0",
            "np.max(z, 0) finds the largest entry of each column: its 0 is an axis. np.maximum(z, 0) compares each entry with 0.",
            edits=(("np.maximum(z, 0)", "np.max(z, 0)"),),
        ),
        Mistake(
            "negatives dropped",
            "z[z > 0] drops what is negative, so that the shape changes. Put a 0 in its place.",
            wrong=lambda z: np.asarray(z)[np.asarray(z) > 0],
        ),
        Mistake("unchanged", "z comes back as it is. What is negative has to become 0.", wrong=lambda z: z),
        Mistake(
            "the sigmoid",
            "This is the sigmoid. ReLU is max(z, 0).",
            wrong=lambda z: 0.5 * (1 + np.tanh(np.asarray(z) / 2)),
        ),
    ),
)
