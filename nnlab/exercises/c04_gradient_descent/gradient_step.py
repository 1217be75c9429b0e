"""gradient_step: one step downhill, as a new array."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import gradient_step


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape, rate in [((3, 2), 0.1), ((2, 4), 0.03), ((2, 2), 1.7)]:
        yield Case("values", (numbers(rng, *shape), numbers(rng, *shape), rate), f"shape {shape}, rate {rate}")
    yield Case("values", (numbers(rng, 1, 3), numbers(rng, 1, 3), 0.5), "one row")
    yield Case("values", (numbers(rng, 4), numbers(rng, 4), 0.2), "a vector")
    yield Case("hard", (whole(rng, 2, 3), numbers(rng, 2, 3), 0.1), "whole numbers in W")
    yield Case("hard", (numbers(rng, 3, 2), np.zeros((3, 2)), 0.1), "no slope: W stays")
    yield Case("hard", (numbers(rng, 2, 2), numbers(rng, 2, 2), 0.0), "rate 0: W stays")
    yield Case("hard", (numbers(rng, 3, 1), 10000 * numbers(rng, 3, 1), 0.01), "steep slopes")
    yield Case("hard", (*(numbers(rng, 2, 3).astype(np.float32) for _ in range(2)), 0.3), "float32")


def in_place(W: Any, dW: Any, learning_rate: float) -> Any:
    W -= learning_rate * dW
    return W


def in_place_without_return(W: Any, dW: Any, learning_rate: float) -> Any:
    W -= learning_rate * dW


def cut(W: Any, dW: Any, learning_rate: float) -> Any:
    return (W - learning_rate * dW).astype(W.dtype)


def slope_scaled_in_place(W: Any, dW: Any, learning_rate: float) -> Any:
    dW *= learning_rate
    return W - dW


exercise = Exercise(
    reference=gradient_step,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "the new W has the shape of the old one"),
        Claim("values", 0.5, "one step against the gradient, learning_rate times as long"),
        Claim("hard", 0.25, "right for whole numbers in W, slope 0, rate 0, steep slopes and float32"),
        Claim(ARGUMENTS, 0.25, "the old W and dW stay as they were"),
    ),
    hints=(
        "The gradient points uphill. You want to go down, and how far is the learning rate's business.",
        "The new W is W - learning_rate dW, as a new array.",
        "return W - learning_rate * dW (W -= ... would change the caller's W).",
    ),
    mistakes=(
        Mistake(
            "uphill",
            "The gradient is added. It points uphill: subtract it.",
            edits=(("W - ", "W + "),),
        ),
        Mistake(
            "in place",
            "W -= ... changes the caller's W, and fails where W holds whole numbers. Make a new array: return W - learning_rate * dW.",
            wrong=in_place,
        ),
        Mistake(
            "in place, nothing returned",
            "W -= ... changes the caller's W, and the function returns nothing. Return a new array: return W - learning_rate * dW.",
            wrong=in_place_without_return,
        ),
        Mistake(
            "the slope scaled in place",
            "dW *= learning_rate changes the caller's dW. Write learning_rate * dW, which makes a new array.",
            wrong=slope_scaled_in_place,
        ),
        Mistake(
            "no learning rate",
            "The learning rate is missing: the whole gradient is subtracted.",
            edits=(("learning_rate * dW", "dW"),),
        ),
        Mistake(
            "divided by the rate",
            "You divide by the learning rate. A smaller rate must give a smaller step: multiply.",
            edits=(("learning_rate * dW", "dW / np.float64(learning_rate)"),),
        ),
        Mistake(
            "only the step",
            "This is the step alone, learning_rate times dW. Subtract it from W.",
            edits=(("W - learning_rate * dW", "learning_rate * dW"),),
        ),
        Mistake(
            "only the step, downhill",
            "This is what has to be added to W, and W is missing: return W - learning_rate * dW.",
            edits=(("W - learning_rate * dW", "-learning_rate * dW"),),
        ),
        Mistake(
            "W scaled too",
            "W is multiplied by the rate, too. Only the gradient is: W - learning_rate * dW.",
            edits=(("W - learning_rate * dW", "learning_rate * (W - dW)"),),
        ),
        Mistake(
            "brackets",
            "The rate is subtracted from W before dW multiplies: (W - learning_rate) * dW. Leave the brackets out.",
            edits=(("W - learning_rate", "(W - learning_rate)"),),
        ),
        Mistake(
            "W shrinks",
            "W is made smaller by a share of itself, and dW is not used. The step is learning_rate * dW.",
            edits=(("learning_rate * dW", "learning_rate * W"),),
        ),
        Mistake(
            "half a step",
            "The step is half as long as it should be: it is learning_rate times dW.",
            edits=(("learning_rate *", "0.5 * learning_rate *"),),
        ),
        Mistake(
            "slopes added up",
            "All slopes are added up, and every weight gets the same step. Each weight has its own slope: use dW as it is.",
            edits=(("* dW", "* dW.sum()"),),
        ),
        Mistake(
            "only the sign",
            "Only the sign of the gradient counts here. Its size does too: where it is steep the step is long.",
            edits=(("* dW", "* np.sign(dW)"),),
        ),
        Mistake(
            "direction only",
            "The gradient is divided by its length, so that every step is equally long. Here the length counts: steep means a long step.",
            edits=(("* dW", "* dW / np.linalg.norm(dW)"),),
        ),
        Mistake(
            "cut to whole numbers",
            "The new W is right but cut to whole numbers where the old one holds integers: an array like W has no room for decimals. Return the difference itself.",
            wrong=cut,
        ),
    ),
)
