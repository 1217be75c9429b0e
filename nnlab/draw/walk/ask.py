"""What a walk is given, made sure of: the network, the example, whose functions."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlab.draw.walk.trace import REFERENCE
from nnlab.errors import NnlabError
from nnlab.reference.multilayer_networks import ACTIVATIONS
from nnlab.reference.types import Array, Params


def network(params: Any, activation: str) -> Params:
    """params as float arrays whose shapes fit together; the activation is a known one."""
    if activation not in ACTIVATIONS:
        raise NnlabError(f"activation is {activation!r}, needs one of {', '.join(ACTIVATIONS)}.")
    try:
        pairs = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    except (TypeError, ValueError):
        raise NnlabError(
            "params is no list of pairs (W, b) of numbers, one pair for each layer; init_params makes one."
        ) from None
    if not pairs:
        raise NnlabError("params is empty, needs a pair (W, b) for each layer.")
    for i, (W, b) in enumerate(pairs, start=1):
        if W.ndim != 2 or b.shape != W.shape[1:] or not W.size:
            raise NnlabError(
                f"layer {i} has W of shape {W.shape} and b of shape {b.shape}; needs (d_in, d_out) and (d_out,)."
            )
    for i, ((left, _), (right, _)) in enumerate(itertools.pairwise(pairs), start=1):
        if left.shape[1] != right.shape[0]:
            raise NnlabError(
                f"layer {i} gives {left.shape[1]} numbers and layer {i + 1} takes {right.shape[0]}: make them equal."
            )
    return pairs


def example(x: Any, y: Any, params: Params) -> tuple[Array, Array]:
    """(x, y) as (d,) and one-hot (k,)."""
    d, k = len(params[0][0]), len(params[-1][1])
    row, target = _numbers("x", x), _numbers("y", y)
    if row.shape not in ((d,), (1, d)):
        many = "; take one row, such as x[0]" if row.ndim == 2 else ""
        raise NnlabError(f"x has shape {row.shape}, needs ({d},): one example for this network{many}.")
    if target.ndim == 0:
        if target not in range(k):
            raise NnlabError(f"y is {y}, needs a class from 0 to {k - 1}, or a one-hot row of shape ({k},).")
        target = np.eye(k)[int(target)]
    if target.shape not in ((k,), (1, k)):
        raise NnlabError(f"y has shape {target.shape}, needs ({k},): the one-hot row of this example, or its class.")
    return row.reshape(-1), target.reshape(-1)


def _numbers(name: str, value: Any) -> Array:
    try:
        return np.array(value, dtype=float)
    except (TypeError, ValueError):
        raise NnlabError(f"{name} is {value!r:.60}, needs numbers.") from None


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
