"""nll_gradient: the slope of the negative log-likelihood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.logistic_regression import nll_from_scores, nll_gradient
from nnlab.reference.one_neuron import sigmoid


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d: int) -> Inputs:
        return numbers(rng, n, d), rng.permutation(n) % 2, numbers(rng, d), float(numbers(rng)) or 0.5

    for n, d in [(5, 3), (7, 2), (3, 4)]:
        yield Case("values", inputs(n, d), f"{n} rows, {d} features")
    yield Case("square", inputs(3, 3), "as many rows as features")
    yield Case("square", inputs(4, 4), "as many rows as features")
    X, _, w, b = inputs(1, 3)
    yield Case("edge", (X, np.array([1]), w, b), "one row")
    yield Case("edge", inputs(6, 1), "one feature")
    yield Case("edge", (numbers(rng, 4, 2), np.array([0, 1, 1, 1]), np.zeros(2), 0.0), "w and b are 0: every p is 1/2")
    yield Case("edge", (whole(rng, 5, 2), rng.permutation(5) % 2, whole(rng, 2), 1), "whole numbers")
    X, y, w, b = inputs(6, 3)
    yield Case("edge", (X.astype(np.float32), y, w.astype(np.float32), b), "float32")
    X = np.round(np.abs(numbers(rng, 4, 1)) + 1, 2) * np.array([[1], [-1], [1], [-1]])
    yield Case("stable", (X, np.array([1, 0, 0, 1]), np.array([1500.0]), 0.5), "scores beyond 1000 and -1000")


def agrees_with_differences(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """The loss with one weight, or b, a little up and a little down."""
    h = 1e-4
    for (X, y, w, b), (dw, db) in cases:
        X, at = np.asarray(X, dtype=float), np.append(np.asarray(w, dtype=float), b)
        if np.abs(X @ at[:-1] + b).max() > 30:  # the loss is nearly a corner there
            continue
        found = np.append(np.asarray(dw, dtype=float), float(db))
        for j in range(len(at)):
            step = np.zeros_like(at)
            step[j] = h
            above, below = (nll_from_scores(X @ moved[:-1] + moved[-1], y) for moved in (at + step, at - step))
            slope = (above - below) / (2 * h)
            if not abs(slope - found[j]) <= 1e-4 * (1 + np.abs(X).sum()):
                name = f"dw[{j}]" if j < len(w) else "db"
                return f"central differences of the loss give {slope:.4g} for {name}, yours is {found[j]:.4g}"
    return None


def a_column_meets_a_row(X: Any, y: Any, w: Any, b: float) -> Any:
    delta = sigmoid(X @ w[:, None] + b) - y  # (n, 1) - (n,): every probability against every label
    return X.T @ delta, float(delta.sum())


def labels_in_a_column(X: Any, y: Any, w: Any, b: float) -> Any:
    delta = sigmoid(X @ w + b) - y[:, None]  # (n,) - (n, 1)
    return X.T @ delta, float(delta.sum())


def everything_a_column(X: Any, y: Any, w: Any, b: float) -> Any:
    dw, db = nll_gradient(X, y, w, b)
    return dw[:, None], db


DELTA = "predict_probability(X, w, b) - y"

exercise = Exercise(
    reference=nll_gradient,
    draw=draw,
    parts=("dw", "db"),
    claims=(
        Claim(SHAPE, 0.25, "it returns dw in the shape of w, and db, a single number"),
        Claim("values", 1.25, "right for several rows and features"),
        Claim("square", 0.25, "right where a missing transpose would not be noticed by its shape"),
        Claim("edge", 0.25, "right for one row, one feature, weights 0, whole numbers, float32"),
        Claim("stable", 0.25, "right, not nan, for very large scores"),
        Claim("slopes", 0.5, "it agrees with central differences of the loss", agrees_with_differences),
        Claim(ARGUMENTS, 0.25, "X, y and w stay as they were"),
    ),
    hints=(
        "First one number for each example: the derivative of its cost by its score. It is short.",
        "delta = p - y. Then dw = X^T delta, as in chapter 04, and db is the sum of delta.",
        "delta = predict_probability(X, w, b) - y; return X.T @ delta, delta.sum().",
    ),
    mistakes=(
        Mistake(
            "sign",
            "This is the negative of the slope: the difference is p - y, not y - p. The gradient points uphill.",
            edits=((DELTA, "y - predict_probability(X, w, b)"),),
        ),
        Mistake(
            "the mean's slope",
            "This is the slope of the mean, divided by n. The negative log-likelihood is a sum: do not divide.",
            edits=(("return X.T @ delta, float(delta.sum())", "return X.T @ delta / len(y), float(delta.mean())"),),
        ),
        Mistake(
            "dw a mean, db a sum",
            "dw is divided by n, and db is not. Both belong to the sum over the examples: do not divide.",
            edits=(("X.T @ delta", "X.T @ delta / len(y)"),),
        ),
        Mistake(
            "db a mean",
            "db is the mean of p - y here. The loss is a sum over the examples, and so is db.",
            edits=(("delta.sum()", "delta.mean()"),),
        ),
        Mistake(
            "factor 2",
            "This is twice the slope. The 2 of chapter 04 came from the square; there is no square here.",
            edits=((DELTA, "2 * (predict_probability(X, w, b) - y)"),),
        ),
        Mistake(
            "the slope of the sigmoid once more",
            "p (1 - p) does not belong here: the logarithm's derivative has cancelled it. What is left is p - y.",
            edits=((DELTA, "(p := predict_probability(X, w, b)) * (1 - p) * (p - y)"),),
        ),
        Mistake(
            "divided by the slope of the sigmoid",
            "p - y is divided by p (1 - p). That is the derivative by p; the sigmoid's slope, p (1 - p), cancels it on the way to the score.",
            edits=((DELTA, "((p := predict_probability(X, w, b)) - y) / (p * (1 - p))"),),
        ),
        Mistake(
            "probability of class 0",
            "The sign of the score is wrong, so that p is the probability of class 0. The difference is p - y, with p = sigmoid(X w + b).",
            edits=((DELTA, "1 - predict_probability(X, w, b) - y"),),
        ),
        Mistake(
            "last row left out",
            "The last example is left out: a loop over the rows has to reach it.",
            edits=(("X.T @ delta", "X[:-1].T @ delta[:-1]"), ("delta.sum()", "delta[:-1].sum()")),
        ),
        Mistake(
            "a step taken",
            "It takes a step, w - dw and b - db. Only the slopes are asked for: dw, db.",
            edits=(("X.T @ delta", "w - X.T @ delta"), ("float(delta.sum())", "b - float(delta.sum())")),
        ),
        Mistake(
            "direction only",
            "dw is divided by its length. How steep it is counts: return it as it is.",
            edits=(("X.T @ delta", "X.T @ delta / np.linalg.norm(X.T @ delta)"),),
        ),
        Mistake(
            "the score in the place of p",
            "The residual is taken from the scores X w + b, as in linear regression. Here it is p - y, with p = sigmoid(X w + b).",
            edits=((DELTA, "X @ w + b - y"),),
        ),
        Mistake(
            "bias left out of p",
            "p is computed without the bias: the score is X w + b.",
            edits=((DELTA, "predict_probability(X, w, 0.0) - y"),),
        ),
        Mistake(
            "y left out",
            "The labels are missing: it is p - y that meets X.",
            edits=((DELTA, "predict_probability(X, w, b)"),),
        ),
        Mistake(
            "decisions for probabilities",
            "The difference is taken between decisions, 0 or 1, and labels. How sure counts: p - y with p itself.",
            edits=((DELTA, "(predict_probability(X, w, b) >= 0.5) - y"),),
        ),
        Mistake(
            "absolute differences",
            "The differences have lost their signs. A p above its label pushes the other way than one below.",
            edits=((DELTA, "np.abs(predict_probability(X, w, b) - y)"),),
        ),
        Mistake(
            "squared differences",
            "The differences p - y are squared. In the slope each counts once, with its sign.",
            edits=((DELTA, "(predict_probability(X, w, b) - y) ** 2"),),
        ),
        Mistake(
            "X left out of dw",
            "dw is the sum of p - y in every entry. Each weight has a feature: multiply p - y by it, which is X^T (p - y).",
            edits=(("X.T @ delta,", "np.full(len(w), delta.sum()),"),),
        ),
        Mistake(
            "dw added up",
            "The slopes by the weights are added up to one number. dw has one for each weight: X.T @ delta as it is.",
            edits=(("X.T @ delta,", "np.sum(X.T @ delta),"),),
        ),
        Mistake(
            "X not transposed",
            "X has to be transposed: each weight collects its column of X times p - y. That is X.T @ (p - y).",
            edits=(("X.T @", "X @"),),
        ),
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. A weight's slope adds up over the examples: that is the matrix product X.T @ delta.",
            edits=(("X.T @ delta", "X.T * delta"),),
        ),
        Mistake(
            "db is 0",
            "db is always 0 here. The bias is in every score, so its slope is the sum of p - y.",
            edits=(("float(delta.sum())", "0.0"),),
        ),
        Mistake(
            "db for each example",
            "db is a vector, p - y itself. The one bias is in every score: add them up.",
            edits=(("float(delta.sum())", "delta"),),
        ),
        Mistake(
            "only dw",
            "It returns dw alone. Return both: dw, db.",
            edits=(("X.T @ delta, float(delta.sum())", "X.T @ delta"),),
        ),
        Mistake(
            "a column meets a row",
            "The probabilities are a column. A column (n, 1) minus a vector (n,) is a table (n, n), each probability against every label: leave them a vector.",
            wrong=a_column_meets_a_row,
        ),
        Mistake(
            "a column meets a row: labels",
            "The labels have become a column. A vector (n,) minus a column (n, 1) is a table (n, n), each probability against every label: leave y a vector.",
            wrong=labels_in_a_column,
        ),
        Mistake(
            "a column",
            "dw is a column (d, 1) here. It should be a vector (d,), like w.",
            wrong=everything_a_column,
        ),
    ),
)
