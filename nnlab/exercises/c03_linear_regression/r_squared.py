"""r_squared: how much of the spread the predictions explain."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import Array, numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import r_squared


def targets(rng: np.random.Generator, n: int, k: int) -> Array:
    """(n, k), spread out for certain (there is a trend), each column with another mean and another spread."""
    trend = rng.permutation(n)[:, None] - (n - 1) / 2
    return np.round((trend + numbers(rng, n, k)) * [1.0, 3.0, 0.5][:k] + [4.0, -3.0, 1.0][:k], 2)


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(6, 2), (5, 3)]:
        Y = targets(rng, n, k)
        yield Case("values", (Y + numbers(rng, n, k), Y), f"{n} examples, {k} outputs")
    Y = targets(rng, 3, 3)
    yield Case("values", (Y + 0.5 * numbers(rng, 3, 3), Y), "as many examples as outputs")
    Y = targets(rng, 7, 1)
    yield Case("one", (Y + numbers(rng, 7, 1), Y), "one output")
    Y = targets(rng, 4, 2)
    yield Case("special", (Y.copy(), Y), "perfect predictions")
    yield Case("special", (np.zeros((4, 1)) + Y.mean(axis=0), Y), "always the mean")
    yield Case("special", (5 - 3 * Y, Y), "worse than the mean")
    Y = 10000 + targets(rng, 5, 2)
    yield Case("hard", (Y + numbers(rng, 5, 2), Y), "far from 0")
    Y = whole(rng, 5, 2) + 5 * rng.permutation(5)[:, None]
    yield Case("hard", (Y + whole(rng, 5, 2), Y), "whole numbers")
    Y = targets(rng, 6, 2)
    yield Case("hard", ((Y + numbers(rng, 6, 2)).astype(np.float32), Y.astype(np.float32)), "float32")


exercise = Exercise(
    reference=r_squared,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.75, "right for several outputs"),
        Claim("one", 0.25, "right for one output"),
        Claim("special", 0.25, "1 for perfect predictions, 0 for the mean, negative for worse"),
        Claim("hard", 0.25, "right for targets far from 0, whole numbers and float32"),
        Claim(ARGUMENTS, 0.25, "Y_hat and Y stay as they were"),
    ),
    hints=(
        "Compare two sums of squares: how far the targets are from the predictions, and how far from their own mean.",
        "1 - sum (Y_hat - Y)^2 / sum (Y - mean)^2, where each column has its own mean and both sums run over all entries.",
        "total = np.sum((Y - Y.mean(axis=0)) ** 2), then 1 - np.sum((Y_hat - Y) ** 2) / total.",
    ),
    mistakes=(
        Mistake(
            "one mean for all outputs",
            "The spread is taken around one mean for all outputs. Each column of Y has its own: Y.mean(axis=0).",
            edits=(("Y.mean(axis=0)", "Y.mean()"),),
        ),
        Mistake(
            "means of the rows",
            "The spread is taken around the mean of each row. Each output has its own mean, over the examples: axis=0.",
            edits=(("Y.mean(axis=0)", "Y.mean(axis=1)"),),
        ),
        Mistake(
            "means of the rows, axis kept",
            "The spread is taken around the mean of each row. Each output has its own mean, over the examples: axis=0.",
            edits=(("Y.mean(axis=0)", "Y.mean(axis=1, keepdims=True)"),),
        ),
        Mistake(
            "1 - forgotten",
            "This is the share that is not explained. R^2 is one minus it.",
            edits=(("1 - unexplained / total", "unexplained / total"),),
        ),
        Mistake(
            "mean of the predictions",
            "The spread is taken around the mean of the predictions. It belongs to the targets: Y minus the mean of Y.",
            edits=(("Y.mean(axis=0)", "Y_hat.mean(axis=0)"),),
        ),
        Mistake(
            "spread of the predictions",
            "The total is the spread of the predictions, as if Y_hat and Y were exchanged. It should be that of the targets Y.",
            edits=(("(Y - Y.mean(axis=0))", "(Y_hat - Y_hat.mean(axis=0))"),),
        ),
        Mistake(
            "not centered",
            "The total is the sum of Y^2. Subtract each column's mean first: always guessing the mean is what R^2 compares with.",
            edits=(("(Y - Y.mean(axis=0))", "Y"),),
        ),
        Mistake(
            "explained over total",
            "This is the spread of the predictions over that of the targets. It agrees with R^2 only for a least-squares fit: use 1 minus the unexplained share.",
            edits=(("(Y_hat - Y)", "(Y_hat - Y.mean(axis=0))"), ("1 - unexplained / total", "unexplained / total")),
        ),
        Mistake(
            "averaged over outputs",
            "R^2 is computed for each output and averaged. Here the sums are pooled: all outputs in one fraction.",
            edits=(
                ("np.sum((Y_hat - Y) ** 2)", "np.sum((Y_hat - Y) ** 2, axis=0)"),
                ("np.sum((Y - Y.mean(axis=0)) ** 2)", "np.sum((Y - Y.mean(axis=0)) ** 2, axis=0)"),
                ("1 - unexplained / total", "np.mean(1 - unexplained / total)"),
            ),
        ),
        Mistake(
            "one for each output",
            "This is an R^2 for each output. One number is asked: add the squares of all outputs up, above and below.",
            edits=(
                ("np.sum((Y_hat - Y) ** 2)", "np.sum((Y_hat - Y) ** 2, axis=0)"),
                ("np.sum((Y - Y.mean(axis=0)) ** 2)", "np.sum((Y - Y.mean(axis=0)) ** 2, axis=0)"),
                ("float(1 - unexplained / total)", "1 - unexplained / total"),
            ),
        ),
        Mistake(
            "a mean below, a sum above",
            "The squares above are summed over the outputs, those below averaged over them: the share comes out k times too large.",
            edits=(("np.sum((Y - Y.mean(axis=0)) ** 2)", "np.sum((Y - Y.mean(axis=0)) ** 2) / Y.shape[1]"),),
        ),
        Mistake(
            "mean squared error over a sum",
            "Above stands a mean, below a sum: the share comes out n times too small. Take sums in both places, or means.",
            edits=(("np.sum((Y_hat - Y) ** 2)", "np.sum((Y_hat - Y) ** 2) / Y.shape[0]"),),
        ),
        Mistake(
            "no squares",
            "The distances are not squared. R^2 compares sums of squares.",
            edits=(
                ("(Y_hat - Y) ** 2", "np.abs(Y_hat - Y)"),
                ("(Y - Y.mean(axis=0)) ** 2", "np.abs(Y - Y.mean(axis=0))"),
            ),
        ),
        Mistake(
            "root of the share",
            "The root of the unexplained share is subtracted from 1. R^2 compares the sums of squares themselves: no root, as in np.linalg.norm.",
            edits=(("unexplained / total", "np.sqrt(unexplained / total)"),),
        ),
        Mistake(
            "upside down",
            "The fraction is upside down: the unexplained part belongs above, the total below.",
            edits=(("unexplained / total", "total / unexplained"),),
        ),
        Mistake(
            "squared correlation",
            "This is the squared correlation. It does not see that predictions are shifted or scaled; R^2 does.",
            wrong=lambda Y_hat, Y: float(np.corrcoef(Y_hat.ravel(), Y.ravel())[0, 1] ** 2),
        ),
    ),
)
