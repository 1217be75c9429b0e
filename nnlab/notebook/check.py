"""check: the learner's function, called here in the kernel, and the judge's verdict on it."""

from __future__ import annotations

import contextlib
import os
import random
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nnlab import exercises
from nnlab.calls import Answer
from nnlab.calls.run import Given
from nnlab.judge import Exercise, Report, judge
from nnlab.judge.report import Finding, Outcome
from nnlab.notebook.find import find
from nnlab.notebook.library.keep import keep
from nnlab.notebook.library.own import gives_lists, kind_of_answer
from nnlab.notebook.limit import limited
from nnlab.notebook.session import is_stand_in, lists, passed, under, unpacked
from nnlab.notebook.store import Best, store

AFTER_ONE_TIMEOUT = 1.0  # seconds for each further call of a check


def check(function_or_name: object, function: object = None, *, seed: int = 0, device: str = "cpu") -> Report:
    """The verdict on your function: `check(softmax)`, `check("softmax")` or `check("softmax", my_function)`.

    Another `seed` draws other inputs; `device="gpu"` calls the function with CuPy arrays. It never raises.
    """
    if under.check:
        return _said(
            "", "error", f"check was called while {under.check} was being checked: leave check out of the function."
        )
    try:
        return _check(function_or_name, function, seed, device)
    except Exception as error:
        return _our_fault(function_or_name, error)


def _check(given: object, function: object, seed: int, device: str) -> Report:
    found = find(given, function)
    name = found.name
    if found.function is None:
        return _said(name, "missing", found.problem)
    if type(seed) is not int or seed < 0:
        return _said(name, "error", f"seed is {seed!r:.40}, needs a whole number that is not negative, such as 1.")
    if is_stand_in(found.function):
        return _said(
            name,
            "not_attempted",
            f"This {name} is the course's own, which stands in for yours: write yours, run its cell, then check again.",
        )
    function = unpacked(found.function)
    assert callable(function)
    problem, called = _on(device, function)
    if problem:
        return _said(name, "error", problem)
    exercise = exercises.load(name)
    calls = _Calls(exercise, called)
    with undisturbed(name):
        report = calls.in_words(judge(exercise, calls, seed))
    if device == "cpu":  # marks are given without a GPU
        if report.passed:
            (lists.add if calls.lists else lists.discard)(name)
        report = _remember(report, function, seed, new=function is found.function)
    if not report.passed and (suspects := _suspects(exercise, function)):
        names = " and ".join(suspects)
        text = f"It calls your {names}, not passed here yet: where that is wrong, this is too."
        report = replace(report, notes=(*report.notes, text))
    return report


def _suspects(exercise: Exercise, function: Callable[..., Any]) -> list[str]:
    """The learner's own functions for other exercises that this one calls and that have not passed in this session."""
    code = getattr(function, "__code__", None)
    home = getattr(function, "__globals__", {})
    others = [name for name in getattr(code, "co_names", ()) if name in exercises.files() and name != exercise.name]
    return [name for name in others if name in home and name not in passed and not is_stand_in(home[name])]


class _Calls:
    """The judge's `call`: in this kernel, each with a limit, and a short one once a call has run out of time."""

    def __init__(self, exercise: Exercise, function: Callable[..., Any]) -> None:
        self.function = function
        self.full = self.seconds = exercise.seconds
        self.late: Answer | None = None
        self.kind, self.lists = kind_of_answer(exercise.name), False

    def __call__(self, inputs: tuple[Any, ...], given: Given | None = None) -> Answer:
        answer = limited(self.function, inputs, self.seconds, given)
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


def _on(device: str, function: Callable[..., Any]) -> tuple[str, Callable[..., Any]]:
    """(a problem as a sentence, or ""; the function as it is to be called)."""
    if device == "cpu":
        return "", function
    if device != "gpu":
        return f'device is {device!r:.40}, needs "cpu" or "gpu".', function
    from nnlab import arrays

    problem = arrays.gpu_problem()
    return (f"There is no GPU to check on: {problem}." if problem else ""), _OnDevice(function)


class _OnDevice:
    """The function with its arrays moved to the GPU. What it alters there is brought back, so that the judge sees it."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.__name__ = getattr(function, "__name__", "")
        self.__globals__ = getattr(function, "__globals__", None)

    def __call__(self, *given: Any) -> Any:
        from nnlab.arrays import to_device, to_host

        moved = to_device(given)
        result = self.function(*moved)
        for here, there in _array_pairs(given, moved):
            here[...] = to_host(there)
        return result


def _array_pairs(here: Any, there: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(here, np.ndarray):
        yield here, there
    elif isinstance(here, list | tuple):
        for a, b in zip(here, there, strict=False):
            yield from _array_pairs(a, b)
    elif isinstance(here, dict):
        for key in here:
            yield from _array_pairs(here[key], there[key])


def _remember(report: Report, function: Callable[..., Any], seed: int, *, new: bool) -> Report:
    """With `new` it is kept in mynn.py too, unless it came from there."""
    if report.passed:
        passed[report.exercise] = function
    if report.outcome == "not_attempted":
        return report
    kept = store()
    kept.record(report.exercise, Best(report.earned, report.possible, report.version))
    notes = report.notes
    if report.passed and new:
        with undisturbed(report.exercise):
            notes += keep(report.exercise, function, seed)
    return replace(report, notes=(*notes, *kept.tell()))


def _said(name: str, outcome: Outcome, sentence: str) -> Report:
    """A report that is one sentence: no call was made."""
    if outcome == "error" or name not in exercises.files():
        return Report(name, outcome, 0.0, 0.0, summary=sentence)
    exercise = exercises.load(name)
    findings = tuple(Finding(claim.text, False, claim.points, "") for claim in exercise.claims)
    return Report(name, outcome, 0.0, exercise.points, findings, version=exercise.version, summary=sentence)


def _our_fault(given: object, error: Exception) -> Report:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
    return Report(
        given if isinstance(given, str) else "",
        "error",
        0.0,
        0.0,
        summary=f"The course failed here, not your function: {type(error).__name__}: {error!s:.200}{where}. Please tell its authors.",
    )
