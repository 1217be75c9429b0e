"""r_squared: how much of the spread the predictions explain."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import r_squared


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(6, 2), (5, 3), (3, 3)]:
        Y = rng.normal(size=(n, k)) * rng.uniform(1, 4, size=k) + rng.uniform(-9, 9, size=k)
        yield Case("values", (Y + 0.5 * rng.normal(size=(n, k)), Y), f"{n} examples, {k} outputs")
    Y = rng.normal(size=(7, 1))
    yield Case("one", (Y + 0.3 * rng.normal(size=(7, 1)), Y), "one output")
    Y = rng.normal(size=(5, 2))
    yield Case("special", (Y.copy(), Y), "perfect predictions")
    yield Case("special", (np.ones((5, 1)) * Y.mean(axis=0), Y), "always the mean")
    yield Case("special", (-3 * Y, Y), "worse than the mean: negative")
    Y = 1e5 + rng.normal(size=(6, 2))
    yield Case("special", (Y + 0.1 * rng.normal(size=(6, 2)), Y), "a large offset", 1e-5)


exercise = Exercise(
    reference=r_squared,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.75, "right for several outputs"),
        Claim("one", 0.25, "right for one output"),
        Claim("special", 0.5, "1 for perfect, 0 for the mean, negative for worse"),
        Claim(ARGUMENTS, 0.25, "Y_hat and Y stay as they were"),
    ),
    hints=(
        "Compare two sums of squares: around the predictions, and around the mean.",
        "1 - sum (Y_hat - Y)^2 / sum (Y - mean)^2, where the mean is each column's own.",
        "Y.mean(axis=0) gives the means; both sums run over all entries.",
    ),
    mistakes=(
        Mistake(
            "one mean for all outputs",
            "The spread is taken around one mean for all outputs. Each column of Y has its own mean: axis=0.",
            edits=(("Y.mean(axis=0)", "Y.mean()"),),
        ),
        Mistake(
            "mean of the predictions",
            "The spread is taken around the mean of the predictions. It belongs to the targets: Y - mean of Y.",
            edits=(("(Y - Y.mean(axis=0))", "(Y - Y_hat.mean(axis=0))"),),
        ),
        Mistake(
            "1 - forgotten",
            "This is the share that is not explained. R^2 is one minus it.",
            edits=(("1 - unexplained / total", "unexplained / total"),),
        ),
        Mistake(
            "not centered",
            "The total is the sum of Y^2. Subtract each column's mean first: the mean is what R^2 compares with.",
            edits=(("(Y - Y.mean(axis=0))", "Y"),),
        ),
        Mistake(
            "explained over total",
            "This divides the spread of the predictions by that of the targets. It agrees with R^2 only at the least-squares fit.",
            wrong=lambda Y_hat, Y: float(np.sum((Y_hat - Y.mean(axis=0)) ** 2) / np.sum((Y - Y.mean(axis=0)) ** 2)),
        ),
        Mistake(
            "averaged over outputs",
            "R^2 was computed for each output and averaged. Here the sums are pooled: all outputs in one fraction.",
            wrong=lambda Y_hat, Y: float(
                np.mean(1 - np.sum((Y_hat - Y) ** 2, axis=0) / np.sum((Y - Y.mean(axis=0)) ** 2, axis=0))
            ),
        ),
        Mistake(
            "no squares",
            "The misses are not squared. R^2 compares sums of squares.",
            wrong=lambda Y_hat, Y: float(1 - np.sum(np.abs(Y_hat - Y)) / np.sum(np.abs(Y - Y.mean(axis=0)))),
        ),
        Mistake(
            "upside down",
            "The fraction is upside down: the unexplained part belongs above, the total below.",
            wrong=lambda Y_hat, Y: float(1 - np.sum((Y - Y.mean(axis=0)) ** 2) / np.float64(np.sum((Y_hat - Y) ** 2))),
        ),
        Mistake(
            "squared correlation",
            "This is the squared correlation. It does not see that predictions are shifted or scaled; R^2 does.",
            wrong=lambda Y_hat, Y: float(np.corrcoef(Y_hat.ravel(), Y.ravel())[0, 1] ** 2),
        ),
    ),
)
