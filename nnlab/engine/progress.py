"""What `fit` shows of a training, where that is wanted: how far it is, its losses, and how long the rest may take."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from nnlab.engine.result import Epoch

if TYPE_CHECKING:
    from nnlab.draw.training.record import Record
    from nnlab.draw.training.watch import Watch


class Progress:
    """To be used with `with`. Without `wanted` it does nothing. `epochs` grows while it looks; the first are an earlier run's."""

    def __init__(self, total: int, epochs: Sequence[Epoch], *, wanted: bool) -> None:
        self._watch: Watch | None = None
        self._epochs = epochs
        if wanted:
            from nnlab.draw.training.record import Record
            from nnlab.draw.training.views import view_here
            from nnlab.draw.training.watch import Watch

            record = Record(total)
            self._catch_up(record)
            self._watch = Watch(record, view_here())

    def __enter__(self) -> Progress:
        if self._watch is not None:
            self._watch.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watch is not None:
            self._catch_up(self._watch.record)
            self._watch.__exit__(kind, error, trace)

    @property
    def stopped(self) -> bool:
        """Whether somebody who looks wants it to end."""
        return self._watch is not None and self._watch.stopped

    def look(self) -> None:
        """Shows what is there, if it is time. The record is kept then: an epoch can be shorter than keeping it."""
        if self._watch is not None and self._watch.due:
            self._catch_up(self._watch.record)
            self._watch.show()

    def _catch_up(self, record: Record) -> None:
        for number, epoch in enumerate(self._epochs[record.done :], start=record.done + 1):
            losses = {"training": epoch.loss}
            if epoch.validation_loss is not None:
                losses["validation"] = epoch.validation_loss
            record.add(number, losses)
