"""neuron: a weighted sum, a bias, a bend."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.one_neuron import neuron


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for d in (3, 4, 2):
        yield Case("values", (numbers(rng, d), numbers(rng, d), float(numbers(rng)) or 0.5), f"{d} inputs")
    yield Case("edge", (np.zeros(3), numbers(rng, 3), 1.25), "x = 0: only the bias speaks")
    yield Case("edge", (numbers(rng, 1), numbers(rng, 1), -0.75), "one input")
    yield Case("edge", (numbers(rng, 3), np.array([500.0, -900.0, 800.0]), 0.5), "large weights")


exercise = Exercise(
    reference=neuron,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.5, "right for several inputs"),
        Claim("edge", 0.25, "right at x = 0, for one input, for large weights"),
        Claim(ARGUMENTS, 0.25, "x and w stay as they were"),
    ),
    hints=(
        "Three steps: the weighted sum of chapter 00, plus the bias, then the sigmoid.",
        "sigmoid(x . w + b).",
        "sigmoid(x @ w + b).",
    ),
    mistakes=(
        Mistake(
            "no sum",
            "w * x + b is a vector. A neuron multiplies and adds up: that is the dot product, x @ w.",
            edits=(("float(sigmoid(x @ w + b))", "sigmoid(w * x + b)"),),
        ),
        Mistake(
            "bias left out", "The bias is missing. Every neuron adds b, even at x = 0.", edits=(("x @ w + b", "x @ w"),)
        ),
        Mistake(
            "no sigmoid",
            "This is the weighted sum plus bias. The sigmoid comes last.",
            edits=(("float(sigmoid(x @ w + b))", "float(x @ w + b)"),),
        ),
        Mistake(
            "bias after the sigmoid",
            "The bias is added after the sigmoid. It belongs inside.",
            edits=(("float(sigmoid(x @ w + b))", "float(sigmoid(x @ w)) + b"),),
        ),
        Mistake("bias subtracted", "The bias is subtracted. It is added: x . w + b.", edits=(("+ b", "- b"),)),
        Mistake(
            "bias for each input",
            "The bias is added for every input. It is added once.",
            wrong=lambda x, w, b: float(0.5 * (1 + np.tanh(np.sum(x * w + b) / 2))),
        ),
        Mistake(
            "sigmoid of each product",
            "The sigmoid is applied to each product. Add up first.",
            wrong=lambda x, w, b: float(np.sum(0.5 * (1 + np.tanh((x * w) / 2))) + b),
        ),
        Mistake(
            "step",
            "This is 0 or 1: the perceptron's step. Here the neuron ends with the sigmoid.",
            edits=(("float(sigmoid(x @ w + b))", "float(x @ w + b >= 0)"),),
        ),
    ),
)
