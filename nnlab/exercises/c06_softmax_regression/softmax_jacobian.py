"""softmax_jacobian: how every probability moves with every score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.softmax_regression import softmax, softmax_jacobian


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for k in (3, 4, 2):
        yield Case("values", (numbers(rng, k),), f"{k} classes")
    yield Case("edge", (numbers(rng, 1),), "one class: nothing can move")
    yield Case("edge", (np.full(3, float(rng.integers(1, 5))),), "equal scores")
    yield Case("edge", (rng.integers(-2, 3, size=4),), "whole numbers")
    yield Case("large", (1000 + numbers(rng, 3),), "scores near 1000")
    yield Case("large", (np.array([0.0, -1000.0]) + numbers(rng, 2),), "one class 1000 behind")


def agrees_with_differences(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    h = 1e-4
    for (z,), J in cases:
        J = np.asarray(J, dtype=float)
        for j in range(len(z)):
            step = np.zeros(len(z))
            step[j] = h
            slopes = (softmax((z + step)[None])[0] - softmax((z - step)[None])[0]) / (2 * h)
            if not (np.abs(slopes - J[:, j]) <= 1e-5).all():
                i = int(np.argmax(np.abs(slopes - J[:, j])))
                return f"central differences give {slopes[i]:.4g} for entry ({i}, {j}), dp_{i}/dz_{j}; it says {J[i, j]:.4g}"
    return None


def unstable(z: Any) -> Any:
    p = np.exp(z) / np.exp(z).sum()
    return np.diag(p) - np.outer(p, p)


exercise = Exercise(
    reference=softmax_jacobian,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a table of shape (k, k)"),
        Claim("values", 0.75, "right for several numbers of classes"),
        Claim("edge", 0.25, "right for one class, equal scores, whole numbers"),
        Claim("large", 0.25, "right at 1000"),
        Claim("slopes", 0.25, "it agrees with central differences of the softmax", agrees_with_differences),
        Claim(ARGUMENTS, 0.25, "z stays as it was"),
    ),
    hints=(
        "Differentiate p_i = e^(z_i) / H by z_j with the quotient rule, H being the sum. Two cases: j = i, and j another class.",
        "dp_i/dz_j = p_i (1[i = j] - p_j): p_i on the diagonal only, minus p_i p_j everywhere. As tables: diag(p) - p p^T.",
        "p = softmax(z[None, :])[0]; np.diag(p) - np.outer(p, p).",
    ),
    mistakes=(
        Mistake(
            "only the diagonal, as a vector",
            "p (1 - p) is how each probability moves with its own score. It moves with every other score too: the answer is a table (k, k).",
            edits=(("np.diag(p) - np.outer(p, p)", "p * (1 - p)"),),
        ),
        Mistake(
            "only the diagonal",
            "The diagonal is right, and everything else is 0 here. A probability also moves with the other scores: -p_i p_j.",
            edits=(("np.diag(p) - np.outer(p, p)", "np.diag(p * (1 - p))"),),
        ),
        Mistake(
            "the diagonal part missing",
            "This is -p_i p_j everywhere. On the diagonal p_i has to be added.",
            edits=(("np.diag(p) - np.outer", "-np.outer"),),
        ),
        Mistake(
            "the outer product missing",
            "This is diag(p) alone. Subtract the outer product p p^T.",
            edits=(("np.diag(p) - np.outer(p, p)", "np.diag(p)"),),
        ),
        Mistake(
            "identity for diag(p)",
            "The identity stands where diag(p) belongs: p_i, not 1, on the diagonal.",
            edits=(("np.diag(p) - np.outer", "np.eye(len(p)) - np.outer"),),
        ),
        Mistake(
            "p @ p",
            "For two vectors p @ p.T is a single number, since .T does nothing to a vector. The table of all products p_i p_j is np.outer(p, p).",
            edits=(("np.outer(p, p)", "p @ p.T"),),
        ),
        Mistake(
            "p * p",
            "p * p is a vector, and it is subtracted from every row. The table of all products p_i p_j is np.outer(p, p).",
            edits=(("np.outer(p, p)", "p * p"),),
        ),
        Mistake(
            "z for p",
            "The scores are used in the place of the probabilities: p = softmax(z) first.",
            edits=(("softmax(z[None, :])[0]", "z"),),
        ),
        Mistake(
            "softmax of a vector",
            "softmax is given z itself, a vector. It wants rows: z[None, :] makes z a row, and [0] takes it out of the answer again.",
            edits=(("softmax(z[None, :])[0]", "softmax(z)"),),
        ),
        Mistake(
            "softmax down a column",
            "z has become a column, so every row has one score and every probability is 1. Give softmax a row: z[None, :].",
            edits=(("softmax(z[None, :])[0]", "softmax(z[:, None])[:, 0]"),),
        ),
        Mistake(
            "softmax without a shift",
            "Right for small scores, nan for large ones: exp overflows. Use the softmax that subtracts the maximum.",
            wrong=unstable,
        ),
        Mistake(
            "the sigmoid for the softmax",
            "The sigmoid of each score is used in the place of the softmax.",
            edits=(("softmax(z[None, :])[0]", "0.5 * (1 + np.tanh(z / 2))"),),
        ),
        Mistake(
            "the softmax itself",
            "These are the probabilities. How they move with the scores is asked for, a table (k, k).",
            edits=(("np.diag(p) - np.outer(p, p)", "p"),),
        ),
        Mistake(
            "an integer table",
            "The result is written into a table of whole numbers where z holds integers. Use np.zeros((k, k)), which holds floats.",
            wrong=lambda z: softmax_jacobian(z).astype(z.dtype),
        ),
        Mistake(
            "p_i (1 - p_j) everywhere",
            "This is p_i (1 - p_j) in every entry. The 1 belongs to the diagonal only; beside it stands -p_i p_j.",
            edits=(("np.diag(p) - np.outer(p, p)", "np.outer(p, 1 - p)"),),
        ),
        Mistake(
            "p for the outer product",
            "The vector p is subtracted from every row of diag(p). The table of all products p_i p_j is np.outer(p, p).",
            edits=(("np.outer(p, p)", "p"),),
        ),
    ),
    stretch=True,
)
