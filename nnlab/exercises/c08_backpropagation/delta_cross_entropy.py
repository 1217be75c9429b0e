"""delta_cross_entropy: where the way back begins, for the cross-entropy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array, numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import delta_cross_entropy
from nnlab.reference.softmax_regression import softmax


def labels(rng: np.random.Generator, n: int, k: int) -> Array:
    """One-hot, (n, k), with as many classes as fit."""
    return np.eye(k)[rng.permutation(max(n, k))[:n] % k]


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(4, 3), (5, 2), (3, 3)]:
        yield Case("values", (2 * numbers(rng, n, k), labels(rng, n, k)), f"{n} rows, {k} classes")
    yield Case("edge", (numbers(rng, 1, 4), labels(rng, 1, 4)), "one row")
    yield Case("edge", (np.zeros((2, 4)), labels(rng, 2, 4)), "all scores 0: every class has 1/4")
    soft = np.array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]])
    yield Case("edge", (numbers(rng, 2, 3), soft), "targets that are probabilities themselves")
    Z = np.array([[1000.0, 998.0, 0.0], [-1000.0, -1001.0, -999.0]]) + float(rng.integers(9))
    yield Case("stable", (Z, labels(rng, 2, 3)), "scores near 1000 and -1000")


def divided(Z: Any, Y: Any) -> Any:
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    with np.errstate(all="ignore"):
        return -Y / (E / E.sum(axis=1, keepdims=True))


def unshifted(Z: Any, Y: Any) -> Any:
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True) - Y


def shifted_once(Z: Any, Y: Any) -> Any:
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True) - Y


def over_columns(Z: Any, Y: Any) -> Any:
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0) - Y


def at_the_largest(Z: Any, Y: Any) -> Any:
    P = softmax(Z)
    P[np.arange(len(Z)), Y.argmax(axis=1)] -= 1
    return P


def over_everything(Z: Any, Y: Any) -> Any:
    E = np.exp(Z - Z.max())
    return E / E.sum() - Y


def of_sigmoid(Z: Any, Y: Any) -> Any:
    return 0.5 * (1 + np.tanh(Z / 2)) - Y


def logarithms(Z: Any, Y: Any) -> Any:
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - Y


P = "softmax(Z)"
exercise = Exercise(
    reference=delta_cross_entropy,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each score, shape (n, k)"),
        Claim("values", 0.75, "right for several rows and classes"),
        Claim("edge", 0.25, "right for one row, equal scores, targets between 0 and 1"),
        Claim("stable", 0.25, "right for scores near 1000"),
        Claim(ARGUMENTS, 0.25, "Z and Y stay as they were"),
    ),
    hints=(
        "In chapter 06 the logarithm and the softmax collapsed into something very short.",
        "P - Y with P = softmax(Z), row by row. No 1/n yet.",
        "softmax(Z) - Y.",
    ),
    mistakes=(
        Mistake(
            "softmax left out",
            "This is Z - Y, with the scores. The probabilities belong there: softmax(Z) - Y.",
            edits=((P, "Z"),),
        ),
        Mistake(
            "the squared error's",
            "This is 2 (Z - Y), which belongs to the squared error. For the cross-entropy it is softmax(Z) - Y.",
            edits=(("softmax(Z) - Y", "2 * (Z - Y)"),),
        ),
        Mistake(
            "sign",
            "This is Y - P, the negative. The slope of -log p goes down where the true class is: P - Y.",
            edits=(("softmax(Z) - Y", "Y - softmax(Z)"),),
        ),
        Mistake(
            "extra p (1 - p)",
            "There is a factor p (1 - p) too many. P - Y is the slope by the scores already; the softmax is inside.",
            edits=(("softmax(Z) - Y", "(softmax(Z) - Y) * softmax(Z) * (1 - softmax(Z))"),),
        ),
        Mistake(
            "by the probabilities",
            "This is -Y / P, the slope by the probabilities. Going on to the scores gives P - Y.",
            wrong=divided,
        ),
        Mistake(
            "divided by n",
            "This is divided by the number of rows. Each row's own loss is asked for here; 1/n enters once, later, in backward.",
            edits=(("softmax(Z) - Y", "(softmax(Z) - Y) / Z.shape[0]"),),
        ),
        Mistake(
            "divided by n k",
            "This is divided by the number of all entries. Each row's own loss is asked for: P - Y.",
            edits=(("softmax(Z) - Y", "(softmax(Z) - Y) / Z.size"),),
        ),
        Mistake(
            "Y taken for labels",
            "1 is subtracted at each row's largest target. Subtract the targets themselves: they may be shares of several classes. P - Y.",
            wrong=at_the_largest,
        ),
        Mistake(
            "softmax of the difference",
            "The targets are subtracted inside the softmax. First the softmax of the scores, then minus the targets: softmax(Z) - Y.",
            edits=(("softmax(Z) - Y", "softmax(Z - Y)"),),
        ),
        Mistake("Y left out", "These are the probabilities alone. Subtract the targets: P - Y.", edits=((" - Y", ""),)),
        Mistake(
            "P left out",
            "This is -Y alone: the other part of the slope, the probabilities, comes from the softmax's denominator. P - Y.",
            edits=((P, "0"),),
        ),
        Mistake(
            "only at the true class",
            "Only the true class has a slope here. The others have one, too: raising their score takes probability away. P - Y.",
            edits=(("softmax(Z) - Y", "(softmax(Z) - Y) * Y"),),
        ),
        Mistake(
            "not shifted",
            "np.exp overflows for large scores, and inf / inf is nan. Use your softmax of chapter 06, which subtracts each row's maximum.",
            wrong=unshifted,
        ),
        Mistake(
            "shifted by one number for all rows",
            "One maximum is subtracted from all rows. Where rows differ by 1000 that leaves 0/0: subtract each row's own maximum.",
            wrong=shifted_once,
        ),
        Mistake(
            "softmax over the columns",
            "The softmax goes down the columns. Rows are examples: each row sums to 1.",
            wrong=over_columns,
        ),
        Mistake(
            "softmax over everything",
            "One softmax is taken over the whole batch. Rows are examples: each row sums to 1.",
            wrong=over_everything,
        ),
        Mistake(
            "sigmoid",
            "This is sigmoid(Z) - Y: right for a single probability. Several classes need the softmax.",
            wrong=of_sigmoid,
        ),
        Mistake(
            "log softmax",
            "These are the logarithms of the probabilities, minus Y. It is softmax(Z) - Y, without the logarithm.",
            wrong=logarithms,
        ),
        Mistake(
            "the loss",
            "This is each row's cross-entropy, not its slope: delta has one number for each score.",
            edits=(("return softmax(Z) - Y", "return -np.log(np.maximum((softmax(Z) * Y).sum(axis=1), 1e-300))"),),
        ),
        Mistake(
            "summed over the rows",
            "The rows are added up. That comes later; here each row keeps its own delta, shape (n, k).",
            edits=(("softmax(Z) - Y", "(softmax(Z) - Y).sum(axis=0)"),),
        ),
    ),
)
