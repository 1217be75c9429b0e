"""softmax: a row of scores becomes probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.softmax_regression import softmax


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(4, 3), (3, 5), (5, 2)]:
        yield Case("values", (numbers(rng, n, k),), f"{n} rows, {k} classes")
    yield Case("edge", (numbers(rng, 3, 3),), "as many rows as classes")
    yield Case("edge", (numbers(rng, 1, 4),), "one row")
    yield Case("edge", (numbers(rng, 3, 1),), "one class: it has probability 1")
    yield Case("edge", (whole(rng, 4, 3),), "whole numbers")
    yield Case("large", (1000 + numbers(rng, 3, 4),), "all scores near 1000")
    yield Case("large", (-1000 + numbers(rng, 4, 3),), "all scores near -1000")
    yield Case("large", (numbers(rng, 2, 3) + np.array([1000.0, -1000.0, 0.0]),), "scores far apart in each row")
    yield Case("apart", (numbers(rng, 3, 2) + np.array([[1000.0], [0.0], [-1000.0]]),), "rows near 1000, 0 and -1000")
    yield Case("apart", (numbers(rng, 2, 4) + np.array([[0.0], [1000.0]]),), "one row near 0, one near 1000")


def integer_buffer(Z: Any) -> Any:
    P = np.zeros_like(Z)
    for i, z in enumerate(Z):
        e = np.exp(z - z.max())
        P[i] = e / e.sum()
    return P


def integer_exponentials(Z: Any) -> Any:
    E = np.zeros_like(Z)
    E[:] = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def batch_shift_kept_from_zero(Z: Any) -> Any:
    E = np.exp(Z - Z.max())
    return E / (E.sum(axis=1, keepdims=True) + 1e-12)


exercise = Exercise(
    reference=softmax,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a probability for every score"),
        Claim("values", 0.75, "right for several rows and classes"),
        Claim("edge", 0.25, "right for square Z, one row, one class, whole numbers"),
        Claim("large", 0.5, "right at 1000 and -1000"),
        Claim("apart", 0.5, "right in a batch whose rows differ by 1000"),
        Claim(ARGUMENTS, 0.25, "Z stays as it was"),
    ),
    hints=(
        "Two steps: make every score positive with exp, then divide each row by its own sum.",
        "P_ij = exp(Z_ij - m_i) / sum_l exp(Z_il - m_i), with m_i the largest score of row i. Sums and maxima run over axis 1, with keepdims=True.",
        "E = np.exp(Z - Z.max(axis=1, keepdims=True)); E / E.sum(axis=1, keepdims=True).",
    ),
    mistakes=(
        Mistake(
            "no shift",
            "Right for small scores. exp(1000) is infinite and exp(-1000) is 0, and both end as nan: subtract each row's maximum before exp.",
            edits=((" - Z.max(axis=1, keepdims=True)", ""),),
        ),
        Mistake(
            "shift by the whole batch's maximum",
            "The maximum of the whole batch is subtracted. In a row that lies 1000 below it every exp is 0, and 0/0 is nan: subtract each row's own maximum, Z.max(axis=1, keepdims=True).",
            edits=(("Z.max(axis=1, keepdims=True)", "Z.max()"),),
        ),
        Mistake(
            "shift by the whole batch's maximum, and a small number below",
            "The maximum of the whole batch is subtracted. In a row that lies 1000 below it every exp is 0; the small number in the denominator hides the nan, but the row is 0 and does not sum to 1. Subtract each row's own maximum.",
            wrong=batch_shift_kept_from_zero,
        ),
        Mistake(
            "shift by each column's maximum",
            "Each column's maximum is subtracted: that shifts the scores within a row by different amounts, which changes the answer. Each row's maximum belongs there, over axis=1.",
            edits=(("Z.max(axis=1", "Z.max(axis=0"),),
        ),
        Mistake(
            "shift by each row's mean",
            "Each row's mean is subtracted. That is a right shift, but it does not stop exp from overflowing when one score lies far above the others: subtract the maximum.",
            edits=(("Z.max(axis=1", "Z.mean(axis=1"),),
        ),
        Mistake(
            "clipped",
            "Scores are cut off where exp would overflow, so that 1000 and 1001 become equal. Subtract each row's maximum instead; nothing is lost then.",
            wrong=lambda Z: np.exp(np.clip(Z, -500, 500)) / np.exp(np.clip(Z, -500, 500)).sum(axis=1, keepdims=True),
        ),
        Mistake(
            "nan replaced",
            "Right for small scores. Where exp overflowed, nan has been replaced by a number, and that is not the answer: subtract each row's maximum before exp.",
            wrong=lambda Z: np.nan_to_num(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)),
        ),
        Mistake(
            "columns sum to 1",
            "Here the columns sum to 1. Rows are examples, and each row is one distribution: maximum and sum run over axis=1.",
            edits=(("Z.max(axis=1", "Z.max(axis=0"), ("E.sum(axis=1", "E.sum(axis=0")),
        ),
        Mistake(
            "divided by the columns' sums",
            "Each column is divided by its own sum. Rows are examples: divide each row by its sum, over axis=1.",
            edits=(("E.sum(axis=1", "E.sum(axis=0"),),
        ),
        Mistake(
            "divided by the sum of everything",
            "Everything is divided by the sum of the whole table, so that the table sums to 1. Each row sums to 1: E.sum(axis=1, keepdims=True).",
            edits=(("E.sum(axis=1, keepdims=True)", "E.sum()"),),
        ),
        Mistake(
            "no keepdims at the sum",
            "The sum has lost its axis: (n,) stands under (n, k), which is an error, or silently wrong when n = k. Keep it: E.sum(axis=1, keepdims=True).",
            edits=(("E.sum(axis=1, keepdims=True)", "E.sum(axis=1)"),),
        ),
        Mistake(
            "no keepdims at the maximum",
            "The maximum has lost its axis: (n,) beside (n, k) is an error, or silently wrong when n = k. Keep it: Z.max(axis=1, keepdims=True).",
            edits=(("Z.max(axis=1, keepdims=True)", "Z.max(axis=1)"),),
        ),
        Mistake(
            "no keepdims at all",
            "The maximum and the sum have lost their axis: (n,) beside (n, k) is an error, or silently wrong when n = k. Keep it with keepdims=True.",
            edits=(
                ("Z.max(axis=1, keepdims=True)", "Z.max(axis=1)"),
                ("E.sum(axis=1, keepdims=True)", "E.sum(axis=1)"),
            ),
        ),
        Mistake(
            "no division",
            "The exponentials are there, but the rows do not sum to 1: divide each row by its sum.",
            edits=(("E / E.sum(axis=1, keepdims=True)", "E"),),
        ),
        Mistake(
            "the exponentials alone",
            "These are the exponentials. Divide each row by its sum, so that it sums to 1 (and subtract each row's maximum before exp, or it overflows).",
            wrong=lambda Z: np.exp(Z),
        ),
        Mistake(
            "no exponential",
            "The scores themselves are divided by their sum. Scores can be negative: take exp first.",
            wrong=lambda Z: Z / Z.sum(axis=1, keepdims=True),
        ),
        Mistake(
            "the sigmoid of each score",
            "This is the sigmoid of each score on its own, so the rows do not sum to 1. The softmax looks at the whole row.",
            wrong=lambda Z: 0.5 * (1 + np.tanh(Z / 2)),
        ),
        Mistake(
            "sign of the scores",
            "The exponent has the wrong sign, so the largest score gets the smallest probability: exp(z), not exp(-z).",
            wrong=lambda Z: np.exp(-Z) / np.exp(-Z).sum(axis=1, keepdims=True),
        ),
        Mistake(
            "1 for the largest",
            "The largest score gets 1 and the others 0. The softmax leaves every class a positive share: exp, then divide by the row's sum.",
            wrong=lambda Z: np.eye(Z.shape[1])[Z.argmax(axis=1)],
        ),
        Mistake(
            "an integer buffer",
            "The result is written into an array of whole numbers where Z holds integers, so probabilities become 0. zeros_like(Z) copies Z's type: use np.zeros(Z.shape).",
            wrong=integer_buffer,
        ),
        Mistake(
            "an integer buffer for the exponentials",
            "The exponentials are written into an array of whole numbers where Z holds integers, and cut. zeros_like(Z) copies Z's type: use np.zeros(Z.shape).",
            wrong=integer_exponentials,
        ),
        Mistake(
            "powers of 2",
            "These are powers of 2. The softmax uses powers of e: np.exp.",
            edits=(("np.exp(", "np.exp2("),),
        ),
        Mistake(
            "shift in the numerator only",
            "The maximum is subtracted above but not below. The same shift belongs in both, or it does not cancel: compute exp(Z - m) once and divide it by its own sum.",
            wrong=lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True),
        ),
        Mistake(
            "shift in the denominator only",
            "The maximum is subtracted below but not above. The same shift belongs in both, or it does not cancel: compute exp(Z - m) once and divide it by its own sum.",
            wrong=lambda Z: np.exp(Z) / np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True),
        ),
        Mistake(
            "divided by the maximum",
            "The scores are divided by each row's maximum. That changes their differences; subtract the maximum.",
            edits=(("Z - Z.max", "Z / Z.max"),),
        ),
    ),
)
