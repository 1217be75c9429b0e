"""What a walk is given, made sure of: the example, and whose functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab.draw.given import numbers
from nnlab.draw.walk.trace import REFERENCE
from nnlab.errors import NnlabError
from nnlab.reference.types import Array, Params

# Nodes of a layer whose dots lie apart; weights with which the picture is there in less than half a second.
LARGEST_LAYER, LARGEST_NETWORK = 128, 5_000


def example(x: Any, y: Any, params: Params) -> tuple[Array, Array | None]:
    """(x, y) as (d,) and one-hot (k,); y may be missing."""
    d, k = len(params[0][0]), len(params[-1][1])
    if k < 2:
        raise NnlabError("the network has one output, whose softmax is 1 whatever goes in: needs one for each class.")
    row = numbers("x", x)
    if row.shape not in ((d,), (1, d)):
        raise NnlabError(f"x has shape {row.shape}, needs ({d},): one example for this network{_remedy(row, d)}.")
    if y is None:
        return row.reshape(-1), None
    target = numbers("y", y)
    if target.ndim == 0:
        if target not in range(k):
            raise NnlabError(f"y is {y}, needs a class from 0 to {k - 1}, or a one-hot row of shape ({k},).")
        target = np.eye(k)[int(target)]
    if target.shape not in ((k,), (1, k)):
        one = "; try y[0]" if target.size == 1 else ""
        raise NnlabError(
            f"y has shape {target.shape}, needs ({k},): the one-hot row of this example, or its class{one}."
        )
    if target.min() < 0 or not np.isclose(target.sum(), 1):
        raise NnlabError(f"y is {y!r:.60}, needs entries from 0 that add up to 1: a single 1 at the class, else 0.")
    return row.reshape(-1), target.reshape(-1)


def _remedy(x: Array, d: int) -> str:
    """What makes the example of it: a picture becomes a row, of many the first is taken."""
    if x.size == d:
        return "; try x.reshape(-1)"
    if x.ndim > 1 and x[0].size == d:
        return "; take one of them, such as x[0]" + (".reshape(-1)" if x.ndim > 2 else "")
    return ""


def small_enough(params: Params) -> None:
    """NnlabError where a picture of the network could not be seen, and would take long."""
    tallest = max(len(params[0][0]), *(len(b) for _, b in params))
    weights = sum(W.size for W, _ in params)
    if tallest > LARGEST_LAYER or weights > LARGEST_NETWORK:
        raise NnlabError(
            f"the network has {weights:,} weights and up to {tallest:,} nodes in a layer, more than a picture can show: a "
            f"walk needs at most {LARGEST_NETWORK:,} and {LARGEST_LAYER}. Walk through a smaller one: the formulas are the same."
        )


def own_functions(functions: Sequence[Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """By name: those that passed their check, and those that were given."""
    from nnlab import mine

    own = {name: function for name in REFERENCE if (function := mine.solved(name)) is not None}
    own.pop("backward", None)  # passed, it shows no more than the single functions
    for function in functions:
        name = getattr(function, "__name__", "")
        if name not in REFERENCE:
            raise NnlabError(f"walk has no place for {name or repr(function)}; it takes {', '.join(REFERENCE)}.")
        own[name] = function
    return own
