"""The options of `fit`, checked: each fault is a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches
from numbers import Integral, Real
from typing import Any

import numpy as np

from nnlab.errors import NnlabError


def one_of(value: Any, names: Iterable[str], what: str) -> str:
    """value, if it is one of the names."""
    names = list(names)
    if isinstance(value, str) and value in names:
        return value
    near = get_close_matches(str(value), names, n=1)
    remedy = f"; did you mean {near[0]!r}?" if near else "."
    raise NnlabError(f"{what} is {_seen(value)}; it can be {', '.join(map(repr, names))}{remedy}")


def whole(value: Any, what: str, least: int) -> int:
    """value as an int, if it is a whole number and not below the least."""
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise NnlabError(f"{what} is {_seen(value)}; it must be a whole number, {least} or more.")
    return int(value)


def flag(value: Any, what: str) -> bool:
    """value as a bool, if it is one."""
    if not isinstance(value, bool | np.bool):
        raise NnlabError(f"{what} is {_seen(value)}; it must be True or False.")
    return bool(value)


def dtype_of(value: Any, names: Iterable[str]) -> str:
    """The name of a dtype, given by name, or as NumPy's own."""
    try:
        return one_of(np.dtype(value).name, names, "dtype")
    except TypeError:
        return one_of(value, names, "dtype")


def number(value: Any, what: str, least: float, below: float = math.inf, *, least_itself: bool = True) -> float:
    """value as a float, if it is a finite number from the least (itself or not) to `below` (not itself)."""
    try:
        found = float(value) if isinstance(value, Real) and not isinstance(value, bool) else math.nan
    except OverflowError:  # a whole number of more digits than a float can have
        found = math.inf
    if not ((found > least or (least_itself and found == least)) and found < below):
        low = f"at least {least:g}" if least_itself else f"above {least:g}"
        high = "" if below == math.inf else f" and below {below:g}"
        raise NnlabError(f"{what} is {_seen(value)}; it must be a finite number {low}{high}.")
    return found


def _seen(value: Any) -> str:
    """On one line, and not too long."""
    words = " ".join(repr(value).split())
    return words if len(words) <= 60 else f"{words[:57]}..."
