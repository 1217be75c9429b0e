"""gradient_step: one step downhill, as a new array."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import gradient_step


def descend_in_place(W: Any, dW: Any, learning_rate: float) -> Any:
    W -= learning_rate * dW
    return W


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape, rate in [((3, 2), 0.1), ((4,), 0.03), ((2, 2), 1.7)]:
        yield Case("values", (rng.normal(size=shape), rng.normal(size=shape), rate), f"shape {shape}, rate {rate}")
    yield Case("whole", (rng.integers(1, 9, size=(2, 3)), rng.normal(size=(2, 3)), 0.1), "W holds whole numbers")
    yield Case("whole", (rng.normal(size=(2, 3)), rng.normal(size=(2, 3)), 0.0), "rate 0")


exercise = Exercise(
    reference=gradient_step,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the new W has the shape of W"),
        Claim("values", 0.25, "one step against the gradient"),
        Claim("whole", 0.25, "right for whole numbers in W, and for rate 0"),
        Claim(ARGUMENTS, 0.25, "the old W and dW stay as they were"),
    ),
    hints=(
        "The gradient points uphill. You want to go down.",
        "W - learning_rate dW, as a new array.",
        "return W - learning_rate * dW (W -= ... would change the caller's W).",
    ),
    mistakes=(
        Mistake(
            "uphill",
            "You add the gradient. It points uphill: subtract it.",
            edits=(("W - learning_rate", "W + learning_rate"),),
        ),
        Mistake(
            "in place",
            "W -= ... changes the caller's W. Make a new array: return W - learning_rate * dW.",
            wrong=descend_in_place,
        ),
        Mistake(
            "no learning rate",
            "The learning rate is missing: the whole gradient was subtracted.",
            edits=(("learning_rate * dW", "dW"),),
        ),
        Mistake(
            "divided by the rate",
            "You divide by the learning rate. A smaller rate must give a smaller step: multiply.",
            wrong=lambda W, dW, learning_rate: W - dW / np.float64(learning_rate),
        ),
        Mistake(
            "only the step",
            "This is the step alone. Subtract it from W.",
            edits=(("W - learning_rate * dW", "learning_rate * dW"),),
        ),
        Mistake(
            "W scaled",
            "You multiply W by the rate, too. Only the gradient is scaled.",
            wrong=lambda W, dW, learning_rate: learning_rate * (W - dW),
        ),
        Mistake(
            "direction only",
            "The gradient was divided by its length, so that every step is equally long. Here the length counts: steep means a long step.",
            wrong=lambda W, dW, learning_rate: W - learning_rate * dW / np.sqrt(np.sum(dW**2)),
        ),
    ),
)
