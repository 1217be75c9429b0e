"""What came back from a learner's function, as arrays; or, in words, why it cannot be taken.

The words go on after the function's name, as "is not written yet" does. "" where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.calls.run import describe
from nnlab.judge.raises import cause, told
from nnlab.reference.types import Array

UNWRITTEN = "is not written yet"
NOTHING = "gave None, as a function without return does"
Pair = tuple[Array, Array]


@dataclass(frozen=True)
class Found:
    """One array of an answer, or why it is none; of an answer that failed as a whole, neither."""

    array: Array | None = None
    problem: str = ""


def call(function: Callable[..., Any], inputs: Sequence[Any]) -> tuple[Any, str]:
    """(answer, why there is none). The function gets copies: what it writes into them is its own."""
    try:
        answer = function(*map(_copied, inputs))
    except Exception as error:
        raised = describe(error, function)
        if isinstance(error, NotImplementedError) and raised.function in ("", getattr(function, "__name__", "")):
            return None, UNWRITTEN
        return None, told(raised, cause(raised)).rstrip(".")
    return answer, NOTHING if answer is None else ""


def array(value: Any, shape: tuple[int, ...], name: str = "") -> Found:
    """The value as a float array of this shape; `name` tells it from others of the same answer."""
    of = f" for {name}" if name else ""
    try:
        found = None if value is None else np.array(value, dtype=float)
    except (TypeError, ValueError):
        found = None
    if found is None:
        return Found(problem=f"gave {value!r:.40}{of}, needs an array of numbers")
    if found.shape != shape:
        return Found(problem=f"gave the shape {found.shape}{of}, needs the shape {shape}")
    return Found(found)


def both_lists(answer: Any, zs: list[Array], activations: list[Array]) -> tuple[list[list[Found]], str]:
    """A forward's (zs, activations), array by array; or [], and what is wrong with them as a whole."""
    found, rights = _as_lists(answer), [zs, activations]
    if _lengths(found) != _lengths(rights):
        needs = f"{len(zs)} arrays in zs and {len(activations)} in activations, which begins with X"
        return [], f"gave {_counted(found, answer)}, needs the two lists zs, activations: {needs}"
    return [
        [array(value, right.shape, f"{name}[{i}]") for i, (value, right) in enumerate(zip(values, arrays, strict=True))]
        for name, values, arrays in zip(("zs", "activations"), found, rights, strict=True)
    ], ""


def pairs(answer: Any, rights: list[Pair]) -> tuple[list[list[Found]], str]:
    """A backward's [(dW1, db1), ...], array by array; or [], and what is wrong with the list as a whole.

    A list that begins with the last layer is turned round, and that is said: its arrays may be right.
    """
    found = _as_lists(answer, arrays=False)
    if _lengths(found) != [2] * len(rights):
        return [], f"gave {_counted(found, answer)}, needs a list of {len(rights)} pairs (dW, db), one for each layer"
    read, turned = _read(found, rights), _read(found[::-1], rights)
    if _better(turned, read, rights):
        return turned, "gave the last layer first: turn the list round at the end, as by grads[::-1]"
    return read, ""


def _read(found: list[list[Any]], rights: list[Pair]) -> list[list[Found]]:
    return [
        [
            array(value, right.shape, f"d{letter} of layer {layer}")
            for letter, value, right in zip("Wb", pair, arrays, strict=True)
        ]
        for layer, (pair, arrays) in enumerate(zip(found, rights, strict=True), start=1)
    ]


def _better(turned: list[list[Found]], read: list[list[Found]], rights: list[Pair]) -> bool:
    """Whether the other order is the one that was meant: by the shapes, and where both fit by the numbers."""
    flat = [right for arrays in rights for right in arrays]
    there, here = ([found.array for arrays in order for found in arrays] for order in (turned, read))
    if any(found is None for found in there):
        return False
    if any(found is None for found in here):
        return True
    near = [
        any(
            np.allclose(found, right, rtol=1e-6, atol=0)
            for found, right in zip(order, flat, strict=True)
            if found is not None
        )
        for order in (there, here)
    ]
    return near == [True, False]


def _as_lists(answer: Any, *, arrays: bool = True) -> list[list[Any]]:
    """A list of lists, or of arrays where those may be; [] where it is none."""
    try:
        parts = list(answer)
        return [] if not arrays and any(isinstance(part, np.ndarray) for part in parts) else list(map(list, parts))
    except TypeError:
        return []


def _lengths(lists: list[list[Any]]) -> list[int]:
    return [len(inner) for inner in lists]


def _counted(found: list[list[Any]], answer: Any) -> str:
    kind = type(answer).__name__
    if found:
        return f"a {kind} of {len(found)}, whose parts have {', '.join(map(str, _lengths(found)))} entries"
    if isinstance(answer, list | tuple):
        return f"a {kind} of {len(answer)}, whose parts are no lists or tuples"
    return f"{answer!r:.40}"


def _copied(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_copied, value))
    return value.copy() if isinstance(value, np.ndarray) else value
