"""What the engine is given, looked at before anything is computed: each fault is a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.engine.numbers import as_numbers, require_finite
from nnlab.errors import NnlabError
from nnlab.reference.types import Array

DTYPES = ("float32", "float64")
PARAMS = "It must be a list of pairs (W, b), one for each layer; init_params(sizes, seed) makes one."
NAMES = "; of other labels np.unique({name}, return_inverse=True)[1] makes whole numbers from 0"


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
        for array, name in ((W, "W"), (b, "b")):
            if not hasattr(array, "dtype") or not hasattr(array, "ndim"):
                raise NnlabError(f"{name}{i} is {type(array).__name__}; it must be an array, such as np.array(...).")
        if W.ndim != 2 or b.shape != W.shape[1:]:
            raise NnlabError(f"W{i} has shape {W.shape} and b{i} {b.shape}; they need (d_in, d_out) and (d_out,).")
        if str(W.dtype) not in DTYPES or b.dtype != W.dtype:
            raise NnlabError(f"W{i} has dtype {W.dtype} and b{i} {b.dtype}; both need float32, or both float64.")
        if below is not None and W.shape[0] != below:
            raise NnlabError(
                f"W{i} has {W.shape[0]} rows, but the layer below has {below} outputs; they must be as many."
            )
        below = W.shape[1]
        require_finite(W, f"W{i}")
        require_finite(b, f"b{i}")
    return [(as_numbers(W, f"W{i}"), as_numbers(b, f"b{i}")) for i, (W, b) in enumerate(params, start=1)]


def checked_rows(X: Any, d: int, name: str = "X") -> Any:
    """X as an array (n, d) of finite numbers, n at least 1."""
    X = as_numbers(X, name)
    if X.ndim != 2:
        remedy = {1: f"; one example alone is {name}[None, :]"}.get(X.ndim, f"; try {name}.reshape(len({name}), -1)")
        raise NnlabError(
            f"{name} has shape {X.shape}, needs (n, {d}): a row for each example{remedy if X.ndim else ''}."
        )
    if X.shape[1] != d:
        raise NnlabError(f"{name} has {X.shape[1]} columns, but W1 has {d} rows; they must be as many.")
    if len(X) == 0:
        raise NnlabError(f"{name} has no rows; give it at least one example.")
    require_finite(X, name)
    return X


def checked_table(X: Any, name: str, d: int | None = None, *, columns: str = "d") -> Array:
    """X as an array (n, d) of numbers in NumPy's memory, n at least 1; whether they are finite is not looked at."""
    X = as_numbers(X, name)
    if X.ndim != 2 or X.size == 0 or (d is not None and X.shape[1] != d):
        remedy = ""
        if X.ndim == 1 and X.size:
            alone = d is not None and X.shape == (d,)
            remedy = f"; one example alone is {name}[None, :]" if alone else f"; try {name}.reshape(-1, 1)"
        raise NnlabError(f"{name} has shape {X.shape}, needs (n, {d or columns}): a row for each example{remedy}.")
    if not isinstance(X, np.ndarray):
        raise NnlabError(
            f"{name} does not lie in NumPy's memory, where this is computed; bring it there with to_host({name})."
        )
    return X


def checked_targets(y: Any, n: int, k: int, name: str = "y") -> Any:
    """Targets of a regression: finite numbers (n, k)."""
    y = as_numbers(y, name)
    if y.shape != (n, k):
        remedy = f"; try {name}.reshape(-1, 1)" if y.shape == (n,) and k == 1 else ""
        raise NnlabError(f"{name} has shape {y.shape}, needs ({n}, {k}): a row for each row of X{remedy}.")
    require_finite(y, name)
    return y


def checked_labels(y: Any, n: int, k: int, name: str = "y") -> Any:
    """Labels (n,), whole numbers from 0 to k - 1, as int64. One-hot rows (n, k) are turned into labels."""
    y = as_numbers(y, name, NAMES.format(name=name))
    if y.shape == (n, k) and k > 1:
        if not bool(((y == 0) | (y == 1)).all()) or not bool((y.sum(axis=1) == 1).all()):
            raise NnlabError(
                f"{name} has shape {y.shape}, but its rows are not one-hot; each needs a single 1 among zeros."
            )
        return y.argmax(axis=1)
    if y.shape != (n,):
        remedy = f"; try np.ravel({name})" if y.shape == (n, 1) else ""
        raise NnlabError(
            f"{name} has shape {y.shape}, needs ({n},), a label for each row of X, or ({n}, {k}), one-hot{remedy}."
        )
    if y.dtype.kind == "f":
        raise NnlabError(_no_whole_numbers(y, name))
    lowest, highest = int(y.min()), int(y.max())
    if lowest < 0 or highest >= k:
        seen = lowest if lowest < 0 else highest
        remedy = f"; try {name} - 1" if (lowest, highest) == (1, k) else ""
        raise NnlabError(f"{name} has the label {seen}, but with {k} outputs labels go from 0 to {k - 1}{remedy}.")
    return y.astype(np.int64)


def require_together(first: Any, what: str, others: dict[str, Any]) -> None:
    """NnlabError unless all lie where the first array lies, or in NumPy's memory, from where they are moved."""
    for name, array in others.items():
        if not isinstance(array, np.ndarray | type(first)):
            raise NnlabError(
                f"{name} is {type(array).__name__}, but {what} is {type(first).__name__}; bring both to one place with "
                "to_device or to_host."
            )


def _no_whole_numbers(y: Any, name: str) -> str:
    """What is wrong with labels that have a point."""
    broken = y != np.floor(y)  # nan, too
    if not bool(broken.any()):
        return f"{name} has dtype {y.dtype}, but labels are whole numbers; try {name}.astype(int)."
    i = int(np.nonzero(broken)[0][0])
    return f"{name} has {float(y[i]):g} at [{i}], but labels are whole numbers from 0{NAMES.format(name=name)}."
