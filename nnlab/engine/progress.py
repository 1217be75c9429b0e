"""A bar for a training: epochs done, and the loss. On a terminal and in a notebook; elsewhere nothing is drawn."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from nnlab.engine.result import History


class Progress:
    """To be used with `with`. Without `wanted` it does nothing."""

    def __init__(self, epochs: int, done: int, *, wanted: bool) -> None:
        self._bar: Any = None
        in_notebook = "ipykernel" in sys.modules
        if not wanted or not (in_notebook or sys.stdout.isatty()):
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        # In a notebook the bar is drawn as on a terminal: rich's own way needs a package more.
        console = (
            Console(force_terminal=True, force_jupyter=False, color_system=None, width=80) if in_notebook else None
        )
        columns = (
            TextColumn("training"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        self._bar = Bar(*columns, console=console)
        self._task = self._bar.add_task("", total=epochs, completed=done)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def epoch(self, history: History) -> None:
        """One epoch more is done."""
        if self._bar is not None:
            text = f"loss {history.losses[-1]:.4g}"
            if history.validation_losses:
                text += f", validation {history.validation_losses[-1]:.4g}"
            self._bar.update(self._task, advance=1, description=text)
