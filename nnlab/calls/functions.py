"""The public functions that an exercise may hand to a learner's code, by name.

A function cannot cross a pipe, but its name can. Each takes an array of any shape and returns one number;
those in `ANALYTIC` also take complex entries, as the complex step needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def sum_of_squares(W: Any) -> Any:
    """sum_i w_i^2; its gradient is 2 W."""
    return (W * W).sum()


def sum_of_cubes(W: Any) -> Any:
    """sum_i w_i^3; its gradient is 3 W^2."""
    return (W * W * W).sum()


def sum_of_exponentials(W: Any) -> Any:
    """sum_i exp(w_i); its gradient is exp(W)."""
    return np.exp(W).sum()


def weighted_sine(W: Any) -> Any:
    """sum_i i sin(w_i), with i = 1, 2, ... in reading order: every entry counts differently."""
    weights = np.arange(1, W.size + 1).reshape(W.shape)
    return (weights * np.sin(W)).sum()


def product_of_cosines(W: Any) -> Any:
    """prod_i cos(w_i): every slope depends on all the other entries."""
    return np.cos(W).prod()


def log_sum_exp(W: Any) -> Any:
    """log sum_i exp(w_i); its gradient is the softmax of all entries."""
    return np.log(np.exp(W).sum())


ANALYTIC: dict[str, Callable[[Any], Any]] = {
    function.__name__: function
    for function in (sum_of_squares, sum_of_cubes, sum_of_exponentials, weighted_sine, product_of_cosines, log_sum_exp)
}
FUNCTIONS: dict[str, Callable[[Any], Any]] = dict(ANALYTIC)
