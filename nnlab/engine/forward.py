"""The network's scores for any number of rows, in blocks that need little memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlab.engine.layers import HiddenLayers
from nnlab.engine.operations import Call, Operations, run

BLOCK_ROWS = 1024


def scores(ops: Operations, matrices: Sequence[Any], X: Any, activation: str) -> Any:
    """The last layer's Z (n, k), for the [W; b] of every layer and X (n, d), in the dtype of the layers.

    It is nnlab.reference.multilayer_networks.forward, without the arrays that only training needs.
    """
    Z = ops.empty((len(X), matrices[-1].shape[1]), matrices[0].dtype)
    by_rows: dict[int, tuple[HiddenLayers, list[Call]]] = {}  # all blocks but the last have as many
    for start in range(0, len(X), BLOCK_ROWS):
        block, out = X[start : start + BLOCK_ROWS], Z[start : start + BLOCK_ROWS]
        block = block if block.dtype == Z.dtype else block.astype(Z.dtype)
        W, b = matrices[0][:-1], matrices[0][-1]
        if len(block) not in by_rows:
            hidden = HiddenLayers(ops, matrices, len(block), activation)
            by_rows[len(block)] = hidden, hidden.onward()
        hidden, onward = by_rows[len(block)]
        first = hidden.first if len(matrices) > 1 else out
        run(ops.product(block, W, first))
        np.add(first, b, out=first)
        if len(matrices) > 1:
            run(onward)
            run(ops.product(hidden.last, matrices[-1], out))
    return Z
