"""classify: from a probability to a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.logistic_regression import classify


def around(rng: np.random.Generator, n: int, threshold: float) -> Array:
    """n different probabilities of two decimals, on both sides of the threshold, one of them between it and 1/2."""
    between = round((threshold + 0.5) / 2, 3) if threshold != 0.5 else 0.37
    others = np.setdiff1d(np.arange(1, 100), [round(100 * threshold), round(100 * between)]) / 100
    low, high = others[others < threshold], others[others > threshold]
    p = [between, float(rng.choice(low)), float(rng.choice(high))]
    rest = np.setdiff1d(others, p)
    return rng.permutation([*p, *rng.choice(rest, size=n - 3, replace=False)])


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, threshold in [(6, 0.5), (5, 0.25), (7, 0.8)]:
        yield Case("values", (around(rng, n, threshold), threshold), f"{n} probabilities, threshold {threshold}")
    # These are exact in binary: equal means equal.
    for threshold in (0.5, 0.25):
        p = rng.permutation([threshold, threshold + 0.125, threshold - 0.125])
        yield Case("equal", (p, threshold), f"one probability equals the threshold {threshold}")
    yield Case("edge", (np.array([0.0, 1.0, 0.5]), 0.0), "threshold 0: all are 1")
    yield Case("edge", (rng.permutation([0.0, 0.99, 1.0]), 1.0), "threshold 1: only certainty is 1")
    yield Case("edge", (np.array([int(rng.integers(10, 40)) / 100]), 0.5), "one probability")
    yield Case("edge", (around(rng, 5, 0.125).astype(np.float32), 0.125), "float32")


def bools(p: Any, threshold: float) -> Any:
    return p >= threshold


exercise = Exercise(
    reference=classify,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one whole number for each probability, shape (n,)"),
        Claim("values", 0.25, "1 above the threshold, 0 below"),
        Claim("equal", 0.25, "1 where p equals the threshold"),
        Claim("edge", 0.25, "right for the thresholds 0 and 1, one probability, float32"),
        Claim(ARGUMENTS, 0.25, "p stays as it was"),
    ),
    hints=(
        "Compare each probability with the threshold. A comparison gives True and False: integers are asked for.",
        "1 where p >= threshold, else 0.",
        "(p >= threshold).astype(int).",
    ),
    mistakes=(
        Mistake(
            "equal counts as 0",
            "Where p equals the threshold it counts as 1: >=, not >.",
            edits=((">=", ">"),),
        ),
        Mistake(
            "always 0.5",
            "It compares with 0.5, whatever the threshold is. Use the argument.",
            edits=((">= threshold", ">= 0.5"),),
        ),
        Mistake(
            "rounded",
            "This is p > 0.5, whatever the threshold is (np.round does that too: it rounds 0.5 down to 0). Compare with the argument, >=.",
            edits=(("(p >= threshold)", "np.round(p)"),),
        ),
        Mistake(
            "turned round",
            "The two classes are exchanged: 1 where p is large.",
            edits=((">=", "<"),),
        ),
        Mistake(
            "turned round, with equality",
            "The two classes are exchanged: 1 where p is large.",
            edits=((">=", "<="),),
        ),
        Mistake(
            "True and False",
            "These are True and False. Whole numbers are asked for: .astype(int) makes 1 and 0 of them.",
            wrong=bools,
        ),
        Mistake(
            "True and False, equal counts as False",
            "These are True and False, and p equal to the threshold counts as False. It counts as 1: (p >= threshold).astype(int).",
            wrong=lambda p, threshold: p > threshold,
        ),
        Mistake(
            "floats",
            "These are 1.0 and 0.0. Labels are whole numbers, which can serve as an index: .astype(int).",
            edits=((".astype(int)", ".astype(float)"),),
        ),
        Mistake(
            "cut to whole numbers",
            "astype(int) cuts every probability below 1 to 0. Compare with the threshold first.",
            edits=(("(p >= threshold)", "p"),),
        ),
        Mistake(
            "probabilities kept",
            "Probabilities at the threshold or above stay as they are here. A decision is 1 or 0.",
            wrong=lambda p, threshold: np.where(p >= threshold, p, 0),
        ),
        Mistake(
            "their places",
            "These are the places of the ones. One number for each probability is asked for, 1 or 0.",
            wrong=lambda p, threshold: np.flatnonzero(p >= threshold),
        ),
        Mistake(
            "the large ones selected",
            "These are the probabilities at the threshold or above, the others left out. One number for each is asked for, 1 or 0.",
            wrong=lambda p, threshold: p[p >= threshold],
        ),
        Mistake(
            "how many",
            "This is how many reach the threshold. Each probability gets its own 1 or 0.",
            wrong=lambda p, threshold: int(np.sum(p >= threshold)),
        ),
        Mistake(
            "any of them",
            "This says whether any of them reaches the threshold, one decision for all. Each probability has its own.",
            wrong=lambda p, threshold: int(np.any(p >= threshold)),
        ),
        Mistake(
            "int of an array",
            "int(...) takes a single number. For a whole array: (p >= threshold).astype(int).",
            wrong=lambda p, threshold: int(p >= threshold),
        ),
        Mistake(
            "labels -1 and 1",
            "These are -1 and 1. The classes here are 0 and 1.",
            wrong=lambda p, threshold: np.where(p >= threshold, 1, -1),
        ),
        Mistake(
            "one decision for all",
            "This is one decision for all of them. Each probability has its own.",
            wrong=lambda p, threshold: int(np.mean(p) >= threshold),
        ),
    ),
)
