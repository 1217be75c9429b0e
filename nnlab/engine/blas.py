"""The matrix product that NumPy itself calls, with the two numbers that NumPy leaves out: C <- alpha A B + beta C.

With beta = 1 a step of descent is one product, W <- W - A^T delta: the gradient is never written to memory and read
again. It is NumPy's own library that is called, so there is one pool of threads. Where that library cannot be reached,
as on some systems, `prepared` answers with None, and the caller does the same in more than one operation.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from nnlab.reference.types import Array

Call = Callable[[], Any]

# What the product is called in the libraries that NumPy is built with, and the integers that it counts in.
NAMES: tuple[tuple[str, Any], ...] = (
    ("scipy_cblas_{}gemm64_", ctypes.c_int64),  # NumPy's own wheels
    ("cblas_{}gemm64_", ctypes.c_int64),
    ("cblas_{}gemm", ctypes.c_int32),  # the packages of Linux distributions
)
REALS: dict[str, tuple[str, Any]] = {"float32": ("s", ctypes.c_float), "float64": ("d", ctypes.c_double)}
ROW_MAJOR, AS_IT_IS, TRANSPOSED = 101, 111, 112  # from cblas.h


@dataclass(frozen=True)
class Product:
    """The library's product for one dtype, and the types of its integers and of alpha and beta."""

    function: Callable[..., None]
    integer: Any
    real: Any

    def call(self, A: Array, B: Array, C: Array, alpha: float, beta: float) -> Call | None:
        """See `prepared`."""
        places = [place_of(array) for array in (A, B, C)]
        if any(place is None for place in places):
            return None
        (how_A, lead_A), (how_B, lead_B), (how_C, lead_C) = (place for place in places if place is not None)
        if how_C != AS_IT_IS:
            return None
        at_A, at_B, at_C = (array.ctypes.data_as(ctypes.c_void_p) for array in (A, B, C))  # each keeps its array
        return partial(
            self.function,
            *(ctypes.c_int(flag) for flag in (ROW_MAJOR, how_A, how_B)),
            *(self.integer(size) for size in (*C.shape, A.shape[1])),
            *(self.real(alpha), at_A, self.integer(lead_A), at_B, self.integer(lead_B)),
            *(self.real(beta), at_C, self.integer(lead_C)),
        )


def prepared(A: Array, B: Array, C: Array, alpha: float, beta: float) -> Call | None:
    """A call that computes C <- alpha A B + beta C, for A (m, k), B (k, n), C (m, n) of one dtype; None if there is none.

    A and B may be transposed, and all three parts of wider arrays. The call keeps the three arrays; it is made once and
    called often.
    """
    product = product_for(C.dtype.name)
    return product.call(A, B, C, alpha, beta) if product else None


def place_of(array: Array) -> tuple[int, int] | None:
    """(flag, leading dimension): whether its rows or its columns lie in one piece, and how far apart; None for neither."""
    rows, columns = array.shape
    down, across = (step // array.itemsize for step in array.strides)
    if (across == 1 or columns == 1) and (down >= columns or rows == 1):
        return AS_IT_IS, max(down, columns)
    if (down == 1 or rows == 1) and (across >= rows or columns == 1):
        return TRANSPOSED, max(across, rows)
    return None


@cache
def product_for(dtype: str) -> Product | None:
    """The product for "float32" or "float64", tried once on small numbers; None where it cannot be found or is wrong."""
    letter, real = REALS[dtype]
    try:
        library = ctypes.CDLL(np._core._multiarray_umath.__file__)  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return None
    for name, integer in NAMES:
        function = getattr(library, name.format(letter), None)
        if function is not None:
            flag = ctypes.c_int
            matrix = [ctypes.c_void_p, integer]
            function.argtypes = [flag] * 3 + [integer] * 3 + [real, *matrix, *matrix, real, *matrix]
            function.restype = None
            product = Product(function, integer, real)
            return product if _is_right(product, dtype) else None
    return None


def _is_right(product: Product, dtype: str) -> bool:
    """Whether it computes, on small whole numbers, what it should."""
    A, B, C = np.arange(6).reshape(2, 3), np.arange(12).reshape(4, 3).T, np.arange(8).reshape(2, 4)
    A, B, found = A.astype(dtype), B.astype(dtype, order="K"), C.astype(dtype)
    call = product.call(A, B, found, -1.0, 2.0)
    if call is None:
        return False
    call()
    return bool(np.array_equal(found, 2 * C - A @ B))
