"""What a training gives back: the params, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from nnlab.engine.evaluate import mean_loss, share_right
from nnlab.engine.forward import scores
from nnlab.engine.inputs import checked_labels, checked_rows, checked_targets, require_finite
from nnlab.engine.places import operations_for
from nnlab.errors import NnlabError
from nnlab.reference.softmax_regression import predict_class, softmax


class Epoch(NamedTuple):
    """What is known of one epoch; see History."""

    loss: float
    seconds: float
    validation_loss: float | None
    validation_accuracy: float | None


@dataclass(frozen=True)
class History:
    """One number for each epoch that was completed."""

    losses: tuple[float, ...] = ()  # the mean over the rows, each row's as it was before its batch's step
    validation_losses: tuple[float, ...] = ()  # after the epoch; empty without validation rows
    validation_accuracies: tuple[float, ...] = ()  # the share of right labels; empty where there are no labels
    seconds: tuple[float, ...] = ()

    @classmethod
    def of(cls, epochs: Sequence[Epoch]) -> History:
        losses, seconds, validation, accuracies = zip(*epochs, strict=True) if epochs else ((),) * 4
        return cls(losses, _known(validation), _known(accuracies), seconds)

    def epochs(self) -> list[Epoch]:
        """The way back."""
        nothing = (None,) * len(self.losses)
        validation, accuracies = self.validation_losses or nothing, self.validation_accuracies or nothing
        return [Epoch(*row) for row in zip(self.losses, self.seconds, validation, accuracies, strict=True)]


@dataclass(frozen=True)
class Fit:
    """A trained network. `params` is laid out as the params that went in; with validation rows they are the best epoch's."""

    params: list[tuple[Any, Any]]
    history: History
    best_epoch: int  # the epoch after which params was as it is: 1 is the first, 0 means as it went in
    outcome: str  # "completed", "stopped early", "stopped" (by who looked on) or "diverged"
    message: str  # why the training ended, as a sentence
    activation: str
    loss: str

    def scores(self, X: Any) -> Any:
        """The last layer's scores Z (n, k) for X (n, d), in the dtype of params, where params lies."""
        ops = operations_for(self.params[0][0])
        X = checked_rows(X, self.params[0][0].shape[0], finite=False)
        with ops.work(), np.errstate(all="ignore"):
            Z = scores(ops, self.params, ops.move(X), self.activation)
        if not bool(np.isfinite(Z.sum())):  # one look at Z costs less than one at X
            require_finite(X, "X")
        return Z

    def predict_proba(self, X: Any) -> Any:
        """softmax(Z): a probability for every class and each row of X (n, d), (n, k)."""
        self._need_classes("predict_proba")
        return softmax(self.scores(X))

    def predict(self, X: Any) -> Any:
        """The most probable class of each row of X (n, d), (n,); after a squared error the network's outputs (n, k)."""
        Z = self.scores(X)
        return predict_class(Z) if self.loss == "cross_entropy" else Z

    def accuracy(self, X: Any, y: Any) -> float:
        """The share of the rows of X (n, d) whose label y (n,) it predicts."""
        self._need_classes("accuracy")
        Z = self.scores(X)
        return share_right(Z, checked_labels(y, *Z.shape))

    def mean_loss(self, X: Any, y: Any) -> float:
        """The mean loss over the rows of X (n, d), for labels y (n,) or targets (n, k)."""
        Z = self.scores(X)
        check = checked_labels if self.loss == "cross_entropy" else checked_targets
        return mean_loss(Z, check(y, *Z.shape), self.loss)

    def _need_classes(self, name: str) -> None:
        if self.loss != "cross_entropy":
            raise NnlabError(
                f"{name} is for classes, and this network was trained with {self.loss}; use scores or predict."
            )

    def __repr__(self) -> str:
        losses, validation = self.history.losses, self.history.validation_losses
        parts = [f"{len(losses)} epochs in {sum(self.history.seconds):.3g} s"]
        if losses:
            parts.append(f"loss {losses[-1]:.4g}")
        if validation and self.best_epoch:
            parts.append(f"validation loss {validation[self.best_epoch - 1]:.4g} after epoch {self.best_epoch}")
        return f"Fit({', '.join(parts)}. {self.message})"


def _known(numbers: tuple[float | None, ...]) -> tuple[float, ...]:
    return tuple(number for number in numbers if number is not None)
