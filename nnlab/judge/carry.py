"""Carry-on credit: who builds on a function of their own that is wrong does not lose the points of both.

A function that fails, and that may use functions of earlier exercises which the same notebook has and which are not right,
is judged a second time, on the same cases, with the judge's own functions in the place of those. Unless that earns less it
is what counts: the marks are for the function itself, the explanation is of its own faults, and the report says which
functions were lent. The rules that keep it fair:

- Only exercises that come before it in the course are lent, never it itself: so nobody's answer is lent before it is
  judged, and functions that call one another end somewhere.
- Only functions that are not right are replaced. One that is right when it is lent others itself is right.
- A second verdict counts only where a lent function was called.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from nnlab.calls import Answer
from nnlab.judge.exercise import Exercise
from nnlab.judge.judge import Call, explained, verdict
from nnlab.judge.report import Report
from nnlab.judge.trial import Trial
from nnlab.judge.verdict import listed

SETTLED = ("pass", "not_attempted", "missing")  # outcomes that no lent function changes


class Learner(Protocol):
    """A learner's functions, wherever they run."""

    def exercise(self, name: str) -> Exercise: ...

    def seed(self, exercise: Exercise) -> int: ...

    def call(self, name: str) -> Call:
        """What `judge` takes; asked for anew before each judging, so that each has its time."""

    def own(self, name: str) -> Sequence[str]:
        """The exercises before it of which the learner may have functions of their own; a longer list costs time alone."""

    def uses(self, name: str, among: Sequence[str]) -> Sequence[str]:
        """Of which of these it may use the learner's own function; here too a longer list costs time alone."""


class Lent:
    """The judge's own function in the place of the learner's; it remembers whether it was called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
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
        """The report, as that of `judge`; with carry-on credit where there is any."""
        exercise = self._learner.exercise(name)
        report, trials, lent = self._verdict(exercise)
        report = explained(exercise, report, trials)
        return _with_credit(report, lent) if lent else report

    def _verdict(self, exercise: Exercise) -> tuple[Report, list[Trial], tuple[str, ...]]:
        """The verdict that counts, its trials, and which functions were lent for it."""
        learner, name = self._learner, exercise.name
        report, trials = verdict(exercise, learner.call(name), learner.seed(exercise))
        called: tuple[str, ...] = ()
        lent = {} if report.outcome in SETTLED else self._lent(name)
        if lent:
            again = verdict(exercise, _Lending(learner.call(name), lent), learner.seed(exercise))
            called = tuple(other for other, function in lent.items() if function.called)
            if called and again[0].earned >= report.earned:
                report, trials = again
            else:
                called = ()
        self._right[name] = report.passed
        return report, trials, called

    def _lent(self, name: str) -> dict[str, Lent]:
        """The judge's functions in the place of those that it may use and that are not right."""
        among = [other for other in self._learner.own(name) if not self._right.get(other)]
        wrong = [other for other in self._learner.uses(name, among) if not self._is_right(other)] if among else []
        return {other: Lent(self._learner.exercise(other).reference) for other in wrong}

    def _is_right(self, name: str) -> bool:
        if name not in self._right:
            self._verdict(self._learner.exercise(name))
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


def _with_credit(report: Report, lent: tuple[str, ...]) -> Report:
    be, stood = ("is", "a right one stood in its") if len(lent) == 1 else ("are", "right ones stood in their")
    text = f"Your {listed(lent)} {be} not right yet, so {stood} place here."
    if report.passed:
        summary = f"Right, given a right {listed(lent)}."
    else:
        summary, text = report.summary, f"{text} What is said is about {report.exercise} alone."
    return replace(report, summary=summary, notes=(text, *report.notes), given=lent)
