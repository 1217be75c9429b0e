"""A training in a notebook: its curves grow, a bar says how far it is and how long the rest takes, and it can be stopped."""

from __future__ import annotations

import contextlib
from typing import Any

import traitlets

from nnlab.draw.training.picture import picture
from nnlab.draw.training.record import Record
from nnlab.draw.widget import Live

# ipykernel 7.4 asks this function of a comm who is to hear an answer, and it says: the shell that spoke last. That is the one
# that trains. Without the function the front end decides, which asks a subshell. The name is not public, and nothing public
# does the same; where it means nothing, only the stop is lost, and the widget says so.
ROUTE = "_reply_subshell_for"


class Curves(Live):
    """Shown where it begins. What it has become at the end replaces it, so that a saved or printed page has the last picture.

    The cell that trains keeps the kernel busy. The stop arrives all the same, beside it, where the front end sends
    widgets' messages to a subshell, as JupyterLab does; elsewhere the widget says that it is not heard, and what to do.
    """

    script = "training/training.js"
    done = traitlets.Int(0).tag(sync=True)
    total = traitlets.Int(0).tag(sync=True)
    left = traitlets.Unicode().tag(sync=True)
    running = traitlets.Bool(True).tag(sync=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.stopped = False
        self.on_msg(self._hear)
        if self.comm is not None:
            with contextlib.suppress(AttributeError):  # a comm that takes no such thing has none
                setattr(self.comm, ROUTE, None)

    def begin(self, record: Record) -> None:
        self.show(record)
        self.publish()

    def show(self, record: Record) -> None:
        with self.hold_sync():  # one message
            self.picture, self.words = picture(record), record.words()
            self.done, self.total = record.done, record.total
            self.says, self.left = record.words(), record.left()
            self.running = not record.ended

    def end(self, record: Record) -> None:
        self.show(record)
        self.publish(update=True)

    def _hear(self, _: Any, content: Any, buffers: Any) -> None:
        """From another thread than that which trains: a flag, and nothing that it could be in the midst of."""
        self.stopped = self.stopped or content == "stop"
