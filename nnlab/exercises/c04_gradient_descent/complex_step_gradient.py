"""complex_step_gradient: a slope that is exact to rounding."""

from __future__ import annotations

from collections.abc import Iterator
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
from nnlab.reference.gradient_descent import complex_step_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    yield Case("values", (sum_of_cubes, rng.normal(size=3)), "sum of cubes, 3 entries")
    yield Case("values", (weighted_sine, rng.normal(size=(2, 3))), "weighted sine, shape (2, 3)")
    yield Case("values", (log_sum_exp, rng.normal(size=(3, 3))), "log-sum-exp, shape (3, 3)")
    yield Case("exact", (sum_of_exponentials, rng.normal(size=(3, 1))), "exponentials, to 12 digits", 1e-12)
    yield Case("exact", (product_of_cosines, rng.normal(size=4)), "product of cosines, to 12 digits", 1e-12)
    yield Case("exact", (sum_of_squares, rng.integers(1, 6, size=(2, 2))), "whole numbers in W", 1e-12)


exercise = Exercise(
    reference=complex_step_gradient,
    draw=draw,
    stretch=True,
    claims=(
        Claim(SHAPE, 0.25, "one real slope for every entry of W"),
        Claim("values", 0.75, "right to six digits"),
        Claim("exact", 0.75, "right to twelve digits"),
        Claim(ARGUMENTS, 0.25, "W stays as it was"),
    ),
    hints=(
        "Step sideways, into the imaginary direction: f(w + ih) = f(w) + ih f'(w) - ... Where does the slope stand?",
        "Im f(W + i h e_i) / h, with h so small that h^2 does not count, such as 1e-20.",
        "W = np.array(W, dtype=complex); W[i] += 1j * h; dW[i] = f(W).imag / h; W[i] -= 1j * h.",
    ),
    mistakes=(
        Mistake(
            "h too large",
            "Right to a few digits only: nothing cancels here, so take h tiny, such as 1e-20.",
            edits=(("1e-20", "1e-3"),),
        ),
        Mistake(
            "central difference",
            "This is a central difference: its digits are lost to cancellation. Step in the imaginary direction instead.",
            wrong=lambda f, W: _central(f, W),
        ),
        Mistake(
            "real part",
            "You took the real part, which is f itself. The slope stands in the imaginary part.",
            edits=(("f(W).imag", "f(W).real"),),
        ),
        Mistake(
            "not divided by h",
            "This is the imaginary part alone: divide it by h.",
            edits=(("f(W).imag / h", "f(W).imag"),),
        ),
        Mistake(
            "complex answer",
            "The answer is still complex: take the imaginary part, .imag, which is real.",
            wrong=lambda f, W: complex_step_gradient(f, W) * (1 + 0j),
        ),
        Mistake(
            "entries not put back",
            "Each entry keeps its imaginary step when the next one is tried. Take it back first.",
            edits=(("        W[i] -= 1j * h\n", ""),),
        ),
    ),
)


def _central(f: Any, W: Any) -> Any:
    from nnlab.reference.gradient_descent import numerical_gradient

    return numerical_gradient(f, W, 1e-5)
