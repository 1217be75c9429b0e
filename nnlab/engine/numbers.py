"""Arrays of numbers, of whatever was given: a table, a list, an array that lies elsewhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.arrays import is_on_gpu
from nnlab.errors import NnlabError
from nnlab.gpu.rehearsal import FarArray


def as_numbers(value: Any, name: str, remedy: str = "") -> Any:
    """value as an array of real numbers; one that lies elsewhere stays there. `remedy` is said where it holds none."""
    if isinstance(value, FarArray) or is_on_gpu(value):
        array = value
    else:
        if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
            raise NnlabError(f"{name} has masked values; leave their rows out, or fill them: {name}.filled(0).")
        if hasattr(value, "toarray"):
            raise NnlabError(
                f"{name} is a sparse {type(value).__name__}; make an ordinary array of it: {name}.toarray()."
            )
        try:
            array = np.asarray(value)
        except ValueError:
            raise NnlabError(f"{name} has rows of different lengths; all need as many numbers.") from None
        except Exception as error:  # another library's array can raise anything here
            raise NnlabError(
                f"{name} is {type(value).__name__}, of which NumPy makes no array ({error}); give an array."
            ) from None
    if array.dtype == object:
        remedy = remedy or f": {name}.astype(float) makes numbers of what can be"
    if array.dtype.kind not in "iubf":
        raise NnlabError(f"{name} has dtype {array.dtype}; it needs an array of numbers{remedy}.")
    return array


def require_finite(array: Any, name: str) -> None:
    """NnlabError that names the first number that is not finite. Costs one sum where all are."""
    if array.dtype.kind in "iub":
        return
    with np.errstate(all="ignore"):
        total = array.sum()
    if bool(np.isfinite(total)):
        return
    wrong = ~np.isfinite(array)
    count = int(wrong.sum())
    if count == 0:  # they are large, and only their sum is not finite
        return
    first = tuple(int(part[0]) for part in np.nonzero(wrong))
    value = array[first]
    seen = "nan" if bool(np.isnan(value)) else "inf" if bool(value > 0) else "-inf"
    place = ", ".join(str(part) for part in first)
    found = f"{count} values that are not finite; the first is" if count > 1 else "a value that is not finite:"
    raise NnlabError(f"{name} has {found} {seen} at [{place}]. Remove or replace {'them' if count > 1 else 'it'}.")


def require_fits(array: Any, dtype: str, name: str) -> None:
    """NnlabError where numbers of the array are too large for the dtype. Looks only where it has a smaller range."""
    most = np.finfo(dtype).max
    if array.dtype.kind == "f" and np.finfo(array.dtype).max > most and bool(max(array.max(), -array.min()) > most):
        raise NnlabError(f"{name} has numbers that are too large for {dtype}; divide its columns by their size.")
