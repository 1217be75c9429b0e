"""weight_gradient: the slope by a layer's weights, summed over a batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import weight_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d_in, d_out in [(5, 3, 2), (4, 2, 3)]:
        yield Case(
            "values", (numbers(rng, n, d_in), numbers(rng, n, d_out)), f"{n} rows, {d_in} inputs, {d_out} outputs"
        )
    yield Case("square", (numbers(rng, 3, 3), numbers(rng, 3, 3)), "3 rows, 3 inputs, 3 outputs")
    yield Case("square", (numbers(rng, 4, 4), numbers(rng, 4, 2)), "as many rows as inputs")
    yield Case("square", (numbers(rng, 5, 2), numbers(rng, 5, 2)), "as many inputs as outputs")
    yield Case("edge", (numbers(rng, 1, 3), numbers(rng, 1, 2)), "one row: a single outer product")
    yield Case("edge", (numbers(rng, 4, 1), numbers(rng, 4, 3)), "one input")
    yield Case("edge", (numbers(rng, 3, 2), numbers(rng, 3, 1)), "one output")


SUM = "A.T @ delta"
exercise = Exercise(
    reference=weight_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each weight, shape (d_in, d_out)"),
        Claim("values", 0.5, "right for several rows, inputs and outputs"),
        Claim("square", 0.5, "right where a transpose too many would not be noticed by its shape"),
        Claim("edge", 0.25, "right for one row, one input, one output"),
        Claim(ARGUMENTS, 0.25, "A and delta stay as they were"),
    ),
    hints=(
        "For one row it is the outer product. Write down entry jk of the sum of all rows' outer products: which product is that?",
        "Entry jk is the sum over i of A_ij delta_ik, which is entry jk of A^T delta.",
        "A.T @ delta.",
    ),
    mistakes=(
        Mistake(
            "the other order",
            "This is the transpose, delta^T A. dW has the shape of W, inputs in rows: A^T delta.",
            edits=((SUM, "delta.T @ A"),),
        ),
        Mistake(
            "mean",
            "This is divided by the number of rows. The sum is asked for here; 1/n enters once, at the top of backward.",
            edits=((SUM, "A.T @ delta / A.shape[0]"),),
        ),
        Mistake(
            "outer product of the sums",
            "First the rows are added up, then one outer product is taken. Each delta belongs to its own input: take each row's outer product, then add up.",
            edits=((SUM, "np.outer(A.sum(axis=0), delta.sum(axis=0))"),),
        ),
        Mistake(
            "each input with the sum of delta",
            "The deltas are added up before they meet their inputs. Each delta belongs to its own row of A: A^T delta.",
            edits=((SUM, "A.mean(axis=0)[:, None] * delta.sum(axis=0)"),),
        ),
        Mistake(
            "the first row only",
            "Only the first row counts here. Add up over all rows: A^T delta does that.",
            edits=((SUM, "A[:1].T @ delta[:1]"),),
        ),
        Mistake(
            "the last row only",
            "Only the last row counts here. In a loop: dW = dW + ..., not dW = ....",
            edits=((SUM, "A[-1:].T @ delta[-1:]"),),
        ),
        Mistake(
            "last row left out",
            "The last row is left out: a loop over the rows has to reach it.",
            edits=((SUM, "A[:-1].T @ delta[:-1]"),),
        ),
        Mistake(
            "first row left out",
            "The first row is left out: rows are counted from 0.",
            edits=((SUM, "A[1:].T @ delta[1:]"),),
        ),
        Mistake(
            "A not transposed",
            "A has to be transposed: entry jk adds up column j of A times column k of delta, A.T @ delta.",
            edits=((SUM, "A @ delta"),),
        ),
        Mistake(
            "delta transposed",
            "This is A delta^T, a table of rows against rows. The sum goes over the rows: A^T delta.",
            edits=((SUM, "A @ delta.T"),),
        ),
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. The sum over the rows is the matrix product A.T @ delta.",
            edits=((SUM, "A.T * delta"),),
        ),
        Mistake(
            "not added up",
            "These are the outer products of all rows, one above the other. Add them up over the rows, axis 0.",
            edits=((SUM, "A[:, :, None] * delta[:, None, :]"),),
        ),
        Mistake(
            "A left out",
            "Every row of this is the sum of delta: the inputs A are missing. That is the slope by the bias.",
            edits=((SUM, "np.ones_like(A).T @ delta"),),
        ),
        Mistake(
            "the gradient of the bias",
            "This is the sum of delta: the slope by the bias. A weight's slope counts each delta times its input.",
            edits=((SUM, "delta.sum(axis=0)"),),
        ),
    ),
)
