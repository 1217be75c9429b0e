"""What cases are drawn from: small inputs that a learner can read, and type in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def numbers(rng: np.random.Generator, *shape: int) -> Array:
    """Numbers around 0, most of them within -2..2, with two decimals."""
    return np.round(rng.normal(size=shape), 2)


def whole(rng: np.random.Generator, *shape: int) -> Array:
    """Integers from -4 to 4, as an integer array: a result put into an array like it is cut."""
    return rng.integers(-4, 5, size=shape)


def tame(rng: np.random.Generator, n: int, d: int, draw: Callable[..., Array] = numbers) -> Array:
    """(n, d), n >= d, with columns far from dependent: every right formula keeps all but a digit or two."""
    while True:
        X = draw(rng, n, d)
        if np.linalg.cond(X) < 10:
            return X


def layers(rng: np.random.Generator, *sizes: int) -> list[tuple[Array, Array]]:
    """A weight matrix and a bias for each pair of neighbouring sizes: params, or anything laid out like them."""
    return [(numbers(rng, d_in, d_out), numbers(rng, d_out)) for d_in, d_out in zip(sizes, sizes[1:], strict=False)]


def one_hot_rows(rng: np.random.Generator, n: int, k: int) -> Array:
    """(n, k) one-hot targets; the classes take turns, in an order of chance, so that none is much commoner."""
    return np.eye(k)[rng.permutation(np.arange(n) % k)]
