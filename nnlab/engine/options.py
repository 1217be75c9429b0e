"""The options of `fit`, checked: each fault is a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches
from numbers import Integral, Real
from typing import Any

from nnlab.errors import NnlabError


def one_of(value: Any, names: Iterable[str], what: str) -> str:
    """value, if it is one of the names."""
    names = list(names)
    if value in names:
        return str(value)
    near = get_close_matches(str(value), names, n=1)
    remedy = f"; did you mean {near[0]!r}?" if near else "."
    raise NnlabError(f"{what} is {value!r}; it can be {', '.join(map(repr, names))}{remedy}")


def whole(value: Any, what: str, least: int) -> int:
    """value as an int, if it is a whole number and not below the least."""
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise NnlabError(f"{what} is {value!r}; it must be a whole number, {least} or more.")
    return int(value)


def number(value: Any, what: str, least: float, below: float = math.inf, *, least_itself: bool = True) -> float:
    """value as a float, if it is a number from the least (itself or not) to `below` (not itself)."""
    found = float(value) if isinstance(value, Real) else math.nan
    if not ((found > least or (least_itself and found == least)) and found < below):
        low = f"at least {least:g}" if least_itself else f"above {least:g}"
        high = "" if below == math.inf else f" and below {below:g}"
        raise NnlabError(f"{what} is {value!r}; it must be a number {low}{high}.")
    return found
