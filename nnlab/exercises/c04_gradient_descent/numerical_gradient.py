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
from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.gradient_descent import numerical_gradient


def draw(rng: np.random.Generator) -> Iterator[Case]:
    yield Case("values", (weighted_sine, numbers(rng, 3), 1e-3), "weighted sine, 3 entries")
    yield Case("values", (log_sum_exp, numbers(rng, 2, 3), 1e-3), "log-sum-exp, shape (2, 3)")
    yield Case("values", (sum_of_exponentials, numbers(rng, 3, 1), 1e-5), "exponentials, shape (3, 1), a small h")
    yield Case("values", (product_of_cosines, numbers(rng, 2, 2), 1e-5), "product of cosines, shape (2, 2), a small h")
    # The central difference of w^3 is 3 w^2 + h^2: near 0 that shows which h it was.
    small = rng.choice([-0.25, -0.2, -0.15, -0.1, 0.1, 0.15, 0.2, 0.25], size=3)
    yield Case("step", (sum_of_cubes, small, 1e-2), "sum of cubes near 0, a large h")
    yield Case("shapes", (weighted_sine, numbers(rng, 2, 2, 2), 1e-3), "shape (2, 2, 2)")
    yield Case("shapes", (sum_of_exponentials, np.array(numbers(rng)), 1e-3), "a single number, shape ()")
    yield Case("shapes", (sum_of_squares, np.zeros((2, 3)), 1e-3), "all zeros")
    entries = rng.permutation([-3, -2, -1, 1, 2, 3])
    yield Case("whole", (sum_of_squares, entries[:4], 1e-3), "whole numbers, 4 entries")
    yield Case("whole", (weighted_sine, entries.reshape(3, 2), 1e-3), "whole numbers, shape (3, 2)")


def second_order(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """A central difference is off by about h^2, a one-sided one by about h. The true slope is a complex step's."""
    for (f, W, h), dW in cases:
        dW = np.asarray(dW, dtype=float)
        for i in np.ndindex(W.shape):
            moved = W.astype(complex)
            moved[i] += 1e-20j
            slope = f(moved).imag / 1e-20
            if not abs(dW[i] - slope) <= 30 * h**2 + 1e-6 * (1 + abs(slope)):
                entry = f"W[{', '.join(map(str, i))}]" if i else "W"
                return f"the slope of {f.__name__} by {entry} is {slope:.6g}, with h = {h:g} it gives {dW[i]:.6g}"
    return None


def rows_moved(f: Any, W: Any, h: float) -> Any:
    W = np.array(W, dtype=float)
    dW = np.zeros_like(W)
    for i in range(len(W)):
        step = np.zeros_like(W)
        step[i] = h
        dW[i] = (f(W + step) - f(W - step)) / (2 * h)
    return dW


def all_moved(f: Any, W: Any, h: float) -> Any:
    return (f(W + h) - f(W - h)) / (2 * h)


def all_moved_each_time(f: Any, W: Any, h: float) -> Any:
    return np.full(W.shape, all_moved(f, W, h))


def last_left_out(f: Any, W: Any, h: float) -> Any:
    dW = numerical_gradient(f, W, h)
    dW.flat[-1] = 0
    return dW


def integer_result(f: Any, W: Any, h: float) -> Any:
    return numerical_gradient(f, W, h).astype(W.dtype)


def integer_step(f: Any, W: Any, h: float) -> Any:
    return 0 * W if W.dtype.kind == "i" else numerical_gradient(f, W, h)


def own_h(f: Any, W: Any, h: float) -> Any:
    return numerical_gradient(f, W, 1e-5)


def second_difference(f: Any, W: Any, h: float) -> Any:
    W = np.array(W, dtype=float)
    dW = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        step = np.zeros_like(W)
        step[i] = h
        dW[i] = (f(W + step) - 2 * f(W) + f(W - step)) / h**2
    return dW


def leaves_moved(f: Any, W: Any, h: float) -> Any:
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] += h
        above = f(W)
        W[i] -= 2 * h
        dW[i] = (above - f(W)) / (2 * h)
    return dW


def on_the_callers(f: Any, W: Any, h: float) -> Any:
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        old = W[i]
        W[i] = old + h
        above = f(W)
        W[i] = old - h
        below = f(W)
        W[i] = old
        dW[i] = (above - below) / (2 * h)
    return dW


