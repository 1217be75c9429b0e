"""Plain values: the only things that a learner's answer may be made of.

None, bool, int, float, complex, str, numpy arrays of numbers, and lists, tuples and dicts of these.
Whatever else a function returns becomes an `Opaque` that remembers the type's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_DEPTH = 16
MAX_ITEMS = 50_000  # layers of weights as lists fit; the judge looks at each of them, for each of its theories
KINDS = "biufc"  # numpy's letters for bool, int, unsigned, float, complex


@dataclass(frozen=True)
class Opaque:
    """A value that is not plain; `type` names what it was, such as "generator"."""

    type: str


class _TooLargeError(Exception):
    pass


def plain(value: object) -> Any:
    """A plain copy of `value`: it shares no memory with the original."""
    try:
        return _plain(value, MAX_DEPTH, [MAX_ITEMS])
    except _TooLargeError:
        return Opaque("a structure that is nested too deeply or too long")


def _plain(value: object, depth: int, left: list[int]) -> Any:
    left[0] -= 1
    if depth == 0 or left[0] < 0:
        raise _TooLargeError
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str):
        return value
    if isinstance(value, np.ndarray | np.generic):
        return _plain_array(value)
    if isinstance(value, list):
        return [_plain(item, depth - 1, left) for item in value]
    if isinstance(value, tuple):
        return tuple(_plain(item, depth - 1, left) for item in value)
    if isinstance(value, dict):
        return {key if type(key) is str else repr(key): _plain(item, depth - 1, left) for key, item in value.items()}
    if hasattr(value, "__cuda_array_interface__"):
        from nnlab.arrays import to_host

        return _plain_array(to_host(value))
    return Opaque(kind.__name__)


def _plain_array(value: Any) -> Any:
    array = np.array(value, copy=True, subok=False)
    if array.dtype.kind == "U":
        return array.tolist()
    if array.dtype.kind not in KINDS:
        return Opaque(f"array of dtype {array.dtype}")
    if array.dtype.itemsize > (16 if array.dtype.kind == "c" else 8):  # long doubles differ by platform
        array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    return array


def copy_of(value: Any) -> Any:
    """A copy of a plain value for a call to work on; functions pass through as they are."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list):
        return [copy_of(item) for item in value]
    if isinstance(value, tuple):
        return tuple(copy_of(item) for item in value)
    if isinstance(value, dict):
        return {key: copy_of(item) for key, item in value.items()}
    return value


def identical(a: Any, b: Any) -> bool:
    """True when two plain values have the same structure, types and bits (NaN equals NaN)."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        if a.dtype != b.dtype or a.shape != b.shape:
            return False
        # The same bytes are the same values, and soon compared; other bytes may be (0.0 and -0.0, two kinds of NaN).
        return a.tobytes() == b.tobytes() or bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(identical(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(identical(a[key], b[key]) for key in a)
    return bool(a == b or (a != a and b != b))  # an Opaque equals another of its type
