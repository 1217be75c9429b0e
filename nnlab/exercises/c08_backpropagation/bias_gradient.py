"""bias_gradient: the slope by a layer's bias, summed over a batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import bias_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(4, 3), (5, 2)]:
        yield Case("values", (numbers(rng, n, k),), f"{n} rows, {k} outputs")
    yield Case("edge", (numbers(rng, 3, 3),), "as many rows as outputs")
    yield Case("edge", (numbers(rng, 1, 4),), "one row")
    yield Case("edge", (numbers(rng, 4, 1),), "one output")
    up = np.abs(numbers(rng, 2)) + 0.5
    yield Case("edge", (np.array([up, -up]),), "two rows that cancel: the slope is 0")


SUM = "delta.sum(axis=0)"
exercise = Exercise(
    reference=bias_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each bias, shape (d_out,)"),
        Claim("values", 0.5, "right for several rows and outputs"),
        Claim("edge", 0.25, "right for one row, one output, rows that cancel"),
    ),
    hints=(
        "A bias is a weight whose input is always 1. What is left of the outer product then?",
        "The sum of delta over the rows.",
        "delta.sum(axis=0).",
    ),
    mistakes=(
        Mistake(
            "mean",
            "This is the mean over the rows. The sum is asked for here; 1/n enters once, at the top of backward.",
            edits=((SUM, "delta.mean(axis=0)"),),
        ),
        Mistake(
            "the other axis",
            "This adds up each row. Rows are examples: add up over them, axis=0, so that one number for each bias is left.",
            edits=((SUM, "delta.sum(axis=1)"),),
        ),
        Mistake(
            "everything added up",
            "This is one number, the sum of all. Each bias has its own slope: sum over axis 0.",
            edits=((SUM, "delta.sum()"),),
        ),
        Mistake(
            "zeros",
            "The slope is 0 here. The loss does move with the bias: z = A W + b, so the slope of z by b is 1.",
            edits=((SUM, "0 * delta.sum(axis=0)"),),
        ),
        Mistake(
            "the slope of z alone",
            "This is the slope of z by b, which is 1 for each row. It has to be multiplied by delta, then added up.",
            edits=((SUM, "np.ones_like(delta).sum(axis=0)"),),
        ),
        Mistake(
            "all ones",
            "This is the slope of z by b, which is 1. It has to be multiplied by delta, then added up over the rows.",
            edits=((SUM, "np.ones(delta.shape[1])"),),
        ),
        Mistake(
            "not added up",
            "This is delta itself, one row for each example. All rows share one bias: add them up.",
            edits=((SUM, "delta"),),
        ),
        Mistake(
            "the first row only",
            "Only the first row counts here. All rows share one bias: add them up.",
            edits=((SUM, "delta[0]"),),
        ),
        Mistake(
            "last row left out",
            "The last row is left out: a loop over the rows has to reach it.",
            edits=((SUM, "delta[:-1].sum(axis=0)"),),
        ),
        Mistake(
            "first row left out",
            "The first row is left out: rows are counted from 0.",
            edits=((SUM, "delta[1:].sum(axis=0)"),),
        ),
        Mistake(
            "the last row only",
            "Only the last row counts here. In a loop: db = db + delta_i, not db = delta_i.",
            edits=((SUM, "delta[-1]"),),
        ),
    ),
)
