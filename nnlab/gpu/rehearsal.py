"""A rehearsal for the GPU on any machine: arrays that compute as NumPy's do, and mix with them as little as CuPy's.

CuPy's arrays live in another memory. They take part in NumPy's functions (np.exp, np.where, @ ...) through NumPy's two
protocols, and refuse to be turned into a NumPy array behind one's back. A function that runs on these arrays uses only
what they allow, and so can be expected to run on CuPy's unchanged; one that fails here makes NumPy arrays of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from nnlab.arrays import replaced

# NumPy functions that CuPy answers for its own arrays, of those that a network may want.
FUNCTIONS: frozenset[str] = frozenset({
    "all", "allclose", "amax", "amin", "any", "argmax", "argmin", "argsort", "around", "array_equal", "average",
    "broadcast_to", "clip", "column_stack", "concatenate", "copy", "count_nonzero", "cumsum", "diag", "diagonal",
    "dot", "einsum", "empty_like", "expand_dims", "flip", "full_like", "hstack", "inner", "isclose", "kron", "max",
    "mean", "median", "min", "moveaxis", "nan_to_num", "ndim", "nonzero", "norm", "ones_like", "outer", "prod",
    "ptp", "ravel", "repeat", "reshape", "roll", "round", "shape", "size", "sort", "split", "squeeze", "stack",
    "std", "sum", "swapaxes", "take", "take_along_axis", "tensordot", "tile", "trace", "transpose", "tril", "triu",
    "unique", "var", "vdot", "vstack", "where", "zeros_like",
})  # fmt: skip
METHODS: frozenset[str] = frozenset({
    "all", "any", "argmax", "argmin", "argsort", "astype", "clip", "copy", "cumsum", "diagonal", "dot", "flatten",
    "max", "mean", "min", "prod", "ravel", "repeat", "reshape", "round", "squeeze", "std", "sum", "swapaxes",
    "take", "trace", "transpose", "var",
})  # fmt: skip
Scalar = int | float | complex | bool | np.generic


class FarArray(NDArrayOperatorsMixin):
    """An array that stands for one in a GPU's memory. `to_far` makes one, `to_near` brings it back."""

    __array_priority__ = 100

    def __init__(self, array: Any) -> None:
        self._array = np.array(array)

    # What NumPy asks.

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("Implicit conversion to a NumPy array is not allowed: these numbers are in another memory.")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if method != "__call__":  # np.add.reduce and the like
            return NotImplemented
        if "where" in kwargs:
            raise TypeError(f"{ufunc.__name__} has no argument where here")
        results = ufunc(*map(_operand, inputs), **{key: _argument(part) for key, part in kwargs.items()})
        out = kwargs.get("out")
        return out[0] if out else _far(results)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function.__name__ not in FUNCTIONS:
            return NotImplemented
        return _far(function(*map(_argument, args), **{key: _argument(part) for key, part in kwargs.items()}))

    # What one asks an array.

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(f"these arrays have no {name}")
        method: Callable[..., Any] = getattr(self._array, name)

        def called(*args: Any, **kwargs: Any) -> Any:
            return _far(method(*map(_argument, args), **{key: _argument(part) for key, part in kwargs.items()}))

        return called

    @property
    def shape(self) -> tuple[int, ...]:
        return self._array.shape

    @property
    def ndim(self) -> int:
        return self._array.ndim

    @property
    def size(self) -> int:
        return self._array.size

    @property
    def dtype(self) -> Any:
        return self._array.dtype

    @property
    def nbytes(self) -> int:
        return self._array.nbytes

    @property
    def itemsize(self) -> int:
        return self._array.itemsize

    @property
    def T(self) -> FarArray:
        return _view(self._array.T)

    def __len__(self) -> int:
        return len(self._array)

    def __iter__(self) -> Iterator[FarArray]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        """A part. Indices may come from NumPy: CuPy moves them."""
        return _view(self._array[replaced(index, FarArray, _near)])

    def __setitem__(self, index: Any, value: Any) -> None:
        self._array[replaced(index, FarArray, _near)] = _operand(value)

    # A single number may leave, when it is asked for by name.

    def __float__(self) -> float:
        return float(self._array)

    def __int__(self) -> int:
        return int(self._array)

    def __bool__(self) -> bool:
        return bool(self._array)

    def __index__(self) -> int:
        return self._array.__index__()

    def item(self) -> Any:
        return self._array.item()

    def tolist(self) -> Any:
        return self._array.tolist()

    def get(self) -> Any:
        """A copy as a NumPy array: the way back."""
        return self._array.copy()

    def __repr__(self) -> str:
        return f"far {self._array!r}"


def to_far(value: Any) -> Any:
    """A plain value with every numpy array in it as a FarArray."""
    return replaced(value, np.ndarray, FarArray)


def to_near(value: Any) -> Any:
    """A plain value with every FarArray in it as a numpy array."""
    return replaced(value, FarArray, FarArray.get)


def _near(array: FarArray) -> Any:
    return array._array


def _view(result: Any) -> FarArray:
    """Shares its memory with the array it was cut from, as a slice does."""
    far = FarArray.__new__(FarArray)
    far._array = np.asarray(result)
    return far


def _far(result: Any) -> Any:
    """NumPy's result as it would come from CuPy: single numbers stay on the device, as arrays without axes."""
    if isinstance(result, np.ndarray | np.generic):
        return _view(result)
    if isinstance(result, tuple | list):
        return type(result)(_far(part) for part in result)
    return result


def _operand(value: Any) -> Any:
    """What may stand beside such an array: another one, or a plain number."""
    if isinstance(value, FarArray):
        return value._array
    if isinstance(value, Scalar):
        return value
    raise TypeError(
        f"Unsupported type {type(value)}: arrays in another memory mix with each other and with numbers only"
    )


def _argument(value: Any) -> Any:
    """An argument of a function: axes, shapes and dtypes pass; a NumPy array does not, in a list neither."""
    replaced(value, np.ndarray, _operand)
    return replaced(value, FarArray, _near)
