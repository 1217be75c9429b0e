"""A training on a terminal: a bar, the time that is left, a curve of characters, the losses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nnlab.draw.training.record import FLAT, Record

LEVELS = "▁▂▃▄▅▆▇█"
CHARACTERS = 12  # of the curve


class Terminal:
    """Ends with Control and C, as any program does: there is no stop besides."""

    stopped = False

    def begin(self, record: Record) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.table import Column

        texts = [
            TextColumn(f"{{task.fields[{name}]}}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
            for name in ("curve", "left", "latest")
        ]
        count = MofNCompleteColumn(table_column=Column(no_wrap=True, min_width=2 * len(str(record.total)) + 1))
        # It draws itself when it is told to: a thread of its own would take its share of the processor.
        self._bar = Progress(BarColumn(bar_width=14), count, *texts, auto_refresh=False)
        self._curves = not self._bar.console.options.ascii_only
        self._task = self._bar.add_task("", total=record.total, completed=record.done, **self._fields(record))
        self._bar.start()

    def show(self, record: Record) -> None:
        self._bar.update(self._task, completed=record.done, **self._fields(record))
        self._bar.refresh()

    def end(self, record: Record) -> None:
        self._bar.update(self._task, completed=record.done, **self._fields(record))
        self._bar.stop()  # which draws it once more

    def _fields(self, record: Record) -> dict[str, Any]:
        first = next(iter(record.curves().values()), [])
        curve = sparkline([loss for _, loss in first]) if self._curves else ""
        return {"curve": curve, "latest": record.latest(), "left": record.left()}


def sparkline(values: Sequence[float], width: int = CHARACTERS) -> str:
    """The values as a curve of at most so many characters, each the last of a stretch."""
    count = min(width, len(values))
    chosen = [values[len(values) * (i + 1) // count - 1] for i in range(count)]
    low, high = min(chosen, default=0.0), max(chosen, default=0.0)
    scale = (len(LEVELS) - 1) / (high - low) if high - low > FLAT else 0.0
    return "".join(LEVELS[round((value - low) * scale)] for value in chosen)
