"""predict_probability: one neuron as a probability, for each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.logistic_regression import predict_probability
from nnlab.reference.one_neuron import sigmoid


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d in [(5, 3), (4, 2), (2, 4)]:
        yield Case("values", (numbers(rng, n, d), numbers(rng, d), float(numbers(rng)) or 0.5), f"{n} rows, {d} inputs")
    yield Case("edge", (numbers(rng, 3, 3), numbers(rng, 3), 0.75), "as many rows as inputs")
    yield Case("edge", (numbers(rng, 1, 3), numbers(rng, 3), -0.5), "one row")
    yield Case("edge", (numbers(rng, 4, 1), numbers(rng, 1), 0.25), "one input")
    yield Case("edge", (numbers(rng, 3, 2), np.zeros(2), 0.0), "all weights 0: no idea, so 1/2")
    yield Case("edge", (whole(rng, 3, 2), numbers(rng, 2), 0.5), "whole numbers in X")
    large = 1000 * (1 + np.abs(numbers(rng, 4, 1))) * rng.permutation([[1], [-1], [-1], [1]])
    yield Case("stable", (large, np.array([1.5]), 0.25), "scores beyond 1000 and -1000")


def table(X: Any, w: Any, b: float) -> Any:
    return sigmoid(X @ w[:, None] + b)


def last_left_out(X: Any, w: Any, b: float) -> Any:
    return np.append(sigmoid(X[:-1] @ w + b), 0.0)


exercise = Exercise(
    reference=predict_probability,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each row, shape (n,)"),
        Claim("values", 0.5, "right for several rows"),
        Claim("edge", 0.25, "right for square X, one row, one input, weights 0, whole numbers"),
        Claim("stable", 0.25, "0 and 1, not nan, for very large scores"),
        Claim(ARGUMENTS, 0.25, "X and w stay as they were"),
    ),
    hints=(
        "First a score for each row, then the function from chapter 01 that turns any number into one between 0 and 1.",
        "p = sigmoid(X w + b).",
        "return sigmoid(X @ w + b).",
    ),
    mistakes=(
        Mistake(
            "scores",
            "These are the scores X w + b, any number. A probability lies between 0 and 1: the sigmoid comes last.",
            edits=(("sigmoid(X @ w + b)", "X @ w + b"),),
        ),
        Mistake("bias left out", "The bias b is missing from the score.", edits=(("X @ w + b", "X @ w"),)),
        Mistake(
            "bias after the sigmoid",
            "The bias is added after the sigmoid. It belongs into the score, inside.",
            edits=(("sigmoid(X @ w + b)", "sigmoid(X @ w) + b"),),
        ),
        Mistake(
            "bias subtracted", "The bias is subtracted. It is added: X w + b.", edits=(("X @ w + b", "X @ w - b"),)
        ),
        Mistake(
            "probability of class 0",
            "This is the probability of class 0, one minus the answer: the score has the wrong sign.",
            edits=(("sigmoid(X @ w + b)", "sigmoid(-(X @ w + b))"),),
        ),
        Mistake(
            "no sum",
            "X * w is a table of products. Each row has to be added up: X @ w.",
            edits=(("X @ w + b", "X * w + b"),),
        ),
        Mistake(
            "w on the left",
            "This is w @ X, which adds up the columns. Rows are examples, so X stands on the left.",
            edits=(("X @ w", "w @ X"),),
        ),
        Mistake(
            "0 or 1",
            "These are decisions, 0 or 1. A probability says how sure: leave the sigmoid's value as it is.",
            edits=(("sigmoid(X @ w + b)", "(X @ w + b >= 0).astype(float)"),),
        ),
        Mistake(
            "rounded",
            "The probabilities are rounded to 0 or 1, which makes decisions of them. Return them as they are.",
            edits=(("sigmoid(X @ w + b)", "np.round(sigmoid(X @ w + b))"),),
        ),
        Mistake(
            "tanh",
            "This is tanh of the score, which runs from -1 to 1. A probability needs the sigmoid.",
            edits=(("sigmoid(X @ w + b)", "np.tanh(X @ w + b)"),),
        ),
        Mistake(
            "bias for each input",
            "The bias is added to every product, so d times for each row. It is added once, to the sum.",
            edits=(("X @ w + b", "(X * w + b).sum(axis=1)"),),
        ),
        Mistake(
            "sigmoid of each part",
            "The sigmoid is taken of X w and of b, each alone. Add them first: sigmoid(X w + b).",
            edits=(("sigmoid(X @ w + b)", "sigmoid(X @ w) + sigmoid(b)"),),
        ),
        Mistake(
            "bias added to the weights",
            "The bias is added to every weight before the product: X @ (w + b). Leave the brackets out.",
            edits=(("X @ w + b", "X @ (w + b)"),),
        ),
        Mistake(
            "scores added up",
            "The scores of all rows are added up to one number. Each row has a probability of its own.",
            edits=(("sigmoid(X @ w + b)", "sigmoid(np.sum(X @ w + b))"),),
        ),
        Mistake(
            "only the first row",
            "Only the first row is answered. X @ w gives a score for every row at once.",
            edits=(("X @ w", "X[0] @ w"),),
        ),
        Mistake(
            "last row left out",
            "The last row is left out: a loop over the rows has to reach it.",
            wrong=last_left_out,
        ),
        Mistake(
            "a column",
            "This is a column (n, 1). One number for each row is a vector (n,): multiply by w itself, which is (d,).",
            wrong=table,
        ),
        Mistake(
            "softmax over the rows",
            "The exponentials are divided by their sum over all rows. Each row has a probability of its own: sigmoid of its score.",
            wrong=lambda X, w, b: np.exp(X @ w + b) / np.exp(X @ w + b).sum(),
        ),
        Mistake(
            "nan far out",
            "exp of a large score is infinite, and infinity over infinity is nan. Use your sigmoid of chapter 01.",
            wrong=lambda X, w, b: np.exp(X @ w + b) / (1 + np.exp(X @ w + b)),
        ),
    ),
)
