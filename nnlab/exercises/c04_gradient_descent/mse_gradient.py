"""mse_gradient: the slope of the mean squared error by every weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.gradient_descent import mse_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d: int, k: int) -> Inputs:
        return numbers(rng, n, d), numbers(rng, n, k), numbers(rng, d, k)

    for n, d, k in [(5, 3, 2), (6, 2, 3)]:
        yield Case("values", inputs(n, d, k), f"{n} rows, {d} features, {k} outputs")
    yield Case("square", inputs(3, 3, 3), "3 rows, 3 features, 3 outputs")
    yield Case("square", inputs(4, 4, 2), "as many rows as features")
    yield Case("square", inputs(5, 2, 2), "as many outputs as features")
    yield Case("small", inputs(6, 3, 1), "one output")
    yield Case("small", inputs(1, 3, 2), "one row")
    yield Case("small", inputs(4, 1, 2), "one feature")
    X, W = whole(rng, 5, 3), whole(rng, 3, 2)
    yield Case("hard", (X, X @ W, W), "a perfect fit, in whole numbers: the slope is 0")
    yield Case("hard", (whole(rng, 4, 3), whole(rng, 4, 2), whole(rng, 3, 2)), "whole numbers")
    yield Case("hard", (100 * numbers(rng, 4, 2), 10000 * numbers(rng, 4, 3), numbers(rng, 2, 3)), "large numbers")
    yield Case("hard", tuple(array.astype(np.float32) for array in inputs(5, 3, 2)), "float32")


def agrees_with_differences(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """The loss at W a little up and a little down, by one weight at a time; for a square that is exact for any h."""
    h = 1e-2
    for inputs, dW in cases:
        X, Y, W, dW = (np.asarray(array, dtype=float) for array in (*inputs, dW))
        slopes = np.empty_like(W)
        for j, m in np.ndindex(W.shape):
            step = np.zeros_like(W)
            step[j, m] = h
            above, below = (np.sum((X @ moved - Y) ** 2) / len(X) for moved in (W + step, W - step))
            slopes[j, m] = (above - below) / (2 * h)
        # Room for float32 work; the scale is that of the sums that make a slope.
        limit = 1e-4 * (np.abs(X).T @ (np.abs(X @ W) + np.abs(Y)) / len(X)).max() + 1e-6
        if not (np.abs(slopes - dW) <= limit).all():
            j, m = np.unravel_index(np.argmax(np.abs(slopes - dW)), W.shape)
            return f"central differences of the loss give {slopes[j, m]:.4g} for W[{j}, {m}], dW says {dW[j, m]:.4g}"
    return None


exercise = Exercise(
    reference=mse_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "dW has the shape of W"),
        Claim("values", 1.0, "right for several rows, features and outputs"),
        Claim("square", 0.5, "right where a transpose too many would not be noticed by its shape"),
        Claim("small", 0.25, "right for one output, one row, one feature"),
        Claim("hard", 0.25, "right for a perfect fit, whole numbers, large numbers and float32"),
        Claim("slopes", 0.5, "it agrees with central differences of the loss", agrees_with_differences),
        Claim(ARGUMENTS, 0.25, "X, Y and W stay as they were"),
    ),
    hints=(
        "Begin with the residuals, (n, k). Each weight W_jl meets column j of X and column l of the residuals: which product has the shape of W?",
        "dW = (2/n) X^T (X W - Y): the 2 comes from the square, 1/n from the mean.",
        "2 * X.T @ (X @ W - Y) / X.shape[0].",
    ),
    mistakes=(
        Mistake(
            "factor 2 dropped",
            "This is exactly half the slope: the 2 from the square is missing. Texts absorb it in the step size; a gradient check does not.",
            edits=(("2 / X", "1 / X"),),
        ),
        Mistake(
            "1/n forgotten",
            "This is n times the slope: the loss is a mean over the examples, so divide by the number of rows.",
            edits=(("2 / X.shape[0]", "2"),),
        ),
        Mistake(
            "divided by n k",
            "You divide by all entries of the residuals. The loss averages over the examples only: divide by n.",
            edits=(("X.shape[0]", "residuals.size"),),
        ),
        Mistake(
            "divided by d",
            "You divide by the number of features. Divide by the number of examples, X.shape[0].",
            edits=(("X.shape[0]", "X.shape[1]"),),
        ),
        Mistake(
            "divided by n twice",
            "1/n is in here twice: the mean over the examples brings it once.",
            edits=(("X.shape[0]", "X.shape[0] ** 2"),),
        ),
        Mistake(
            "sign of the residuals",
            "This is the negative of the slope: the residuals are X W - Y, not Y - X W. The gradient points uphill; the minus comes with the step.",
            edits=(("X @ W - Y", "Y - X @ W"),),
        ),
        Mistake(
            "X not transposed",
            "X has to be transposed: each weight collects its column of X times the residuals, X^T (X W - Y).",
            edits=(("X.T @", "X @"),),
        ),
        Mistake(
            "the other order",
            "This is the transpose of the slope, (X W - Y)^T X. dW has W's shape, features in rows: X^T stands on the left.",
            edits=(("X.T @ residuals", "residuals.T @ X"),),
        ),
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. A weight's slope adds up over the examples: that is the matrix product X.T @ residuals.",
            edits=(("X.T @ residuals", "X.T * residuals"),),
        ),
        Mistake(
            "stops at the predictions",
            "This is the derivative by the predictions, one for each example. The chain rule goes on to the weights: multiply by X^T from the left.",
            edits=(("X.T @ residuals", "residuals"),),
        ),
        Mistake(
            "the gradient of a bias",
            "The residuals are added up without X: that is the slope by a bias. A weight's slope counts each residual times its feature.",
            edits=(("X.T @ residuals", "residuals.sum(axis=0)"),),
        ),
        Mistake(
            "the gradient of a bias, in W's shape",
            "Each column of this holds the sum of the residuals: X is missing. A weight's slope counts each residual times its feature.",
            edits=(("X.T @ residuals", "np.ones_like(X).T @ residuals"),),
        ),
        Mistake(
            "Y left out",
            "The targets are missing: the residuals are X W - Y.",
            edits=(("X @ W - Y", "X @ W"),),
        ),
        Mistake(
            "W left out",
            "The predictions are missing: the residuals are X W - Y, here they are -Y alone.",
            edits=(("X @ W - Y", "-Y"),),
        ),
        Mistake(
            "residuals squared",
            "The residuals are squared here. In the loss they are; its slope has them once.",
            edits=(("@ residuals", "@ residuals**2"),),
        ),
        Mistake(
            "last row left out",
            "The last example is left out: a loop over the examples has to reach the last row of X.",
            edits=(("X.T @ residuals", "X[:-1].T @ residuals[:-1]"),),
        ),
        Mistake(
            "direction only",
            "This has the direction of the slope, and always the length 1. Do not divide by its norm: how steep it is counts.",
            edits=(("2 / X.shape[0] * X.T @ residuals", "X.T @ residuals / np.linalg.norm(X.T @ residuals)"),),
        ),
        Mistake(
            "the loss itself",
            "This is the mean squared error, not its slope: dW has one number for each weight.",
            edits=(("2 / X.shape[0] * X.T @ residuals", "(residuals**2).sum() / X.shape[0]"),),
        ),
        Mistake(
            "a column meets a row",
            "Y has become a vector. A column (n, 1) minus a vector (n,) is a table (n, n), each prediction against every target: leave Y a column.",
            edits=(("X @ W - Y", "X @ W - Y.ravel()"),),
        ),
        Mistake(
            "a column meets a row: predictions",
            "The predictions have become a vector. A vector (n,) minus a column (n, 1) is a table (n, n), each prediction against every target: leave them a column.",
            edits=(("X @ W - Y", "(X @ W).ravel() - Y"),),
        ),
        Mistake(
            "a column meets a row: Y[:, 0]",
            "Y[:, 0] is a vector. A column (n, 1) minus a vector (n,) is a table (n, n), each prediction against every target: leave Y a column.",
            edits=(("X @ W - Y", "X @ W - Y[:, 0]"),),
        ),
    ),
)
