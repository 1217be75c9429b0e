"""Watching a training: its record is shown now and then, so that showing costs next to nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from nnlab.draw.training.record import Record

EVERY = 0.1  # seconds between two looks, at least
SHARE = 0.02  # of the time, at most, goes into showing


class View(Protocol):
    """Where a record is shown. `stopped` becomes true when somebody there wants the training to end."""

    @property
    def stopped(self) -> bool: ...

    def begin(self, record: Record) -> None: ...

    def show(self, record: Record) -> None: ...

    def end(self, record: Record) -> None: ...


class Watch:
    """To be used with `with`: the view is there from its beginning to its end, however it ends."""

    def __init__(self, record: Record, view: View, clock: Callable[[], float] = time.perf_counter) -> None:
        self.record, self._view, self._clock = record, view, clock
        self._before = record.done  # epochs of an earlier run
        self._began = self._next = clock()

    @property
    def stopped(self) -> bool:
        return self._view.stopped

    def __enter__(self) -> Watch:
        self._view.begin(self.record)
        self._began = self._next = self._clock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.record.ended = True
        self._view.end(self.record)

    @property
    def due(self) -> bool:
        """Whether it is time for a look. To ask costs less than a microsecond."""
        return self._clock() >= self._next

    def show(self) -> None:
        """The record as it is now."""
        now, record = self._clock(), self.record
        if record.done > self._before:
            record.pace = (now - self._began) / (record.done - self._before)
        self._view.show(record)
        self._next = now + max(EVERY, (self._clock() - now) / SHARE)
