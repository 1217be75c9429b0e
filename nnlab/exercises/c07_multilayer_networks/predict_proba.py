"""predict_proba: a probability for every class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.c07_multilayer_networks.forward import named, network
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.multilayer_networks import ACTIVATIONS, forward, predict_proba
from nnlab.reference.softmax_regression import softmax


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for sizes, n, activation in [([2, 3, 3], 4, "relu"), ([3, 2, 4, 2], 3, "tanh"), ([2, 4, 3], 5, "sigmoid")]:
        yield Case("values", network(rng, sizes, n, activation), f"{named(sizes)}, {n} rows, {activation}")
    yield Case("values", network(rng, [3, 2, 3], 4, "identity"), "3-2-3, 4 rows, identity")
    yield Case("edge", network(rng, [3, 3, 3], 3, "relu"), "everything 3 by 3, relu")
    yield Case("edge", network(rng, [3, 4, 2], 1, "tanh"), "3-4-2, one row, tanh")
    yield Case("edge", network(rng, [3, 3], 4, "relu"), "a single layer, relu")
    params, X, activation = network(rng, [2, 3, 2], 3, "relu")
    (W1, b1), (W2, b2) = params
    size = float(np.ceil(1500 / forward(params, X, activation)[0][-1].max()))  # exp of the largest score overflows
    yield Case("edge", ([(W1, b1), (size * W2, size * b2)], X, activation), "scores above 1000, relu")


def _in_one(params: Any, X: Any, activation: str) -> Any:
    Z = forward(params, X, activation)[0][-1]
    E = np.exp(Z - Z.max())
    return E / E.sum()


def _not_divided(params: Any, X: Any, activation: str) -> Any:
    Z = forward(params, X, activation)[0][-1]
    return np.exp(Z - Z.max(axis=1, keepdims=True))


def _unstable(params: Any, X: Any, activation: str) -> Any:
    E = np.exp(forward(params, X, activation)[0][-1])
    return E / E.sum(axis=1, keepdims=True)


def _bent(params: Any, X: Any, activation: str) -> Any:
    return softmax(ACTIVATIONS[activation](forward(params, X, activation)[0][-1]))


exercise = Exercise(
    reference=predict_proba,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a row for each example, a column for each class"),
        Claim("values", 0.75, "right for several networks and activations"),
        Claim("edge", 0.25, "right for square layers, one row, a single layer, large scores"),
        Claim(ARGUMENTS, 0.25, "params and X stay as they were"),
    ),
    hints=(
        "forward does nearly all of it. Which of its two lists holds the last scores, and where in it?",
        "softmax of the last entry of zs.",
        "zs, _ = forward(params, X, activation); return softmax(zs[-1]).",
    ),
    mistakes=(
        Mistake(
            "no softmax",
            "These are the scores. The softmax makes probabilities of them.",
            edits=(("softmax(zs[-1])", "zs[-1]"),),
        ),
        Mistake(
            "softmax over the columns",
            "The softmax runs down the columns. Each row is an example: each row must sum to 1.",
            edits=(("softmax(zs[-1])", "softmax(zs[-1].T).T"),),
        ),
        Mistake(
            "one softmax for the whole batch",
            "All entries together sum to 1. Each row is an example of its own: each row must sum to 1.",
            wrong=_in_one,
        ),
        Mistake(
            "activation before the softmax",
            "The activation is applied to the last scores before the softmax. They go into the softmax as they are.",
            wrong=_bent,
        ),
        Mistake(
            "sigmoid for the softmax",
            "This is a sigmoid of each score. Its rows do not sum to 1: the classes exclude each other, so it is the softmax.",
            edits=(("softmax(zs[-1])", "sigmoid(zs[-1])"),),
        ),
        Mistake(
            "the first layer",
            "This is the softmax of the first layer's scores, zs[0]. The last layer's are zs[-1].",
            edits=(("zs[-1]", "zs[0]"),),
        ),
        Mistake(
            "softmax twice",
            "The softmax is applied twice.",
            edits=(("softmax(zs[-1])", "softmax(softmax(zs[-1]))"),),
        ),
        Mistake(
            "the class alone",
            "This is the most probable class. Asked for are the probabilities of all classes.",
            edits=(("softmax(zs[-1])", "zs[-1].argmax(axis=1)"),),
        ),
        Mistake(
            "the largest probability alone",
            "This is each row's largest probability. Asked for are those of all classes.",
            edits=(("softmax(zs[-1])", "softmax(zs[-1]).max(axis=1)"),),
        ),
        Mistake(
            "the first row alone",
            "Only the first row is answered. Asked for is a row for each example.",
            edits=(("softmax(zs[-1])", "softmax(zs[-1])[0]"),),
        ),
        Mistake(
            "activation for the softmax",
            "The activation is applied to the last scores, in the place of the softmax.",
            edits=(("softmax(zs[-1])", "ACTIVATIONS[activation](zs[-1])"),),
        ),
        Mistake(
            "one class alone",
            "This is the probability of class 1. Asked for are those of all classes, a column for each.",
            edits=(("softmax(zs[-1])", "softmax(zs[-1])[:, 1]"),),
        ),
        Mistake(
            "every layer",
            "This is a softmax for each layer. It belongs to the last layer's scores only: zs[-1].",
            edits=(("softmax(zs[-1])", "[softmax(Z) for Z in zs]"),),
        ),
        Mistake(
            "both lists",
            "The softmax is given the pair that forward returns. Unpack it, zs, activations = forward(...), and take zs[-1].",
            edits=(("softmax(zs[-1])", "softmax((zs, _))"),),
        ),
        Mistake(
            "the list",
            "The softmax is given the list of all scores. The last layer's are zs[-1].",
            edits=(("softmax(zs[-1])", "softmax(zs)"),),
        ),
        Mistake(
            "not divided",
            "The exponentials are not divided by their row's sum, so the rows do not sum to 1.",
            wrong=_not_divided,
        ),
        Mistake(
            "nan far out",
            "exp of a score above 709 is infinite, and infinity over infinity is nan. Use the softmax of chapter 06, which "
            "subtracts each row's maximum first.",
            wrong=_unstable,
        ),
        Mistake(
            "softmax of the hidden layer",
            "The softmax is applied to what the last hidden layer says. It belongs to the last layer's scores.",
            edits=(
                ("zs, _ = forward", "_, zs = forward"),
                ("zs[-1]", "zs[-2]"),
            ),
        ),
        Mistake(
            "log of the probabilities",
            "These are the logarithms of the probabilities. Leave the log out.",
            edits=(("softmax(zs[-1])", "zs[-1] - np.log(np.exp(zs[-1]).sum(axis=1, keepdims=True))"),),
        ),
        Mistake(
            "always relu",
            "It goes through the network with relu whatever is asked for. Pass activation on.",
            edits=(("X, activation)", 'X, "relu")'),),
        ),
    ),
)
