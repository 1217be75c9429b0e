"""mean_squared_error: one number for how far predictions are from their targets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import mean_squared_error


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(5, 2), (4, 3), (7, 2)]:
        yield Case("values", (rng.normal(size=(n, k)), rng.normal(size=(n, k))), f"{n} examples, {k} outputs")
    yield Case("one", (rng.normal(size=(6, 1)), rng.normal(size=(6, 1))), "one output")
    yield Case("one", (rng.normal(size=(1, 3)), rng.normal(size=(1, 3))), "one example")
    Y = rng.normal(size=(3, 2))
    yield Case("zero", (Y.copy(), Y), "perfect predictions")
    yield Case("zero", (1e4 * rng.normal(size=(3, 2)), 1e4 * rng.normal(size=(3, 2))), "large numbers")


exercise = Exercise(
    reference=mean_squared_error,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 1.0, "right for several examples and outputs"),
        Claim("one", 0.25, "right for one output, and for one example"),
        Claim("zero", 0.25, "0 for perfect predictions, right for large numbers"),
        Claim(ARGUMENTS, 0.25, "Y_hat and Y stay as they were"),
    ),
    hints=(
        "Three steps: the residuals, their squares, the average. Over what is the average taken?",
        "(1/n) times the sum of all squared residuals, where n is the number of rows.",
        "np.sum((Y_hat - Y) ** 2), then divide by Y.shape[0].",
    ),
    mistakes=(
        Mistake(
            "mean over outputs too",
            "You average over examples and outputs. Average over the examples only: sum each row, then divide by n.",
            edits=(("/ Y.shape[0]", "/ Y.size"),),
        ),
        Mistake(
            "sum instead of mean",
            "You add the squared residuals up, but do not divide by the number of examples.",
            edits=((" / Y.shape[0]", ""),),
        ),
        Mistake(
            "root",
            "This is the root of the mean squared error: leave the square root out.",
            edits=(("float(np.sum(residuals**2) / Y.shape[0])", "float(np.sqrt(np.sum(residuals**2) / Y.shape[0]))"),),
        ),
        Mistake(
            "half",
            "This is half of it: some texts put 1/2 in front, the mean squared error has none.",
            edits=(("np.sum(residuals**2)", "0.5 * np.sum(residuals**2)"),),
        ),
        Mistake(
            "no square",
            "You take absolute residuals. Square them: a large miss must weigh more than several small ones.",
            edits=(("residuals**2", "np.abs(residuals)"),),
        ),
        Mistake(
            "residuals add up with their signs",
            "The residuals are not squared, so those above and those below cancel.",
            edits=(("residuals**2", "residuals"),),
        ),
    ),
)
