"""Carry-on credit: who builds on a function of their own that is wrong does not lose the points of both.

A function that fails, and that may use functions of earlier exercises which the same notebook has and which are not right,
is judged a second time, on the same cases, with the judge's own functions in the place of those. If that earns more it is
the mark, and the report says which functions were lent. The rules that keep it fair:

- Only exercises that come before it in the course are lent, never it itself: so nobody's answer is lent before it is
  judged, and functions that call one another end somewhere.
- Only functions that are not right are replaced. One that is right when it is lent others itself is right.
- A second verdict counts only where a lent function was called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from nnlab.calls import Answer
from nnlab.judge.exercise import Exercise
from nnlab.judge.judge import Call, explained, verdict
from nnlab.judge.report import Report
from nnlab.judge.trial import Trial
from nnlab.judge.verdict import listed

Judged = tuple[Report, list[Trial]]


class Learner(Protocol):
    """A learner's functions, wherever they run."""

    def exercise(self, name: str) -> Exercise: ...

    def seed(self, exercise: Exercise) -> int: ...

    def call(self, name: str) -> Call:
        """What `judge` takes; asked for anew before each judging, so that each has its time."""

    def uses(self, name: str) -> Sequence[str]:
        """The exercises before it of which it may use the learner's own function: a longer list costs time alone."""


class Lent:
    """The judge's own function in the place of the learner's; it remembers whether it was called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.called = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.called = True
        return self.function(*args, **kwargs)


class Carry:
    """Judges the functions of one notebook, each once, and remembers which are right."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._right: dict[str, bool] = {}

    def judge(self, name: str) -> Report:
        """The report, as that of `judge`; with carry-on credit where that earns more."""
        exercise = self._learner.exercise(name)
        (first, trials), second, called = self._both(exercise)
        if second is not None and second[0].earned > first.earned:
            report = explained(exercise, *second)
            return _with_credit(replace(report, given=called), called)
        report = explained(exercise, first, trials)
        return replace(report, notes=(*report.notes, _no_credit(called))) if called else report

    def _both(self, exercise: Exercise) -> tuple[Judged, Judged | None, tuple[str, ...]]:
        """The ordinary verdict; the second one, where there is one; which of the lent functions were called in it."""
        learner, name = self._learner, exercise.name
        first = verdict(exercise, learner.call(name), learner.seed(exercise))
        second: Judged | None = None
        called: tuple[str, ...] = ()
        if first[0].outcome not in ("pass", "not_attempted", "missing"):
            lent = {
                other: Lent(learner.exercise(other).reference)
                for other in learner.uses(name)
                if not self._is_right(other)
            }
            if lent:
                found = verdict(exercise, _Lending(learner.call(name), lent), learner.seed(exercise))
                called = tuple(other for other, function in lent.items() if function.called)
                second = found if called else None
        self._right[name] = first[0].passed or (second is not None and second[0].passed)
        return first, second, called

    def _is_right(self, name: str) -> bool:
        if name not in self._right:
            self._both(self._learner.exercise(name))
        return self._right[name]


class _Lending:
    """A `call` that finds the lent functions too; those that a case plants come first."""

    def __init__(self, call: Call, lent: Mapping[str, Lent]) -> None:
        self._call = call
        self._lent = lent
        if (ahead := getattr(call, "ahead", None)) is not None:
            self.ahead = lambda calls: ahead([(inputs, {**lent, **given}) for inputs, given in calls])

    def __call__(self, inputs: tuple[Any, ...], given: Mapping[str, Callable[..., Any]] | None = None) -> Answer:
        return self._call(inputs, {**self._lent, **(given or {})})


def _with_credit(report: Report, lent: Sequence[str]) -> Report:
    be = "is" if len(lent) == 1 else "are"
    if report.passed:
        text = f"Right, given a right {listed(lent)}: yours {be} not right yet."
        return replace(report, summary=text, notes=(text, *report.notes))
    text = f"Judged with a right {listed(lent)}, since yours {be} not right yet."
    return replace(report, notes=(text, *report.notes))


def _no_credit(called: Sequence[str]) -> str:
    be, one = ("is", "a right one") if len(called) == 1 else ("are", "right ones")
    return f"It calls your {listed(called)}, which {be} not right yet. With {one} it earns no more: there is something else too."
