"""mse_gradient: the slope of the mean squared error by every weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import mse_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d: int, k: int) -> tuple[Any, ...]:
        return rng.normal(size=(n, d)), rng.normal(size=(n, k)), rng.normal(size=(d, k))

    for n, d, k in [(5, 3, 2), (7, 2, 3), (6, 4, 1)]:
        yield Case("values", inputs(n, d, k), f"{n} rows, {d} features, {k} outputs")
    yield Case("square", inputs(3, 3, 3), "everything 3 by 3")
    yield Case("square", inputs(1, 3, 2), "one row")
    yield Case("square", inputs(4, 1, 1), "one feature, one output")
    X, _, W = inputs(5, 2, 2)
    yield Case("square", (X, X @ W, W), "a perfect fit: the slope is 0")


def agrees_with_differences(cases: Sequence[tuple[Any, Any]]) -> str | None:
    h = 1e-5
    for (X, Y, W), dW in cases:
        for i in np.ndindex(W.shape):
            losses = []
            for step in (h, -h):
                moved = W.copy()
                moved[i] += step
                losses.append(np.sum((X @ moved - Y) ** 2) / len(X))
            slope = (losses[0] - losses[1]) / (2 * h)
            if abs(slope - np.asarray(dW)[i]) > 1e-6 * max(1.0, abs(slope)):
                return f"by W[{i[0]}, {i[1]}] the loss rises by {slope:.4g} per unit, dW says {np.asarray(dW)[i]:.4g}"
    return None


exercise = Exercise(
    reference=mse_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "dW has the shape of W"),
        Claim("values", 1.0, "right for several rows, features and outputs"),
        Claim("square", 0.5, "right for square matrices, one row, one feature, a perfect fit"),
        Claim("differences", 1.0, "it agrees with central differences of the loss", agrees_with_differences),
        Claim(ARGUMENTS, 0.25, "X, Y and W stay as they were"),
    ),
    hints=(
        "Begin with the residuals, (n, k). Every weight W_jl meets column j of X: which product has the shape of W?",
        "dW = (2/n) X^T (X W - Y).",
        "2 * X.T @ (X @ W - Y) / X.shape[0].",
    ),
    mistakes=(
        Mistake(
            "factor 2 dropped",
            "This is exactly half the slope: the 2 from the square is missing. Texts absorb it in the step size; a gradient check does not.",
            edits=(("2 / X.shape[0]", "1 / X.shape[0]"),),
        ),
        Mistake(
            "1/n forgotten",
            "This is n times the slope: the loss is a mean over the examples, so divide by the number of rows.",
            edits=(("2 / X.shape[0]", "2"),),
        ),
        Mistake(
            "divided by n k",
            "You divide by all entries of the residuals. The loss averages over the examples only: divide by n.",
            edits=(("/ X.shape[0]", "/ residuals.size"),),
        ),
        Mistake(
            "divided by d",
            "You divide by the number of features. Divide by the number of examples, X.shape[0].",
            edits=(("/ X.shape[0]", "/ X.shape[1]"),),
        ),
        Mistake(
            "sign of the residuals",
            "The residuals are the wrong way round: with Y - X W the slope points downhill. Use X W - Y.",
            edits=(("X @ W - Y", "Y - X @ W"),),
        ),
        Mistake(
            "X not transposed",
            "X has to be transposed: each weight collects its column of X times the residuals, X^T (X W - Y).",
            edits=(("X.T @", "X @"),),
        ),
        Mistake(
            "Y left out",
            "The targets are missing: the residuals are X W - Y.",
            edits=(("X @ W - Y", "X @ W"),),
        ),
        Mistake(
            "the residuals' mean",
            "You average the residuals and forget X: each residual counts as much as the feature that made it.",
            wrong=lambda X, Y, W: np.tile(2 * (X @ W - Y).mean(axis=0), (X.shape[1], 1)),
        ),
        Mistake(
            "the other order",
            "This is the transpose of the slope, (X W - Y)^T X. dW has W's shape: features in rows.",
            wrong=lambda X, Y, W: 2 * (X @ W - Y).T @ X / X.shape[0],
        ),
        Mistake(
            "residuals squared",
            "The residuals are squared here. In the loss they are; its slope has them once.",
            edits=(("X.T @ residuals", "X.T @ residuals**2"),),
        ),
    ),
)
