"""Running a notebook's cells, statement by statement: what fails ends its own cell and no other."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

from nnlab.grading.worker.reading import WHOLE, Reading, Statement
from nnlab.grading.worker.stand_ins import INERT

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
            if not self._execute(number, statement):
                return

    def _execute(self, number: int, statement: Statement) -> bool:
        """False when the cell ends here."""
        try:
            self.flags |= statement.flags
            exec(statement.code(self.flags), self.names)
        except BaseException as error:
            if not isinstance(error, NotImplementedError):
                self._note(number, f"raised {_sentence(error)} in line {statement.node.lineno}")
            # A package that is not here must not take the imports below it away.
            return isinstance(error, ImportError) and statement.imports
        return True

    def _note(self, number: int, text: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append((number, text[:300]))


def _sentence(error: BaseException) -> str:
    """The exception in a line; a learner's own exception may break when it is printed."""
    try:
        return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    except Exception:
        return type(error).__name__
