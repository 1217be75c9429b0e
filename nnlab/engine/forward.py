"""The network's scores for any number of rows, in blocks that need little memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlab.engine.operations import Call, Operations, run

BLOCK_ROWS = 1024


def scores(ops: Operations, params: Sequence[tuple[Any, Any]], X: Any, activation: str) -> Any:
    """The last layer's Z (n, k) for X (n, d), in the dtype of params; all lie where ops works.

    It is nnlab.reference.multilayer_networks.forward, without the arrays that only training needs.
    """
    Z = ops.empty((len(X), params[-1][0].shape[1]), params[0][0].dtype)
    by_rows: dict[int, list[tuple[Any, list[Call]]]] = {}  # all blocks but the last have as many
    for start in range(0, len(X), BLOCK_ROWS):
        A, out = X[start : start + BLOCK_ROWS], Z[start : start + BLOCK_ROWS]
        A = A if A.dtype == Z.dtype else A.astype(Z.dtype)
        if len(A) not in by_rows:
            by_rows[len(A)] = [_hidden(ops, len(A), W, activation) for W, _ in params[:-1]]
        layers = [*by_rows[len(A)], (out, [])]
        for (W, b), (outputs, activate) in zip(params, layers, strict=True):
            run(ops.product(A, W, outputs))
            np.add(outputs, b, out=outputs)
            run(activate)
            A = outputs  # (rows, d_out)
    return Z


def _hidden(ops: Operations, rows: int, W: Any, activation: str) -> tuple[Any, list[Call]]:
    """A hidden layer's outputs (rows, d_out), and the calls that make activations of pre-activations there."""
    outputs = ops.empty((rows, W.shape[1]), W.dtype)
    return outputs, ops.activation(activation, outputs, outputs)
