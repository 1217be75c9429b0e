"""find_the_bug: which arrays of somebody's gradients are wrong?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.exercises.draws import network
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.backpropagation import backward, find_the_bug, relative_error
from nnlab.reference.multilayer_networks import SLOPES, forward
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Array, Grads

Bug = Callable[[str, Array], Array]  # (an array's name such as "W1", its right value) to what stands there instead


def nothing(name: str, array: Array) -> Array:
    return array


def zero(wrong: str) -> Bug:
    """That array is left at 0."""
    return lambda name, array: 0 * array if name == wrong else array


def sign(wrong: str) -> Bug:
    """That array has the wrong sign."""
    return lambda name, array: -array if name == wrong else array


def twice(wrong: str) -> Bug:
    """That array is twice as large."""
    return lambda name, array: 2 * array if name == wrong else array


def transposed(wrong: str) -> Bug:
    """That array, a square one, is transposed."""
    return lambda name, array: array.T if name == wrong else array


def one_entry(wrong: str, place: int) -> Bug:
    """One entry of that array is off by 2 percent of its largest; `place` counts from 0, and round again at the end."""

    def bug(name: str, array: Array) -> Array:
        here = np.arange(array.size).reshape(array.shape) == place % array.size
        return np.where(here, array + 0.02 * np.abs(array).max(), array) if name == wrong else array

    return bug


def times(letters: str, factor: float) -> Bug:
    """All arrays of these letters are that many times too large."""
    return lambda name, array: factor * array if name[0] in letters else array


def both(first: Bug, second: Bug) -> Bug:
    return lambda name, array: second(name, first(name, array))


@dataclass(frozen=True)
class Back:
    """What is wrong in somebody's way back: `step` counts from 1, at the step from layer step + 1 into layer step."""

    bug: Bug = nothing  # what is done to single arrays at the end
    step: int = 0  # the step back that goes wrong; the layer below is wrong then, and all below that
    slope: float | None = None  # the slope there times this; None: no slope at all
    pre_activation: bool = False  # pre-activations in the place of activations

    def grads(self, params: Any, zs: Any, activations: Any, Y: Any, activation: str) -> Grads:
        delta = (softmax(zs[-1]) - Y) / len(Y)
        grads: list[Any] = []
        for i in range(len(params), 0, -1):
            A = zs[i - 2] if self.pre_activation and i > 1 else activations[i - 1]
            dW, db = np.einsum("ij,ik->jk", A, delta), np.add.reduce(delta)
            grads.append((self.bug(f"W{i}", dW), self.bug(f"b{i}", db)))
            if i > 1:
                delta = np.einsum("ik,jk->ij", delta, params[i - 1][0])
                slope = SLOPES[activation](zs[i - 2])
                if i - 1 == self.step:
                    slope = 1.0 if self.slope is None else self.slope * slope
                delta = delta * slope
        return grads[::-1]


RIGHT = Back()


def plans(rng: np.random.Generator) -> Iterator[tuple[str, list[int], int, str, Back, str]]:
    """(claim, sizes, rows, activation, what is wrong, in words).

    Which arrays are wrong is drawn: the sizes do not tell it. Two claims hold what is subtle: rounding is no bug, a slip
    of 2 percent is.
    """

    def one_of(*names: str) -> str:
        return str(rng.choice(names))

    bias, small = one_of("b1", "b2", "b3"), ("W1", "b1", "W2", "b2")
    yield "one", [3, 4, 2, 3], 5, "tanh", Back(zero(bias)), "one bias is left at 0"
    yield "one", [2, 3, 3], 4, "sigmoid", Back(sign(one_of(*small))), "one sign is wrong"
    yield "one", [2, 3, 3, 3], 4, "tanh", Back(transposed(one_of("W2", "W3"))), "a square gradient is transposed"
    yield "one", [4, 3], 5, "tanh", Back(zero(one_of("W1", "b1"))), "one layer, one array left at 0"
    yield "none", [3, 4, 2], 5, "relu", RIGHT, "all are right, up to rounding"
    yield "none", [3, 4, 2], 5, "relu", Back(twice(one_of(*small))), "one is twice as large"
    yield "none", [2, 3, 4, 2], 3, "sigmoid", RIGHT, "three layers, all right, up to rounding"
    step = int(rng.integers(1, 3))
    yield "several", [3, 4, 2, 3], 4, "sigmoid", Back(step=step), "sigma' is missing in one step back"
    yield "several", [3, 2, 4], 5, "tanh", Back(times(one_of("W", "b", "Wb"), 5)), "1/n is forgotten"
    yield (
        "several",
        [2, 3, 3, 2],
        4,
        "sigmoid",
        Back(pre_activation=True),
        "pre-activations in the place of activations",
    )
    yield "several", [3, 4, 3, 2], 6, "tanh", Back(step=2, slope=0.5), "the first step back is wrong"
    # A bias, and the weights of a later layer: in another order than by letter.
    low, high = sorted(int(i) for i in rng.choice([1, 2, 3], size=2, replace=False))
    two = both(sign(f"b{low}"), twice(f"W{high}"))
    yield "several", [2, 4, 3, 2], 5, "relu", Back(two), "two arrays, each with a bug of its own"
    off = one_entry(one_of(*small), int(rng.integers(12)))
    yield "slight", [3, 4, 2], 5, "tanh", Back(off), "a single entry is off by a little"
    yield "slight", [2, 3, 2], 1, "sigmoid", RIGHT, "one row, all right"
    off = one_entry(one_of(*small), int(rng.integers(6)))
    yield "slight", [2, 3, 2], 1, "sigmoid", Back(off), "one row, a single entry is off by a little"


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for claim, sizes, n, activation, back, words in plans(rng):
        yield Case(
            claim, inputs(rng, sizes, n, activation, back), f"{'-'.join(map(str, sizes))}, {activation}: {words}"
        )


def inputs(rng: np.random.Generator, sizes: list[int], n: int, activation: str, back: Back) -> Inputs:
    """Arguments of find_the_bug, in which no array is a borderline case: off by 0.4 percent at least, or by rounding."""
    while True:
        params, X, Y = network(rng, sizes, n, activation)
        zs, activations = forward(params, X, activation)
        grads = [(dW * (1 + 1e-13), db) for dW, db in back.grads(params, zs, activations, Y, activation)]
        right = backward(params, zs, activations, Y, activation)
        pairs = [(g, r) for some, theirs in zip(grads, right, strict=True) for g, r in zip(some, theirs, strict=True)]
        errors = [relative_error(g, r) for g, r in pairs]
        large = all(np.abs(r).max() > 0.03 for _, r in pairs)
        clear = all(error < 1e-11 or error > 4e-3 for error in errors)
        if large and clear and any(error > 4e-3 for error in errors) == (back != RIGHT):
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
        Claim("none", 0.25, "an empty list when all are right, and only then"),
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
            "two layers only",
            "Only the first two layers are looked at. There may be more: go through all that backward returns.",
            edits=(
                (
                    "backward(params, zs, activations, Y, activation)",
                    "backward(params, zs, activations, Y, activation)[:2]",
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
