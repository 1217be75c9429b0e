"""nnlab lint: proves each exercise. The stub is not attempted, the reference passes, each mistake is named as itself."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnlab import exercises
from nnlab.authoring.processes import in_processes
from nnlab.calls import Answer, run
from nnlab.calls.plain import copy_of, identical
from nnlab.calls.run import with_names
from nnlab.errors import NnlabError
from nnlab.exercises import source
from nnlab.judge import ARGUMENTS, RANDOM, SHAPE, Exercise, judge
from nnlab.judge.mistakes import compiled, implementation

SEEDS = (0, 1, 2, 3)
# A shape in a docstring: (n, d), (d,), (n, d + 1), or in words.
SHAPES = re.compile(r"\(\w+,( ?[\w +*]+,?)*\)|\bshape|\bscalar|\bnumber")


@dataclass(frozen=True)
class Proof:
    """What `lint` says of an exercise: a row of its table, and the faults."""

    row: tuple[str, str, str, str]  # name, points, cases, mistakes
    faults: tuple[str, ...]


def lint(names: Sequence[str] = (), jobs: int = 1) -> int:
    """Prints a line an exercise and every fault; 0 when there is none.

    `names` are the exercises to prove; none means all. `jobs` of them are proved at a time.
    """
    from rich.console import Console
    from rich.table import Table

    if jobs < 1:
        raise NnlabError(f"--jobs is {jobs}, needs 1 or more.")
    table = Table("exercise", "points", "cases", "mistakes", "", title="nnlab lint")
    faults: list[str] = []
    for proof in in_processes(prove, _chosen(names), jobs):
        faults += [f"{proof.row[0]}: {fault}" for fault in proof.faults]
        table.add_row(*proof.row, "ok" if not proof.faults else f"{len(proof.faults)} to mend")
    console = Console()
    console.print(table)
    for fault in faults:
        console.print(fault, markup=False)
    return 1 if faults else 0


def _chosen(names: Sequence[str]) -> Sequence[str]:
    there = exercises.names()
    for name in names:
        if name not in there:
            near = difflib.get_close_matches(name, there) or there
            raise NnlabError(f"There is no exercise {name!r}; there are {', '.join(near)}.")
    return [name for name in there if name in names] if names else there


def prove(name: str) -> Proof:
    exercise = exercises.load(name)
    row = name, f"{exercise.points:g}", _count(exercise), str(len(exercise.mistakes))
    return Proof(row, tuple(proved(exercise)))


def proved(exercise: Exercise) -> list[str]:
    """All that `faults_of` finds. An exercise that raises has a fault like any other; the rest is proved all the same."""
    found: list[str] = []
    try:
        found.extend(faults_of(exercise))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        found.append(f"{type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})")
    return found


def _count(exercise: Exercise) -> str:
    try:
        return str(len(exercise.cases(0)))
    except Exception:  # `proved` has said why
        return "-"


def faults_of(exercise: Exercise) -> Iterator[str]:
    """Everything about the exercise that is not as it should be, as sentences."""
    yield from _declared(exercise)
    yield from _drawn(exercise)
    stub = compiled(source.stub(exercise), exercise.reference)
    outcome = judge(exercise, caller(stub), 0).outcome
    if outcome != "not_attempted":
        yield f"its stub is {outcome!r}, needs 'not_attempted'"
    shown = compiled(source.solution(exercise), exercise.reference)
    for seed in SEEDS:
        report = judge(exercise, caller(shown), seed)
        if not report.passed or report.earned != exercise.points:
            yield f"its reference does not pass with seed {seed}: {report.summary}"
        yield from _mistakes(exercise, seed)


def caller(function: Callable[..., Any]) -> Callable[..., Answer]:
    """A judge's `call` that runs the function here."""

    def call(inputs: tuple[Any, ...], given: Any = None) -> Answer:
        return run(function, inputs, given)

    return call


def _declared(exercise: Exercise) -> Iterator[str]:
    keys = [claim.key for claim in exercise.claims]
    used = {case.claim for case in exercise.cases(0)}
    for needed in (SHAPE,):
        if needed not in keys:
            yield f"no claim {needed!r}"
    takes_arrays = any(isinstance(value, np.ndarray) for case in exercise.cases(0) for value in case.inputs)
    if takes_arrays and ARGUMENTS not in keys and len(exercise.arguments) > 1:
        yield f"no claim {ARGUMENTS!r}, though it takes arrays"
    if len(keys) != len(set(keys)):
        yield "two claims have one key"
    if stray := used - set(keys):
        yield f"cases for {', '.join(sorted(stray))}, which is no claim"
    for claim in exercise.claims:
        if claim.key not in used and claim.check is None and claim.key not in (SHAPE, ARGUMENTS, RANDOM):
            yield f"no case for the claim {claim.key!r}"
        if exercise.free and claim.check is None and claim.key not in (ARGUMENTS, RANDOM):
            yield f"the claim {claim.key!r} has no check, though {SHAPE!r} has one and nothing is compared"
        if claim.points % 0.25 or claim.points <= 0:
            yield f"the claim {claim.key!r} carries {claim.points} points, needs quarters"
    if not 1 <= exercise.points <= 5 or exercise.points % 0.25:
        yield f"it carries {exercise.points} points, needs 1 to 5"
    if len(exercise.hints) != 3:
        yield f"{len(exercise.hints)} hints, needs three: what to think of, which formula, almost the line"
    documented = exercise.reference.__doc__ or ""
    if not documented.strip():
        yield "its reference has no docstring"
    elif takes_arrays and not SHAPES.search(documented):
        yield "its docstring names no shape, needs one such as (n, d)"
    names = [mistake.name for mistake in exercise.mistakes]
    if len(names) != len(set(names)):
        yield "two mistakes have one name"


def _drawn(exercise: Exercise) -> Iterator[str]:
    """The same seed draws the same cases, another seed others; the reference alters nothing."""
    once, again, other = exercise.cases(0), exercise.cases(0), exercise.cases(1)
    if not all(identical(a.inputs, b.inputs) for a, b in zip(once, again, strict=True)):
        yield "one seed draws two different sets of cases"
    if (
        exercise.arguments
        and len(once) == len(other)
        and all(identical(a.inputs, b.inputs) for a, b in zip(once, other, strict=True))
    ):
        yield "two seeds draw the same cases: hard-coded answers would pass"
    for case in once:
        inputs = copy_of(case.inputs)
        with_names(exercise.reference, dict(case.given))(*inputs)
        if not all(callable(a) or identical(a, b) for a, b in zip(inputs, case.inputs, strict=True)):
            yield f"its reference alters its arguments ({case.note})"


def _mistakes(exercise: Exercise, seed: int) -> Iterator[str]:
    for mistake in exercise.mistakes:
        try:
            function = implementation(exercise, mistake)
        except (ValueError, SyntaxError) as error:
            if seed == SEEDS[0]:
                yield f"the mistake {mistake.name!r} cannot be made: {error}"
            continue
        report = judge(exercise, caller(function), seed)
        if report.earned >= exercise.points:
            yield f"the mistake {mistake.name!r} is not rejected with seed {seed}"
        elif (said := [found.name for found in report.mistakes]) != [mistake.name]:
            yield (
                f"the mistake {mistake.name!r} is called {', '.join(map(repr, said)) or 'nothing'} with seed {seed}, "
                "needs its own name alone"
            )
