"""What the engine is given, looked at before anything is computed: each fault is a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.errors import NnlabError
from nnlab.reference.types import Array

DTYPES = ("float32", "float64")
PARAMS = "It must be a list of pairs (W, b), one for each layer; init_params(sizes, seed) makes one."


def checked_params(params: Any) -> list[tuple[Any, Any]]:
    """params as it is, if it fits together: W (d_in, d_out), b (d_out,), and d_in the number of outputs below."""
    if not isinstance(params, list | tuple):
        raise NnlabError(f"params is {type(params).__name__}, not a list. {PARAMS}")
    if not params:
        raise NnlabError(f"params has no layers. {PARAMS}")
    below = None
    for i, pair in enumerate(params, start=1):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise NnlabError(f"Entry {i} of params is no pair. {PARAMS}")
        W, b = pair
        if getattr(W, "ndim", None) != 2 or getattr(b, "shape", None) != W.shape[1:]:
            raise NnlabError(f"W{i} has shape {_shape(W)} and b{i} {_shape(b)}; they need (d_in, d_out) and (d_out,).")
        if str(W.dtype) not in DTYPES or b.dtype != W.dtype:
            raise NnlabError(f"W{i} has dtype {W.dtype} and b{i} {b.dtype}; both need float32, or both float64.")
        if below is not None and W.shape[0] != below:
            raise NnlabError(
                f"W{i} has {W.shape[0]} rows, but the layer below has {below} outputs; they must be as many."
            )
        below = W.shape[1]
        require_finite(W, f"W{i}")
        require_finite(b, f"b{i}")
    return [(W, b) for W, b in params]


def checked_rows(X: Any, d: int, name: str = "X", *, finite: bool = True) -> Any:
    """X as an array (n, d) of numbers, n at least 1; they are looked at unless finite is False."""
    X = _numbers(X, name)
    if X.ndim != 2:
        remedy = {1: f"; one example alone is {name}[None, :]"}.get(X.ndim, f"; try {name}.reshape(len({name}), -1)")
        raise NnlabError(
            f"{name} has shape {X.shape}, needs (n, {d}): a row for each example{remedy if X.ndim else ''}."
        )
    if X.shape[1] != d:
        raise NnlabError(f"{name} has {X.shape[1]} columns, but W1 has {d} rows; they must be as many.")
    if len(X) == 0:
        raise NnlabError(f"{name} has no rows; give it at least one example.")
    if finite:
        require_finite(X, name)
    return X


def checked_table(X: Any, name: str, d: int | None = None) -> Array:
    """X as an array (n, d) of numbers, n at least 1; whether they are finite is not looked at."""
    X = _numbers(X, name)
    if X.ndim != 2 or X.size == 0 or (d is not None and X.shape[1] != d):
        remedy = f"; try {name}.reshape(-1, 1)" if X.ndim == 1 and X.size else ""
        raise NnlabError(f"{name} has shape {X.shape}, needs (n, {d or 'd'}): a row for each example{remedy}.")
    if not isinstance(X, np.ndarray):
        raise NnlabError(
            f"{name} does not lie in NumPy's memory, where this is computed; bring it there with to_host({name})."
        )
    return X


def checked_targets(y: Any, n: int, k: int, name: str = "y") -> Any:
    """Targets of a regression: finite numbers (n, k)."""
    y = _numbers(y, name)
    if y.shape != (n, k):
        remedy = f"; try {name}.reshape(-1, 1)" if y.shape == (n,) and k == 1 else ""
        raise NnlabError(f"{name} has shape {y.shape}, needs ({n}, {k}): a row for each row of X{remedy}.")
    require_finite(y, name)
    return y


def checked_labels(y: Any, n: int, k: int, name: str = "y") -> Any:
    """Labels (n,), whole numbers from 0 to k - 1, as int64. One-hot rows (n, k) are turned into labels."""
    y = _numbers(y, name)
    if y.shape == (n, k):
        if not bool(((y == 0) | (y == 1)).all()) or not bool((y.sum(axis=1) == 1).all()):
            raise NnlabError(
                f"{name} has shape {y.shape}, but its rows are not one-hot; each needs a single 1 among zeros."
            )
        return y.argmax(axis=1)
    if y.shape != (n,):
        raise NnlabError(
            f"{name} has shape {y.shape}, needs ({n},), a label for each row of X, or ({n}, {k}), one-hot."
        )
    if y.dtype.kind not in "iub":
        raise NnlabError(f"{name} has dtype {y.dtype}, but labels are whole numbers; try {name}.astype(int).")
    y = y.astype(np.int64)
    lowest, highest = int(y.min()), int(y.max())
    if lowest < 0 or highest >= k:
        seen = lowest if lowest < 0 else highest
        remedy = f"; try {name} - 1" if (lowest, highest) == (1, k) else ""
        raise NnlabError(f"{name} has the label {seen}, but with {k} outputs labels go from 0 to {k - 1}{remedy}.")
    return y


def require_finite(array: Any, name: str) -> None:
    """NnlabError that names the first number that is not finite. Costs one sum where all are."""
    if array.dtype.kind in "iub":
        return
    with np.errstate(over="ignore", invalid="ignore"):
        total = array.sum()
    if bool(np.isfinite(total)):
        return
    wrong = ~np.isfinite(array)
    count = int(wrong.sum())
    if count == 0:  # they are large, and only their sum is not finite
        return
    first = tuple(int(part[0]) for part in np.nonzero(wrong))
    seen = "nan" if bool(np.isnan(array[first])) else "inf"
    place = ", ".join(str(part) for part in first)
    raise NnlabError(
        f"{name} has {count} values that are not finite; the first is {seen} at [{place}]. Remove or replace them."
    )


def require_together(X: Any, others: dict[str, Any]) -> None:
    """NnlabError unless all lie where X lies, or in NumPy's memory, from where they are moved."""
    for name, array in others.items():
        if not isinstance(array, np.ndarray | type(X)):
            raise NnlabError(
                f"{name} is {type(array).__name__}, but X is {type(X).__name__}; bring both to one place with to_device or to_host."
            )


def _numbers(value: Any, name: str) -> Any:
    """value as an array of real numbers; one that lies elsewhere stays there."""
    try:
        array = value if hasattr(value, "dtype") and hasattr(value, "ndim") else np.asarray(value)
    except ValueError:
        raise NnlabError(f"{name} has rows of different lengths; all need as many numbers.") from None
    if array.dtype.kind not in "iubf":
        raise NnlabError(f"{name} has dtype {array.dtype}; it needs an array of numbers.")
    return array


def _shape(value: Any) -> str:
    return str(getattr(value, "shape", "none"))
