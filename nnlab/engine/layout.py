"""Parameters as one vector: all of a network's weights and biases side by side, so that one operation moves them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nnlab.reference.types import Params


@dataclass(frozen=True)
class Layout:
    """Where each layer lies in the vector: layer i is the matrix [W; b] of shape (sizes[i] + 1, sizes[i + 1]).

    The bias is the last row. With a last column of ones in A, A @ [W; b] is A W + b, and A^T delta holds dW and db.
    """

    sizes: tuple[int, ...]  # (d_in, h1, ..., d_out)

    @classmethod
    def of(cls, params: Params) -> Layout:
        """The layout of params that fit together."""
        return cls((params[0][0].shape[0], *(W.shape[1] for W, _ in params)))

    @property
    def shapes(self) -> list[tuple[int, int]]:
        return [(d_in + 1, d_out) for d_in, d_out in zip(self.sizes[:-1], self.sizes[1:], strict=True)]

    @property
    def length(self) -> int:
        """How many numbers there are: weights and biases."""
        return sum(rows * columns for rows, columns in self.shapes)

    def layers(self, vector: Any) -> list[Any]:
        """[W; b] of every layer: views into the vector of shape (length,)."""
        views, start = [], 0
        for rows, columns in self.shapes:
            views.append(vector[start : start + rows * columns].reshape(rows, columns))
            start += rows * columns
        return views

    def pack(self, params: Sequence[tuple[Any, Any]], vector: Any) -> None:
        """Writes params into the vector."""
        for layer, (W, b) in zip(self.layers(vector), params, strict=True):
            layer[:-1] = W
            layer[-1] = b

    def unpack(self, vector: Any) -> list[tuple[Any, Any]]:
        """params as the vector holds them: views."""
        return [(layer[:-1], layer[-1]) for layer in self.layers(vector)]
