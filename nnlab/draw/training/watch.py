"""Watching a training: its record is kept after each epoch, and shown now and then, so that showing costs next to nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
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

    def epoch(self, epoch: int, losses: Mapping[str, float]) -> None:
        """This epoch is done; epochs count from 1."""
        record = self.record
        record.add(epoch, losses)
        now = self._clock()
        if now >= self._next:
            record.pace = (now - self._began) / max(1, epoch - self._before)
            self._view.show(record)
            took = self._clock() - now
            self._next = now + max(EVERY, took / SHARE)
