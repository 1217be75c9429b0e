"""What an instructor sees: progress while notebooks are graded, a table at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import get_args

from nnlab.grading.result import Result
from nnlab.judge.report import Outcome
from nnlab.judge.verdict import points

MAX_ROWS = 40
ORDER = get_args(Outcome)


def say(text: str) -> None:
    """Print a line; control characters and what the terminal cannot show are written out.

    Where nobody reads any more (`| head`) nothing is printed from then on, and grading goes on.
    """
    text = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Progress:
    """A bar with an estimate on a terminal, else a line for each notebook."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._bar = None
        if total > 1 and sys.stdout.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._task = self._bar.add_task("grading", total=total)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add(self, result: Result, kept: bool) -> None:
        self.done += 1
        if self._bar is not None:
            self._bar.advance(self._task)
            return
        mark = (
            f"{result.earned:g} of {result.possible:g}"
            if result.status == "graded"
            else f"{result.status}: {result.reason}"
        )
        say(f"{self.done}/{self.total}  {result.notebook}  {mark}{'  (kept from before)' if kept else ''}")


def table(results: Sequence[Result]) -> list[str]:
    """The marks in columns; of a large class only those without a grade, and the means."""
    rows = results if len(results) <= MAX_ROWS else [result for result in results if result.status != "graded"]
    cells = [("student", "chapter", "marks", "")]
    cells += [(result.student, result.chapter or "-", _marks(result), _remark(result)) for result in rows]
    widths = [min(36, max(len(row[i]) for row in cells)) for i in range(3)]
    lines = [
        "  ".join([*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[3]]).rstrip()
        for row in cells
    ]
    lines = lines if rows else []
    graded = [result for result in results if result.status == "graded"]
    for chapter in sorted({result.chapter for result in graded}):
        mine = [result for result in graded if result.chapter == chapter]
        mean = sum(result.earned for result in mine) / len(mine)
        lines.append(f"{chapter}: {len(mine)} graded, {points(mean)} of {mine[0].possible:g} points on average")
    if len(graded) < len(results):
        lines.append(f"{len(results) - len(graded)} without a grade")
    return lines


def _marks(result: Result) -> str:
    return f"{result.earned:g} / {result.possible:g}" if result.status == "graded" else result.status


def _remark(result: Result) -> str:
    if result.status != "graded":
        return result.reason
    outcomes = sorted((report.outcome for report in result.reports), key=ORDER.index)
    counts = {outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)}
    return ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in counts.items())
