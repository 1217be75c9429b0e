"""Losses of a run of batches: the deltas of each batch for the way back, and the sum of the losses at the end.

Scores are kept in columns, (k, rows): what is done to each example's k scores then runs along the rows of the array,
which is several times faster than along short rows of k numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Protocol

import numpy as np

from nnlab.engine.operations import Call, Operations

LARGEST_SUM = 1e9  # of exp(scores) without a shift


@dataclass(frozen=True)
class Block:
    """Rows that are computed at once: a batch, or a part of one."""

    start: int
    rows: int
    factor: float  # learning_rate / rows of its batch


class Loss(Protocol):
    """What a run needs of a loss. Its arrays are made once, for the blocks of rows that the run consists of."""

    shifts: ClassVar[bool]  # whether `shifted` makes a difference to its delta

    def __init__(self, ops: Operations, blocks: Sequence[Block], k: int, dtype: Any) -> None: ...

    def load(self, y: Any) -> None:
        """Takes the targets of the run's rows."""

    def scores(self, block: Block) -> Any:
        """Where the network has to write this block's scores, (k, rows)."""

    def delta(self, block: Block, *, shifted: bool) -> tuple[list[Call], Any]:
        """The calls that make learning_rate times the slope of the batch's mean loss by the scores, and its array (rows, k).

        With `shifted` any finite scores will do. Without, it takes less time where that makes a difference, and afterwards
        `in_range` says whether the scores were small enough for it.
        """

    def in_range(self) -> bool:
        """Whether all scores since the last load were small enough to do without the shift."""

    def total(self) -> Any:
        """The sum of the losses of all rows, as an array without axes, after the calls of every block."""


class CrossEntropy:
    """The cross-entropy of softmax(scores), for integer labels (rows,): delta is (softmax(Z) - Y) learning_rate / rows.

    Y times that factor is kept instead of the labels.
    """

    shifts: ClassVar[bool] = True

    def __init__(self, ops: Operations, blocks: Sequence[Block], k: int, dtype: Any) -> None:
        rows = sum(block.rows for block in blocks)
        self.ops, self.k = ops, k
        self.Y = ops.zeros((k * rows,), dtype)
        self.Z = ops.empty((k * rows,), dtype)  # the scores, in the end perhaps less each row's largest
        self.sums = ops.empty((1, rows), dtype)  # of exp of the row's scores, divided by its factor
        begins, steps, factors = (np.empty(rows, kind) for kind in (np.int64, np.int64, np.dtype(dtype)))
        for block in blocks:
            part = slice(block.start, block.start + block.rows)
            begins[part] = k * block.start + np.arange(block.rows)
            steps[part] = block.rows
            factors[part] = block.factor
        self.begins, self.steps, self.factors = ops.move(begins), ops.move(steps), ops.move(factors)
        self.truth = self.begins
        self._scratch: dict[int, Any] = {}  # by the number of rows: blocks take turns

    def load(self, y: Any) -> None:
        self.truth = self.begins + y * self.steps  # (rows,) the place of the true class's score
        self.Y[...] = 0
        self.Y[self.truth] = self.factors

    def scores(self, block: Block) -> Any:
        return _columns(self.Z, block, self.k)

    def delta(self, block: Block, *, shifted: bool) -> tuple[list[Call], Any]:
        Z, Y = self.scores(block), _columns(self.Y, block, self.k)
        sums = self.sums[:, block.start : block.start + block.rows]
        if block.rows not in self._scratch:
            self._scratch[block.rows] = self.ops.empty(Z.shape, Z.dtype)
        delta = self._scratch[block.rows]
        return self.ops.softmax_delta(Z, Y, sums, delta, block.factor, shifted=shifted), delta.T

    def in_range(self) -> bool:
        """The largest score of each row between about -20 and 20: far from overflow, and log(sum) - z keeps its digits."""
        sums = self.sums[0] * self.factors
        return bool(sums.min() > 1 / LARGEST_SUM and sums.max() < LARGEST_SUM)

    def total(self) -> Any:
        return np.log(self.sums[0] * self.factors).sum() - self.Z[self.truth].sum()


class SquaredError:
    """The squared error ||z - y||^2 summed over outputs, for targets (rows, k): delta is 2 (Z - Y) learning_rate / rows."""

    shifts: ClassVar[bool] = False

    def __init__(self, ops: Operations, blocks: Sequence[Block], k: int, dtype: Any) -> None:
        rows = sum(block.rows for block in blocks)
        self.ops, self.blocks, self.k = ops, blocks, k
        self.Y = ops.empty((k * rows,), dtype)
        self.residuals = ops.empty((k * rows,), dtype)
        self._scratch: dict[int, Any] = {}

    def load(self, y: Any) -> None:
        for block in self.blocks:
            _columns(self.Y, block, self.k)[...] = y[block.start : block.start + block.rows].T

    def scores(self, block: Block) -> Any:
        return _columns(self.residuals, block, self.k)

    def delta(self, block: Block, *, shifted: bool) -> tuple[list[Call], Any]:
        residuals, Y = self.scores(block), _columns(self.Y, block, self.k)
        if block.rows not in self._scratch:
            self._scratch[block.rows] = self.ops.empty(residuals.shape, residuals.dtype)
        delta = self._scratch[block.rows]
        calls: list[Call] = [
            partial(np.subtract, residuals, Y, out=residuals),
            partial(np.multiply, residuals, 2 * block.factor, out=delta),
        ]
        return calls, delta.T

    def in_range(self) -> bool:
        return True

    def total(self) -> Any:
        return (self.residuals * self.residuals).sum()


LOSSES: dict[str, type[Loss]] = {"cross_entropy": CrossEntropy, "squared_error": SquaredError}


def _columns(flat: Any, block: Block, k: int) -> Any:
    """The block's part of an array over all rows, (k, rows), in one piece."""
    return flat[k * block.start : k * (block.start + block.rows)].reshape(k, block.rows)
