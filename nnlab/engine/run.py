"""A run: a few batches one after the other, with the arrays and the list of calls that train on them, made once.

The calls compute what `nnlab.reference.training.train_epoch` does, batch by batch. What differs is how:

- every array is made before the first step and written over in each;
- a layer is the matrix [W; b], and its input has a last entry of 1, so that biases need no operations of their own;
- the learning rate and 1/n are in the top delta already, so that all that follows from it are steps, not slopes;
- the slope of the loss by X, which nobody needs, is not computed;
- the softmax of a small network does without the largest scores. Should they turn out to be out of range the weights are
  put back, and the run is done again with them;
- the product that computes a step adds it to the weights. With momentum, or where a batch is computed in several blocks
  of rows, steps are gathered first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from nnlab.engine.layers import HiddenLayers, into
from nnlab.engine.layout import Layout
from nnlab.engine.losses import LOSSES, Block
from nnlab.engine.operations import Call, Operations


@dataclass(frozen=True)
class Method:
    """How to train: what all runs of a training share."""

    activation: str
    loss: str
    learning_rate: float
    momentum: float


@dataclass(frozen=True)
class Model:
    """What is trained: vectors of weights and of steps, laid out alike.

    Steps are gathered in the second; with momentum it holds learning_rate times the velocity from step to step.
    """

    layout: Layout
    weights: Any
    steps: Any


class Run:
    """Trains on batches of the given sizes, one after the other."""

    def __init__(self, ops: Operations, model: Model, method: Method, batches: Sequence[int], X: Any = None) -> None:
        """With X, (rows, d + 1), always on these rows."""
        self._ops, self._model, self._method = ops, model, method
        self._matrices, self._gathered = model.layout.layers(model.weights), model.layout.layers(model.steps)
        self._hidden: dict[int, HiddenLayers] = {}  # by the number of rows: blocks take turns
        self.rows, dtype = sum(batches), model.weights.dtype
        self._X = ops.empty((self.rows, model.layout.sizes[0] + 1), dtype) if X is None else X
        by_batch = self._blocks(batches)
        all_blocks = [block for blocks in by_batch for block in blocks]
        k = model.layout.sizes[-1]
        self._loss = LOSSES[method.loss](ops, all_blocks, k, dtype)
        self._careful = ops.together(self._calls_for(by_batch, shifted=True))
        self._quick: Call | None = None
        self._in_range = True
        # It pays where keeping the weights costs less than finding the largest scores.
        if self._loss.shifts and ops.near and 2 * model.layout.length < self.rows * k:
            self._quick = ops.together(self._calls_for(by_batch, shifted=False))

    def load(self, X: Any, y: Any, rows: Any) -> None:
        """Takes these rows of X (n, d + 1) and y."""
        self._ops.gather(X, rows, self._X)
        self._loss.load(y[rows])

    def load_targets(self, y: Any) -> None:
        """Takes y (rows, ...) for the X that is there."""
        self._loss.load(y)

    def train(self) -> Any:
        """One step for each batch; the sum of its rows' losses, each as it was before its step."""
        if self._quick is None or not self._in_range:
            self._careful()
            return self._loss.total()
        weights, steps = self._model.weights.copy(), self._model.steps.copy()
        self._quick()
        self._in_range = self._loss.in_range()
        if not self._in_range:
            self._model.weights[...], self._model.steps[...] = weights, steps
            self._careful()
        return self._loss.total()

    def start_epoch(self) -> None:
        """Forgets whether scores were in range: what an epoch does depends on nothing before it."""
        self._in_range = True

    def _blocks(self, batches: Sequence[int]) -> list[list[Block]]:
        """Every batch cut into blocks of rows."""
        start, cut = 0, []
        for size in batches:
            whole = self._ops.block_rows or size
            blocks = []
            for at in range(0, size, whole):
                blocks.append(Block(start + at, min(whole, size - at), self._method.learning_rate / size))
            cut.append(blocks)
            start += size
        return cut

    def _calls_for(self, by_batch: list[list[Block]], *, shifted: bool) -> list[Call]:
        """One step for each batch: forward and back through each of its blocks, then the weights."""
        calls: list[Call] = []
        momentum = self._method.momentum
        for blocks in by_batch:
            at_once = len(blocks) == 1 and momentum == 0
            for block in blocks:
                # What the gathered steps count for: the last batch's, in the first block; this batch's own, in the others.
                kept = momentum if block is blocks[0] else 1.0
                calls += self._block(block, None if at_once else kept, shifted=shifted)
            if not at_once:
                weights, steps = self._model.weights, self._model.steps
                calls.append(partial(np.subtract, weights, steps, out=weights))
        return calls

    def _block(self, block: Block, kept: float | None, *, shifted: bool) -> list[Call]:
        """Forward and back. Steps are gathered upon `kept` times what was there; None: they go into the weights."""
        ops, X = self._ops, self._X[block.start : block.start + block.rows]
        if block.rows not in self._hidden:
            self._hidden[block.rows] = HiddenLayers(ops, self._matrices, block.rows, self._method.activation)
        hidden = self._hidden[block.rows]
        inputs = hidden.inputs(X)  # (rows, d_in + 1) each
        scores, (from_scores, delta) = self._loss.scores(block), self._loss.delta(block, shifted=shifted)
        calls = hidden.forward(X)
        calls += into(ops, scores, inputs[-1], self._matrices[-1], columns=True)
        calls += from_scores
        for i in range(len(self._matrices) - 1, -1, -1):  # from the last layer to the first
            A = inputs[i]
            back, delta_below = hidden.back(i, delta) if i > 0 else ([], None)
            calls += back  # before the weights that it needs are changed
            if kept is None:
                calls += ops.product(A.T, delta, self._matrices[i], -1, 1.0)  # (d_in + 1, d_out)
            else:
                calls += ops.product(A.T, delta, self._gathered[i], 1, kept)
            delta = delta_below
        return calls
