"""Is an answer right? Tolerances stand here and nowhere else; a difference says what was seen and what was wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from nnlab.calls import Opaque
from nnlab.calls.plain import identical

# Two ways to a right answer differ by rounding: about 1e-15 relative in float64, 1e-7 in float32, times the
# condition of the problem. These leave room for that and none for another formula.
RELATIVE = {"float64": 1e-6, "float32": 1e-4}
# Who answers in float32 where the inputs are float64 has rounded once or a few times, and no more is let pass: else a
# wrong formula that is off by 1e-5 would only have to be cast to float32.
ROUNDED = 1e-5
# An entry near zero among large ones is a rounded difference of them: the absolute floor is this share of the
# relative tolerance, times the largest value around.
FLOOR = 1e-3

SINGLE = (np.dtype(np.float32), np.dtype(np.float16))

Kind = Literal["type", "shape", "kind", "values"]


@dataclass(frozen=True)
class Difference:
    """What is wrong with one part of an answer. `part` is "" when the answer is a single value."""

    part: str
    kind: Kind
    say: Callable[[], str]  # what to say about it, put into words only when somebody asks
    expected: Any = None
    got: Any = None
    wrong: Any = None  # bool array for kind "values"

    @cached_property
    def text(self) -> str:
        return _of(self.part) + self.say()

    @property
    def amount(self) -> int:
        """How many entries are wrong."""
        return 1 if self.wrong is None else int(self.wrong.sum())


@dataclass(frozen=True)
class Tolerance:
    """How near is near: `rtol` fixed by a case or None for the dtype's; `scale` the size of the inputs."""

    rtol: float | None = None
    scale: float = 0.0

    @classmethod
    def of(cls, inputs: Sequence[Any], rtol: float | None = None) -> Tolerance:
        largest = 0.0
        for array in float_arrays(inputs):
            finite = np.abs(array[np.isfinite(array)])
            largest = max(largest, float(finite.max(initial=0.0)))
            if rtol is None and array.dtype == np.float32:
                rtol = RELATIVE["float32"]
        # A huge input must not blur small answers (a softmax of scores near 1000 is still below 1).
        return cls(rtol, min(1.0, largest))

    def near(self, got: Any, expected: Any) -> Any:
        """Entry by entry: |got - expected| <= rtol |expected| + floor; NaN equals NaN, an infinity itself."""
        if expected.dtype.kind == "b":
            return got == expected
        equal = got == expected
        if equal.all():
            return equal
        single = got.dtype in SINGLE
        rtol = self.rtol or (ROUNDED if single else RELATIVE["float64"])
        floor = FLOOR * max(rtol, RELATIVE["float32"] if single else 0.0)
        with np.errstate(all="ignore"):
            finite, size = np.isfinite(expected), np.abs(expected)
            whole = finite.all()
            largest = float((size if whole else size[finite]).max(initial=0.0))
            close = np.abs(got - expected) <= rtol * size + floor * max(largest, self.scale)
        if whole:
            return close | equal
        return (close & finite) | equal | ((got != got) & (expected != expected))


