"""The right shape and other values: the transpose, the negative, whole numbers, rounded, all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab.judge.compare import number
from nnlab.judge.relations.pair import Pair, Transform, holds
from nnlab.judge.report import Named


def _negative(e: Any) -> Any:
    return None if e.dtype.kind == "b" else -e


def _rounded(e: Any, decimals: int) -> Any:
    return None if e.dtype.kind == "b" else np.round(e, decimals)


TRANSFORMS: tuple[tuple[str, str, Transform], ...] = (
    ("transpose", "This is the transpose of the answer: rows and columns are exchanged.", lambda e: e.T if e.ndim == 2 else None),
    ("negative", "This is exactly the negative of the answer: a sign, or the order of a difference, is the wrong way round.", _negative),
    ("negative transpose", "This is the negative of the transposed answer.", lambda e: _negative(e.T) if e.ndim == 2 else None),
    ("absolute value", "This is the answer without its signs.", np.abs),
    ("square", "This is the square of the answer: a square root is missing, or one square too many.", np.square),
    ("square root", "This is the square root of the answer: one square root too many.", lambda e: np.sqrt(e)),
    ("reciprocal", "This is one divided by the answer: the division is upside down.", lambda e: 1.0 / e),
    ("exponential", "This is e to the power of the answer: a logarithm is missing, or one exponential too many.", np.exp),
    ("logarithm", "This is the logarithm of the answer: one logarithm too many, or an exponential missing.", np.log),
    ("one minus", "This is one minus the answer.", lambda e: 1.0 - e),
    ("cut off at 0", "This is the answer with everything below 0 cut off: negative values are right here.", lambda e: np.maximum(e, 0)),
    ("cut to 0..1", "This is the answer cut to the range from 0 to 1: values outside it are right here.", lambda e: np.clip(e, 0, 1)),
    ("rows reversed", "The rows are right but stand in reverse order.", lambda e: e[::-1] if e.ndim else None),
    ("columns reversed", "The columns are right but stand in reverse order.", lambda e: e[:, ::-1] if e.ndim == 2 else None),
    ("rows in another order", "The rows are right but stand in another order.", lambda e: None),
)  # fmt: skip


def simple_transforms(series: Sequence[Pair]) -> Named | None:
    for name, message, transform in TRANSFORMS:
        enough = 1 if name.startswith("cut ") else 2  # one value cut off among right ones is telling
        if holds(series, lambda pair, transform=transform: transform(pair.expected), enough):  # type: ignore[misc]
            return Named(name, message)
    if holds(series, _sorted_like):
        return Named("rows in another order", "The rows are right but stand in another order.")
    return None


def may_be_transformed(series: Sequence[Pair]) -> bool:
    """Can `simple_transforms` hold for a series that begins so?"""
    if any(pair.got.size != pair.expected.size for pair in series):
        return False  # no transform changes the number of entries
    transforms = (lambda pair, transform=transform: transform(pair.expected) for _, _, transform in TRANSFORMS)
    return any(holds(series, transform, enough=0) for transform in (*transforms, _sorted_like))


def _sorted_like(pair: Pair) -> Any:
    """The right rows in the learner's order, or None where the rows are not the same ones."""
    if pair.got.shape != pair.expected.shape or pair.got.ndim == 0 or len(pair.got) < 2:
        return pair.expected if pair.near(pair.expected) else None
    mine, right = (array.reshape(len(array), -1) for array in (pair.got, pair.expected))
    order = np.empty(len(mine), dtype=int)
    order[np.lexsort(mine.T)] = np.lexsort(right.T)
    return pair.expected[order]


def integers(series: Sequence[Pair]) -> Named | None:
    for words, transform in (("cut to", np.trunc), ("rounded to", np.round), ("rounded down to", np.floor)):
        if holds(series, lambda pair, transform=transform: transform(pair.expected)):  # type: ignore[misc]
            zeros = all((pair.got == 0).all() for pair in series)
            if not zeros:
                return Named(
                    "integers",
                    f"The right values {words} whole numbers: work in floats, for example with np.zeros(shape) or astype(float).",
                )
    return None


