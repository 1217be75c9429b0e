"""predict_class: the class with the largest score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array, numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.softmax_regression import predict_class, softmax


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def won_by(Z: Array, *winners: int) -> Array:
        """The same scores, but in row i class winners[i] is ahead of all others, by a little."""
        rows = np.arange(len(winners))
        Z[rows, winners] = Z.max(axis=1) + np.round(rng.uniform(0.05, 0.5, len(winners)), 2)
        return Z

    yield Case("values", (won_by(numbers(rng, 5, 3), *rng.permutation([0, 1, 1, 2, 2])),), "5 rows, 3 classes")
    yield Case("values", (won_by(numbers(rng, 4, 5), *rng.permutation([1, 2, 3, 4])),), "4 rows, 5 classes")
    yield Case("values", (won_by(numbers(rng, 4, 2), *rng.permutation([0, 0, 1, 1])),), "4 rows, 2 classes")
    yield Case("edge", (won_by(numbers(rng, 3, 3), *rng.permutation([0, 2, 2])),), "as many rows as classes")
    yield Case("edge", (won_by(numbers(rng, 1, 4), int(rng.integers(1, 4))),), "one row")
    yield Case("edge", (numbers(rng, 3, 1),), "one class")
    yield Case("edge", (won_by(numbers(rng, 4, 3) - 9, *rng.permutation([0, 1, 2, 2])),), "all scores below 0")
    apart = numbers(rng, 3, 4) + np.array([[1000.0], [0.0], [-1000.0]])
    yield Case("edge", (won_by(apart, *rng.permutation([1, 2, 3])),), "rows near 1000, 0 and -1000")
    tied = whole(rng, 4, 4)
    for row, pair in zip(tied, rng.permutation([[0, 3], [1, 2], [1, 3], [2, 3]]), strict=True):
        row[pair] = row.max() + 1
    yield Case("ties", (tied,), "two largest scores in each row")


def from_zero(Z: Any) -> Any:
    best, winner = np.zeros(len(Z)), np.zeros(len(Z), dtype=int)
    for j in range(Z.shape[1]):
        winner = np.where(Z[:, j] > best, j, winner)
        best = np.maximum(best, Z[:, j])
    return winner


def through_batch_softmax(Z: Any) -> Any:
    E = np.exp(Z - Z.max())
    return (E / E.sum(axis=1, keepdims=True)).argmax(axis=1)


exercise = Exercise(
    reference=predict_class,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one integer for each row"),
        Claim("values", 0.25, "right for several rows and classes"),
        Claim("edge", 0.25, "right for square Z, one row, one class, negative and large scores"),
        Claim("ties", 0.25, "of equal scores the lowest index wins"),
        Claim(ARGUMENTS, 0.25, "Z stays as it was"),
    ),
    hints=(
        "The largest score has the largest probability, so no softmax is needed. Where in its row does it stand?",
        "argmax gives the place of the largest entry, and of equal ones the first. Along which axis?",
        "Z.argmax(axis=1).",
    ),
    mistakes=(
        Mistake(
            "over the columns",
            "For each class this tells the row in which its score is largest. For each row the class is asked for: axis=1.",
            edits=(("axis=1", "axis=0"),),
        ),
        Mistake(
            "the whole table",
            "This is the place of the largest score of the whole table. Each row has its own: axis=1.",
            edits=(("axis=1", ""),),
        ),
        Mistake(
            "the largest score itself",
            "These are the largest scores. Their places in the rows are asked for: argmax, not max.",
            edits=(("argmax", "max"),),
        ),
        Mistake(
            "the smallest score",
            "This is the class with the smallest score.",
            edits=(("argmax", "argmin"),),
        ),
        Mistake(
            "counted from 1",
            "Every class is one too large: classes are counted from 0, like columns.",
            edits=(("Z.argmax(axis=1)", "Z.argmax(axis=1) + 1"),),
        ),
        Mistake(
            "the last of equal scores",
            "Right, except where two scores are equal: the lowest index wins, as argmax decides. Sorting, or >= in a loop, takes the last.",
            wrong=lambda Z: Z.shape[1] - 1 - Z[:, ::-1].argmax(axis=1),
        ),
        Mistake(
            "best starts at 0",
            "Right, except where all scores of a row are below 0: the best so far must start at minus infinity or at the row's first score, not at 0.",
            wrong=from_zero,
        ),
        Mistake(
            "one-hot",
            "This is one-hot, a row for each example. The class itself is asked for, one integer a row.",
            wrong=lambda Z: np.eye(Z.shape[1])[Z.argmax(axis=1)],
        ),
        Mistake(
            "marks of the largest score",
            "This marks where the largest score stands. Its column's number is asked for, one integer a row: argmax(axis=1).",
            wrong=lambda Z: np.equal(Z, Z.max(axis=1, keepdims=True)),
        ),
        Mistake(
            "through an overflowing softmax",
            "Right, except for large scores, where exp overflows and every probability is nan. The largest score has the largest probability: no softmax is needed.",
            wrong=lambda Z: (np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)).argmax(axis=1),
        ),
        Mistake(
            "through a softmax shifted by the whole batch's maximum",
            "Right, except in rows that lie 1000 below another: the softmax subtracts the maximum of the whole batch, and there it is nan. The largest score has the largest probability: no softmax is needed.",
            wrong=through_batch_softmax,
        ),
        Mistake(
            "by absolute value",
            "This takes the score that is largest without its sign. A very negative score is an unlikely class.",
            edits=(("Z.argmax", "abs(Z).argmax"),),
        ),
        Mistake(
            "the probabilities",
            "These are the probabilities. The place of the largest one in each row is asked for: argmax(axis=1).",
            wrong=lambda Z: softmax(Z),
        ),
        Mistake(
            "every place of the largest score",
            "Right, except where two scores are equal: np.where finds both places, and there are more answers than rows. argmax gives the first one.",
            wrong=lambda Z: np.where(np.equal(Z, Z.max(axis=1, keepdims=True)))[1],
        ),
    ),
)