def float_arrays(value: Any) -> Iterator[Any]:
    """Every floating array (or number) in a plain value, as arrays."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from float_arrays(item)
    elif isinstance(value, dict):
        yield from float_arrays(list(value.values()))
    elif isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind in "fc"):
        yield np.asarray(value)


def compare(got: Any, expected: Any, tolerance: Tolerance, parts: Sequence[str] = ()) -> tuple[Difference, ...]:
    """Every part in which `got` is not `expected`, in the order of the parts; empty when it is right."""
    found: list[Difference] = []
    for part, mine, right in pairs(got, expected, parts):
        difference = mine if isinstance(mine, Difference) else _leaf(part, mine, right, tolerance)
        if difference is not None:
            found.append(difference)
    return tuple(found)


def right(got: Any, expected: Any, tolerance: Tolerance) -> bool:
    return not compare(got, expected, tolerance)


def form(differences: Sequence[Difference]) -> list[Difference]:
    """Those that are about structure, shape or kind of number, not about values."""
    return [difference for difference in differences if difference.kind != "values"]


def pairs(got: Any, expected: Any, parts: Sequence[str] = (), label: str = "") -> Iterator[tuple[str, Any, Any]]:
    """(part's name, got, expected) for every single value in `expected`; got is a Difference where it has none."""
    if isinstance(expected, list | tuple) and not _is_leaf(expected):
        if not isinstance(got, list | tuple) or len(got) != len(expected):
            wanted = f"a {type(expected).__name__} of {len(expected)}"
            yield label, Difference(label, "type", lambda: f"{describe(got)}, needs {wanted}", expected, got), expected
            return
        for i, (mine, right_one) in enumerate(zip(got, expected, strict=True)):
            yield from pairs(mine, right_one, *_names(parts, label, i, right_one))
    elif isinstance(expected, dict):
        if not isinstance(got, dict) or set(got) != set(expected):
            yield label, Difference(label, "type", lambda: _other_keys(got, expected), expected, got), expected
            return
        for key, right_one in expected.items():
            yield from pairs(got[key], right_one, (), key)
    else:
        yield label, got, expected


def _other_keys(got: Any, expected: dict[str, Any]) -> str:
    text = f"{describe(got)}, needs a dict with the keys {', '.join(expected)}"
    missing = [key for key in expected if key not in got] if isinstance(got, dict) else []
    return text + (f" (missing: {', '.join(missing)})" if missing else "")


def _is_leaf(expected: list[Any] | tuple[Any, ...]) -> bool:
    """A list of words is one value; an empty list too."""
    return all(isinstance(item, str) for item in expected)


def _names(parts: Sequence[str], label: str, i: int, item: Any) -> tuple[Sequence[str], str]:
    """The names below item i: ("dW{i}", "db{i}") names the items of a list of tuples, ("W", "b") those of a tuple."""
    if parts and "{i}" in parts[0]:
        if isinstance(item, list | tuple):
            return [part.format(i=i + 1) for part in parts], ""
        return (), parts[0].format(i=i + 1)
    if i < len(parts):
        return (), parts[i]
    return (), f"{label}[{i}]" if label else f"item {i}"


def _leaf(part: str, got: Any, expected: Any, tolerance: Tolerance) -> Difference | None:
    if isinstance(expected, str | list | tuple) or expected is None:
        words = [list(value) if isinstance(value, tuple) else value for value in (got, expected)]
        if identical(words[0], words[1]):
            return None
        return Difference(part, "values", lambda: f"expected {expected!r}, got {_words(got)}", expected, got)
    wanted = np.asarray(expected)
    mine = as_array(got)
    if mine is None or mine.shape != wanted.shape:
        kind: Kind = "type" if mine is None else "shape"
        return Difference(part, kind, lambda: f"{describe(got)}, needs {describe(expected)}", expected, got)
    of, needed = mine.dtype.kind, wanted.dtype.kind
    if (needed in "iu" and of not in "iu") or (needed == "b") != (of == "b"):
        return Difference(part, "kind", lambda: f"{_numbers(mine)}, needs {_numbers(wanted)}", expected, got)
    if of == "c" and needed != "c":
        return Difference(part, "kind", lambda: "complex numbers, needs real ones", expected, got)
    near = tolerance.near(mine, wanted)
    if near.all():
        return None
    return Difference(part, "values", lambda: differing(mine, wanted, ~near), wanted, mine, ~near)


def as_array(value: Any) -> Any:
    """A plain value as an array of numbers, or None: lists and tuples of numbers count as arrays."""
    if value is None or isinstance(value, str | dict | Opaque):
        return None
    if type(value) is np.ndarray:
        return value if value.dtype.kind in "biufc" else None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):  # rows of different lengths
        return None
    return array if array.dtype.kind in "biufc" else None


def differing(got: Any, expected: Any, wrong: Any) -> str:
    """ "3 of 15 values differ; first at row 0, column 2: expected 0.665, got 1.0"."""
    if got.ndim == 0:
        return "expected {}, got {}".format(*apart(expected.item(), got.item()))
    at = tuple(int(i) for i in np.argwhere(wrong)[0])
    count = int(wrong.sum())
    amount = "the value differs" if wrong.size == 1 else f"{count} of {wrong.size} values differ; first at {place(at)}"
    return "{}: expected {}, got {}".format(amount, *apart(expected[at].item(), got[at].item()))


def place(at: tuple[int, ...]) -> str:
    if len(at) == 2:
        return f"row {at[0]}, column {at[1]}"
    return f"position {at[0]}" if len(at) == 1 else f"index {at}"


def apart(a: Any, b: Any) -> tuple[str, str]:
    """Two numbers as short texts that still differ where the numbers do."""
    for digits in (4, 6, 9, 17):
        texts = number(a, digits), number(b, digits)
        if texts[0] != texts[1]:
            return texts
    return number(a), number(b)


def number(value: Any, digits: int = 4) -> str:
    if isinstance(value, float):
        text = f"{value:.{digits}g}"
        return text if any(mark in text for mark in ".en") else text + ".0"
    return str(value)


def _words(value: Any) -> str:
    plain_words = isinstance(value, str | list | tuple) and all(isinstance(item, str) for item in value)
    return f"{value!r:.200}" if plain_words else describe(value)


def describe(value: Any) -> str:
    """A value's type and shape in a learner's words."""
    if value is None:
        return "nothing (None)"
    if isinstance(value, Opaque):
        return f"a value of type {value.type}" if not value.type.startswith(("a ", "array")) else value.type
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.ndim else "a single number"
    if isinstance(value, bool):
        return f"the bool {value}"
    if isinstance(value, int | float | complex):
        return "a single number"
    if isinstance(value, list | tuple):
        array = as_array(value)
        if array is not None and array.size and isinstance(value, list):
            return f"a list of shape {array.shape}"
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, str):
        return f"the text {value!r:.60}"
    return f"a {type(value).__name__}"


def _numbers(array: Any) -> str:
    return {"b": "bools (True and False)", "i": "integers", "u": "integers"}.get(array.dtype.kind, "floats")


def _of(part: str) -> str:
    return f"{part}: " if part else ""
