"""The hidden layers' arrays for one number of rows, and the calls that fill them on the way forward and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nnlab.engine.operations import Call, Operations


@dataclass(frozen=True)
class Layer:
    """A hidden layer's activations and its delta, each with one more entry a row.

    The activations' is 1, which meets the bias in [W; b]; the delta's is 0. All arrays lie as rows, (rows, d), or all as
    columns, (d, rows).
    """

    columns: bool
    whole: Any  # activations and ones
    part: Any  # without the ones
    delta_whole: Any
    delta_part: Any

    @classmethod
    def new(cls, ops: Operations, rows: int, d: int, dtype: Any, *, columns: bool) -> Layer:
        """Activations with the ones in their place, and a delta of zeros."""
        shape = (d + 1, rows) if columns else (rows, d + 1)
        part = slice(-1) if columns else (slice(None), slice(-1))
        whole, delta = ops.full(shape, 1.0, dtype), ops.zeros(shape, dtype)
        return cls(columns, whole, whole[part], delta, delta[part])

    @property
    def outputs(self) -> Any:
        """The activations with their ones, (rows, d + 1), however they lie."""
        return self.whole.T if self.columns else self.whole

    @property
    def delta(self) -> Any:
        """The delta, (rows, d), however it lies."""
        return self.delta_part.T if self.columns else self.delta_part


class HiddenLayers:
    """The hidden layers of a network for batches of so many rows; matrices are the [W; b] of all its layers.

    The first layer's outputs lie as rows, as in the reference, all later ones as columns: so no product has both of its
    matrices lying along the sum, which is the slow case.
    """

    def __init__(self, ops: Operations, matrices: Sequence[Any], rows: int, activation: str) -> None:
        self._ops, self._matrices = ops, matrices
        self._layers = [
            Layer.new(ops, rows, matrix.shape[1], matrix.dtype, columns=i > 0) for i, matrix in enumerate(matrices[:-1])
        ]
        self._activate = [ops.activation(activation, layer.whole, layer.part) for layer in self._layers]
        self._slope = [
            ops.slope(activation, layer.whole, layer.part, layer.delta_whole, layer.delta_part)
            for layer in self._layers
        ]

    def inputs(self, X: Any) -> list[Any]:
        """What each layer of the network is given, each (rows, d_in + 1) with a last column of ones; X is so, too."""
        return [X, *(layer.outputs for layer in self._layers)]

    def forward(self, X: Any) -> list[Call]:
        """From X (rows, d + 1) to the last hidden layer's activations."""
        calls = []
        for A, matrix, layer, activate in zip(
            self.inputs(X), self._matrices, self._layers, self._activate, strict=False
        ):
            calls += into(self._ops, layer.part, A, matrix, columns=layer.columns) + activate
        return calls

    def back(self, i: int, delta: Any) -> tuple[list[Call], Any]:
        """From the delta (rows, d_out) of layer i to that of the layer below: the calls, and the array (rows, d_in)."""
        below, W = self._layers[i - 1], self._matrices[i][:-1]
        product = into(self._ops, below.delta_part, delta, W.T, columns=below.columns)
        return product + self._slope[i - 1], below.delta


def into(ops: Operations, C: Any, A: Any, B: Any, *, columns: bool) -> list[Call]:
    """C <- A B, for A (m, k), B (k, n) and C (m, n), or for C that lies as columns, (n, m)."""
    return ops.product(B.T, A.T, C) if columns else ops.product(A, B, C)
