"""numerical_gradient: the slope by every entry, from central differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.calls.functions import (
    log_sum_exp,
    product_of_cosines,
    sum_of_cubes,
    sum_of_exponentials,
    sum_of_squares,
    weighted_sine,
)
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import numerical_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    # The difference of two nearly equal losses loses digits: about 1e-16 / h of them, so each h has its tolerance.
    yield Case("values", (sum_of_cubes, rng.normal(size=3), 1e-3), "sum of cubes, 3 entries, h = 1e-3")
    yield Case("values", (weighted_sine, rng.normal(size=(2, 3)), 1e-3), "weighted sine, shape (2, 3), h = 1e-3")
    yield Case("values", (sum_of_exponentials, rng.normal(size=(3, 1)), 1e-2), "exponentials, shape (3, 1), h = 1e-2")
    yield Case("values", (log_sum_exp, rng.normal(size=(2, 2)), 1e-3), "log-sum-exp, shape (2, 2), h = 1e-3")
    yield Case("small", (sum_of_squares, rng.normal(size=(3, 2)), 1e-5), "sum of squares, h = 1e-5", 1e-5)
    yield Case("small", (product_of_cosines, rng.normal(size=4), 1e-5), "product of cosines, h = 1e-5", 1e-5)
    yield Case("shapes", (sum_of_cubes, rng.integers(1, 5, size=(2, 2)), 1e-3), "whole numbers in W")
    yield Case("shapes", (weighted_sine, rng.normal(size=(2, 2, 2)), 1e-3), "shape (2, 2, 2)")
    yield Case("shapes", (sum_of_exponentials, rng.normal(size=1), 1e-3), "a single entry")


def second_order(cases: Sequence[tuple[Any, Any]]) -> str | None:
    """A central difference of w^3 is 3 w^2 + h^2 exactly: the error is of order h^2, not h."""
    for (f, W, h), dW in cases:
        if f is sum_of_cubes:
            error = np.abs(np.asarray(dW) - 3.0 * W**2).max()
            if error > 3 * h**2 + 1e-9:
                return f"with h = {h} the slope of w^3 is off by {error:.2g}; a central difference is off by h^2 = {h**2:.0e}"
    return None


exercise = Exercise(
    reference=numerical_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one slope for every entry of W, in W's shape"),
        Claim("values", 1.0, "the central difference for each entry"),
        Claim("small", 0.25, "right for a small h"),
        Claim("shapes", 0.5, "right for any shape, and for whole numbers"),
        Claim("order", 0.5, "the error falls with h^2", second_order),
        Claim(ARGUMENTS, 0.5, "W stays as it was"),
    ),
    hints=(
        "Move one entry a little up, then a little down. How much did f change? Then put it back.",
        "(f(W + h e_i) - f(W - h e_i)) / (2 h), for every index i that np.ndindex(W.shape) gives.",
        "Work on W = np.array(W, dtype=float), a copy in floats, and put each entry back before the next.",
    ),
    mistakes=(
        Mistake(
            "one-sided",
            "This is the one-sided difference, (f(W + h) - f(W)) / h: its error is of order h. The central one has order h^2.",
            wrong=lambda f, W, h: _difference(f, W, above=h, below=0, width=h),
        ),
        Mistake(
            "backward difference",
            "This is the one-sided difference to the left. Use both sides: (f(W + h) - f(W - h)) / (2 h).",
            wrong=lambda f, W, h: _difference(f, W, above=0, below=h, width=h),
        ),
        Mistake(
            "divided by h",
            "You divide by h, but the two points are 2 h apart.",
            edits=(("/ (2 * h)", "/ h"),),
        ),
        Mistake(
            "divided by 2 times h",
            "/ 2 * h divides by 2 and multiplies by h. Put brackets: / (2 * h).",
            edits=(("/ (2 * h)", "/ 2 * h"),),
        ),
        Mistake(
            "not divided",
            "This is the change of f alone: divide by the distance of the two points, 2 h.",
            edits=((" / (2 * h)", ""),),
        ),
        Mistake(
            "entries not put back",
            "Each entry stays moved when the next one is tried. Put it back first.",
            wrong=lambda f, W, h: _difference(f, W, above=h, below=h, width=2 * h, restore=False),
        ),
        Mistake(
            "all entries moved at once",
            "All entries were moved together: that gives one slope along the diagonal. Move one entry at a time.",
            wrong=lambda f, W, h: np.full(W.shape, (f(W + h) - f(W - h)) / (2 * h)),
        ),
        Mistake(
            "whole numbers",
            "W holds whole numbers and so does your copy: adding h to them is cut off. Copy it as floats.",
            wrong=lambda f, W, h: _difference(f, W, above=h, below=h, width=2 * h, dtype=None),
        ),
        Mistake(
            "sign",
            "The two values are subtracted the wrong way round: f above minus f below.",
            edits=(("(above - below)", "(below - above)"),),
        ),
        Mistake(
            "W changed",
            "You move the caller's own W and leave it moved. Work on a copy.",
            wrong=lambda f, W, h: _spoils(f, W, h),
        ),
    ),
)


def _difference(
    f: Any, W: Any, above: float, below: float, width: float, restore: bool = True, dtype: Any = float
) -> Any:
    W = np.array(W, dtype=dtype)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        old = W[i]
        W[i] = old + above
        high = f(W)
        W[i] = old - below
        low = f(W)
        if restore:
            W[i] = old
        dW[i] = (high - low) / width
    return dW


def _spoils(f: Any, W: Any, h: float) -> Any:
    dW = numerical_gradient(f, W, h)
    W += 1
    return dW
