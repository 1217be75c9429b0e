"""check: the learner's function, called here in the kernel, and the judge's verdict on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nnlab import exercises
from nnlab.judge import Carry, Report
from nnlab.judge.report import Finding, Outcome
from nnlab.notebook.find import find
from nnlab.notebook.kernel import Kernel, undisturbed
from nnlab.notebook.library.keep import keep
from nnlab.notebook.session import credited, is_stand_in, lists, passed, under, unpacked
from nnlab.notebook.store import Best, store


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
    kernel = Kernel(name, called, seed, carry=device == "cpu")
    with undisturbed(name):
        report = Carry(kernel).judge(name)
    calls = kernel.decided(report)
    report = calls.in_words(report)
    if device == "cpu":  # marks are given without a GPU
        if report.passed and not report.given:
            (lists.add if calls.lists else lists.discard)(name)
        report = _remember(report, function, seed, new=function is found.function)
    return report


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
        self.function = self.__wrapped__ = function
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
    """With `new` it is kept in mynn.py too, unless it came from there.

    Where others were lent to it, it is not what later cells of this notebook are given: there it would run with the wrong
    ones. In mynn.py it is proved with those that it finds there.
    """
    if report.passed and report.given:
        credited.add(report.exercise)
    elif report.passed:
        passed[report.exercise] = function
        credited.discard(report.exercise)
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
