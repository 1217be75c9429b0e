"""Training in small pieces: a batch at a time, a part of the loss at a time, so that whoever else wants the kernel need not wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab.draw.given import numbers, own_or, positive, whole
from nnlab.errors import NnlabError
from nnlab.reference import multilayer_networks, softmax_regression, training
from nnlab.reference.types import Array, Params

MOST_CLASSES = 4
PIECE = 1000  # points whose loss is taken at a time


class Training:
    """A network and the points that it learns: X (n, 2), one-hot Y (n, k). `losses` holds one number an epoch.

    losses[0] is that before the first; `accuracy` is the share of points that were right after the last. An epoch under way is
    remembered: `order` is its shuffled rows, `done` of them used, and of `seen` points the loss after it is known.
    """

    def __init__(
        self, params: Params, X: Array, Y: Array, activation: str, learning_rate: float, batch_size: int, seed: int
    ) -> None:
        whole("batch_size", batch_size, 1)
        whole("seed", seed, 0)
        self.X, self.Y, self.batch_size, self.seed = X, Y, batch_size, seed
        self.learning_rate = positive("learning_rate", learning_rate)
        self.train_epoch = training.train_epoch  # the learner's, where there is one, once it runs
        self.begin(params, activation)

    def begin(self, params: Params, activation: str) -> None:
        """From here on with this network."""
        self.params, self.activation = params, activation
        self.losses: list[float] = []
        self.done, self.seen, self._loss, self._right = len(self.X), 0, 0.0, 0
        while not self.losses:
            self.step()

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

    @property
    def lost(self) -> bool:
        """Whether the loss is no finite number any more."""
        return not np.isfinite(self.losses[-1])

    def step(self) -> None:
        """One batch; after the last of an epoch, the loss of a piece of the points."""
        with np.errstate(all="ignore"):  # that it diverges is said in words
            if self.done < len(self.X):
                self._learn(self.order[self.done : self.done + self.batch_size])
            else:
                self._look(slice(self.seen, self.seen + PIECE))

    def _learn(self, rows: Array) -> None:
        self.params = self.train_epoch(
            self.params, self.X[rows], self.Y[rows], self.learning_rate, len(rows), self.activation
        )
        self.done += len(rows)

    def _look(self, rows: slice) -> None:
        X, Y = self.X[rows], self.Y[rows]
        scores = np.asarray(self._forward(X)[0][-1])
        loss = own_or("cross_entropy_from_scores", softmax_regression.cross_entropy_from_scores)(scores, Y)
        self._loss += float(loss) * len(X)
        self._right += int(np.sum(scores.argmax(axis=1) == Y.argmax(axis=1)))
        self.seen += len(X)
        if self.seen == len(self.X):
            self.losses.append(self._loss / self.seen)
            self.accuracy = self._right / self.seen
            self.order = np.random.default_rng((self.seed, self.epoch)).permutation(len(self.X))
            self.done, self.seen, self._loss, self._right = 0, 0, 0.0, 0

    def run(self, seconds: float, most_epochs: int, clock: Callable[[], float] = time.perf_counter) -> None:
        """Batches until the seconds are over, or the epochs done; one batch at least, and none once they are."""
        self.train_epoch = own_or("train_epoch", training.train_epoch)
        end = clock() + seconds
        while self.epoch < most_epochs:
            self.step()
            if clock() >= end:
                return

    def probabilities(self, X: Array) -> Array:
        """(n, k)"""
        with np.errstate(all="ignore"):
            zs, _ = self._forward(X)
            return np.asarray(softmax_regression.softmax(np.asarray(zs[-1])))

    def _forward(self, X: Array) -> Any:
        return own_or("forward", multilayer_networks.forward)(self.params, X, self.activation)


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
        flat = "; try y.ravel()" if target.shape == (len(data), 1) else ""
        raise NnlabError(f"y has shape {target.shape}, needs ({len(data)},): a class for each row of X{flat}.")
    (wrong,) = np.nonzero((target.sum(axis=1) != 1) | ~np.isin(target, (0, 1)).all(axis=1))
    if len(wrong):
        raise NnlabError(f"row {wrong[0]} of y is {target[wrong[0]]}, needs to be one-hot: a single 1, else 0.")
    return data, target
