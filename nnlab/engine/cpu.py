"""Operations on NumPy's own arrays: the same as the general ones, with less waste."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from nnlab.engine.blas import prepared
from nnlab.engine.operations import Call, Operations


class CpuOperations(Operations):
    """For NumPy's arrays."""

    block_rows = 1024  # the buffers of so many rows stay near the processor
    run_bytes = 1 << 19  # and so do these
    near = True

    def move(self, array: Any) -> Any:
        return array

    def bring(self, array: Any) -> Any:
        return array

    def gather(self, X: Any, rows: Any, out: Any) -> None:
        np.take(X, rows, axis=0, out=out, mode="clip")  # without the mode NumPy gathers into a copy first

    def product(self, A: Any, B: Any, C: Any, sign: int = 1, beta: float = 0.0) -> list[Call]:
        """One call where NumPy's BLAS can be reached; NumPy's own is as fast where it has nothing to add to."""
        call = prepared(A, B, C, float(sign), beta) if beta else None
        return [call] if call else super().product(A, B, C, sign, beta)

    def largest(self, S: Any, m: Any) -> list[Call]:
        return [partial(np.maximum.reduce, S, axis=0, keepdims=True, out=m)]
