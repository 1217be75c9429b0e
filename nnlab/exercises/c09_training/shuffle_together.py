"""shuffle_together: a new order for the rows, one for both arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import distinct_rows, numbers, one_hot_rows, places
from nnlab.judge import ARGUMENTS, RANDOM, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.training import shuffle_together

Cases = Sequence[tuple[Inputs, Any]]


def draw(rng: np.random.Generator) -> Iterator[Case]:
    first = int(rng.integers(1, 50))
    X, labels = distinct_rows(rng, 8, 2), rng.integers(0, 9, size=8)
    yield Case("rows", (X, labels, first), "8 rows, Y of shape (8,)")
    yield Case("rows", (X, labels, first), "the same again")
    yield Case("rows", (X, labels, first + 1), "the same rows, another seed")
    yield Case("rows", (X, labels, first + 7), "the same rows, a third seed")
    yield Case("rows", (distinct_rows(rng, 6, 3), one_hot_rows(rng, 6, 2), first + 2), "6 rows, one-hot Y")
    yield Case("rows", (distinct_rows(rng, 4, 4), numbers(rng, 4, 4), 0), "X and Y both 4 by 4, seed 0")
    images = np.round(rng.uniform(size=(5, 2, 2)), 2)
    yield Case("rows", (images, rng.integers(0, 3, size=5), first + 3), "5 images of 2 x 2 pixels")
    yield Case("rows", (numbers(rng, 1, 3), numbers(rng, 1, 2), first), "one row")


def every_row_once(cases: Cases) -> str | None:
    """The rows of X and of Y are the old ones, each once, and not always in the old order."""
    stayed = []
    for (X, Y, _), answer in cases:
        for name, old, new in zip("XY", (X, Y), answer, strict=True):
            found = places(np.asarray(new), old)
            if -1 in found:
                return f"row {found.index(-1)} of the new {name} is no row of the old {name}: whole rows move, and nothing inside them"
        found = places(np.asarray(answer[0]), X)
        if len(set(found)) < len(X):
            twice = next(i for i in found if found.count(i) > 1)
            gone = next(i for i in range(len(X)) if i not in found)
            return f"the old row {twice} of X comes {found.count(twice)} times, and row {gone} is lost: a permutation has every row once, drawing with replacement does not"
        stayed.append(found == list(range(len(X))))
    return (
        "X has kept its order in every case: draw one with np.random.default_rng(seed).permutation(len(X))"
        if all(stayed)
        else None
    )


def rows_stay_together(cases: Cases) -> str | None:
    """Each row of X has its own Y beside it."""
    for (X, Y, _), (X_new, Y_new) in cases:
        found = places(np.asarray(X_new), X)
        if max(found) < 0:
            return "no row of the new X is one of the old X, so none has its Y beside it"
        for i, (place, y) in enumerate(zip(found, np.asarray(Y_new), strict=True)):
            if place < 0 or np.array_equal(y, Y[place]):
                continue
            if np.array_equal(Y_new, Y):
                return (
                    "X is in a new order and Y still in the old one: use the same order for both, X[order] and Y[order]"
                )
            if found == list(range(len(X))):
                return (
                    "Y is in a new order and X still in the old one: use the same order for both, X[order] and Y[order]"
                )
            other = places(np.asarray(Y_new), Y)[i]
            whose = f"that of the old row {other}" if other >= 0 else "no row of the old Y"
            return f"row {i} of the new X is the old row {place}, but the Y beside it is {whose}: X and Y were shuffled apart. Draw one permutation and use it twice"
    return None


def the_seed_decides(cases: Cases) -> str | None:
    """Equal seeds, equal orders; not the same order for every seed."""
    orders: dict[int, list[int]] = {}
    first = cases[0][0][0]
    for (X, _, seed), answer in cases:
        if not np.array_equal(X, first):
            continue
        found = places(np.asarray(answer[0]), X)
        if orders.setdefault(seed, found) != found:
            return f"seed {seed} gave two orders for the same rows: draw from np.random.default_rng(seed), which begins anew at each call"
    if len(orders) > 1 and len({tuple(found) for found in orders.values()}) == 1:
        return f"the seeds {', '.join(map(str, orders))} all gave the same order: the seed that is given has to be used"
    return None


ORDER = "order = np.random.default_rng(seed).permutation(len(X))"


def apart(X: Any, Y: Any, seed: int) -> Any:
    rng = np.random.default_rng(seed)
    return X[rng.permutation(len(X))], Y[rng.permutation(len(Y))]


def in_place(X: Any, Y: Any, seed: int) -> Any:
    rng = np.random.default_rng(seed)
    rng.shuffle(X)
    rng.shuffle(Y)
    return X, Y


exercise = Exercise(
    reference=shuffle_together,
    draw=draw,
    parts=("X", "Y"),
    claims=(
        Claim(SHAPE, 0.25, "a pair (X, Y) of the shapes that were given"),
        Claim("rows", 0.75, "every row is there once, in a new order", every_row_once),
        Claim("together", 0.5, "each row of X still has its Y", rows_stay_together),
        Claim("seed", 0.25, "the seed decides the order, and nothing else does", the_seed_decides),
        Claim(ARGUMENTS, 0.25, "X and Y stay as they were"),
        Claim(RANDOM, 0.25, "it draws from a generator of its own"),
    ),
    hints=(
        "Do not shuffle the arrays. Draw an order of the row numbers, once, and use it for both.",
        "np.random.default_rng(seed).permutation(n) is the numbers 0 to n - 1 in a random order; X[order] takes the rows in that order.",
        "order = np.random.default_rng(seed).permutation(len(X)); return X[order], Y[order].",
    ),
    mistakes=(
        Mistake(
            "shuffled apart",
            "X and Y are in two different orders: every call of permutation draws a new one. Draw one order, use it for both.",
            wrong=apart,
        ),
        Mistake(
            "shuffled in place",
            "rng.shuffle changes the caller's arrays; and two calls of it are two different orders. Draw order = rng.permutation(len(X)) once and return X[order], Y[order].",
            wrong=in_place,
        ),
        Mistake(
            "Y not shuffled",
            "X is in a new order, Y in the old one. Use the same order for both.",
            edits=(("Y[order]", "Y.copy()"),),
        ),
        Mistake(
            "not shuffled",
            "Both are as they were given: no order is drawn.",
            edits=((ORDER, "order = np.arange(len(X))"),),
        ),
        Mistake(
            "drawn with replacement",
            "Some rows come twice and others are lost: rng.integers and rng.choice draw with replacement. rng.permutation has every row once.",
            edits=((ORDER, "order = np.random.default_rng(seed).integers(0, len(X), size=len(X))"),),
        ),
        Mistake(
            "one fixed seed",
            "The order is the same for every seed: a seed is written into the function. Use the one that is given.",
            edits=(("default_rng(seed)", "default_rng(0)"),),
        ),
        Mistake(
            "exchanged",
            "Y comes first. Return (X, Y).",
            edits=(("X[order], Y[order]", "Y[order], X[order]"),),
        ),
        Mistake(
            "the order comes back",
            "This is the order alone. Take the rows in that order: X[order], Y[order].",
            edits=(("return X[order], Y[order]", "return order"),),
        ),
        Mistake(
            "X alone",
            "Only X comes back. Y is needed in the same order: return X[order], Y[order].",
            edits=(("return X[order], Y[order]", "return X[order]"),),
        ),
    ),
)
