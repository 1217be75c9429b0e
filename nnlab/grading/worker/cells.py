"""Running a notebook's cells, statement by statement: after one that fails, its cell's definitions still run.

Much of what fails here runs in a kernel: there the course's data, its plots and what a lesson computes are no stand-ins.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

from nnlab.calls.run import without_addresses
from nnlab.grading.worker.inert import INERT
from nnlab.grading.worker.reading import WHOLE, Reading, Statement

Problem = tuple[int, str]  # a cell's number, and a sentence
MAX_PROBLEMS = 50


class Cells:
    """The learner's notebook as a module of its own, named `__main__` as in a kernel."""

    def __init__(self, at: Callable[[int, int], None]) -> None:
        """`at` is told before each statement that could do harm, so that the grader knows where a dead worker stood."""
        module = ModuleType("__main__")
        sys.modules["__main__"] = module
        self.names: dict[str, Any] = module.__dict__
        self.names.update(display=INERT, get_ipython=INERT)
        self.at = at
        self.flags = 0
        self.problems: list[Problem] = []

    def run(self, number: int, role: str, reading: Reading, stop: int | None, only_definitions: bool) -> None:
        """Run one cell, up to its statement `stop`, where an earlier worker did not survive."""
        for text in reading.problems:
            self._note(number, text)
        whole = role in WHOLE and not only_definitions
        for place, statement in enumerate(reading.statements):
            if not whole and not statement.defines:
                continue
            if stop is not None and place >= stop:
                return
            if not statement.harmless:
                self.at(number, place)
            try:
                self._execute(statement)
            except NotImplementedError:  # an exercise that is not solved
                whole = False
            except BaseException as error:
                # Where statements were left out, a name that is not there is no fault of this one.
                if whole or not isinstance(error, NameError):
                    self._note(number, f"raised {_sentence(error)} in line {statement.node.lineno}")
                # A package that is not here must not take the rest of its cell away.
                whole = whole and isinstance(error, ImportError) and statement.imports

    def _execute(self, statement: Statement) -> None:
        self.flags |= statement.flags
        exec(statement.code(self.flags), self.names)

    def _note(self, number: int, text: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append((number, text[:300]))


def _sentence(error: BaseException) -> str:
    """The exception in a line; a learner's own exception may break when it is printed."""
    try:
        return without_addresses("".join(traceback.format_exception_only(error))).strip().splitlines()[-1]
    except Exception:
        return type(error).__name__
