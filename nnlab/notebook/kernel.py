"""The learner's functions in this kernel, as the judge calls them: with a limit, and leaving everything as it was."""

from __future__ import annotations

import contextlib
import os
import random
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nnlab import exercises
from nnlab.calls import Answer
from nnlab.calls.planting import Given, namespace_of, uses
from nnlab.judge import Exercise, Report
from nnlab.notebook.library.own import gives_lists, kind_of_answer
from nnlab.notebook.limit import limited
from nnlab.notebook.session import is_stand_in, under, unpacked

AFTER_ONE_TIMEOUT = 1.0  # seconds for each further call of a check


class Kernel:
    """What `judge.Carry` asks for: the function that is checked, and those that its namespace has beside it."""

    def __init__(self, name: str, function: Callable[..., Any], seed: int, *, carry: bool) -> None:
        """Without `carry` nothing is said to use anything, so that nothing is judged twice."""
        self._name = name
        self._function = function
        self._home = namespace_of(function)
        self._seed = seed
        self._carry = carry
        self._made: list[Calls] = []  # for the function that is checked: one for each judging

    def exercise(self, name: str) -> Exercise:
        return exercises.load(name)

    def seed(self, exercise: Exercise) -> int:
        return self._seed

    def call(self, name: str) -> Calls:
        made = Calls(exercises.load(name), self._of(name))
        if name == self._name:
            self._made.append(made)
        return made

    def own(self, name: str) -> tuple[str, ...]:
        return tuple(other for other in exercises.before(name) if self._is_own(other)) if self._carry else ()

    def uses(self, name: str, among: Sequence[str]) -> tuple[str, ...]:
        return uses(self._of(name), among)

    def _of(self, name: str) -> Any:
        return self._function if name == self._name else unpacked(self._home.get(name))

    def _is_own(self, name: str) -> bool:
        """The notebook has its own, be it lost: not the course's that stands in, and not one of another chapter."""
        if name in self._home:
            return not is_stand_in(self._home[name])
        return exercises.load(name).chapter == exercises.load(self._name).chapter

    def decided(self, report: Report) -> Calls:
        """The calls on which the report rests."""
        return self._made[-1 if report.given else 0]


class Calls:
    """The judge's `call`: in this kernel, each with a limit, and a short one once a call has run out of time."""

    def __init__(self, exercise: Exercise, function: Any) -> None:
        self.name = exercise.name
        self.function = function
        self.full = self.seconds = exercise.seconds
        self.late: Answer | None = None
        self.kind, self.lists = kind_of_answer(exercise.name), False

    def __call__(self, inputs: tuple[Any, ...], given: Given | None = None) -> Answer:
        if not callable(self.function):
            return Answer("missing")
        before, under.check = under.check, self.name
        try:
            answer = limited(self.function, inputs, self.seconds, given)
        finally:
            under.check = before
        if answer.status == "returned" and gives_lists(answer.value, self.kind):
            self.lists = True
        if answer.status == "timeout" and self.late is None:
            self.late, self.seconds = answer, min(self.seconds, AFTER_ONE_TIMEOUT)
        return answer

    def in_words(self, report: Report) -> Report:
        if report.outcome != "timeout" or self.late is None:
            return report
        raised = self.late.raised
        where = f" in the line `{raised.line}`" if raised is not None and raised.line else ""
        text = f"It was still running after {self.full:g} s, so it was stopped{where}: does the loop's condition ever become false?"
        return replace(report, summary=text)


@contextlib.contextmanager
def undisturbed(name: str) -> Iterator[None]:
    """The learner's function may change what the whole kernel shares; afterwards that is as it was before."""
    numpy_random, python_random = np.random.get_state(), random.getstate()
    place = _place()
    under.check = name
    try:
        # The notebook may have turned warnings into errors: that must not hit the judge.
        with np.errstate(all="warn"), np.printoptions(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        under.check = ""
        np.random.set_state(numpy_random)
        random.setstate(python_random)
        with contextlib.suppress(OSError):
            if place is not None and _place() != place:
                os.chdir(place)


def _place() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # the working directory is gone
        return None
