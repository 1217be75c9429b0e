"""train_validation_split: rows put aside, to be judged by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import distinct_rows, numbers, one_hot_rows, places
from nnlab.judge import ARGUMENTS, RANDOM, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.training import train_validation_split

Cases = Sequence[tuple[Inputs, Any]]


def draw(rng: np.random.Generator) -> Iterator[Case]:
    first = int(rng.integers(1, 50))
    X, labels = distinct_rows(rng, 10, 2), rng.integers(0, 9, size=10)
    yield Case("rows", (X, labels, 0.3, first), "10 rows, 0.3 of them, Y of shape (10,)")
    yield Case("rows", (X, labels, 0.3, first), "the same again")
    yield Case("rows", (X, labels, 0.3, first + 1), "the same rows, another seed")
    yield Case("rows", (X, labels, 0.3, first + 7), "the same rows, a third seed")
    yield Case("rows", (distinct_rows(rng, 8, 3), one_hot_rows(rng, 8, 2), 0.25, first + 2), "8 rows, a quarter")
    yield Case("rows", (distinct_rows(rng, 7, 2), one_hot_rows(rng, 7, 3), 0.4, first + 3), "7 rows, 0.4 of them")
    yield Case("rows", (distinct_rows(rng, 9, 2), numbers(rng, 9, 2), 0.8, 0), "9 rows, 0.8 of them, seed 0")
    yield Case("rows", (distinct_rows(rng, 5, 2), numbers(rng, 5, 1), 0.2, first), "5 rows, 0.2 of them")
    for seed in (first + 4, first + 5):
        yield Case("rows", (distinct_rows(rng, 40, 1), numbers(rng, 40, 1), 0.5, seed), "40 rows, half of them")


def any_size(inputs: Inputs, expected: Any) -> list[Any]:
    """Answers of the right form for every size of the two parts: their sizes are for claims of their own to judge."""
    X, Y = inputs[:2]
    sizes = range(len(X) + 1)
    return [(X[:i], Y[:i], X[:j], Y[:j]) for i in sizes for j in sizes]


def disjoint_and_complete(cases: Cases) -> str | None:
    for (X, _, _, _), (X_train, _, X_val, _) in cases:
        train, val = places(np.asarray(X_train), X), places(np.asarray(X_val), X)
        for name, found in (("X_train", train), ("X_val", val)):
            if -1 in found:
                return f"row {found.index(-1)} of {name} is no row of X: whole rows move, and nothing inside them"
        both = sorted(set(train) & set(val))
        if both:
            many = f"row {both[0]} is" if len(both) == 1 else f"{len(both)} of {len(X)} rows, row {both[0]} first, are"
            return f"{many} in both parts: what was learned from must not judge. Take the validation rows out of the training part"
        for name, found in (("training", train), ("validation", val)):
            if len(set(found)) < len(found):
                twice = next(i for i in found if found.count(i) > 1)
                return f"row {twice} comes {found.count(twice)} times in the {name} part: draw without replacement, with permutation"
        if len(train) + len(val) < len(X):
            lost = next(i for i in range(len(X)) if i not in train and i not in val)
            return f"row {lost} is in neither part: order[:held] and order[held:] together have every row"
    return None


def rows_stay_together(cases: Cases) -> str | None:
    for (X, Y, _, _), (X_train, Y_train, X_val, Y_val) in cases:
        for name, X_new, Y_new in (("train", X_train, Y_train), ("val", X_val, Y_val)):
            for i, (place, y) in enumerate(zip(places(np.asarray(X_new), X), np.asarray(Y_new), strict=True)):
                if place < 0 or np.array_equal(y, Y[place]):
                    continue
                other = places(np.asarray(Y_new), Y)[i]
                whose = f"that of row {other} of Y" if other >= 0 else "no row of Y"
                return f"row {i} of X_{name} is row {place} of X, but the Y beside it is {whose}: divide X and Y by the same row numbers"
    return None


def size_is_right(cases: Cases) -> str | None:
    wrong = [
        (len(X), fraction, len(X_train), len(X_val))
        for (X, _, fraction, _), (X_train, _, X_val, _) in cases
        if abs(len(X_val) - fraction * len(X)) > 1
    ]
    if not wrong:
        return None
    n, fraction, trained, held = wrong[0]
    if all(abs(trained - fraction * n) <= 1 for n, fraction, trained, _ in wrong):
        return f"of {n} rows the validation part has {held} and the training part {trained}, where fraction is {fraction:g}: training and validation are exchanged. fraction is the validation part; X_train and Y_train come first"
    return f"the validation part has {held} of {n} rows, fraction {fraction:g} asks for about {fraction * n:.3g}"


def the_seed_draws(cases: Cases) -> str | None:
    """Equal seeds, equal parts; not the same rows for every seed; not simply the first or the last rows."""
    parts: dict[int, list[int]] = {}
    first = cases[0][0][0]
    for (X, _, _, seed), answer in cases:
        if np.array_equal(X, first):
            found = places(np.asarray(answer[2]), X)
            if parts.setdefault(seed, found) != found:
                return f"seed {seed} gave two different validation parts of the same rows: draw from np.random.default_rng(seed), which begins anew at each call"
    chosen = [sorted(places(np.asarray(answer[2]), X)) for (X, *_), answer in cases]
    sizes = [len(X) for (X, *_), _ in cases]
    if all(found == list(range(len(found))) for found in chosen):
        return "the validation part is the first rows, whatever the seed is: where the rows are sorted it would hold one class only. Shuffle the row numbers before you divide them"
    if all(found == list(range(n - len(found), n)) for n, found in zip(sizes, chosen, strict=True)):
        return "the validation part is the last rows, whatever the seed is: where the rows are sorted it would hold one class only. Shuffle the row numbers before you divide them"
    if len(parts) > 1 and len({tuple(sorted(found)) for found in parts.values()}) == 1:
        return f"the seeds {', '.join(map(str, parts))} all gave the same validation rows: the seed that is given has to be used"
    return None


def row_by_row(X: Any, Y: Any, fraction: float, seed: int) -> Any:
    held = np.random.default_rng(seed).random(len(X)) < fraction
    return X[~held], Y[~held], X[held], Y[held]


ORDER = "order = np.random.default_rng(seed).permutation(len(X))"
CUT = "val, train = order[:held], order[held:]"
PARTS = "X[train], Y[train], X[val], Y[val]"


exercise = Exercise(
    reference=train_validation_split,
    draw=draw,
    parts=("X_train", "Y_train", "X_val", "Y_val"),
    also=any_size,
    claims=(
        Claim(SHAPE, 0.25, "four arrays, in the order X_train, Y_train, X_val, Y_val"),
        Claim("rows", 0.75, "no row is in both parts, none is lost", disjoint_and_complete),
        Claim("together", 0.5, "each row of X still has its Y", rows_stay_together),
        Claim("size", 0.5, "the validation part has fraction * n rows, to within one", size_is_right),
        Claim("seed", 0.5, "the seed draws the rows", the_seed_draws),
        Claim(ARGUMENTS, 0.25, "X and Y stay as they were"),
        Claim(RANDOM, 0.25, "it draws from a generator of its own"),
    ),
    hints=(
        "As in shuffle_together: draw an order of the row numbers. Then cut that order in two.",
        "held = round(fraction * n); the first `held` numbers of the order are the validation rows, the rest the training rows.",
        "val, train = order[:held], order[held:]; return X[train], Y[train], X[val], Y[val].",
    ),
    mistakes=(
        Mistake(
            "not shuffled",
            "The validation part is the first rows. Where the rows are sorted by class it would hold one class only: draw an order first.",
            edits=((ORDER, "order = np.arange(len(X))"),),
        ),
        Mistake(
            "training and validation exchanged",
            "Training and validation are exchanged: fraction is the validation part, and X_train, Y_train come first.",
            edits=((CUT, "train, val = order[:held], order[held:]"),),
        ),
        Mistake(
            "Y not shuffled",
            "X is divided by the new order, Y by the old one. Use the same row numbers for both.",
            edits=((PARTS, "X[train], Y[held:], X[val], Y[:held]"),),
        ),
        Mistake(
            "validation rows stay in training",
            "The training part is all of X: the validation rows are in it. Leave them out, order[held:].",
            edits=(("order[held:]", "order"),),
        ),
        Mistake(
            "one row lost",
            "One row is in neither part: order[:held] ends before held, and order[held:] begins with it.",
            edits=(("order[held:]", "order[held + 1 :]"),),
        ),
        Mistake(
            "drawn with replacement",
            "The rows are drawn with replacement, so some are in both parts and others in none. Use permutation.",
            edits=((ORDER, "order = np.random.default_rng(seed).integers(0, len(X), size=len(X))"),),
        ),
        Mistake(
            "each row by itself",
            "Each row is drawn by itself, with the probability fraction, so the size of the validation part is left to chance. Draw an order and cut it: fraction * n rows, rounded.",
            wrong=row_by_row,
        ),
        Mistake(
            "one fixed seed",
            "The validation rows are the same for every seed: a seed is written into the function. Use the one that is given.",
            edits=(("default_rng(seed)", "default_rng(0)"),),
        ),
        Mistake(
            "another order of the four",
            "The four come as X_train, X_val, Y_train, Y_val, which is another library's order. Here it is X_train, Y_train, X_val, Y_val.",
            edits=((PARTS, "X[train], X[val], Y[train], Y[val]"),),
        ),
        Mistake(
            "two pairs",
            "These are two pairs. Return the four arrays in one tuple: X_train, Y_train, X_val, Y_val.",
            edits=((PARTS, "(X[train], Y[train]), (X[val], Y[val])"),),
        ),
        Mistake(
            "row numbers",
            "These are the row numbers. Take the rows: X[train], Y[train], X[val], Y[val].",
            edits=((PARTS, "train, val"),),
        ),
    ),
)
