"""Where a training is shown: in a notebook, on a terminal, or by its last words in a file."""

from __future__ import annotations

import sys
from typing import Any

from nnlab.draw.training.record import Record
from nnlab.draw.training.watch import View


def view_here() -> View:
    """The view that this program's output can show."""
    if in_notebook():
        from nnlab.draw.training.widget import Curves

        return Curves()
    if sys.stdout is not None and sys.stdout.isatty():
        from nnlab.draw.training.terminal import Terminal

        return Terminal()
    return Words()


def in_notebook() -> bool:
    """Whether a Jupyter kernel runs this; nobody else has IPython's shell with a kernel."""
    shell: Any = None
    if "IPython" in sys.modules:
        from IPython import get_ipython

        shell = get_ipython()
    return getattr(shell, "kernel", None) is not None


class Words:
    """One line at the end."""

    stopped = False

    def begin(self, record: Record) -> None:
        """Nothing yet."""

    def show(self, record: Record) -> None:
        """A file has no use for what changes."""

    def end(self, record: Record) -> None:
        print(record.words())
