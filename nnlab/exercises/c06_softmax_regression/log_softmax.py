"""log_softmax: the logarithms of the probabilities, straight from the scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.softmax_regression import log_softmax, softmax


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, k in [(4, 3), (3, 5), (5, 2)]:
        yield Case("values", (numbers(rng, n, k),), f"{n} rows, {k} classes")
    yield Case("edge", (numbers(rng, 3, 3),), "as many rows as classes")
    yield Case("edge", (numbers(rng, 1, 4),), "one row")
    yield Case("edge", (numbers(rng, 3, 1),), "one class: the logarithm of 1 is 0")
    yield Case("edge", (whole(rng, 4, 3),), "whole numbers")
    yield Case("large", (1000 + numbers(rng, 3, 4),), "all scores near 1000")
    yield Case("large", (-1000 + numbers(rng, 4, 3),), "all scores near -1000")
    yield Case("large", (numbers(rng, 3, 2) + np.array([[1000.0], [0.0], [-1000.0]]),), "rows near 1000, 0 and -1000")
    far = numbers(rng, 2, 3) + np.array([1000.0, -1000.0, 0.0])
    yield Case("far", (far,), "scores far apart in each row: probabilities too small for a float")
    yield Case("far", (numbers(rng, 3, 2) + np.array([0.0, 800.0]),), "two classes, 800 apart")


def integer_buffer(Z: Any) -> Any:
    out = np.zeros_like(Z)
    for i, z in enumerate(Z):
        s = z - z.max()
        out[i] = s - np.log(np.exp(s).sum())
    return out


exercise = Exercise(
    reference=log_softmax,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one logarithm for every score"),
        Claim("values", 0.5, "right for several rows and classes"),
        Claim("edge", 0.25, "right for square Z, one row, one class, whole numbers"),
        Claim("large", 0.5, "right at 1000 and -1000, and when rows differ by 1000"),
        Claim("far", 0.5, "right where the probability itself is too small for a float"),
        Claim(ARGUMENTS, 0.25, "Z stays as it was"),
    ),
    hints=(
        "Do not compute probabilities at all: log(a / b) is log a - log b, and log(exp(z)) is z.",
        "With s = z - m, m the row's maximum: log p_j = s_j - log sum_l exp(s_l).",
        "shifted = Z - Z.max(axis=1, keepdims=True); shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)).",
    ),
    mistakes=(
        Mistake(
            "the logarithm of the softmax",
            "Right until a probability is too small for a float: it becomes 0, and log(0) is minus infinity. Work with the scores: log p = shifted - log(sum of exp(shifted)).",
            wrong=lambda Z: np.log(softmax(Z)),
        ),
        *(
            Mistake(
                f"{small:g} added inside the logarithm",
                "A small number keeps the logarithm from minus infinity. But where the probability is smaller still, what comes "
                f"out is the small number's logarithm, {np.log(small):.1f}, in the place of -1000. Work with the scores: log p = shifted - log(sum of exp(shifted)).",
                wrong=lambda Z, small=small: np.log(softmax(Z) + small),
            )
            for small in (1e-300, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
        ),
        *(
            Mistake(
                f"probabilities cut off at {small:g}",
                "Probabilities are cut off at a small number. Where they are smaller still, what comes out is the small number's "
                f"logarithm, {np.log(small):.1f}, in the place of -1000. Work with the scores: log p = shifted - log(sum of exp(shifted)).",
                wrong=lambda Z, small=small: np.log(np.maximum(softmax(Z), small)),
            )
            for small in (1e-9, 1e-8, 1e-7)
        ),
        Mistake(
            "the logarithm of an unshifted softmax",
            "The softmax overflows where scores are near 1000, and where a probability is too small for a float its logarithm is minus infinity. Subtract each row's maximum, and work with the scores: log p = shifted - log(sum of exp(shifted)).",
            wrong=lambda Z: np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)),
        ),
        Mistake(
            "no shift",
            "Right for small scores. exp(1000) is infinite, exp(-1000) is 0: subtract each row's maximum first.",
            edits=(("Z - Z.max(axis=1, keepdims=True)", "Z"),),
        ),
        Mistake(
            "shift by the whole batch's maximum",
            "The maximum of the whole batch is subtracted. In a row 1000 below it every exp is 0, and the logarithm of their sum is minus infinity: subtract each row's own maximum.",
            edits=(("Z.max(axis=1, keepdims=True)", "Z.max()"),),
        ),
        Mistake(
            "the maximum not taken off in front",
            "The maximum is subtracted inside the sum of exponentials only. It belongs in front too: z - m - log sum exp(z - m).",
            edits=(("return shifted", "return Z"),),
        ),
        Mistake(
            "the maximum taken off twice",
            "The maximum is subtracted in front but not inside the sum. It belongs in both places: z - m - log sum exp(z - m).",
            wrong=lambda Z: Z - Z.max(axis=1, keepdims=True) - np.log(np.exp(Z).sum(axis=1, keepdims=True)),
        ),
        Mistake(
            "over the columns",
            "This is taken down the columns. Rows are examples: maximum and sum run over axis=1.",
            edits=(("Z.max(axis=1", "Z.max(axis=0"), (".sum(axis=1", ".sum(axis=0")),
        ),
        Mistake(
            "shift by each column's maximum",
            "Each column's maximum is subtracted, which shifts the scores within a row by different amounts. Each row's maximum belongs there, over axis=1.",
            edits=(("Z.max(axis=1", "Z.max(axis=0"),),
        ),
        Mistake(
            "sum over the columns",
            "The exponentials are added up down the columns. Each row has its own sum: axis=1.",
            edits=((".sum(axis=1", ".sum(axis=0"),),
        ),
        Mistake(
            "sum of everything",
            "The exponentials of the whole table are added up. Each row has its own sum: axis=1, keepdims=True.",
            edits=((".sum(axis=1, keepdims=True)", ".sum()"),),
        ),
        Mistake(
            "no keepdims at the sum",
            "The sum has lost its axis: (n,) beside (n, k) is an error, or silently wrong when n = k. Keep it with keepdims=True.",
            edits=((".sum(axis=1, keepdims=True)", ".sum(axis=1)"),),
        ),
        Mistake(
            "no keepdims at the maximum",
            "The maximum has lost its axis: (n,) beside (n, k) is an error, or silently wrong when n = k. Keep it with keepdims=True.",
            edits=(("Z.max(axis=1, keepdims=True)", "Z.max(axis=1)"),),
        ),
        Mistake(
            "the logarithm of each exponential",
            "sum(log(exp(s))) is the sum of the scores. The logarithm is taken of the sum: log(sum(exp(s))).",
            edits=(("np.log(np.exp(shifted).sum(axis=1, keepdims=True))", "shifted.sum(axis=1, keepdims=True)"),),
        ),
        Mistake(
            "divided by the logarithm",
            "log(a / b) is log a minus log b, not log a divided by log b: subtract.",
            edits=(("shifted - np.log", "shifted / np.log"),),
        ),
        Mistake(
            "the softmax itself",
            "These are the probabilities, not their logarithms.",
            wrong=lambda Z: softmax(Z),
        ),
        Mistake(
            "shifted scores alone",
            "These are the shifted scores. The logarithm of the row's sum of exponentials still has to be subtracted.",
            edits=((" - np.log(np.exp(shifted).sum(axis=1, keepdims=True))", ""),),
        ),
        Mistake(
            "an integer buffer",
            "The result is written into an array of whole numbers where Z holds integers. zeros_like(Z) copies Z's type: use np.zeros(Z.shape).",
            wrong=integer_buffer,
        ),
        Mistake(
            "the maximum with the wrong sign",
            "log sum exp(z) is log sum exp(z - m) plus m; here m is subtracted once more. Shift the scores once, s = z - m, and use s in both places.",
            wrong=lambda Z: log_softmax(Z) + 2 * Z.max(axis=1, keepdims=True),
        ),
        Mistake(
            "minus infinity replaced",
            "Minus infinity has been replaced by a huge number, which is no nearer to the answer. Work with the scores: log p = shifted - log(sum of exp(shifted)).",
            wrong=lambda Z: np.nan_to_num(np.log(softmax(Z))),
        ),
    ),
)
