"""mean_squared_error: one number for how far predictions are from their targets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.linear_regression import mean_squared_error


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(5, 2), (4, 3)]:
        yield Case("values", (numbers(rng, n, k), numbers(rng, n, k)), f"{n} examples, {k} outputs")
    yield Case("values", (numbers(rng, 3, 3), numbers(rng, 3, 3)), "as many examples as outputs")
    yield Case("one", (numbers(rng, 6, 1), numbers(rng, 6, 1)), "one output")
    yield Case("one", (numbers(rng, 1, 3), numbers(rng, 1, 3)), "one example")
    Y = numbers(rng, 3, 2)
    yield Case("hard", (Y.copy(), Y), "perfect predictions")
    yield Case("hard", (10000 + numbers(rng, 4, 2), 10000 + numbers(rng, 4, 2)), "small misses of large numbers")
    yield Case("hard", (whole(rng, 4, 3), whole(rng, 4, 3)), "whole numbers")
    yield Case("hard", tuple(numbers(rng, 5, 2).astype(np.float32) for _ in range(2)), "float32")


exercise = Exercise(
    reference=mean_squared_error,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 1.0, "right for several examples and outputs"),
        Claim("one", 0.25, "right for one output, and for one example"),
        Claim("hard", 0.25, "0 for perfect predictions; right for large numbers, whole numbers and float32"),
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
            edits=(("/ Y.shape[0]", "/ residuals.size"),),
        ),
        Mistake(
            "sum instead of mean",
            "The squared residuals are added up, but not divided by the number of examples.",
            edits=((" / Y.shape[0]", ""),),
        ),
        Mistake(
            "root",
            "This is the root of the mean squared error: leave the square root out.",
            edits=(("float(", "np.sqrt("),),
        ),
        Mistake(
            "half",
            "This is half of it: some texts put 1/2 in front, the mean squared error has none.",
            edits=(("np.sum(residuals**2)", "0.5 * np.sum(residuals**2)"),),
        ),
        Mistake(
            "no square",
            "These are absolute residuals. Square them: a large miss must weigh more than several small ones.",
            edits=(("residuals**2", "np.abs(residuals)"),),
        ),
        Mistake(
            "residuals add up with their signs",
            "The residuals are not squared, so those above and those below cancel.",
            edits=(("residuals**2", "residuals"),),
        ),
        Mistake(
            "square of the sum",
            "The residuals are added first and squared then, so those above and those below cancel. Square each of them, then add.",
            edits=(("np.sum(residuals**2)", "np.sum(residuals) ** 2"),),
        ),
        Mistake(
            "difference of the squares",
            "The squares are subtracted. Subtract first, then square: (Y_hat - Y)^2.",
            edits=(("residuals**2", "Y_hat**2 - Y**2"),),
        ),
        Mistake(
            "n - 1",
            "You divide by n - 1. Divide by n, the number of examples: with one example, n - 1 is 0.",
            edits=(("Y.shape[0]", "(Y.shape[0] - 1)"),),
        ),
        Mistake(
            "divided by the outputs",
            "You divide by the number of outputs. Divide by the number of examples, Y.shape[0].",
            edits=(("Y.shape[0]", "Y.shape[1]"),),
        ),
        Mistake(
            "always divided by 5",
            "You divide by 5, whatever the number of examples is. Divide by Y.shape[0].",
            edits=(("Y.shape[0]", "5"),),
        ),
        Mistake(
            "lengths averaged",
            "This is the average length of a row of residuals. Average the squares of the lengths.",
            edits=(("np.sum(residuals**2)", "np.sum(np.sqrt(np.sum(residuals**2, axis=1)))"),),
        ),
        Mistake(
            "a column meets a row",
            "Y has become a vector. A column (n, 1) minus a vector (n,) is a table (n, n), each prediction against every target: leave Y a column.",
            edits=(("Y_hat - Y", "Y_hat - Y.ravel()"),),
        ),
        Mistake(
            "a column meets a row: predictions",
            "Y_hat has become a vector. A vector (n,) minus a column (n, 1) is a table (n, n), each prediction against every target: leave Y_hat a column.",
            edits=(("Y_hat - Y", "Y_hat.ravel() - Y"),),
        ),
        Mistake(
            "a column meets a row: Y[:, 0]",
            "Y[:, 0] is a vector. A column (n, 1) minus a vector (n,) is a table (n, n), each prediction against every target: leave Y a column.",
            edits=(("Y_hat - Y", "Y_hat - Y[:, 0]"),),
        ),
    ),
)
