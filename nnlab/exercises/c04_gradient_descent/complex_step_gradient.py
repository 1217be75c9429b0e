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
from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import complex_step_gradient, numerical_gradient

# Nothing cancels in a complex step, so that all digits but the last few are right, whatever tiny h was taken.
EXACT = 1e-12


def draw(rng: np.random.Generator) -> Iterator[Case]:
    yield Case("values", (weighted_sine, numbers(rng, 3)), "weighted sine, 3 entries")
    yield Case("values", (log_sum_exp, numbers(rng, 2, 3)), "log-sum-exp, shape (2, 3)")
    yield Case("values", (product_of_cosines, numbers(rng, 2, 2)), "product of cosines, shape (2, 2)")
    yield Case("exact", (sum_of_exponentials, numbers(rng, 3, 1)), "exponentials, to 12 digits", EXACT)
    yield Case("exact", (product_of_cosines, numbers(rng, 4)), "product of cosines, to 12 digits", EXACT)
    yield Case("exact", (sum_of_cubes, 1000 * numbers(rng, 2, 2)), "cubes of large numbers, to 12 digits", EXACT)
    yield Case("shapes", (weighted_sine, numbers(rng, 2, 2, 2)), "shape (2, 2, 2)")
    yield Case("shapes", (sum_of_exponentials, np.array(numbers(rng))), "a single number, shape ()")
    entries = rng.permutation([-3, -2, -1, 1, 2, 3])
    yield Case("whole", (sum_of_squares, entries[:4]), "whole numbers, 4 entries")
    yield Case("whole", (weighted_sine, entries.reshape(3, 2)), "whole numbers, shape (3, 2)")


def central(f: Any, W: Any) -> Any:
    return numerical_gradient(f, W, 1e-5)


def one_sided(f: Any, W: Any) -> Any:
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        moved = np.array(W, dtype=float)
        moved[i] += 1e-6
        dW[i] = (f(moved) - f(W)) / 1e-6
    return dW


def all_moved(f: Any, W: Any) -> Any:
    return f(W + 1e-20j).imag / 1e-20


def all_moved_each_time(f: Any, W: Any) -> Any:
    return np.full(W.shape, all_moved(f, W))


def integer_result(f: Any, W: Any) -> Any:
    return complex_step_gradient(f, W).astype(W.dtype)


exercise = Exercise(
    reference=complex_step_gradient,
    draw=draw,
    stretch=True,
    claims=(
        Claim(SHAPE, 0.25, "it returns one real slope for every entry of W, in W's shape"),
        Claim("values", 1.0, "right to six digits"),
        Claim("exact", 0.75, "right to twelve digits"),
        Claim("shapes", 0.5, "W of any shape: three axes, a single number"),
        Claim("whole", 0.25, "right for whole numbers in W"),
        Claim(ARGUMENTS, 0.25, "W stays as it was"),
    ),
    hints=(
        "Step sideways, into the imaginary direction: f(w + ih) = f(w) + ih f'(w) - h^2 f''(w) / 2 - ... Where does the slope stand?",
        "Im f(W + i h e_i) / h for every index i, with h so small that h^2 does not count, such as 1e-20. W has to be a complex copy.",
        "W = np.array(W, dtype=complex); for each i: W[i] += 1j * h, dW[i] = f(W).imag / h, W[i] -= 1j * h.",
    ),
    mistakes=(
        Mistake(
            "h too large",
            "The step is so large that its square counts. Nothing cancels here: take h tiny, such as 1e-20.",
            edits=(("1e-20", "1e-3"),),
        ),
        Mistake(
            "central difference",
            "This is a central difference: its last digits are lost where two nearly equal numbers are subtracted. Step in the imaginary direction instead.",
            wrong=central,
        ),
        Mistake(
            "one-sided difference",
            "This is a one-sided difference: half of its digits are lost. Step in the imaginary direction instead.",
            wrong=one_sided,
        ),
        Mistake(
            "real part",
            "The real part of f(W) is in here, which is f itself. The slope stands in the imaginary part alone: f(W).imag / h.",
            edits=(("f(W).imag", "f(W).real"),),
        ),
        Mistake(
            "not divided by h",
            "This is the imaginary part alone, about 1e-20: divide it by h.",
            edits=((" / h", ""),),
        ),
        Mistake(
            "divided by 2 h",
            "This is half the slope: there is only one step here, of length h. Divide by h.",
            edits=((" / h", " / (2 * h)"),),
        ),
        Mistake(
            "multiplied by h",
            "The imaginary part is multiplied by h. Divide by it.",
            edits=((" / h", " * h"),),
        ),
        Mistake(
            "no imaginary step",
            "The imaginary part stays 0: the step is real, or W has no room for an imaginary one. Take W = np.array(W, dtype=complex), and step by 1j * h.",
            edits=(("W[i] += 1j * h", "W[i] += h"), ("W[i] -= 1j * h", "W[i] -= h")),
        ),
        Mistake(
            "complex answer",
            "The slopes are right, but the array is complex: zeros_like(W) copies W's kind. Use np.zeros(W.shape).",
            edits=(("np.zeros(W.shape)", "np.zeros_like(W)"),),
        ),
        Mistake(
            "entries not put back",
            "Each entry keeps its imaginary step, so every slope has those before it added. Take the step back first.",
            edits=(("        W[i] -= 1j * h\n", ""),),
        ),
        Mistake(
            "all entries moved at once",
            "All entries are moved together, which gives the sum of all slopes. Move one entry at a time.",
            wrong=all_moved,
        ),
        Mistake(
            "all entries moved, each time",
            "All entries are moved together, so every slope comes out the same, the sum of all. Move one entry at a time: W[i], not W.",
            wrong=all_moved_each_time,
        ),
        Mistake(
            "whole numbers in the result",
            "The slopes are cut to whole numbers where W holds integers: an array like W has no room for decimals. Use np.zeros(W.shape).",
            wrong=integer_result,
        ),
    ),
)
