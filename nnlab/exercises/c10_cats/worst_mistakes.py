"""worst_mistakes: which pictures to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.cats import worst_mistakes


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def guesses(rights: int, too_high: int, too_low: int) -> tuple[Array, Array]:
        """(p, y) with so many right guesses, zeros that are taken for ones, and ones that are taken for zeros."""
        n = rights + too_high + too_low
        # Hundredths off one half that all differ: no two mistakes are equally confident.
        off = rng.permutation(np.arange(2, 49))[:n] / 100
        up = np.array([i % 2 == 0 for i in range(rights)] + [True] * too_high + [False] * too_low)
        right = np.arange(n) < rights
        p, y = np.where(up, 0.5 + off, 0.5 - off), np.where(right, up, ~up).astype(int)
        order = rng.permutation(n)
        return np.round(p[order], 2), y[order]

    yield Case("order", (*guesses(4, 3, 2), 5), "9 guesses, 5 of them wrong")
    yield Case("order", (*guesses(2, 2, 4), 6), "8 guesses, 6 of them wrong")
    yield Case("order", (*guesses(0, 3, 3), 6), "all wrong")
    yield Case("many", (*guesses(3, 3, 3), 2), "6 are wrong, 2 are asked for")
    yield Case("many", (*guesses(4, 2, 3), 1), "5 are wrong, 1 is asked for")
    yield Case("few", (*guesses(5, 1, 1), 4), "2 are wrong, 4 are asked for")
    yield Case("few", (*guesses(4, 0, 0), 3), "nothing is wrong")
    yield Case("few", (*guesses(0, 1, 0), 2), "a single guess, which is wrong")
    p, y = guesses(3, 2, 1)
    yield Case("border", (np.append(p, 0.5), np.append(y, 0), 4), "p = 0.5 is the guess 1: wrong where y is 0")
    yield Case("border", (np.append(0.5, p), np.append(1, y), 5), "p = 0.5 is the guess 1: right where y is 1")


def also(inputs: Inputs, expected: Any) -> Sequence[Any]:
    """No place at all is neither whole nor broken: an empty list will do."""
    return [np.zeros(0)] if expected.size == 0 else []


exercise = Exercise(
    reference=worst_mistakes,
    draw=draw,
    also=also,
    claims=(
        Claim(SHAPE, 0.25, "whole numbers, one for each mistake, at most how_many"),
        Claim("order", 0.75, "the wrong guesses, most confident first"),
        Claim("many", 0.25, "only how_many of them where there are more"),
        Claim("few", 0.25, "no right guess fills up where there are fewer"),
        Claim("border", 0.25, "p = 0.5 counts as the guess 1"),
        Claim(ARGUMENTS, 0.25, "p and y stay as they were"),
    ),
    hints=(
        "Three steps: where is the guess wrong; how sure was it there; the surest first.",
        "np.flatnonzero gives the places where something is true. How sure a wrong guess was: |p - y|. argsort sorts upwards, so sort the negative.",
        "wrong = np.flatnonzero((p >= 0.5) != (y == 1)); return wrong[np.argsort(-np.abs(p - y)[wrong])][:how_many].",
    ),
    mistakes=(
        Mistake(
            "places among the wrong ones",
            "These count within the wrong guesses only: 0 is the first wrong guess, not the first picture. Index with them: wrong[order].",
            edits=(("wrong[np.argsort(-confidence)]", "np.argsort(-confidence)"),),
        ),
        Mistake(
            "least confident first",
            "This begins with the closest calls. argsort sorts upwards: sort the negative confidence.",
            edits=(("-confidence", "confidence"),),
        ),
        Mistake(
            "the least confident ones",
            "These are the least confident mistakes, as [-how_many:] of a downward order gives them. The most confident stand at its beginning: [:how_many].",
            edits=(("wrong[np.argsort(-confidence)][:how_many]", "wrong[np.argsort(confidence)][:how_many][::-1]"),),
        ),
        Mistake(
            "all guesses of 1",
            "These are all guesses of 1, right ones too. Python reads a >= b != c as a >= b and b != c: put brackets, (p >= 0.5) != (y == 1).",
            edits=(("(p >= 0.5) != (y == 1)", "p >= 0.5"),),
        ),
        Mistake(
            "right guesses too",
            "Where there are fewer mistakes than asked for, right guesses fill the rest. Choose the wrong ones first, then sort.",
            edits=(("(p >= 0.5) != (y == 1)", "np.ones(len(p))"),),
        ),
        Mistake(
            "not sorted",
            "The mistakes are right, but in the order of their places. Sort them by how confident the wrong guess was.",
            edits=(("wrong[np.argsort(-confidence)]", "wrong"),),
        ),
        Mistake(
            "sorted by p",
            "You sort by p, or by p - y with its sign. A cat with p = 0.01 is a confident mistake too: sort by |p - y|.",
            edits=(("np.abs(p - y)[wrong]", "p[wrong]"),),
        ),
        Mistake(
            "the right guesses",
            "These are the guesses that are right. Asked for are those in which guess and label differ.",
            edits=(("!= (y", "== (y"),),
        ),
        Mistake(
            "only taken for 1",
            "Only zeros that are taken for ones are here. A one that is taken for a zero is a mistake too.",
            edits=(("(p >= 0.5) != (y == 1)", "(p >= 0.5) & (y == 0)"),),
        ),
        Mistake(
            "only taken for 0",
            "Only ones that are taken for zeros are here. A zero that is taken for a one is a mistake too.",
            edits=(("(p >= 0.5) != (y == 1)", "(p < 0.5) & (y == 1)"),),
        ),
        Mistake(
            "all of them",
            "how_many has no effect: cut the list, [:how_many].",
            edits=(("[:how_many]", ""),),
        ),
        Mistake(
            "p = 0.5 taken for 0",
            "At exactly 0.5 the guess is 1: >=, not >.",
            edits=(("p >= 0.5", "p > 0.5"),),
        ),
        Mistake(
            "confidences",
            "These are the confidences themselves, sorted. Asked for are the places, so that one can look at the pictures there: argsort.",
            edits=(("wrong[np.argsort(-confidence)]", "np.sort(confidence)[::-1]"),),
        ),
        Mistake(
            "probabilities",
            "These are probabilities. Asked for are the places, so that one can look at the pictures there.",
            edits=(("wrong[np.argsort(-confidence)]", "p[wrong[np.argsort(-confidence)]]"),),
        ),
    ),
)
