"""softmax_gradient: the slope of the cross-entropy by every weight and bias."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array, numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.softmax_regression import cross_entropy_from_scores, softmax, softmax_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d: int, k: int) -> Inputs:
        return numbers(rng, n, d), truth(n, k), numbers(rng, d, k), numbers(rng, k)

    def truth(n: int, k: int) -> Array:
        classes = rng.permutation([0, 1, *rng.integers(k, size=n)][:n])
        Y: Array = np.eye(k)[classes]
        return Y

    for n, d, k in [(5, 3, 2), (4, 2, 3), (6, 4, 3)]:
        yield Case("values", inputs(n, d, k), f"{n} rows, {d} features, {k} classes")
    yield Case("square", inputs(3, 3, 3), "3 rows, 3 features, 3 classes")
    yield Case("square", inputs(4, 4, 2), "as many rows as features")
    yield Case("square", inputs(3, 2, 3), "as many rows as classes")
    yield Case("small", inputs(1, 3, 4), "one row")
    yield Case("small", inputs(4, 1, 3), "one feature")
    X, Y, W, b = inputs(4, 2, 3)
    yield Case("small", (X, Y, np.zeros_like(W), np.zeros_like(b)), "all weights 0: every class has probability 1/3")
    X, Y, W, b = inputs(3, 2, 4)
    yield Case("large", (1000 * X, Y, W, b), "scores in the thousands")
    for first, note in (((10, 10, 10), "all scores near 1000"), ((10, 0, -10), "rows near 1000, 0 and -1000")):
        X, Y, W, b = inputs(3, 2, 3)
        X[:, 0] = first
        W[0] = 100 + np.round(W[0] / 10, 2)
        yield Case("large", (X, Y, W, b), note)


def agrees_with_differences(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """The cross-entropy a little up and a little down, by one weight or bias at a time."""
    h = 1e-4
    for (X, Y, W, b), answer in cases:
        if np.abs(X @ W + b).max() > 100:
            continue  # the loss may have kinks as sharp as h there, and an overflow counts once, above
        for i, (name, start) in enumerate((("W", W), ("b", b))):
            found = np.asarray(answer[i], dtype=float)
            for at in np.ndindex(start.shape):
                step = np.zeros(start.shape)
                step[at] = h
                above, below = (
                    cross_entropy_from_scores(X @ (W + sign * step) + b, Y)
                    if name == "W"
                    else cross_entropy_from_scores(X @ W + b + sign * step, Y)
                    for sign in (1, -1)
                )
                slope = (above - below) / (2 * h)
                if not abs(slope - found[at]) <= 1e-4 * (1 + np.abs(X).max()):
                    place = ", ".join(map(str, at))
                    return f"central differences of the loss give {slope:.4g} for {name}[{place}], d{name} says {found[at]:.4g}"
    return None


def without_shift(Z: Any) -> Any:
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def unstable(X: Any, Y: Any, W: Any, b: Any) -> Any:
    delta = (without_shift(X @ W + b) - Y) / len(X)
    return X.T @ delta, delta.sum(axis=0)


def batch_shift(X: Any, Y: Any, W: Any, b: Any) -> Any:
    Z = X @ W + b
    E = np.exp(Z - Z.max())
    delta = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
    return X.T @ delta, delta.sum(axis=0)


exercise = Exercise(
    reference=softmax_gradient,
    draw=draw,
    parts=("dW", "db"),
    claims=(
        Claim(SHAPE, 0.25, "dW has the shape of W, db the shape of b"),
        Claim("values", 1.0, "right for several rows, features and classes"),
        Claim("square", 0.5, "right where a transpose too many would not be noticed by its shape"),
        Claim("small", 0.25, "right for one row, one feature, all weights 0"),
        Claim("large", 0.25, "right for scores near 1000, and when rows differ by 1000"),
        Claim("slopes", 0.5, "it agrees with central differences of the loss", agrees_with_differences),
        Claim(ARGUMENTS, 0.25, "X, Y, W and b stay as they were"),
    ),
    hints=(
        "First the derivative by the scores, (n, k). From there on it is chapter 04: each weight meets a column of X and a column of that; each bias is added to a whole column.",
        "delta = (P - Y) / n with P = softmax(X W + b); dW = X^T delta, db = the column sums of delta.",
        "delta = (softmax(X @ W + b) - Y) / X.shape[0]; return X.T @ delta, delta.sum(axis=0).",
    ),
    mistakes=(
        Mistake(
            "1/n forgotten",
            "This is n times the slope: the cross-entropy is a mean over the examples, so divide by the number of rows. Chapter 05's cost is a sum, and nothing is divided there.",
            edits=((" / X.shape[0]", ""),),
        ),
        Mistake(
            "divided by n k",
            "You divide by all entries of P. The loss averages over the examples only: divide by n.",
            edits=(("X.shape[0]", "Y.size"),),
        ),
        Mistake(
            "divided by n twice",
            "1/n is in here twice: the mean over the examples brings it once.",
            edits=(("X.shape[0]", "X.shape[0] ** 2"),),
        ),
        Mistake(
            "divided by d",
            "You divide by the number of features. Divide by the number of examples, X.shape[0].",
            edits=(("X.shape[0]", "X.shape[1]"),),
        ),
        Mistake(
            "Y - P",
            "This is the negative of the slope: the derivative by the scores is P - Y, not Y - P. The minus comes with the step.",
            edits=(("softmax(X @ W + b) - Y", "Y - softmax(X @ W + b)"),),
        ),
        Mistake(
            "-Y / P alone",
            "-Y / P is the derivative by the probabilities. The softmax still lies between them and the scores: with its Jacobian the product is P - Y.",
            edits=(("(softmax(X @ W + b) - Y)", "(-Y / softmax(X @ W + b))"),),
        ),
        Mistake(
            "only the diagonal of the Jacobian",
            "-Y / P is multiplied by P (1 - P), the diagonal of the softmax's Jacobian. That moves the true class only: a score also moves every other class's probability. Altogether it is P - Y.",
            edits=(("(softmax(X @ W + b) - Y)", "(-Y * (1 - softmax(X @ W + b)))"),),
        ),
        Mistake(
            "extra P (1 - P)",
            "There is a factor P (1 - P) too many: P - Y already contains the softmax's derivative.",
            wrong=lambda X, Y, W, b: _from_delta(
                X, (softmax(X @ W + b) - Y) * softmax(X @ W + b) * (1 - softmax(X @ W + b))
            ),
        ),
        Mistake(
            "no softmax",
            "The scores are compared with Y. Make probabilities of them first: softmax(X W + b) - Y.",
            edits=(("softmax(X @ W + b)", "(X @ W + b)"),),
        ),
        Mistake(
            "the sigmoid in the place of the softmax",
            "The sigmoid of each score stands where the softmax of the row belongs.",
            edits=(("softmax(X @ W + b)", "0.5 * (1 + np.tanh((X @ W + b) / 2))"),),
        ),
        Mistake(
            "softmax over the columns",
            "The softmax runs down the columns here. Each row of P must sum to 1.",
            edits=(("softmax(X @ W + b)", "softmax((X @ W + b).T).T"),),
        ),
        Mistake(
            "softmax without a shift",
            "Right for small scores, nan for large ones: exp overflows. Use the softmax that subtracts each row's maximum.",
            wrong=unstable,
        ),
        Mistake(
            "bias left out of the scores",
            "The scores are computed without the bias: X W + b.",
            edits=(("X @ W + b", "X @ W"),),
        ),
        Mistake(
            "bias subtracted from the scores",
            "The bias is subtracted. It is added: X W + b.",
            edits=(("X @ W + b", "X @ W - b"),),
        ),
        Mistake(
            "Y left out",
            "The labels are missing: the derivative by the scores is P - Y.",
            edits=(("softmax(X @ W + b) - Y", "softmax(X @ W + b)"),),
        ),
        Mistake(
            "P left out",
            "The probabilities are missing: the derivative by the scores is P - Y, here it is -Y alone. The log of the row's sum has a derivative too, and that is P.",
            edits=(("softmax(X @ W + b) - Y", "-Y"),),
        ),
        Mistake(
            "X not transposed",
            "X has to be transposed: each weight collects its column of X times the column of P - Y, X^T (P - Y).",
            edits=(("X.T @", "X @"),),
        ),
        Mistake(
            "the other order",
            "dW is the transpose of the slope, (P - Y)^T X. It has W's shape, features in rows: X^T stands on the left.",
            edits=(("X.T @ delta", "delta.T @ X"),),
        ),
        Mistake(
            "entry by entry",
            "* multiplies entry by entry. A weight's slope adds up over the examples: that is the matrix product X.T @ delta.",
            edits=(("X.T @ delta", "X.T * delta"),),
        ),
        Mistake(
            "bias gradient zero",
            "db is all zeros. Scores are X W + b, so each bias moves its whole column of scores: db is the sum of each column of (P - Y)/n.",
            edits=(("delta.sum(axis=0)", "np.zeros_like(b)"),),
        ),
        Mistake(
            "bias gradient added up along the rows",
            "db is added up along each row: that is 0 for every row, since P and Y both sum to 1. A bias belongs to a column: sum over axis=0.",
            edits=(("delta.sum(axis=0)", "delta.sum(axis=1)"),),
        ),
        Mistake(
            "one number for all biases",
            "db is a single number. Every class has its own bias: sum over the rows only, axis=0.",
            edits=(("delta.sum(axis=0)", "delta.sum()"),),
        ),
        Mistake(
            "bias gradient not added up",
            "db still has a row for each example. A bias is added in every row, so its slope is the sum over the rows: .sum(axis=0).",
            edits=(("delta.sum(axis=0)", "delta"),),
        ),
        Mistake(
            "bias gradient averaged once more",
            "db is divided by n twice: the mean of (P - Y) is taken, or the sum of (P - Y)/n, not the mean of (P - Y)/n.",
            edits=(("delta.sum(axis=0)", "delta.mean(axis=0)"),),
        ),
        Mistake(
            "stops at the scores",
            "dW is the derivative by the scores, one row for each example. The chain rule goes on to the weights: multiply by X^T from the left.",
            edits=(("X.T @ delta", "delta"),),
        ),
        Mistake(
            "extra P",
            "There is a factor P too many: P - Y already contains the softmax's derivative.",
            wrong=lambda X, Y, W, b: _from_delta(X, (softmax(X @ W + b) - Y) * softmax(X @ W + b)),
        ),
        Mistake(
            "P - Y squared",
            "P - Y is squared. The derivative of the cross-entropy by the scores is P - Y itself.",
            wrong=lambda X, Y, W, b: _from_delta(X, (softmax(X @ W + b) - Y) ** 2),
        ),
        Mistake(
            "predicted classes for the probabilities",
            "The probabilities have been turned into 0 and 1. Use them as they are: how sure the network is counts.",
            wrong=lambda X, Y, W, b: _from_delta(X, np.eye(Y.shape[1])[(X @ W + b).argmax(axis=1)] - Y),
        ),
        Mistake(
            "softmax shifted by the whole batch's maximum",
            "The softmax subtracts the maximum of the whole batch: nan in rows that lie far below it. Each row needs its own maximum.",
            wrong=batch_shift,
        ),
        Mistake(
            "bias added to the probabilities",
            "The bias is added after the softmax. It belongs to the scores: softmax(X W + b).",
            edits=(("softmax(X @ W + b)", "(softmax(X @ W) + b)"),),
        ),
        Mistake(
            "a step taken",
            "These are W and b after a step. The slopes alone are asked for; the step comes later.",
            edits=(("X.T @ delta, delta.sum(axis=0)", "W - X.T @ delta, b - delta.sum(axis=0)"),),
        ),
    ),
)


def _from_delta(X: Any, delta: Any) -> Any:
    return X.T @ delta / len(X), delta.sum(axis=0) / len(X)
