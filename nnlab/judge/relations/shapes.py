"""Another shape: an axis too many, a sum that is missing, a row that is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlab.judge.relations.pair import Pair, Transform, holds
from nnlab.judge.report import Named


def other_shape(series: Sequence[Pair]) -> Named | None:
    """The right values in another shape, and how to get to the wanted one."""
    misshapen = [pair for pair in series if pair.got.shape != pair.expected.shape]
    if not misshapen:
        return None
    if not reshaped(series):
        return None
    got, wanted = misshapen[0].got.shape, misshapen[0].expected.shape
    if wanted == ():
        way = "return the number itself, for example with float(...) or .item()"
    elif len(got) == len(wanted) + 1 and (axis := _odd_axis(got, wanted)) is not None:
        way = "there is an axis too many: " + (
            ".ravel() drops it" if len(wanted) == 1 else f".squeeze(axis={axis}) drops it"
        )
    elif len(got) == len(wanted) - 1 and (axis := _odd_axis(wanted, got)) is not None:
        way = f"an axis is missing: {'[None, :]' if axis == 0 else '[:, None]'} or keepdims=True adds it"
    else:
        way = f".reshape{wanted} would do it"
    return Named(
        "right values in another shape", f"The values are right, the shape is {got} where {wanted} is needed: {way}."
    )


def reshaped(series: Sequence[Pair]) -> bool:
    """The right values, in whatever shape."""
    return all(
        pair.got.size == pair.expected.size and pair.tolerance.near(pair.got.ravel(), pair.expected.ravel()).all()
        for pair in series
    )


def _odd_axis(longer: tuple[int, ...], shorter: tuple[int, ...]) -> int | None:
    """The axis of size 1 that the longer shape has and the shorter one lacks; the last, where several would do."""
    places = [i for i, size in enumerate(longer) if size == 1 and longer[:i] + longer[i + 1 :] == shorter]
    return places[-1] if places else None


def reduced(series: Sequence[Pair]) -> Named | None:
    """The answer still has to be summed or averaged over an axis, or is the diagonal of a table."""
    if any(pair.got.ndim <= pair.expected.ndim for pair in series):
        return None
    for words, function in (("add up", np.sum), ("average", np.mean)):
        for axis in (None, *range(series[0].got.ndim)):
            if all(_reduces(pair, function, axis) for pair in series):
                where = "all its values" if axis is None else f"it over axis {axis}"
                text = f"An array of shape {series[0].got.shape} where {_shape(series[0].expected)} is needed: {words} {where} and it is the answer."
                return Named("not summed" if function is np.sum else "not averaged", text)
    if all(pair.expected.ndim == 0 and pair.got.ndim == 1 for pair in series) and series[0].got.size > 1:
        for words, pick in (("first", 0), ("last", -1)):
            if all(pair.got.size and pair.tolerance.near(pair.got[pick], pair.expected).all() for pair in series):
                text = f"A whole array where a single number is needed. The answer is its {words} entry."
                return Named(f"only the {words} entry is needed", text)
    if all(
        pair.got.ndim == 2 and pair.got.shape[0] == pair.got.shape[1] and pair.got.shape[0] > 1 for pair in series
    ) and all(
        pair.expected.shape == (len(pair.got),) and pair.tolerance.near(np.diagonal(pair.got), pair.expected).all()
        for pair in series
    ):
        text = f"A table of shape {series[0].got.shape}: every row was combined with every other. The answer is its diagonal; a column met a row."
        return Named("every row with every row", text)
    return None


def _reduces(pair: Pair, function: Any, axis: int | None) -> bool:
    if axis is not None and axis >= pair.got.ndim:
        return False
    value = np.asarray(function(pair.got, axis=axis))
    return bool(value.shape == pair.expected.shape and pair.tolerance.near(value, pair.expected).all())


def _shape(array: Any) -> str:
    return f"shape {array.shape}" if array.ndim else "a single number"


def left_out(series: Sequence[Pair]) -> Named | None:
    """A first or last row or column is missing, or one is too many."""
    cuts: tuple[tuple[str, Transform], ...] = (
        ("the first row", lambda a: a[1:] if a.ndim else None),
        ("the last row", lambda a: a[:-1] if a.ndim else None),
        ("the first column", lambda a: a[:, 1:] if a.ndim == 2 else None),
        ("the last column", lambda a: a[:, :-1] if a.ndim == 2 else None),
    )
    for name, cut in cuts:
        thing = "entry" if series[0].expected.ndim == 1 else name.split()[-1]
        what = name if thing != "entry" else name.replace("row", "entry")
        if holds(series, lambda pair, cut=cut: cut(pair.expected)):  # type: ignore[misc]
            return Named(f"{what} is missing", f"Right, but {what} is missing.")
        if all(_is_cut(pair, cut) for pair in series):
            return Named(f"one {thing} too many", f"Right, but there is one {thing} too many: {what}.")
    return None


def _is_cut(pair: Pair, cut: Transform) -> bool:
    rest = cut(pair.got)
    return (
        rest is not None and rest.shape == pair.expected.shape and bool(pair.tolerance.near(rest, pair.expected).all())
    )
