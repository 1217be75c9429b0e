"""Operations on NumPy's own arrays: the same as the general ones, with less waste."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from nnlab.engine.blas import prepared
from nnlab.engine.operations import Call, Operations

# OpenBLAS multiplies small matrices as they are, and copies larger ones into an order of its own first, which does not pay
# where they are only a few times larger.
SMALL = 1_000_000  # multiplications
MOST_PIECES = 8
SHORT = 32  # a sum of fewer numbers is too short for it to matter


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
        """In pieces where that is faster; NumPy's own product where there is nothing to add to, the library's elsewhere."""
        calls: list[Call] = []
        for A_part, B_part, C_part, kept in _pieces(A, B, C, beta):
            call = prepared(A_part, B_part, C_part, float(sign), kept) if kept else None
            calls += [call] if call else super().product(A_part, B_part, C_part, sign, kept)
        return calls

    def largest(self, S: Any, m: Any) -> list[Call]:
        return [partial(np.maximum.reduce, S, axis=0, keepdims=True, out=m)]


def _pieces(A: Any, B: Any, C: Any, beta: float) -> list[tuple[Any, Any, Any, float]]:
    """(A, B, C, beta) of products that together are C <- beta C + A B; cut along the longest of the three sides."""
    (m, n), k = C.shape, A.shape[1]
    count = -(-m * n * k // SMALL)
    if not 1 < count <= MOST_PIECES or k < SHORT:
        return [(A, B, C, beta)]
    longest = max(m, n, k)
    step = -(-longest // count)
    cuts = [slice(start, start + step) for start in range(0, longest, step)]
    if longest == m:
        return [(A[cut], B, C[cut], beta) for cut in cuts]
    if longest == n:
        return [(A, B[:, cut], C[:, cut], beta) for cut in cuts]
    return [(A[:, cut], B[cut], C, beta if cut.start == 0 else 1.0) for cut in cuts]
