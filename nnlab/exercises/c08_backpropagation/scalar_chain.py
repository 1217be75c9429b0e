"""scalar_chain: one chain of numbers, forward and back."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.backpropagation import scalar_chain


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def number() -> float:
        """From 0.3 to 2.5 in size, either sign."""
        return float(np.round(rng.uniform(0.3, 2.5) * rng.choice([-1, 1]), 2))

    for note in ("a chain", "another chain", "a third chain"):
        yield Case("values", (number(), number(), number(), number()), note)
    yield Case("edge", (0.0, number(), number(), number()), "x = 0: w1 has no effect")
    yield Case("edge", (number(), number(), 0.0, 0.0), "w2 = 0 and y = 0: the answer is exact, the loss 0")
    yield Case("edge", (10 * abs(number()), 4.0, number(), number()), "a large z1: the sigmoid is flat")


def forward_is_right(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    for (x, w1, w2, y), found in cases:
        a1 = 0.5 * (1 + math.tanh(w1 * x / 2))
        for key, value in (("z1", w1 * x), ("a1", a1), ("z2", w2 * a1), ("loss", (w2 * a1 - y) ** 2)):
            if not abs(float(found[key]) - value) <= 1e-4 * (1e-3 + abs(value)):
                return f"for x = {x}, w1 = {w1}, w2 = {w2}, y = {y} it says {key} = {float(found[key]):.4g}, it is {value:.4g}"
    return None


exercise = Exercise(
    reference=scalar_chain,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a dict with the nine keys, a number each"),
        Claim("forward", 0.5, "z1, a1, z2 and loss are right", forward_is_right),
        Claim("values", 1.0, "all nine are right"),
        Claim("edge", 0.25, "right where x is 0, where the loss is 0, where the sigmoid is flat"),
    ),
    hints=(
        "Go forward first: z1, a1, z2, loss. Then backward: each slope is the one above it, times one local slope.",
        "dz2 = 2 (z2 - y). Then dw2 = dz2 a1, da1 = dz2 w2, dz1 = da1 sigma'(z1), dw1 = dz1 x.",
        'dz1 = da1 * sigmoid_prime(z1); at the end: return {"z1": z1, "a1": a1, ..., "dw1": dw1}.',
    ),
    mistakes=(
        Mistake(
            "factor 2 dropped",
            "The 2 of the square is missing in dz2, so every slope below is half of what it should be. dz2 = 2 (z2 - y).",
            edits=(("2 * (z2 - y)", "(z2 - y)"),),
        ),
        Mistake(
            "half the square",
            "The loss is (1/2)(z2 - y)^2 here. In this course it has no 1/2: (z2 - y)^2, and dz2 = 2 (z2 - y).",
            edits=(("(z2 - y) ** 2", "(z2 - y) ** 2 / 2"), ("2 * (z2 - y)", "(z2 - y)")),
        ),
        Mistake(
            "sign",
            "dz2 has the wrong sign, and so has every slope below: the derivative of (z2 - y)^2 by z2 is 2 (z2 - y).",
            edits=(("2 * (z2 - y)", "2 * (y - z2)"),),
        ),
        Mistake(
            "sigma' left out",
            "dz1 equals da1: the way back passes through the sigmoid, too. dz1 = da1 sigma'(z1).",
            edits=(("da1 * float(sigmoid_prime(z1))", "da1"),),
        ),
        Mistake(
            "da1 left out",
            "dz1 is the sigmoid's slope alone. Multiply it by what comes from above: dz1 = da1 sigma'(z1).",
            edits=(("da1 * float(sigmoid_prime(z1))", "float(sigmoid_prime(z1))"),),
        ),
        Mistake(
            "sigma' at the activation",
            "sigma' is taken at a1. It belongs at the pre-activation: sigmoid_prime(z1), which is a1 (1 - a1).",
            edits=(("sigmoid_prime(z1)", "sigmoid_prime(a1)"),),
        ),
        Mistake(
            "z1 (1 - z1)",
            "z1 (1 - z1) is not the sigmoid's slope. It is a1 (1 - a1), with the activation.",
            edits=(("float(sigmoid_prime(z1))", "z1 * (1 - z1)"),),
        ),
        Mistake(
            "sigma in the place of sigma'",
            "dz1 is da1 times the sigmoid itself. It is da1 times its slope, sigmoid_prime(z1).",
            edits=(("sigmoid_prime(z1)", "sigmoid(z1)"),),
        ),
        Mistake(
            "z1 where a1 belongs",
            "dw2 uses z1. What w2 multiplies on the way forward is a1: dw2 = dz2 a1.",
            edits=(("dz2 * a1", "dz2 * z1"),),
        ),
        Mistake(
            "a1 and w2 exchanged",
            "dw2 and da1 are exchanged. In z2 = w2 a1 the slope by w2 is a1, and the slope by a1 is w2.",
            edits=(("dw2 = dz2 * a1", "dw2 = dz2 * w2"), ("da1 = dz2 * w2", "da1 = dz2 * a1")),
        ),
        Mistake(
            "w2 left out",
            "da1 is dz2 alone. On the way back to a1 the slope passes w2: da1 = dz2 w2.",
            edits=(("dz2 * w2", "dz2"),),
        ),
        Mistake(
            "x left out",
            "dw1 equals dz1: what w1 multiplies on the way forward is x, so dw1 = dz1 x.",
            edits=(("dz1 * x", "dz1"),),
        ),
        Mistake(
            "w1 where x belongs",
            "dw1 is dz1 times w1. That would be the slope by x; the slope by w1 is dz1 x.",
            edits=(("dz1 * x", "dz1 * w1"),),
        ),
        Mistake(
            "z1 where x belongs",
            "dw1 is dz1 times z1. In z1 = w1 x the weight is multiplied by x: dw1 = dz1 x.",
            edits=(("dz1 * x", "dz1 * z1"),),
        ),
        Mistake(
            "only the local slopes",
            "These are the slopes of single steps. Each has to be multiplied by the slope that comes from above: dw2 = dz2 a1, and so on.",
            edits=(
                ("dz2 * a1", "a1"),
                ("dz2 * w2", "w2"),
                ("da1 * float(sigmoid_prime(z1))", "float(sigmoid_prime(z1))"),
                ("dz1 * x", "x"),
            ),
        ),
        Mistake(
            "no sigmoid",
            "a1 is z1 here: the sigmoid is missing on the way forward.",
            edits=(("a1 = float(sigmoid(z1))", "a1 = z1"),),
        ),
        Mistake(
            "sigmoid at the end",
            "z2 passes through a sigmoid before the loss. This chain has one sigmoid, after z1; z2 itself is compared with y.",
            edits=(
                ("(z2 - y) ** 2", "(float(sigmoid(z2)) - y) ** 2"),
                ("2 * (z2 - y)", "2 * (float(sigmoid(z2)) - y) * float(sigmoid_prime(z2))"),
            ),
        ),
        Mistake(
            "loss not squared",
            "The loss is the difference, not its square: (z2 - y)^2.",
            edits=(("(z2 - y) ** 2", "(z2 - y)"),),
        ),
    ),
)
