"""What `fit` shows of a training, where that is wanted: how far it is, its losses, and how long the rest may take."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from nnlab.engine.result import History

if TYPE_CHECKING:
    from nnlab.draw.training.record import Record
    from nnlab.draw.training.watch import Watch


class Progress:
    """To be used with `with`. Without `wanted` it does nothing. history is what earlier runs have done."""

    def __init__(self, epochs: int, history: History, *, wanted: bool) -> None:
        self._watch: Watch | None = None
        self._history = history
        if wanted:
            from nnlab.draw.training.record import Record
            from nnlab.draw.training.views import view_here
            from nnlab.draw.training.watch import Watch

            record = Record(epochs)
            _catch_up(record, history)
            self._watch = Watch(record, view_here())

    def __enter__(self) -> Progress:
        if self._watch is not None:
            self._watch.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watch is not None:
            _catch_up(self._watch.record, self._history)
            self._watch.__exit__(kind, error, trace)

    @property
    def stopped(self) -> bool:
        """Whether somebody who looks wants it to end."""
        return self._watch is not None and self._watch.stopped

    def epoch(self, history: History) -> None:
        """One epoch more is done. The record is kept when somebody looks: an epoch can be shorter than keeping it."""
        self._history = history
        if self._watch is not None and self._watch.due:
            _catch_up(self._watch.record, history)
            self._watch.show()


def _catch_up(record: Record, history: History) -> None:
    for epoch in range(record.done, len(history.losses)):
        losses = {"training": history.losses[epoch]}
        if history.validation_losses:
            losses["validation"] = history.validation_losses[epoch]
        record.add(epoch + 1, losses)
