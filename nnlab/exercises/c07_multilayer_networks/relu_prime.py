"""relu_prime: a slope of 1 or of 0, and a convention at the corner."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.c07_multilayer_networks.relu import both_signs
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.multilayer_networks import relu_prime


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape in [(5,), (3, 4), (2, 2)]:
        yield Case("values", (both_signs(rng, *shape),), f"shape {shape}")
    size = float(rng.integers(150, 400)) / 100
    yield Case("shapes", (np.array(size),), "a single number above 0")
    yield Case("shapes", (np.array(-size),), "a single number below 0")
    yield Case("shapes", (both_signs(rng, 2, 3, 2),), "shape (2, 3, 2)")
    yield Case("shapes", (rng.permutation([4, -3, 2, -1, 1, -2]).reshape(3, 2),), "whole numbers")
    far = np.array([1000.0, -1000.0, 20.0, -20.0, 0.001, -0.001]) + float(rng.integers(9)) / 1e5
    yield Case("edge", (rng.permutation(far),), "far out and near 0")
    yield Case("corner", (np.array(0.0),), "exactly 0")
    yield Case("corner", (rng.permutation([0.0, 1.25, -0.5, 0.0, 2.0, -1.0]),), "two entries at exactly 0")


exercise = Exercise(
    reference=relu_prime,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the shape stays, and the slopes are numbers"),
        Claim("values", 0.5, "right entry by entry"),
        Claim("shapes", 0.25, "right for a single number, any shape, whole numbers"),
        Claim("edge", 0.25, "right far out and near 0"),
        Claim("corner", 0.25, "0 at z = 0, by convention"),
        Claim(ARGUMENTS, 0.25, "z stays as it was"),
    ),
    hints=(
        "Draw ReLU. How steep is it to the right of 0? To the left?",
        "1 where z > 0, else 0. At 0 there is a corner; the course takes 0 there.",
        "np.where(z > 0, 1.0, 0.0).",
    ),
    mistakes=(
        Mistake(
            "1 at 0",
            "At exactly 0 the slope counts as 0 here: z > 0, not z >= 0.",
            edits=(("z > 0", "z >= 0"),),
        ),
        Mistake(
            "a half at 0",
            "At exactly 0 this says 0.5, the mean of the slopes left and right. The convention of the course is 0 there.",
            edits=(("np.where(z > 0, 1.0, 0.0)", "np.heaviside(z, 0.5)"),),
        ),
        Mistake(
            "mask always true",
            "This is 1 everywhere. ReLU is never negative, so relu(z) >= 0 is always true: ask z > 0.",
            edits=(("z > 0", "relu(z) >= 0"),),
        ),
        Mistake(
            "relu itself",
            "This is ReLU, not its slope. Where ReLU rises, it rises with slope 1.",
            edits=(("1.0, 0.0", "z, 0.0"),),
        ),
        Mistake(
            "bools",
            "True and False are no slopes. Make numbers of them: (z > 0).astype(float), or np.where(z > 0, 1.0, 0.0).",
            edits=(("np.where(z > 0, 1.0, 0.0)", "z > 0"),),
        ),
        Mistake(
            "sign",
            "This is the sign of z: -1 where z is negative, which is the slope of |z|. ReLU is flat there: 0.",
            edits=(("np.where(z > 0, 1.0, 0.0)", "np.sign(z) * 1.0"),),
        ),
        Mistake(
            "-1 to the left",
            "To the left of 0 this is -1, as for |z|. ReLU is flat there: 0.",
            edits=(("1.0, 0.0", "1.0, -1.0"),),
        ),
        Mistake(
            "the left side as it is",
            "Where z is not positive it comes back as it is. ReLU is flat there: 0.",
            edits=(("1.0, 0.0", "1.0, z"),),
        ),
        Mistake(
            "nan at 0",
            "relu(z) / z is 0/0 at exactly 0: nan. Ask where z > 0 instead of dividing.",
            edits=(("np.where(z > 0, 1.0, 0.0)", "relu(z) / z"),),
        ),
        Mistake(
            "the two sides exchanged",
            "The two sides are exchanged: ReLU rises to the right of 0 and is flat to the left.",
            edits=(("1.0, 0.0", "0.0, 1.0"),),
        ),
        Mistake(
            "leaky",
            "To the left of 0 this is 0.01: the slope of the leaky ReLU. ReLU is flat there: 0.",
            edits=(("1.0, 0.0", "1.0, 0.01"),),
        ),
        Mistake(
            "leaky, with 0.1",
            "To the left of 0 this is 0.1: the slope of a leaky ReLU. ReLU is flat there: 0.",
            edits=(("1.0, 0.0", "1.0, 0.1"),),
        ),
        Mistake(
            "cut off at 1",
            "Beyond 1 this says 0, as if ReLU were cut off there. It goes on rising with slope 1.",
            edits=(("z > 0", "(z > 0) & (z < 1)"),),
        ),
    ),
)
