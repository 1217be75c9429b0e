"""Training in small pieces: a batch at a time, so that whoever else wants the processor need not wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab.draw.given import numbers, own_or
from nnlab.errors import NnlabError
from nnlab.reference import multilayer_networks, softmax_regression, training
from nnlab.reference.types import Array, Params

MOST_CLASSES = 4


class Training:
    """A network and the points that it learns: X (n, 2), one-hot Y (n, k). `losses` holds one number an epoch.

    losses[0] is that before the first. An epoch under way is remembered: `order` is its shuffled rows, `done` of them used.
    """

    def __init__(
        self, params: Params, X: Array, Y: Array, activation: str, learning_rate: float, batch_size: int, seed: int
    ) -> None:
        if not learning_rate > 0:
            raise NnlabError(f"learning_rate is {learning_rate}, needs a number above 0.")
        if batch_size < 1:
            raise NnlabError(f"batch_size is {batch_size}, needs a whole number from 1.")
        self.X, self.Y, self.learning_rate, self.batch_size, self.seed = X, Y, learning_rate, batch_size, seed
        self.train_epoch = training.train_epoch  # the learner's, where there is one, once it runs
        self.begin(params, activation)

    def begin(self, params: Params, activation: str) -> None:
        """From here on with this network."""
        self.params, self.activation = params, activation
        self.losses = [self.loss()]
        self._shuffle()

    def begin_anew(self, hidden: list[int], activation: str) -> None:
        """From here on with a new network, its hidden layers of these sizes."""
        sizes = [2, *hidden, self.Y.shape[1]]
        params = own_or("init_params", multilayer_networks.init_params)(sizes, self.seed)
        self.begin(params, activation)

    @property
    def epoch(self) -> int:
        return len(self.losses) - 1

    @property
    def hidden(self) -> list[int]:
        return [len(b) for _, b in self.params[:-1]]

    def step(self) -> None:
        """One batch."""
        rows = self.order[self.done : self.done + self.batch_size]
        self.params = self.train_epoch(
            self.params, self.X[rows], self.Y[rows], self.learning_rate, len(rows), self.activation
        )
        self.done += len(rows)
        if self.done >= len(self.X):
            self.losses.append(self.loss())
            self._shuffle()

    def run(self, seconds: float, most_epochs: int, clock: Callable[[], float] = time.perf_counter) -> None:
        """Batches until the seconds are over, or the epochs done; one batch at least, and none once they are."""
        self.train_epoch = own_or("train_epoch", training.train_epoch)
        end = clock() + seconds
        while self.epoch < most_epochs:
            self.step()
            if clock() >= end:
                return

    def loss(self) -> float:
        zs, _ = self._forward(self.X)
        return float(own_or("cross_entropy_from_scores", softmax_regression.cross_entropy_from_scores)(zs[-1], self.Y))

    def probabilities(self, X: Array) -> Array:
        """(n, k)"""
        zs, _ = self._forward(X)
        return np.asarray(softmax_regression.softmax(np.asarray(zs[-1])))

    def accuracy(self) -> float:
        return float(np.mean(self.probabilities(self.X).argmax(axis=1) == self.Y.argmax(axis=1)))

    def _forward(self, X: Array) -> Any:
        return own_or("forward", multilayer_networks.forward)(self.params, X, self.activation)

    def _shuffle(self) -> None:
        self.order = np.random.default_rng((self.seed, self.epoch)).permutation(len(self.X))
        self.done = 0


def points(X: Any, y: Any, params: Params) -> tuple[Array, Array]:
    """(X, Y) as (n, 2) and one-hot (n, k), with the network's k."""
    data, target, k = numbers("X", X), numbers("y", y), len(params[-1][1])
    if data.ndim != 2 or data.shape[1] != 2 or not len(data):
        raise NnlabError(f"X has shape {data.shape}, needs (n, 2): a point of the plane in each row.")
    if len(params[0][0]) != 2:
        raise NnlabError(f"the network takes {len(params[0][0])} numbers, needs 2: init_params([2, ..., k], seed).")
    if not 2 <= k <= MOST_CLASSES:
        raise NnlabError(f"the network has {k} outputs, needs one for each class, from 2 to {MOST_CLASSES}.")
    if target.shape == (len(data),):
        if not np.isin(target, range(k)).all():
            raise NnlabError(f"y has classes other than 0 to {k - 1}, which are those of the network's {k} outputs.")
        target = np.eye(k)[target.astype(int)]
    if target.shape != (len(data), k):
        raise NnlabError(f"y has shape {target.shape}, needs ({len(data)},): a class for each row of X.")
    return data, target
