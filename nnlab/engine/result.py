"""What a training gives back: the params, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from nnlab.engine.evaluate import mean_loss, share_right
from nnlab.engine.forward import scores
from nnlab.engine.inputs import checked_labels, checked_rows, checked_targets, require_together
from nnlab.engine.numbers import require_fits
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
    """One number for each epoch that was completed, in tuples.

    losses: the mean training loss over the rows, each row's as it was before its batch's step.
    validation_losses: the mean loss over the validation rows after the epoch; empty without validation.
    validation_accuracies: the share of them whose label was predicted; empty where there are no labels.
    seconds: how long the steps took, without validation and checkpoints.
    """

    losses: tuple[float, ...] = ()
    validation_losses: tuple[float, ...] = ()
    validation_accuracies: tuple[float, ...] = ()
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


@dataclass(frozen=True, eq=False)
class Fit:
    """A trained network, and how it came about.

    params: laid out as those that went in, [(W1, b1), ...]; with validation rows they are the best epoch's.
    history: the losses of every epoch, a History.
    best_epoch: the epoch after which params was as it is: 1 is the first, 0 means as it went in.
    outcome: "completed", "stopped early" (patience), "stopped" (by who looked on) or "diverged".
    message: why the training ended, as a sentence.
    activation, loss: as they were given to `fit`.
    """

    params: list[tuple[Any, Any]]
    history: History
    best_epoch: int
    outcome: str
    message: str
    activation: str
    loss: str

    @np.errstate(all="ignore")
    def scores(self, X: Any) -> Any:
        """The last layer's scores Z (n, k) for X (n, d), in the dtype of params, where params lies."""
        ops = operations_for(self.params[0][0])
        X = checked_rows(X, self.params[0][0].shape[0])
        require_fits(X, str(self.params[0][0].dtype), "X")
        require_together(self.params[0][0], "params", {"X": X})
        with ops.work():
            return scores(ops, self.params, ops.move(X), self.activation)

    @np.errstate(all="ignore")
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

    @np.errstate(all="ignore")
    def mean_loss(self, X: Any, y: Any) -> float:
        """The mean loss over the rows of X (n, d), for labels y (n,) or targets (n, k)."""
        Z = self.scores(X)
        if self.loss == "cross_entropy":
            return mean_loss(Z, checked_labels(y, *Z.shape), self.loss)
        y = checked_targets(y, *Z.shape)
        require_fits(y, str(Z.dtype), "y")
        return mean_loss(Z, y, self.loss)

    def _need_classes(self, name: str) -> None:
        if self.loss != "cross_entropy":
            raise NnlabError(
                f"{name} is for classes, and this network was trained with {self.loss}; use scores or predict."
            )

    def __repr__(self) -> str:
        losses, validation = self.history.losses, self.history.validation_losses
        parts = [f"{len(losses)} {'epoch' if len(losses) == 1 else 'epochs'} in {sum(self.history.seconds):.3g} s"]
        if losses:
            parts.append(f"loss {losses[-1]:.4g}")
        if validation and self.best_epoch:
            parts.append(f"validation loss {validation[self.best_epoch - 1]:.4g} after epoch {self.best_epoch}")
        return f"Fit({', '.join(parts)}. {self.message})"


def _known(numbers: tuple[float | None, ...]) -> tuple[float, ...]:
    return tuple(number for number in numbers if number is not None)
