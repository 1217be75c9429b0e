"""find_the_bug: which arrays of somebody's gradients are wrong?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import network
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.backpropagation import backward, find_the_bug, relative_error
from nnlab.reference.multilayer_networks import SLOPES, forward
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Grads


def buggy(bug: str, params: Any, zs: Any, activations: Any, Y: Any, activation: str) -> Grads:
    """A backward pass with one of the mistakes that people make; right for a bug that it does not know."""
    n, top = len(Y), len(params) - 1
    delta = (softmax(zs[-1]) - Y) / (1 if bug == "1/n" else n)
    grads: list[Any] = []
    for i in range(top, -1, -1):
        A = activations[i]
        if bug == "pre-activation" and i > 0:
            A = zs[i - 1]
        dW, db = np.einsum("ij,ik->jk", A, delta), np.add.reduce(delta)
        if bug == "transposed" and i == 1:
            dW = dW.T
        if bug == "zero bias" and i == 0:
            db = np.zeros_like(db)
        if bug == "zero last bias" and i == top:
            db = np.zeros_like(db)
        if bug == "sign" and i == top:
            dW = -dW
        if bug == "one entry" and i == top:
            dW[-1, -1] += 0.02 * np.abs(dW).max()
        if bug == "bias mean" and i == top:
            db = db / n
        if bug == "two" and i == 0:
            dW = 2 * dW
        if bug == "two" and i == top:
            db = -db
        grads.append((dW, db))
        if i > 0:
            delta = np.einsum("ik,jk->ij", delta, params[i][0])
            # The slope left out at the step into the layer below: that layer is wrong, and all below it.
            if bug != "no slope" or i != 1:
                delta = delta * SLOPES[activation](zs[i - 1])
            if bug == "slope at scores" and i == top:
                delta = delta * 0.5
    return grads[::-1]


# (claim, sizes, rows, activation, bug, words). Two claims hold what is subtle: rounding is no bug, a slip of 2 percent is.
PLANS: tuple[tuple[str, list[int], int, str, str, str], ...] = (
    ("one", [3, 4, 2], 5, "tanh", "zero bias", "one bias is left at 0"),
    ("one", [2, 3, 3], 4, "sigmoid", "sign", "one sign is wrong"),
    ("one", [2, 3, 3, 2], 4, "tanh", "transposed", "a square gradient is transposed"),
    ("one", [4, 3], 5, "tanh", "zero last bias", "one layer, its bias left at 0"),
    ("none", [3, 4, 2], 5, "relu", "", "all are right, up to rounding"),
    ("none", [2, 3, 4, 2], 3, "sigmoid", "", "three layers, all right, up to rounding"),
    ("several", [3, 4, 2, 3], 4, "sigmoid", "no slope", "sigma' is missing in one step back"),
    ("several", [3, 2, 4], 5, "tanh", "1/n", "1/n is forgotten"),
    ("several", [2, 3, 3, 2], 4, "sigmoid", "pre-activation", "pre-activations in the place of activations"),
    ("several", [3, 4, 3, 2], 6, "tanh", "slope at scores", "the first step back is wrong"),
    ("several", [2, 4, 3], 5, "relu", "two", "two arrays, each with a bug of its own"),
    ("slight", [3, 4, 2], 5, "tanh", "one entry", "a single entry is off by a little"),
    ("slight", [2, 3, 2], 1, "sigmoid", "", "one row, all right"),
)


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for claim, sizes, n, activation, bug, words in PLANS:
        yield Case(claim, inputs(rng, sizes, n, activation, bug), f"{'-'.join(map(str, sizes))}, {activation}: {words}")


def inputs(rng: np.random.Generator, sizes: list[int], n: int, activation: str, bug: str) -> Inputs:
    """Arguments of find_the_bug, in which no array is a borderline case: off by 0.4 percent at least, or by rounding."""
    while True:
        params, X, Y = network(rng, sizes, n, activation)
        zs, activations = forward(params, X, activation)
        grads = [(dW * (1 + 1e-13), db) for dW, db in buggy(bug, params, zs, activations, Y, activation)]
        right = backward(params, zs, activations, Y, activation)
        pairs = [(g, r) for some, theirs in zip(grads, right, strict=True) for g, r in zip(some, theirs, strict=True)]
        errors = [relative_error(g, r) for g, r in pairs]
        large = all(np.abs(r).max() > 0.03 for _, r in pairs)
        if (
            large
            and all(error < 1e-11 or error > 4e-3 for error in errors)
            and any(e > 4e-3 for e in errors) == bool(bug)
        ):
            return zs, activations, params, Y, activation, grads


TEST, NAME = "relative_error(grads[i][j], right[j]) > 1e-6", 'f"{letter}{i + 1}"'


def cut_to_lengths(zs: Any, activations: Any, params: Any, Y: Any, activation: str, grads: Any) -> Any:
    names = []
    for i, right in enumerate(backward(params, zs, activations, Y, activation)):
        for j, letter in enumerate("Wb"):
            if abs(np.linalg.norm(grads[i][j]) - np.linalg.norm(right[j])) > 1e-6:
                names.append(f"{letter}{i + 1}")
    return names


exercise = Exercise(
    reference=find_the_bug,
    draw=draw,
    stretch=True,
    claims=(
        Claim(SHAPE, 0.25, "it returns a list of names"),
        Claim("one", 0.5, "it finds a single wrong array"),
        Claim("several", 0.5, "it finds all wrong arrays, in order"),
        Claim("none", 0.25, "an empty list when all are right"),
        Claim("slight", 0.25, "it sees a single wrong entry, and takes rounding for what it is"),
        Claim(ARGUMENTS, 0.25, "what it is given stays as it was"),
    ),
    hints=(
        "You have a backward that is right. Compare its arrays with those in grads, one by one.",
        "For each layer, first W, then b: where relative_error is above 1e-6, append the name. Layers are counted from 1.",
        'for i, right in enumerate(backward(...)): for j, letter in enumerate("Wb"): if relative_error(grads[i][j], right[j]) > 1e-6: names.append(f"{letter}{i + 1}").',
    ),
    mistakes=(
        Mistake(
            "counted from 0",
            'The layers are counted from 0 here. The first layer\'s arrays are "W1" and "b1".',
            edits=((NAME, 'f"{letter}{i}"'),),
        ),
        Mistake(
            "dW for W",
            'The names carry a d, such as "dW2". Return "W2", "b1" and so on.',
            edits=((NAME, 'f"d{letter}{i + 1}"'),),
        ),
        Mistake(
            "the right ones",
            "These are the arrays that are right. The wrong ones are asked for.",
            edits=(("> 1e-6", "<= 1e-6"),),
        ),
        Mistake(
            "exact comparison",
            "It also names arrays that differ by rounding, in the last digit. Compare with a tolerance: relative_error above 1e-6.",
            edits=((TEST, "not np.array_equal(grads[i][j], right[j])"),),
        ),
        Mistake(
            "too tolerant",
            "A wrong array passes when it is only a little off. Rounding leaves about 1e-15: 1e-6 is a tolerance wide enough.",
            edits=(("> 1e-6", "> 0.05"),),
        ),
        Mistake(
            "every entry has to be off",
            "An array is named only when all its entries are wrong. One wrong entry is enough.",
            edits=((TEST, "np.all(np.abs(grads[i][j] - right[j]) > 1e-6)"),),
        ),
        Mistake(
            "lengths compared",
            "It compares the lengths of the arrays. A wrong sign or a transpose leaves the length as it is: take the length of the difference.",
            wrong=cut_to_lengths,
        ),
        Mistake(
            "only the first",
            "It stops at the first wrong array. Name all of them.",
            edits=(("return names", "return names[:1]"),),
        ),
        Mistake(
            "last layer first",
            "The names are in the order of the way back. Return them in the order W1, b1, W2, b2, ...",
            edits=(("return names", "return sorted(sorted(names), key=lambda name: -int(name[1:]))"),),
        ),
        Mistake(
            "only the last",
            "Only one wrong array is named, the last. Name all of them, also those that are wrong because of it.",
            edits=(("return names", "return names[-1:]"),),
        ),
        Mistake(
            "whole layers",
            "Where one array of a layer is wrong, both are named. W and b can be wrong each by itself.",
            edits=((TEST, "max(relative_error(grads[i][k], right[k]) for k in range(2)) > 1e-6"),),
        ),
        Mistake(
            "differences cancel",
            "The differences are added up with their signs, so they cancel, and negative ones never count. Take the length of the difference.",
            edits=((TEST, "np.sum(grads[i][j] - right[j]) > 1e-6"),),
        ),
        Mistake(
            "backwards",
            "The names are in the reverse order. Return them in the order W1, b1, W2, b2, ...",
            edits=(("return names", "return names[::-1]"),),
        ),
        Mistake(
            "always empty",
            "The list is always empty: no array is found wrong. Compare the numbers, relative_error above 1e-6.",
            edits=((TEST, "False"),),
        ),
        Mistake(
            "sorted by letter",
            "The names are sorted by letter. The order is by layer: W1, b1, W2, b2, ...",
            edits=(("return names", "return sorted(names)"),),
        ),
        Mistake(
            "the example",
            'It returns ["W2", "b1"], the example, whatever grads are. Compare grads with your own backward, and name what differs.',
            edits=(("return names", 'return ["W2", "b1"]'),),
        ),
        Mistake(
            "only weights",
            "Only weights are looked at. Each layer has a bias, too.",
            edits=(('enumerate("Wb")', 'enumerate("W")'),),
        ),
        Mistake(
            "last layer left out",
            "The last layer is never looked at.",
            edits=(
                (
                    "backward(params, zs, activations, Y, activation)",
                    "backward(params, zs, activations, Y, activation)[:-1]",
                ),
            ),
        ),
        Mistake(
            "one text",
            'It returns one text. Return a list with one text for each wrong array, such as ["W2", "b1"].',
            edits=(("return names", 'return ", ".join(names)'),),
        ),
        Mistake(
            "None when all are right",
            "Where all are right it returns None. Return an empty list.",
            edits=(("return names", "return names or None"),),
        ),
    ),
)
