"""The learner's side of a comparison: the same cells beside the judge, as in a notebook's kernel."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from typing import Any

from nnlab import exercises
from nnlab.judge import Carry, Exercise, Report
from nnlab.notebook.kernel import Kernel


def in_kernel(exercise: Exercise, cells: list[str], right: set[str], seed: int) -> Report:
    """The verdict of `check`, where the function runs beside the judge in a notebook's kernel."""
    names: dict[str, Any] = {}
    names["mine"] = Mine(names, right)
    for source in cells:
        name = f"<cell {len(linecache.cache)}>"
        # As a kernel does, so that a raised error shows its line.
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), names)
    kernel = Kernel(exercise.name, names[exercise.name], seed, carry=True)
    report = Carry(kernel).judge(exercise.name)
    return kernel.decided(report).in_words(report).without_inputs()


class Mine:
    """`nnlab.mine` in a kernel: the functions of the notebook, looked up when they are called; of wrong ones the course's own."""

    def __init__(self, names: dict[str, Any], right: set[str]) -> None:
        self._names = names
        self._right = right

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *args: (self._names[name] if name in self._right else exercises.load(name).reference)(*args)
