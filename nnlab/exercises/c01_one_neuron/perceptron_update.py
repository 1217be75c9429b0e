"""perceptron_update: learning from one mistake, the way of 1958."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.one_neuron import perceptron_update


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def case(wanted: int, guessed: int, d: int) -> tuple[object, ...]:
        """An example with this label, for which the perceptron says `guessed`."""
        while True:
            x, w, b = numbers(rng, d), numbers(rng, d), float(numbers(rng))
            # Sometimes the bias decides against the inputs, sometimes they against it: neither may be left out.
            decided = (x @ w >= 0) != (guessed == 1) if d % 2 else (b >= 0) != (guessed == 1)
            if decided and abs(x @ w + b) > 0.1 and (x @ w + b >= 0) == (guessed == 1) and np.abs(x).min() > 0:
                return x, wanted, w, b

    yield Case("wrong", case(1, 0, 3), "label 1, the perceptron says 0")
    yield Case("wrong", case(0, 1, 2), "label 0, the perceptron says 1")
    yield Case("wrong", case(1, 0, 4), "label 1, the perceptron says 0")
    yield Case("right", case(1, 1, 3), "label 1, the perceptron agrees")
    yield Case("right", case(0, 0, 3), "label 0, the perceptron agrees")
    x = numbers(rng, 2)
    yield Case("border", (x, 0, np.zeros(2), 0.0), "from zero, label 0: step(0) is 1")
    yield Case("border", (x, 1, np.zeros(2), 0.0), "from zero, label 1: step(0) is 1")


exercise = Exercise(
    reference=perceptron_update,
    draw=draw,
    parts=("w", "b"),
    claims=(
        Claim(SHAPE, 0.25, "it returns w and b"),
        Claim("wrong", 0.75, "a wrong answer moves w and b"),
        Claim("right", 0.25, "a right answer moves nothing"),
        Claim("border", 0.25, "step(0) counts as 1"),
        Claim(ARGUMENTS, 0.5, "x and the given w stay as they were"),
    ),
    hints=(
        "First the perceptron's answer, 0 or 1. Then compare it with the label.",
        "w + (y - y_hat) x and b + (y - y_hat). Where the answer was right, y - y_hat is 0.",
        "y_hat = 1 if x @ w + b >= 0 else 0; return w + (y - y_hat) * x, b + (y - y_hat).",
    ),
    mistakes=(
        Mistake(
            "sign",
            "The step goes the wrong way: y - y_hat, label minus answer.",
            edits=(("w + (y - y_hat) * x", "w - (y - y_hat) * x"), ("b + (y - y_hat)", "b - (y - y_hat)")),
        ),
        Mistake("bias never moves", "b stays as it was. It moves by y - y_hat.", edits=(("b + (y - y_hat)", "b"),)),
        Mistake(
            "moves although right",
            "It moves although the answer was right: the step is y - y_hat, which is 0 then.",
            edits=(("w + (y - y_hat) * x", "w + (2 * y - 1) * x"), ("b + (y - y_hat)", "b + (2 * y - 1)")),
        ),
        Mistake(
            "x left out",
            "w moves by the same amount in every entry. It moves along x: (y - y_hat) x.",
            edits=(("(y - y_hat) * x", "(y - y_hat)"),),
        ),
        Mistake("step(0) is 0", "At exactly 0 the step counts as 1: >=, not >.", edits=((">= 0", "> 0"),)),
        Mistake(
            "bias left out of the answer",
            "The answer is computed without the bias: x . w + b.",
            edits=(("x @ w + b >= 0", "x @ w >= 0"),),
        ),
        Mistake(
            "sigmoid for the step",
            "The answer is a sigmoid here. The perceptron's is 0 or 1.",
            edits=(("1 if x @ w + b >= 0 else 0", "sigmoid(x @ w + b)"),),
        ),
        Mistake(
            "in place",
            "w += ... changes the caller's w. Make a new array.",
            wrong=lambda x, y, w, b: _in_place(x, y, w, b),
        ),
        Mistake(
            "labels -1 and 1",
            "You treat a wrong answer as a step of 2, as with labels -1 and 1. Here labels are 0 and 1.",
            edits=(("w + (y - y_hat) * x", "w + 2 * (y - y_hat) * x"), ("b + (y - y_hat)", "b + 2 * (y - y_hat)")),
        ),
    ),
)


def _in_place(x: Any, y: int, w: Any, b: float) -> Any:
    step = y - (1 if x @ w + b >= 0 else 0)
    w += step * x
    return w, b + step
