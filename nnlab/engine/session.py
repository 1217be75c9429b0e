"""A training from its first epoch to its end: what is kept after each epoch, and when it is over."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Any

import numpy as np

from nnlab.engine.checkpoint import Checkpoint, State
from nnlab.engine.evaluate import mean_loss, share_right
from nnlab.engine.forward import scores
from nnlab.engine.progress import Progress
from nnlab.engine.result import Fit, History
from nnlab.engine.run import Method
from nnlab.engine.trainer import Trainer
from nnlab.reference.training import should_stop

SECONDS_BETWEEN_CHECKPOINTS = 1.0


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
        self._checkpoint, self._written = checkpoint, monotonic()
        self._state = State(
            History(), self._model.weights.copy(), self._model.steps.copy(), 0, self._model.weights.copy()
        )
        found = checkpoint.read() if checkpoint else None
        if found is not None:
            self._state = found.placed(self._ops.move)
            self._model.weights[...] = self._state.weights
            self._model.steps[...] = self._state.steps

    def run(self, *, progress: bool) -> Fit:
        """Trains to the end. Whatever interrupts it, the state after the last whole epoch is in the checkpoint."""
        outcome, message = "completed", "All epochs are done."
        try:
            with Progress(self._plan.epochs, self._state.history, wanted=progress) as bar, np.errstate(all="ignore"):
                while self._done < self._plan.epochs:
                    if self._impatient():
                        outcome, message = "stopped early", self._why_impatient()
                        break
                    if not self._epoch():
                        outcome, message = "diverged", self._why_diverged()
                        break
                    bar.epoch(self._state.history)
                    if bar.stopped and self._done < self._plan.epochs:
                        outcome, message = "stopped", f"It was stopped after epoch {self._done}."
                        break
                    if monotonic() - self._written > SECONDS_BETWEEN_CHECKPOINTS:
                        self._write()
        finally:
            self._write()
        # With validation the best epoch's weights are the result, without it the last ones.
        best = self._state.best_weights if self._validation else self._state.weights
        epoch = self._state.best_epoch if self._validation else self._done
        params = [(W.copy(), b.copy()) for W, b in self._model.layout.unpack(best)]
        return Fit(params, self._state.history, epoch, outcome, message, self._method.activation, self._method.loss)

    @property
    def _done(self) -> int:
        return len(self._state.history.losses)

    def _epoch(self) -> bool:
        """One epoch more; False, and the state as it was, if the loss or a weight is no longer finite."""
        model, state, history = self._model, self._state, self._state.history
        start = perf_counter()
        loss = self._trainer.epoch(self._plan.order(self._done))
        seconds = perf_counter() - start
        if not math.isfinite(loss) or not math.isfinite(float(model.weights.sum())):
            return False
        validation, right = self._validate()
        if validation and not math.isfinite(validation[0]):
            return False
        history = History(
            (*history.losses, loss),
            (*history.validation_losses, *validation),
            (*history.validation_accuracies, *right),
            (*history.seconds, seconds),
        )
        weights, best, best_epoch = model.weights.copy(), state.best_weights, state.best_epoch
        if validation and validation[0] < min(state.history.validation_losses, default=math.inf):
            best, best_epoch = weights, len(history.losses)
        self._state = State(history, weights, model.steps.copy(), best_epoch, best)
        return True

    def _validate(self) -> tuple[list[float], list[float]]:
        """([loss], [share of right labels]) of the validation rows; empty where there are none."""
        if self._validation is None:
            return [], []
        X, y = self._validation
        Z = scores(self._ops, self._model.layout.unpack(self._model.weights), X, self._method.activation)
        loss = mean_loss(Z, y, self._method.loss)
        return [loss], [share_right(Z, y)] if self._method.loss == "cross_entropy" else []

    def _watched(self) -> tuple[str, list[float]]:
        history = self._state.history
        return (
            ("loss", list(history.losses))
            if self._validation is None
            else ("validation loss", list(history.validation_losses))
        )

    def _impatient(self) -> bool:
        plan = self._plan
        return plan.patience is not None and should_stop(self._watched()[1], plan.tolerance, plan.patience)

    def _why_impatient(self) -> str:
        what, patience = self._watched()[0], self._plan.patience
        by = f" by {self._plan.tolerance:g} or more" if self._plan.tolerance else ""
        return f"After epoch {self._done} the {what} had not become better{by} for {patience} epochs."

    def _why_diverged(self) -> str:
        kept = f"as they were after epoch {self._done}" if self._done else "as they went in"
        return (
            f"In epoch {self._done + 1} the loss was no longer a finite number: with learning_rate "
            f"{self._method.learning_rate:g} the steps are too large for these data. Try {self._method.learning_rate / 10:g}, or "
            f"standardize the columns of X. The params are {kept}."
        )

    def _write(self) -> None:
        if self._checkpoint is not None:
            self._checkpoint.write(self._state.placed(self._ops.bring))
            self._written = monotonic()
