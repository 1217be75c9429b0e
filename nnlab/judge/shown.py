"""What of a value is shown: small tables of numbers, cropped around the first wrong entry; lists of them; words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.judge.compare import apart, as_array, describe, number

MAX_DEPTH = 4
MAX_TEXT = 400


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class Grid:
    """Rows of cells; `rows` and `columns` are the indices shown, `crop` says what is left out ("" for nothing)."""

    caption: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    wrong: tuple[tuple[bool, ...], ...]
    crop: str = ""
    flat: bool = False  # one-dimensional: its only row has no index


@dataclass(frozen=True)
class Items:
    """The parts of a tuple, list or dict, each with its label; `more` were left out."""

    caption: str
    items: tuple[tuple[str, Shown], ...]
    more: int = 0


Shown = Words | Grid | Items


def shown(
    value: Any, *, other: Any = None, wrong: Any = None, beside: Any = None, most: int = 8, depth: int = 0
) -> Shown:
    """`value` for showing. With `wrong`, numbers that differ from `other`'s get as many digits as that takes.

    An input is shown `beside` the answer's `wrong`: where it has as many rows, the same rows are shown.
    """
    if isinstance(value, str):
        return Words(_short(repr(value)))
    if callable(value):
        return Words(getattr(value, "__name__", "a function"))
    if isinstance(value, bool | int | float | complex) or (
        isinstance(value, np.ndarray | np.generic) and value.ndim == 0
    ):
        return Words(_single(value, other, wrong))
    array = as_array(value) if _is_numbers(value) else None
    if array is not None and array.size:
        return _grid(describe(value), array, other, wrong, most, _focus(array, beside))
    if isinstance(value, list | tuple | dict) and value and depth < MAX_DEPTH:
        pairs = list(value.items()) if isinstance(value, dict) else [(f"[{i}]", item) for i, item in enumerate(value)]
        parts = tuple(
            (_short(str(label)), shown(item, beside=beside, most=most, depth=depth + 1)) for label, item in pairs[:most]
        )
        return Items("" if depth else describe(value), parts, max(0, len(pairs) - most))
    if value is None or (isinstance(value, list | tuple | dict) and not value):
        return Words(str(value))
    return Words(_short(describe(value)))


def _is_numbers(value: Any) -> bool:
    """An array, or a list or tuple that reads as one; a tuple of arrays is a tuple of parts."""
    if isinstance(value, np.ndarray):
        return True
    if not isinstance(value, list | tuple) or not value:
        return False
    if all(isinstance(item, bool | int | float | complex | np.generic) for item in value):
        return True
    return isinstance(value, list) and all(isinstance(item, list) and _is_numbers(item) for item in value)


def _single(value: Any, other: Any, wrong: Any) -> str:
    mine = value.item() if isinstance(value, np.ndarray | np.generic) else value
    if wrong is not None and isinstance(other, np.ndarray | np.generic | int | float | complex) and np.ndim(other) == 0:
        return apart(mine, np.asarray(other).item())[0]
    return number(mine)


def _focus(array: Any, wrong: Any) -> tuple[int, ...]:
    """The index to show: the first wrong entry's, in the dimensions that the array has in common with the answer."""
    at = [0] * array.ndim
    if isinstance(wrong, np.ndarray) and wrong.ndim and wrong.any():
        for i, index in enumerate(np.argwhere(wrong)[0]):
            if i >= array.ndim or array.shape[i] != wrong.shape[i]:
                break
            at[i] = int(index)
    return tuple(at)


def _grid(caption: str, array: Any, other: Any, wrong: Any, most: int, focus: tuple[int, ...]) -> Grid:
    marked = wrong if isinstance(wrong, np.ndarray) and wrong.shape == array.shape else np.zeros(array.shape, bool)
    pair = other if isinstance(other, np.ndarray) and other.shape == array.shape else array
    at = tuple(int(i) for i in np.argwhere(marked)[0]) if marked.any() else focus
    lead = at[: max(0, array.ndim - 2)]
    array, marked, pair = array[lead], marked[lead], pair[lead]
    flat = array.ndim == 1
    if flat:
        array, marked, pair = array[None], marked[None], pair[None]
        at = (0, *at)
    row, column = at[-2:]
    rows, columns = _around(row, array.shape[0], most), _around(column, array.shape[1], most)
    return Grid(
        caption,
        tuple(rows),
        tuple(columns),
        tuple(
            tuple(
                apart(array[i, j].item(), pair[i, j].item())[0] if marked[i, j] else number(array[i, j].item())
                for j in columns
            )
            for i in rows
        ),
        tuple(tuple(bool(marked[i, j]) for j in columns) for i in rows),
        _crop(lead, rows, columns, array.shape, flat),
        flat,
    )


def _around(at: int, length: int, most: int) -> range:
    start = min(max(0, at - most // 4), max(0, length - most))
    return range(start, min(length, start + most))


def _crop(lead: Sequence[int], rows: range, columns: range, shape: tuple[int, ...], flat: bool) -> str:
    said = [f"index [{', '.join(map(str, lead))}]"] if lead else []
    if not flat and len(rows) < shape[0]:
        said.append(f"rows {rows[0]} to {rows[-1]} of {shape[0]}")
    if len(columns) < shape[1]:
        said.append(f"{'positions' if flat else 'columns'} {columns[0]} to {columns[-1]} of {shape[1]}")
    return f"shown: {', '.join(said)}" if said else ""


def _short(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]} ... ({len(text)} characters)"
