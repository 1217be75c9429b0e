"""What cases are drawn from: small inputs that a learner can read, and type in again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from nnlab.reference.multilayer_networks import forward
from nnlab.reference.types import Params

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


def distinct_rows(rng: np.random.Generator, n: int, d: int) -> Array:
    """(n, d) numbers, no two rows alike, so that each can be found again."""
    while True:
        X = numbers(rng, n, d)
        if len(np.unique(X, axis=0)) == n:
            return X


def places(rows: Array, X: Array) -> list[int]:
    """Which row of X each of `rows` is; -1 for one that is none of them."""
    return [next((j for j, x in enumerate(X) if np.array_equal(row, x)), -1) for row in rows]


def layers(rng: np.random.Generator, *sizes: int) -> list[tuple[Array, Array]]:
    """A weight matrix and a bias for each pair of neighbouring sizes: params, or anything laid out like them."""
    return [(numbers(rng, d_in, d_out), numbers(rng, d_out)) for d_in, d_out in pairwise(sizes)]


def one_hot_rows(rng: np.random.Generator, n: int, k: int) -> Array:
    """(n, k) one-hot targets; the classes take turns, in an order of chance, so that none is much commoner."""
    rows: Array = np.eye(k)[rng.permutation(np.arange(n) % k)]
    return rows


def network(rng: np.random.Generator, sizes: list[int], n: int, activation: str) -> tuple[Params, Array, Array]:
    """Params of these sizes with biases, X (n, d), and one-hot Y (n, k), for slopes that can be measured.

    No hidden pre-activation is near 0, where relu has no slope; where relu hides units, it also shows some.
    """
    while True:
        params = layers(rng, *sizes)
        X, k = numbers(rng, n, sizes[0]), sizes[-1]
        zs, _ = forward(params, X, activation)
        clear = all(np.abs(Z).min() > 0.02 for Z in zs[:-1])
        mixed = activation != "relu" or n < 3 or all((Z > 0).any() and (Z < 0).any() for Z in zs[:-1])
        if clear and mixed:
            return params, X, np.eye(k)[rng.permutation(max(n, k))[:n] % k]
