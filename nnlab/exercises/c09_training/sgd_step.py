"""sgd_step: every weight and every bias goes a little downhill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import layers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.training import sgd_step


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for sizes, rate in [((3, 2), 0.1), ((2, 4, 3), 0.03), ((3, 2, 2, 4), 1.7)]:
        note = f"{'-'.join(map(str, sizes))}, rate {rate}"
        yield Case("values", (layers(rng, *sizes), layers(rng, *sizes), rate), note)
    yield Case("edge", (layers(rng, 2, 2, 2), layers(rng, 2, 2, 2), 0.5), "2-2-2: all layers alike, rate 0.5")
    yield Case("edge", (layers(rng, 1, 1), layers(rng, 1, 1), 0.2), "one weight and one bias")
    none = [(np.zeros_like(W), np.zeros_like(b)) for W, b in layers(rng, 2, 3, 2)]
    yield Case("edge", (layers(rng, 2, 3, 2), none, 0.1), "no slope: everything stays")
    integers = [(whole(rng, 2, 3), whole(rng, 3)), (whole(rng, 3, 1), whole(rng, 1))]
    yield Case("edge", (integers, layers(rng, 2, 3, 1), 0.1), "whole numbers in params")


def in_place(params: Any, grads: Any, learning_rate: float) -> Any:
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        W -= learning_rate * dW
        b -= learning_rate * db
    return params


def into_the_list(params: Any, grads: Any, learning_rate: float) -> Any:
    for i, ((W, b), (dW, db)) in enumerate(zip(params, grads, strict=True)):
        params[i] = (W - learning_rate * dW, b - learning_rate * db)
    return params


exercise = Exercise(
    reference=sgd_step,
    draw=draw,
    parts=("W{i}", "b{i}"),
    claims=(
        Claim(SHAPE, 0.25, "a list with a pair (W, b) for each layer"),
        Claim("values", 0.5, "right for networks of one, two and three layers"),
        Claim("edge", 0.25, "right for equal layers, a single weight, no slope, whole numbers"),
        Claim(ARGUMENTS, 0.25, "params and grads stay as they were"),
    ),
    hints=(
        "It is the step of chapter 04, for every array in params. zip(params, grads) walks through both lists at once.",
        "W - learning_rate dW and b - learning_rate db, as new arrays, in a new list.",
        "[(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)].",
    ),
    mistakes=(
        Mistake(
            "uphill",
            "The step goes uphill: subtract learning_rate times the slope, for W and for b.",
            edits=(
                ("W - learning_rate * dW", "W + learning_rate * dW"),
                ("b - learning_rate * db", "b + learning_rate * db"),
            ),
        ),
        Mistake(
            "biases stay",
            "The biases stay as they were. They are learned too: b - learning_rate * db.",
            edits=(("b - learning_rate * db", "b"),),
        ),
        Mistake(
            "weights stay",
            "Only the biases move. The weights take the same step: W - learning_rate * dW.",
            edits=(("W - learning_rate * dW", "W"),),
        ),
        Mistake(
            "the example's rate",
            "The rate 0.1 of the example is written in. Use learning_rate, which is another one in other cases.",
            edits=(
                ("W - learning_rate * dW", "W - 0.1 * dW"),
                ("b - learning_rate * db", "b - 0.1 * db"),
            ),
        ),
        Mistake(
            "no learning rate",
            "The learning rate is missing: multiply each slope by it before you subtract.",
            edits=(("W - learning_rate * dW", "W - dW"), ("b - learning_rate * db", "b - db")),
        ),
        Mistake(
            "no learning rate for the biases",
            "The learning rate is missing for the biases: b - learning_rate * db.",
            edits=(("b - learning_rate * db", "b - db"),),
        ),
        Mistake(
            "weights alone",
            "Only the weights come back. Each layer is a pair: append (W, b).",
            wrong=lambda params, grads, learning_rate: [W for W, _ in sgd_step(params, grads, learning_rate)],
        ),
        Mistake(
            "list minus list",
            "params and grads are lists, and lists know no arithmetic. Go through their pairs: for (W, b), (dW, db) in zip(params, grads).",
            wrong=lambda params, grads, learning_rate: params - learning_rate * grads,
        ),
        Mistake(
            "divided by the learning rate",
            "The slopes are divided by the learning rate. A smaller rate must give a smaller step: multiply.",
            edits=(
                ("W - learning_rate * dW", "W - dW / learning_rate"),
                ("b - learning_rate * db", "b - db / learning_rate"),
            ),
        ),
        Mistake(
            "unchanged",
            "The params come back as they were given. W = ... inside the loop gives the name W to a new array and leaves the list alone: append the new pair to a new list.",
            edits=(("W - learning_rate * dW", "W"), ("b - learning_rate * db", "b")),
        ),
        Mistake(
            "only the change",
            "This is the change alone, learning_rate times the slopes. Subtract it from the params and return those.",
            edits=(("W - learning_rate * dW", "learning_rate * dW"), ("b - learning_rate * db", "learning_rate * db")),
        ),
        Mistake(
            "only the change, with its sign",
            "This is the change alone, minus learning_rate times the slopes. Add it to the params and return those.",
            edits=(
                ("W - learning_rate * dW", "-learning_rate * dW"),
                ("b - learning_rate * db", "-learning_rate * db"),
            ),
        ),
        Mistake(
            "shrinks the weights",
            "Each array is made smaller by a share of itself; the slopes are not used. Subtract learning_rate * dW from W, learning_rate * db from b.",
            edits=(
                ("W - learning_rate * dW", "W - learning_rate * W"),
                ("b - learning_rate * db", "b - learning_rate * b"),
            ),
        ),
        Mistake(
            "one layer only",
            "Only the first layer comes back: the return stands inside the loop. Collect the layers in a list and return it after the loop.",
            wrong=lambda params, grads, learning_rate: sgd_step(params[:1], grads[:1], learning_rate),
        ),
        Mistake(
            "last layer only",
            "Only the last layer comes back. Collect a pair for each layer in a list, with append.",
            wrong=lambda params, grads, learning_rate: sgd_step(params[-1:], grads[-1:], learning_rate),
        ),
        Mistake(
            "flat list",
            "The arrays stand in one row, W1, b1, W2, b2. Keep the pairs: append (W, b) as one tuple.",
            wrong=lambda params, grads, learning_rate: [
                a for pair in sgd_step(params, grads, learning_rate) for a in pair
            ],
        ),
        Mistake(
            "in place",
            "W -= ... writes into the caller's arrays. Write W - learning_rate * dW, which is a new array.",
            wrong=in_place,
        ),
        Mistake(
            "the caller's list",
            "params[i] = ... puts the new arrays into the caller's list. Begin a new list and append to it.",
            wrong=into_the_list,
        ),
    ),
)