def floats(series: Sequence[Pair]) -> Named | None:
    """The right whole numbers, as floats."""
    for pair in series:
        if pair.expected.dtype.kind not in "iu" or not pair.near(pair.expected):
            return None
    if not any(pair.got.dtype.kind == "f" for pair in series):
        return None
    text = "The values are right, but they are floats where whole numbers are asked for: // in the place of /, or int(...)."
    return Named("floats", text)


def rounded(series: Sequence[Pair]) -> Named | None:
    """Right to a few digits only: rounded on purpose, or another, rougher way of computing."""
    for decimals in range(1, 7):
        if holds(series, lambda pair, decimals=decimals: _rounded(pair.expected, decimals)):  # type: ignore[misc]
            return Named(
                "rounded",
                f"Right, but rounded to {decimals} decimal{'s' if decimals > 1 else ''}: return the full value, round only what you print.",
            )
    worst = 0.0
    for pair in series:
        if pair.got.shape != pair.expected.shape or not np.isfinite(pair.got).all() or not pair.expected.size:
            return None
        scale = float(np.abs(pair.expected).max())
        worst = max(worst, float(np.abs(pair.got - pair.expected).max()) / scale if scale else np.inf)
    if 0 < worst < 5e-3:  # 0 where the values are right and their type is not
        digits = int(-np.log10(worst))
        return Named(
            "right to a few digits",
            f"Right to about {digits} digits only: an approximation, a rounded constant or too large a step somewhere.",
        )
    return None


def same_for_all(series: Sequence[Pair]) -> Named | None:
    """The same answer whatever the inputs are."""
    first = series[0]
    if len(series) < 3 or any(pair.got.shape != first.got.shape for pair in series):
        return None
    if not all(np.array_equal(pair.got, first.got, equal_nan=True) for pair in series):
        return None
    enough = 2 if first.expected.dtype == bool else 3
    if len({pair.expected.tobytes() for pair in series}) < enough or not first.got.size:
        return None
    shown = number(first.got.item()) if first.got.size == 1 else "the same array"
    text = f"The answer is {shown} whatever the inputs are: use the arguments, not fixed values or a variable of the notebook."
    return Named("the same answer every time", text)


def one_value_throughout(series: Sequence[Pair]) -> Named | None:
    """All zeros, all NaN, all ones."""
    values = {number(value) for pair in series for value in pair.got.ravel()[:50].tolist()}
    if len(values) != 1 or sum(pair.got.size for pair in series) < 4 or sum(pair.expected.size for pair in series) < 4:
        return None
    value = values.pop()
    if value not in ("nan", "0", "0.0", "1", "1.0", "inf", "-inf"):
        return None
    if value == "nan":
        return Named(
            "all nan",
            "Every value is nan (not a number): somewhere 0/0, inf - inf or the log of a negative number was computed.",
        )
    array = "Every entry" if series[0].got.size > 1 else "The answer"
    return Named(
        f"always {value}", f"{array} is {value}, in every case: is the result ever filled in, or cut to whole numbers?"
    )


LINES: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("the first row", lambda wrong: wrong[:1]),
    ("the last row", lambda wrong: wrong[-1:]),
    ("the first column", lambda wrong: wrong[:, :1]),
    ("the last column", lambda wrong: wrong[:, -1:]),
)


def one_line_wrong(series: Sequence[Pair]) -> Named | None:
    """Right except in the first or last row or column, in every case that is wrong."""
    masks = []
    for pair in series:
        if pair.got.shape != pair.expected.shape or pair.got.ndim == 0:
            return None
        wrong = ~pair.tolerance.near(pair.got, pair.expected)
        if wrong.any():
            masks.append(wrong)
    for name, line in LINES:
        axis = 1 if "column" in name else 0
        usable = all(mask.ndim > axis and mask.shape[axis] >= 2 for mask in masks)
        if usable and len(masks) >= 2 and all(line(mask).any() and mask.sum() == line(mask).sum() for mask in masks):
            what = name.replace("row", "entry") if masks[0].ndim == 1 else name
            return Named(
                f"{what} is wrong", f"Right everywhere except in {what}: does a loop or a slice begin or end one off?"
            )
    return None
