"""Operations on fixed arrays: what a step of training is made of, prepared once and called often.

Each operation writes into arrays that are given here; it is a call without arguments. These run wherever NumPy's
functions do, so on a GPU's arrays too; `nnlab.engine.cpu` has faster ones for NumPy's own arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

import numpy as np

from nnlab.engine.activations import ACTIVATIONS, SLOPES
from nnlab.gpu.rehearsal import to_far, to_near

Call = Callable[[], Any]


def run(calls: Iterable[Call]) -> None:
    """One after the other."""
    for call in calls:
        call()


class Operations:
    """For arrays that answer to NumPy's functions, wherever they lie; `like` is one of them."""

    block_rows: int | None = None  # a batch with more rows is computed in parts of so many; None: whole
    run_bytes = 1 << 22  # of rows that are gathered at once, for as many batches as that is
    near = False  # whether a single number costs nothing to look at

    def __init__(self, like: Any) -> None:
        self.like = like

    def work(self) -> AbstractContextManager[None]:
        """What is asked of the device is done when this context ends."""
        return nullcontext()

    def require(self, needed: int) -> None:
        """NnlabError where fewer than so many bytes can be had, if that is known."""

    # Arrays.

    def empty(self, shape: tuple[int, ...], dtype: Any) -> Any:
        return np.empty_like(self.like, shape=shape, dtype=dtype)

    def zeros(self, shape: tuple[int, ...], dtype: Any) -> Any:
        return np.zeros_like(self.like, shape=shape, dtype=dtype)

    def full(self, shape: tuple[int, ...], value: float, dtype: Any) -> Any:
        return np.full_like(self.like, value, shape=shape, dtype=dtype)

    def move(self, array: Any) -> Any:
        """An array of NumPy's brought to where the others are; others stay as they are."""
        return to_far(array)

    def bring(self, array: Any) -> Any:
        """The way back."""
        return to_near(array)

    def order(self, n: int, seed: int) -> Any:
        """0..n-1 in an order drawn by the seed."""
        return self.move(np.random.default_rng(seed).permutation(n))

    def gather(self, X: Any, rows: Any, out: Any) -> None:
        """out <- X[rows], along the first axis."""
        np.take(X, rows, axis=0, out=out)

    # Calls.

    def product(self, A: Any, B: Any, C: Any, sign: int = 1, beta: float = 0.0) -> list[Call]:
        """C <- beta C + sign A B, for A (m, k), B (k, n), C (m, n); sign is 1 or -1, and 1 where beta is 0."""
        if beta == 0.0:
            return [partial(np.matmul, A, B, out=C)]
        part = self.empty(C.shape, C.dtype)
        kept: list[Call] = [] if beta == 1.0 else [partial(np.multiply, C, beta, out=C)]
        combine = np.add if sign == 1 else np.subtract
        return [partial(np.matmul, A, B, out=part), *kept, partial(combine, C, part, out=C)]

    def together(self, calls: list[Call]) -> Call:
        """All calls as one."""
        return partial(run, calls)

    def activation(self, name: str, whole: Any, part: Any) -> list[Call]:
        """Activations in the place of pre-activations; see `nnlab.engine.activations`."""
        return ACTIVATIONS[name](self, whole, part)

    def slope(self, name: str, whole: Any, part: Any, delta_whole: Any, delta: Any) -> list[Call]:
        """delta <- delta * slope; see `nnlab.engine.activations`."""
        return SLOPES[name](self, whole, part, delta_whole, delta)

    def softmax_delta(
        self, Z: Any, Y: Any, sums: Any, delta: Any, factor: float, *, shifted: bool = True
    ) -> list[Call]:
        """delta <- factor softmax(Z) - Y, for scores in columns: Z, Y and delta (k, rows), sums (1, rows).

        On the way Z <- Z less each column's largest, if shifted, and sums <- each column's sum of exp(Z), divided by factor:
        with that one division both makes probabilities and scales them.
        """
        weights = self.full((1, len(Z)), 1 / factor, Z.dtype)
        shift: list[Call] = []
        if shifted:
            largest = self.empty(sums.shape, Z.dtype)
            shift = [*self.largest(Z, largest), partial(np.subtract, Z, largest, out=Z)]
        return [
            *shift,
            partial(np.exp, Z, out=delta),
            *self.product(weights, delta, sums),
            partial(np.divide, delta, sums, out=delta),
            partial(np.subtract, delta, Y, out=delta),
        ]

    def largest(self, S: Any, m: Any) -> list[Call]:
        """m <- the largest number of every column, for S (k, n) and m (1, n)."""
        return [partial(S.max, axis=0, keepdims=True, out=m)]
