"""One training's data, weights and runs: epoch after epoch."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from nnlab.engine.layout import Layout
from nnlab.engine.operations import Operations
from nnlab.engine.run import Method, Model, Run


class Trainer:
    """Trains params on X (n, d) and y, labels (n,) or targets (n, k). All of them have been checked."""

    def __init__(
        self,
        ops: Operations,
        params: list[tuple[Any, Any]],
        X: Any,
        y: Any,
        dtype: str,
        method: Method,
        batch_size: int,
    ) -> None:
        self.ops, self._n = ops, len(X)
        layout = Layout.of(params)
        ops.require(_bytes(layout, self._n, min(batch_size, self._n), np.dtype(dtype).itemsize))
        self.model = Model(layout, *(ops.zeros((layout.length,), dtype) for _ in range(2)))
        layout.pack([(ops.move(W), ops.move(b)) for W, b in params], self.model.weights)
        self._X = ops.full((len(X), X.shape[1] + 1), 1.0, dtype)  # a copy of X with a last column of ones
        self._X[:, :-1] = ops.move(X)
        self._y = ops.move(y)
        self._batch_size = min(batch_size, self._n)
        # Two kinds of run: one that comes again and again, and one for the rest.
        batch_bytes = self._X.nbytes // self._n * self._batch_size
        batches = min(max(1, ops.run_bytes // batch_bytes), self._n // self._batch_size)
        self._again = self._run(method, batches * self._batch_size)
        rest = self._n % self._again.rows
        self._rest = self._run(method, rest) if rest else None
        if self._whole:
            self._again.load_targets(self._y)

    @property
    def _whole(self) -> bool:
        """Whether all rows are one batch: then their order makes no difference, and nothing is gathered."""
        return self._batch_size == self._n

    def _run(self, method: Method, rows: int) -> Run:
        """For so many rows in batches; the last may be shorter."""
        size = self._batch_size
        sizes = [min(size, rows - start) for start in range(0, rows, size)]
        return Run(self.ops, self.model, method, sizes, self._X if self._whole else None)

    def epoch(self, order: Any) -> float:
        """Trains on all rows once, in this order; the mean of their losses, each as it was before its batch's step.

        Where looking costs nothing, the first loss that is not finite ends the epoch.
        """
        for run in (self._again, self._rest):
            if run is not None:
                run.start_epoch()
        if self._whole:
            return float(self._again.train()) / self._n
        total: Any = 0.0
        for start in range(0, self._n, self._again.rows):
            run = self._again if self._n - start >= self._again.rows else self._rest
            assert run is not None
            run.load(self._X, self._y, order[start : start + run.rows])
            total = total + run.train()
            if self.ops.near and not math.isfinite(total):
                break
        return float(total) / self._n


def _bytes(layout: Layout, n: int, batch_size: int, itemsize: int) -> int:
    """About how much memory training takes: the rows, and where a run's rows are gathered; weights and steps, now, kept and
    best; a batch's activations and deltas."""
    rows, vectors = 2 * n * (layout.sizes[0] + 1), 6 * layout.length
    return itemsize * (rows + vectors + 3 * batch_size * sum(layout.sizes[1:]))
