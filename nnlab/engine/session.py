"""A training from its first epoch to its end: what is kept after each epoch, and when it is over."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Any

import numpy as np

from nnlab.engine.checkpoint import Checkpoint, State
from nnlab.engine.evaluate import mean_loss, share_right
from nnlab.engine.forward import scores
from nnlab.engine.patience import Patience
from nnlab.engine.progress import Progress
from nnlab.engine.result import Epoch, Fit, History
from nnlab.engine.run import Method
from nnlab.engine.trainer import Trainer
from nnlab.errors import NnlabError

SECONDS_BETWEEN_CHECKPOINTS = 1.0


class CheckpointWarning(UserWarning):
    """A checkpoint could not be written; training goes on without."""


@dataclass(frozen=True)
class Plan:
    """How long to train, and in which order: order(epoch) is that epoch's order of the rows."""

    epochs: int
    patience: int | None
    tolerance: float
    order: Callable[[int], Any]


class Session:
    """Drives a trainer. validation is (X_val, y_val) or None; with a checkpoint it goes on from what is in there."""

    def __init__(
        self,
        trainer: Trainer,
        method: Method,
        plan: Plan,
        validation: tuple[Any, Any] | None,
        checkpoint: Checkpoint | None,
    ) -> None:
        self._trainer, self._method, self._plan = trainer, method, plan
        self._ops, self._model = trainer.ops, trainer.model
        self._validation = None if validation is None else tuple(self._ops.move(array) for array in validation)
        self._checkpoint, self._written, self._warned = checkpoint, monotonic(), False
        self._state = State(0, self._model.weights.copy(), self._model.steps.copy(), 0, self._model.weights.copy())
        self._epochs: list[Epoch] = []  # of which state.done count: an interruption can leave one more
        found = checkpoint.read(self._model.layout.length) if checkpoint else None
        if found is not None:
            state, history = found
            if state.done > plan.epochs:
                raise NnlabError(
                    f"The checkpoint has {state.done} epochs already, and epochs is {plan.epochs}; give {state.done} or more, or "
                    "name another file."
                )
            self._state, self._epochs = state.placed(self._ops.move), history.epochs()
            self._model.weights[...] = self._state.weights
            self._model.steps[...] = self._state.steps
        self._patience = Patience(plan.patience, plan.tolerance)
        for epoch in self._epochs:
            self._patience.add(self._watched(epoch))
        if checkpoint is not None and found is None:  # rather now than after the first hour
            checkpoint.write(self._state.placed(self._ops.bring), self._history())

    def run(self, *, progress: bool) -> Fit:
        """Trains to the end. Whatever interrupts it, the state after the last whole epoch is in the checkpoint."""
        outcome, message = "completed", "All epochs are done."
        try:
            with Progress(self._plan.epochs, self._epochs, wanted=progress) as bar, np.errstate(all="ignore"):
                while self._state.done < self._plan.epochs:
                    if self._patience.over:
                        outcome, message = "stopped early", self._why_impatient()
                        break
                    if not self._epoch():
                        outcome, message = "diverged", self._why_diverged()
                        break
                    bar.look()
                    if bar.stopped and self._state.done < self._plan.epochs:
                        outcome, message = "stopped", f"It was stopped after epoch {self._state.done}."
                        break
                    if monotonic() - self._written > SECONDS_BETWEEN_CHECKPOINTS:
                        self._write()
        finally:
            self._write()
        # With validation the best epoch's weights are the result, without it the last ones.
        best = self._state.best_weights if self._validation else self._state.weights
        epoch = self._state.best_epoch if self._validation else self._state.done
        params = [(W.copy(), b.copy()) for W, b in self._model.layout.unpack(best)]
        return Fit(params, self._history(), epoch, outcome, message, self._method.activation, self._method.loss)

    def _history(self) -> History:
        return History.of(self._epochs[: self._state.done])

    def _epoch(self) -> bool:
        """One epoch more; False, and the state as it was, if the loss or a weight is no longer finite."""
        model, state = self._model, self._state
        start = perf_counter()
        loss = self._trainer.epoch(self._plan.order(state.done))
        seconds = perf_counter() - start
        if not math.isfinite(loss) or not math.isfinite(float(model.weights.sum())):
            return False
        validation, right = self._validate()
        if validation is not None and not math.isfinite(validation):
            return False
        weights, best, best_epoch = model.weights.copy(), state.best_weights, state.best_epoch
        if validation is not None and validation < self._best_loss():
            best, best_epoch = weights, state.done + 1
        self._epochs.append(Epoch(loss, seconds, validation, right))
        self._patience.add(self._watched(self._epochs[-1]))
        self._state = State(state.done + 1, weights, model.steps.copy(), best_epoch, best)
        return True

    def _validate(self) -> tuple[float | None, float | None]:
        """(loss, share of right labels) of the validation rows; None where there is none."""
        if self._validation is None:
            return None, None
        X, y = self._validation
        Z = scores(self._ops, self._model.layout.unpack(self._model.weights), X, self._method.activation)
        return mean_loss(Z, y, self._method.loss), share_right(Z, y) if self._method.loss == "cross_entropy" else None

    def _best_loss(self) -> float:
        """The lowest validation loss so far."""
        best = self._epochs[self._state.best_epoch - 1].validation_loss if self._state.best_epoch else None
        return math.inf if best is None else best

    def _watched(self, epoch: Epoch) -> float:
        """The loss that has to become better."""
        return epoch.loss if epoch.validation_loss is None else epoch.validation_loss

    def _why_impatient(self) -> str:
        plan, what = self._plan, "loss" if self._validation is None else "validation loss"
        by = f" by {plan.tolerance:g} or more" if plan.tolerance else ""
        return f"After epoch {self._state.done} the {what} had not become better{by} for {plan.patience} epochs."

    def _why_diverged(self) -> str:
        done, rate = self._state.done, self._method.learning_rate
        of_y = ", and those of y" if self._method.loss == "squared_error" else ""
        kept = f"as they were after epoch {done}" if done else "as they went in"
        return (
            f"In epoch {done + 1} the loss was no longer a finite number: with learning_rate {rate:g} the steps are too large "
            f"for these data. Try {rate / 10:g}, or standardize the columns of X{of_y}. The params are {kept}."
        )

    def _write(self) -> None:
        if self._checkpoint is None:
            return
        try:
            self._checkpoint.write(self._state.placed(self._ops.bring), self._history())
        except NnlabError as error:  # the training is worth more than its file
            if not self._warned:
                warnings.warn(f"{error} The training goes on.", CheckpointWarning, stacklevel=5)  # who called fit
            self._warned = True
        self._written = monotonic()
