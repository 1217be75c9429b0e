"""Theories: a wrong function that may be the learner's, what it answers, and how well that explains what we saw.

A named mistake is a theory, and so is a mutant of the reference or the reference with its arguments swapped.
An answer with parts (a gradient for each parameter) is explained part by part.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

from nnlab.calls import Answer, run
from nnlab.calls.plain import identical
from nnlab.calls.run import with_names
from nnlab.judge.compare import Difference, Tolerance, as_array, pairs
from nnlab.judge.exercise import Case, Exercise, Mistake
from nnlab.judge.trial import Trial

Function = Callable[..., Any]

ANSWERS = 8192  # of theories are kept: a second check of the same function is then explained at once


@dataclass(frozen=True)
class Theory:
    name: str
    message: str
    function: Function

    def answer(self, case: Case) -> Answer:
        return _answer(self.function, case)


@lru_cache(maxsize=ANSWERS)
def _answer(function: Function, case: Case) -> Answer:
    return run(with_names(function, dict(case.given)), case.inputs, watch=False)


@dataclass(frozen=True)
class Fit:
    """How a theory explains the wrong values: how many it predicts, of how many; `contradicted` by a right one."""

    predicted: int
    wrong: int
    contradicted: bool

    @property
    def full(self) -> bool:
        return not self.contradicted and self.predicted == self.wrong > 0

    @property
    def partial(self) -> bool:
        """Half of what is wrong at least: another fault may hide the rest."""
        return not self.contradicted and 2 * self.predicted >= self.wrong > 0


@cache
def source(function: Function) -> str:
    return textwrap.dedent(inspect.getsource(function))


def compiled(text: str, function: Function) -> Function:
    """The function that `text` defines, seeing the same names as `function`."""
    flags = __future__.annotations.compiler_flag
    names = dict(function.__globals__)
    exec(compile(text, f"<variant of {function.__name__}>", "exec", flags=flags, dont_inherit=True), names)
    made: Function = names[function.__name__]
    return made


def edited(exercise: Exercise, edits: Sequence[tuple[str, str]]) -> Function:
    """The reference with each text replaced. ValueError when one does not stand exactly once below the docstring."""
    head, body = split(exercise.reference)
    for old, new in edits:
        if body.count(old) != 1:
            raise ValueError(f"{exercise.name}: {old!r} stands {body.count(old)} times in the reference, needs once")
        body = body.replace(old, new)
    return compiled(head + body, exercise.reference)


@cache
def split(function: Function) -> tuple[str, str]:
    """The source up to the docstring's end, and the rest, which computes."""
    lines = source(function).splitlines(keepends=True)
    definition = ast.parse("".join(lines)).body[0]
    assert isinstance(definition, ast.FunctionDef)
    has_docstring = ast.get_docstring(definition) is not None
    end = definition.body[0].end_lineno if has_docstring else definition.body[0].lineno - 1
    return "".join(lines[:end]), "".join(lines[end:])


def implementation(exercise: Exercise, mistake: Mistake) -> Function:
    """The small wrong function of a named mistake."""
    return mistake.wrong or edited(exercise, mistake.edits)


@cache
def named(exercise: Exercise) -> tuple[Theory, ...]:
    return tuple(Theory(m.name, m.message, implementation(exercise, m)) for m in exercise.mistakes)


def both(exercise: Exercise) -> Iterator[Theory]:
    """Two named mistakes made at once, where their edits can be made in one source."""
    pairs_of = combinations([mistake for mistake in exercise.mistakes if mistake.edits], 2)
    return (theory for a, b in pairs_of if (theory := _pair(exercise, a, b)) is not None)


@cache
def _pair(exercise: Exercise, a: Mistake, b: Mistake) -> Theory | None:
    try:
        function = edited(exercise, (*a.edits, *b.edits))
    except (ValueError, SyntaxError):  # they touch the same place
        return None
    return Theory(f"{a.name} + {b.name}", at_once(a.message, b.message), function)


def at_once(first: str, second: str) -> str:
    """Each sentence is true of an answer with that fault alone, so it is said as such."""
    return f"Two things at once. The one, alone, would be told so: “{first}” The other: “{second}”"


def fit(theory: Theory, trials: Sequence[Trial], *, strict: bool = False) -> Fit:
    """How well the theory explains the trials; with `strict` it stops at the first that it does not explain."""
    predicted = wrong = 0
    for trial in trials:
        for mine_wrong, theory_wrong, agree in units(trial, theory.answer(trial.case)):
            if theory_wrong and not mine_wrong:
                return Fit(predicted, wrong, contradicted=True)
            wrong += mine_wrong
            predicted += mine_wrong and theory_wrong and agree
        if strict and predicted < wrong:
            return Fit(predicted, wrong, contradicted=False)
    return Fit(predicted, wrong, contradicted=False)


def units(trial: Trial, theory: Answer) -> Iterator[tuple[bool, bool, bool]]:
    """For every part of the answer: is the learner's wrong, is the theory's, do the two agree?

    A theory that alters its arguments must find them altered: that is one more unit.
    """
    mine = trial.answer
    if mine.status in ("timeout", "crash", "memory"):
        return  # nothing was seen, so nothing can be explained or contradicted
    if theory.changed:
        yield bool(mine.changed), True, mine.changed == theory.changed
    if mine.status == theory.status == "returned":
        mine_parts, theory_parts = trial.own_leaves, trial.leaves(theory.value)
        if mine_parts is not None and theory_parts is not None:
            mine_wrong = {difference.part for difference in trial.differences}
            theory_wrong = {difference.part for difference in trial.differences_of(theory.value)}
            for part, value in mine_parts.items():
                yield part in mine_wrong, part in theory_wrong, same(value, theory_parts[part], trial.tolerance)
            return
    wrong = theory.status != "returned" or bool(trial.differences_of(theory.value))
    yield trial.failed, wrong, same_answer(mine, theory, trial.tolerance)


def same_answer(a: Answer, b: Answer, tolerance: Tolerance) -> bool:
    if a.status != b.status:
        return False
    if a.status == "returned":
        return same(a.value, b.value, tolerance)
    return (
        a.raised is not None
        and b.raised is not None
        and (a.raised.type, a.raised.message) == (b.raised.type, b.raised.message)
    )


def same(a: Any, b: Any, tolerance: Tolerance) -> bool:
    """Equal within the tolerance; an integer may stand for a float, a list for an array."""
    for _, mine, other in pairs(a, b):
        if isinstance(mine, Difference):
            return False
        x, y = as_array(mine), as_array(other)
        if x is None or y is None:
            if not identical(mine, other):
                return False
        elif x.shape != y.shape or (x.dtype.kind == "b") != (y.dtype.kind == "b") or not tolerance.near(x, y).all():
            return False
    return True
