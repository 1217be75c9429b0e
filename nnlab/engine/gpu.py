"""Operations on a GPU's arrays: each a single kernel or product, and a whole run of batches one recorded graph."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import numpy as np

from nnlab import arrays
from nnlab.engine.blas import AS_IT_IS, TRANSPOSED, place_of
from nnlab.engine.operations import Call, Operations
from nnlab.errors import NnlabError

# Of an activation a what becomes of it, and of a delta d; in CuPy's notation, where T is the arrays' dtype.
ACTIVATE = {
    "sigmoid": "y = T(1) / (T(1) + exp(-a))",
    "tanh": "y = tanh(a)",
    "relu": "y = a < T(0) ? T(0) : a",
}
SLOPE = {
    "sigmoid": "y = d * a * (T(1) - a)",
    "tanh": "y = d * (T(1) - a * a)",
    "relu": "y = a > T(0) ? d : T(0)",
}
# A thread has one example, and its k scores lie `rows` apart: neighbouring threads read neighbouring numbers.
SOFTMAX_DELTA = """
extern "C" __global__ void softmax_delta(REAL* Z, const REAL* Y, REAL* sums, REAL* delta, REAL factor, int k, int rows) {
    int row = blockIdx.x * blockDim.x + threadIdx.x;
    if (row >= rows) return;
    REAL largest = Z[row], sum = 0;
    for (int j = 1; j < k; ++j) largest = Z[j * rows + row] > largest ? Z[j * rows + row] : largest;
    for (int j = 0; j < k; ++j) {
        REAL shifted = Z[j * rows + row] - largest, e = exp(shifted);
        Z[j * rows + row] = shifted;
        delta[j * rows + row] = e;
        sum += e;
    }
    sums[row] = sum / factor;
    for (int j = 0; j < k; ++j) delta[j * rows + row] = delta[j * rows + row] / sums[row] - Y[j * rows + row];
}
"""


class GpuOperations(Operations):
    """For CuPy's arrays."""

    def __init__(self, like: Any, *, tf32: bool = False) -> None:
        super().__init__(like)
        self._cublas = arrays.cublas(tf32=tf32)

    def work(self) -> AbstractContextManager[None]:
        return arrays.gpu_work()

    def move(self, array: Any) -> Any:
        return arrays.to_device(array)

    def bring(self, array: Any) -> Any:
        return arrays.to_host(array)

    def order(self, n: int, seed: int) -> Any:
        return arrays.device_order(n, seed)

    def together(self, calls: list[Call]) -> Call:
        return arrays.Recorded(calls)

    def product(self, A: Any, B: Any, C: Any, sign: int = 1, beta: float = 0.0) -> list[Call]:
        places = [place_of(array) for array in (A, B, C)]
        known = [place for place in places if place is not None]
        if len(known) < 3 or known[2][0] != AS_IT_IS:
            return super().product(A, B, C, sign, beta)
        transposed, leads = [how == TRANSPOSED for how, _ in known], [lead for _, lead in known]
        return [self._cublas.product((A, B, C), transposed, leads, float(sign), beta)]

    def activation(self, name: str, whole: Any, part: Any) -> list[Call]:
        if name not in ACTIVATE:
            return super().activation(name, whole, part)
        array = whole if name == "relu" else part
        return [partial(arrays.elementwise("T a", "T y", ACTIVATE[name], f"nnlab_{name}"), array, array)]

    def slope(self, name: str, whole: Any, part: Any, delta_whole: Any, delta: Any) -> list[Call]:
        if name not in SLOPE:
            return super().slope(name, whole, part, delta_whole, delta)
        a, d = (whole, delta_whole) if name == "relu" else (part, delta)
        return [partial(arrays.elementwise("T a, T d", "T y", SLOPE[name], f"nnlab_{name}_slope"), a, d, d)]

    def softmax_delta(
        self, Z: Any, Y: Any, sums: Any, delta: Any, factor: float, *, shifted: bool = True
    ) -> list[Call]:
        real = {"float32": "float", "float64": "double"}[Z.dtype.name]
        k, rows = Z.shape
        # It shifts in any case, which costs nothing here.
        kernel = arrays.kernel_over(SOFTMAX_DELTA.replace("REAL", real), "softmax_delta", rows)
        return [partial(kernel, Z, Y, sums, delta, Z.dtype.type(factor), np.int32(k), np.int32(rows))]

    def require(self, needed: int) -> None:
        free = arrays.free_bytes()
        if needed > free:
            raise NnlabError(
                f"Training needs about {needed / 2**20:.0f} MiB of the GPU's memory, and {free / 2**20:.0f} are free; use fewer "
                "rows, a smaller batch_size, or dtype='float32'."
            )
