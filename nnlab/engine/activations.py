"""Activations and their slopes, written over the arrays they are given.

A hidden layer's activations lie beside a constant 1 (see `nnlab.engine.layers`). `whole` is the array with the ones,
`part` the one without: relu, which leaves a 1 alone, runs over the whole, which lies in one piece.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from nnlab.engine.operations import Operations

NEAR_BYTES = 1 << 20
Calls = list[Callable[[], Any]]


def identity(ops: Operations, whole: Any, part: Any) -> Calls:
    """A = Z: nothing to do."""
    return []


def sigmoid(ops: Operations, whole: Any, part: Any) -> Calls:
    """A = 1 / (1 + exp(-Z)). Where exp overflows, A is 0, as it should be."""
    return [
        partial(np.negative, part, out=part),
        partial(np.exp, part, out=part),
        partial(np.add, part, 1, out=part),
        partial(np.reciprocal, part, out=part),
    ]


def tanh(ops: Operations, whole: Any, part: Any) -> Calls:
    """A = tanh(Z)."""
    return [partial(np.tanh, part, out=part)]


def relu(ops: Operations, whole: Any, part: Any) -> Calls:
    """A = max(Z, 0)."""
    # While the arrays fit into the processor's own memory, NumPy takes the larger of two arrays faster than of one and 0.
    zero = ops.zeros(whole.shape, whole.dtype) if whole.nbytes <= NEAR_BYTES else 0
    return [partial(np.maximum, whole, zero, out=whole)]


def identity_slope(ops: Operations, whole: Any, part: Any, delta_whole: Any, delta: Any) -> Calls:
    """1: nothing to do."""
    return []


def sigmoid_slope(ops: Operations, whole: Any, part: Any, delta_whole: Any, delta: Any) -> Calls:
    """delta * A (1 - A)."""
    slope = ops.empty(part.shape, part.dtype)
    return [
        partial(np.subtract, 1, part, out=slope),
        partial(np.multiply, slope, part, out=slope),
        partial(np.multiply, delta, slope, out=delta),
    ]


def tanh_slope(ops: Operations, whole: Any, part: Any, delta_whole: Any, delta: Any) -> Calls:
    """delta * (1 - A^2)."""
    slope = ops.empty(part.shape, part.dtype)
    return [
        partial(np.multiply, part, part, out=slope),
        partial(np.subtract, 1, slope, out=slope),
        partial(np.multiply, delta, slope, out=delta),
    ]


def relu_slope(ops: Operations, whole: Any, part: Any, delta_whole: Any, delta: Any) -> Calls:
    """delta where A > 0, else 0."""
    rises = ops.empty(whole.shape, bool)
    return [partial(np.greater, whole, 0, out=rises), partial(np.multiply, delta_whole, rises, out=delta_whole)]


# What the four names mean: (ops, whole, part) -> the calls that make activations of pre-activations, in place.
ACTIVATIONS: dict[str, Callable[[Operations, Any, Any], Calls]] = {
    "identity": identity,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
}
# (ops, whole, part, delta with the constant, delta) -> the calls that multiply the delta by the slope at the activations.
SLOPES: dict[str, Callable[[Operations, Any, Any, Any, Any], Calls]] = {
    "identity": identity_slope,
    "sigmoid": sigmoid_slope,
    "tanh": tanh_slope,
    "relu": relu_slope,
}
