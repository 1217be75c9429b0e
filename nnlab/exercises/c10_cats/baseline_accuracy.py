"""baseline_accuracy: what guessing gives, without looking."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.cats import baseline_accuracy


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def labels(zeros: int, ones: int) -> tuple[Array]:
        return (rng.permutation([0] * zeros + [1] * ones),)

    # As many labels in several cases, and another answer in each: how many there are does not tell it.
    some, few = (int(n) for n in rng.choice([2, 3, 4], size=2, replace=False))
    yield Case("zeros", labels(10 - few, few), "more zeros than ones")
    yield Case("zeros", labels(10 - some, some), "more zeros than ones, in another share")
    yield Case("zeros", labels(6, 1), "a single one")
    yield Case("ones", labels(few, 9 - few), "more ones than zeros")
    yield Case("ones", labels(some, 9 - some), "more ones than zeros, in another share")
    yield Case("ones", labels(1, 4), "a single zero")
    yield Case("edge", labels(2, 2), "as many of each")
    yield Case("edge", labels(4, 0), "zeros only")
    yield Case("edge", labels(0, 4), "ones only")
    yield Case("edge", labels(0, 1), "a single label")


exercise = Exercise(
    reference=baseline_accuracy,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns one number"),
        Claim("zeros", 0.25, "right where 0 is commoner"),
        Claim("ones", 0.25, "right where 1 is commoner"),
        Claim("edge", 0.25, "right for as many of each, one class alone, one label"),
    ),
    hints=(
        "Who always says 0 is right for every 0, and who always says 1 for every 1. Take the better of the two.",
        "The mean of labels in {0, 1} is the share of ones; the share of zeros is 1 minus that.",
        "ones = np.mean(y); return max(ones, 1 - ones).",
    ),
    mistakes=(
        Mistake(
            "the share of ones",
            "This is the accuracy of always saying 1. Where 0 is commoner, saying 0 is the better guess: take the larger share.",
            edits=(("max(ones, 1 - ones)", "ones"),),
        ),
        Mistake(
            "the share of zeros",
            "This is the accuracy of always saying 0. Where 1 is commoner, saying 1 is the better guess: take the larger share.",
            edits=(("max(ones, 1 - ones)", "1 - ones"),),
        ),
        Mistake(
            "the rarer class",
            "This is the share of the rarer class: take the larger share.",
            edits=(("max(", "min("),),
        ),
        Mistake(
            "always one half",
            "One half is what tossing a coin gives. Always naming the commoner class does better where there is one.",
            edits=(("max(ones, 1 - ones)", "0.5"),),
        ),
        Mistake(
            "a number of examples",
            "This counts examples. An accuracy is a share: divide by how many there are.",
            edits=(("max(ones, 1 - ones)", "max(ones, 1 - ones) * len(y)"),),
        ),
        Mistake(
            "guessing by the shares",
            "This is the accuracy of guessing each class as often as it occurs. Always naming the commoner one does better.",
            edits=(("max(ones, 1 - ones)", "ones**2 + (1 - ones) ** 2"),),
        ),
        Mistake(
            "the commoner class itself",
            "This is the commoner class, 0 or 1. Asked for is how often that guess is right.",
            edits=(("max(ones, 1 - ones)", "ones > 0.5"),),
        ),
    ),
)
