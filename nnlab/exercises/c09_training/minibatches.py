"""minibatches: the rows in portions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, one_hot_rows
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.training import minibatches


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d: int, k: int) -> tuple[Any, Any]:
        return numbers(rng, n, d), one_hot_rows(rng, n, k)

    yield Case("whole", (*inputs(6, 2, 3), 2), "6 rows by 2")
    yield Case("whole", (*inputs(9, 3, 2), 3), "9 rows by 3")
    yield Case("whole", (*inputs(8, 1, 2), 2), "8 rows by 2, one feature")
    yield Case("short", (*inputs(7, 2, 2), 3), "7 rows by 3: the last batch has 1")
    yield Case("short", (*inputs(11, 2, 3), 4), "11 rows by 4: the last batch has 3")
    yield Case("short", (*inputs(9, 3, 2), 2), "9 rows by 2: the last batch has 1")
    yield Case("edge", (*inputs(3, 2, 2), 1), "one row each")
    yield Case("edge", (*inputs(4, 3, 2), 4), "one batch of all")
    yield Case("edge", (*inputs(3, 2, 2), 5), "batch_size above n: one batch of all")
    yield Case(
        "edge", (numbers(rng, 5, 2), rng.integers(0, 9, size=5), 2), "5 rows by 2, Y whole numbers of shape (n,)"
    )


def evened_out(X: Any, Y: Any, batch_size: int) -> Any:
    count = -(-len(X) // batch_size)
    return list(zip(np.array_split(X, count), np.array_split(Y, count), strict=True))


def in_so_many_parts(X: Any, Y: Any, batch_size: int) -> Any:
    return list(zip(np.array_split(X, batch_size), np.array_split(Y, batch_size), strict=True))


def rest_in_the_last(X: Any, Y: Any, batch_size: int) -> Any:
    count = max(1, len(X) // batch_size)
    ends = [*(batch_size * i for i in range(1, count)), len(X)]
    return [(X[a:b], Y[a:b]) for a, b in zip([0, *ends[:-1]], ends, strict=True)]


def two_lists(X: Any, Y: Any, batch_size: int) -> Any:
    batches = minibatches(X, Y, batch_size)
    return [x for x, _ in batches], [y for _, y in batches]


def wrapped(X: Any, Y: Any, batch_size: int) -> Any:
    return [
        (X.take(range(i, i + batch_size), axis=0, mode="wrap"), Y.take(range(i, i + batch_size), axis=0, mode="wrap"))
        for i in range(0, len(X), batch_size)
    ]


BOTH = "(X[start : start + batch_size], Y[start : start + batch_size])"

exercise = Exercise(
    reference=minibatches,
    draw=draw,
    parts=("X of batch {i}", "Y of batch {i}"),
    claims=(
        Claim(SHAPE, 0.25, "a list with a pair (X_batch, Y_batch) for each batch"),
        Claim("whole", 0.25, "right where batch_size divides the number of rows"),
        Claim("short", 0.5, "right where the last batch is short: no row is lost"),
        Claim("edge", 0.25, "right for one row each, for one batch of all, for labels (n,)"),
        Claim(ARGUMENTS, 0.25, "X and Y stay as they were"),
    ),
    hints=(
        "range(0, n, batch_size) gives the row at which each batch begins.",
        "A batch is X[start : start + batch_size]. A slice that reaches beyond the last row simply ends there.",
        "[(X[start : start + batch_size], Y[start : start + batch_size]) for start in range(0, len(X), batch_size)].",
    ),
    mistakes=(
        Mistake(
            "last short batch dropped",
            "The short batch at the end is missing: its rows would never be learned from. Begin a batch at every multiple of batch_size below n.",
            edits=(("range(0, len(X), batch_size)", "range(0, len(X) - batch_size + 1, batch_size)"),),
        ),
        Mistake(
            "an empty batch at the end",
            "There is an empty batch at the end: a batch begins at a row that is not there. Stop before n: range(0, n, batch_size).",
            edits=(("range(0, len(X), batch_size)", "range(0, len(X) + 1, batch_size)"),),
        ),
        Mistake(
            "one batch too many",
            "There is one batch too many, and it is empty where batch_size divides n, or always: n // batch_size + 1 counts it. Use range(0, n, batch_size).",
            edits=(("range(0, len(X), batch_size)", "range(0, len(X) + batch_size, batch_size)"),),
        ),
        Mistake(
            "overlapping",
            "A batch begins at every row, so the batches overlap. Go on by batch_size: range(0, n, batch_size).",
            edits=(("range(0, len(X), batch_size)", "range(len(X))"),),
        ),
        Mistake(
            "batch_size batches",
            "You make batch_size batches. It is the number of rows in each batch, not the number of batches.",
            wrong=in_so_many_parts,
        ),
        Mistake(
            "evened out",
            "The batches are made nearly equal. Here every batch has batch_size rows, and only the last may be shorter.",
            wrong=evened_out,
        ),
        Mistake(
            "the rest in the last batch",
            "The rows that are left over are added to the last full batch. They are a batch of their own, a short one.",
            wrong=rest_in_the_last,
        ),
        Mistake(
            "last batch filled up",
            "The last batch is filled up with rows from the beginning. It may be short: let the slice end at the last row.",
            wrong=wrapped,
        ),
        Mistake(
            "last batch reaches back",
            "The last batch reaches back, so that some rows come twice. It may be short.",
            edits=(
                (
                    BOTH,
                    "(X[start : start + batch_size], Y[start : start + batch_size]) if start + batch_size <= len(X) else (X[-batch_size:], Y[-batch_size:])",
                ),
            ),
        ),
        Mistake(
            "one row short",
            "Every batch ends one row early: a slice already stops before its end. Use start : start + batch_size.",
            edits=((BOTH, "(X[start : start + batch_size - 1], Y[start : start + batch_size - 1])"),),
        ),
        Mistake(
            "batch_size as the end",
            "The slice ends at batch_size, so every batch after the first is empty. A slice wants its end, not its length: start : start + batch_size.",
            edits=((BOTH, "(X[start:batch_size], Y[start:batch_size])"),),
        ),
        Mistake(
            "one row too long",
            "Every batch reaches one row too far, into the next one. Use start : start + batch_size.",
            edits=((BOTH, "(X[start : start + batch_size + 1], Y[start : start + batch_size + 1])"),),
        ),
        Mistake(
            "every so many-th row",
            "Each batch takes rows far apart, as X[i::step] does. The batches go through the rows in order: the first batch_size rows, then the next.",
            wrong=lambda X, Y, batch_size: [
                (X[i :: -(-len(X) // batch_size)], Y[i :: -(-len(X) // batch_size)])
                for i in range(-(-len(X) // batch_size))
            ],
        ),
        Mistake(
            "Y not cut",
            "Every batch has all of Y. Cut Y like X, so that each row keeps its target.",
            edits=(("Y[start : start + batch_size]", "Y"),),
        ),
        Mistake(
            "X alone",
            "Only X is cut into batches. Each batch is a pair: (X_batch, Y_batch).",
            edits=((BOTH, "X[start : start + batch_size]"),),
        ),
        Mistake(
            "exchanged",
            "Y comes first in each pair. It is (X_batch, Y_batch).",
            edits=((BOTH, "(Y[start : start + batch_size], X[start : start + batch_size])"),),
        ),
        Mistake(
            "two lists",
            "These are two lists, one of X and one of Y. One list of pairs is asked for: zip them, or append (X_batch, Y_batch).",
            wrong=two_lists,
        ),
        Mistake(
            "first batch only",
            "Only the first batch comes back: the return stands inside the loop. Put it after the loop.",
            edits=(("range(0, len(X), batch_size)", "(0,)"),),
        ),
    ),
)
