"""Theories: a wrong function that may be the learner's, and what it answers.

A named mistake is a theory, and so is a mutant of the reference or the reference with its arguments swapped.
How well a theory explains what was seen stands in `nnlab.judge.fit`.
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

from nnlab.calls import Answer
from nnlab.calls.run import run_ours, with_names
from nnlab.judge.exercise import Case, Exercise, Mistake

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
    return run_ours(with_names(function, dict(case.given)), case.inputs)


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