exercise = Exercise(
    reference=numerical_gradient,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns one slope for every entry of W, in W's shape"),
        Claim("values", 1.25, "the central difference of each entry, others unmoved"),
        Claim("step", 0.25, "it takes the h that is given"),
        Claim("shapes", 0.5, "W of any shape: three axes, a single number, zeros"),
        Claim("whole", 0.5, "right for whole numbers in W"),
        Claim("order", 0.75, "off from the true slope by no more than about h^2", second_order),
        Claim(ARGUMENTS, 0.5, "W stays as it was"),
    ),
    hints=(
        "Move one entry a little up, then a little down. How much did f change? Then put it back.",
        "(f(W + h e_i) - f(W - h e_i)) / (2 h), for every index i that np.ndindex(W.shape) gives.",
        "Work on W = np.array(W, dtype=float), a copy in floats: above = f(W) with W[i] = old + h, below with old - h, then W[i] = old.",
    ),
    mistakes=(
        Mistake(
            "one-sided",
            "This is the one-sided difference, (f(W + h) - f(W)) / h: its error is of order h. Step to both sides: (f(W + h) - f(W - h)) / (2 h).",
            edits=(("W[i] = old - h", "W[i] = old"), ("(2 * h)", "h")),
        ),
        Mistake(
            "backward difference",
            "This is the one-sided difference to the left, (f(W) - f(W - h)) / h. Step to both sides: (f(W + h) - f(W - h)) / (2 h).",
            edits=(("W[i] = old + h", "W[i] = old"), ("(2 * h)", "h")),
        ),
        Mistake(
            "one-sided, divided by 2 h",
            "This is about half the slope: f(W + h) - f(W) is divided by 2 h. Step to both sides: f(W + h) - f(W - h).",
            edits=(("W[i] = old - h", "W[i] = old"),),
        ),
        Mistake(
            "divided by h",
            "This is twice the slope: you divide by h, but the two points are 2 h apart.",
            edits=(("(2 * h)", "h"),),
        ),
        Mistake(
            "divided by 2, times h",
            "/ 2 * h divides by 2 and multiplies by h. Put brackets: / (2 * h).",
            edits=(("/ (2 * h)", "/ 2 * h"),),
        ),
        Mistake(
            "not divided",
            "This is the change of f alone: divide by the distance of the two points, 2 h.",
            edits=((" / (2 * h)", ""),),
        ),
        Mistake(
            "second difference",
            "This is the second difference, the curvature by each entry. The slope is (f(W + h) - f(W - h)) / (2 h).",
            wrong=second_difference,
        ),
        Mistake(
            "entries not put back",
            "Each entry stays moved while the next one is tried. Put it back first: W[i] = old.",
            edits=(("        W[i] = old\n", ""),),
        ),
        Mistake(
            "all entries moved at once",
            "All entries are moved together, which gives one slope for all. Move one entry at a time.",
            wrong=all_moved,
        ),
        Mistake(
            "all entries moved, each time",
            "All entries are moved together, so every slope comes out the same, the sum of all. Move one entry at a time: W[i], not W.",
            wrong=all_moved_each_time,
        ),
        Mistake(
            "whole rows moved",
            "For a table whole rows are moved at once, so a row's slopes are added up. Visit each entry: for i in np.ndindex(W.shape).",
            wrong=rows_moved,
        ),
        Mistake(
            "last entry left out",
            "The slope by the last entry stays 0: a loop over the entries has to reach the last one.",
            wrong=last_left_out,
        ),
        Mistake(
            "whole numbers in the copy",
            "W holds whole numbers, and the copy does too: old + h is cut back to a whole number. Copy it as floats: np.array(W, dtype=float).",
            edits=(("np.array(W, dtype=float)", "np.array(W)"), ("np.zeros_like(W)", "np.zeros(W.shape)")),
        ),
        Mistake(
            "whole numbers in copy and result",
            "W holds whole numbers, and so do the copy and the slopes: what is put there is cut. Copy W as floats first: np.array(W, dtype=float).",
            edits=(("np.array(W, dtype=float)", "np.array(W)"),),
        ),
        Mistake(
            "whole numbers in the result",
            "The slopes are cut to whole numbers where W holds integers: zeros_like(W) is an integer array then. Use np.zeros(W.shape).",
            wrong=integer_result,
        ),
        Mistake(
            "whole numbers in the step",
            "All slopes are 0 where W holds integers: h put into an integer array (such as zeros_like(W)) becomes 0. Use np.zeros(W.shape).",
            wrong=integer_step,
        ),
        Mistake(
            "another h",
            "It takes a step of its own, not the h that is given.",
            wrong=own_h,
        ),
        Mistake(
            "the caller's W left moved",
            "It moves the caller's own W and leaves it moved. Work on a copy in floats, np.array(W, dtype=float), and put each entry back.",
            wrong=leaves_moved,
        ),
    ),
)
