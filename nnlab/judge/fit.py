"""How well a theory explains what was seen. An answer with parts (a gradient for each parameter) is explained part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nnlab.calls import Answer
from nnlab.calls.plain import identical
from nnlab.judge.compare import Difference, Tolerance, as_array, pairs
from nnlab.judge.mistakes import Theory
from nnlab.judge.trial import Trial

UNSEEN = ("timeout", "crash", "memory")  # nothing came back, so nothing can be explained or contradicted


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


def first_full(theories: Iterable[Theory], trials: Sequence[Trial]) -> Theory | None:
    """The first theory that explains every wrong value and contradicts no right one."""
    quick = _telling_first(trials)
    return next((theory for theory in theories if _fit(theory, quick, most_missed=0).full), None)


def best_partial(theories: Iterable[Theory], trials: Sequence[Trial]) -> Theory | None:
    """The theory that explains most, and half at least; of equal ones the first."""
    quick = _telling_first(trials)
    wrong = sum(len(trial.wrong_parts) + bool(trial.answer.changed) + (not trial.returned) for trial in trials)
    fits = [(_fit(theory, quick, most_missed=wrong // 2), theory) for theory in theories]
    usable = [(found.predicted, theory) for found, theory in fits if found.partial]
    return max(usable, key=lambda pair: pair[0])[1] if usable else None


def _telling_first(trials: Sequence[Trial]) -> list[Trial]:
    """The trials in the order in which a theory that is not the learner's is given up soonest: wrong ones, quick ones.

    It is the order of the work alone: what fits, fits in any order.
    """
    return sorted(trials, key=lambda trial: (not trial.failed, trial.cost))


def _fit(theory: Theory, trials: Sequence[Trial], most_missed: int) -> Fit:
    """How well the theory explains the trials; it stops when it misses more wrong values than so many."""
    predicted = wrong = 0
    for trial in trials:
        for mine_wrong, theory_wrong, agree in _units(trial, theory.answer(trial.case)):
            if theory_wrong and not mine_wrong:
                return Fit(predicted, wrong, contradicted=True)
            wrong += mine_wrong
            predicted += mine_wrong and theory_wrong and agree
            if wrong - predicted > most_missed:
                return Fit(predicted, wrong, contradicted=False)
    return Fit(predicted, wrong, contradicted=False)


def _units(trial: Trial, theory: Answer) -> Iterator[tuple[bool, bool, bool]]:
    """For every part of the answer: is the learner's wrong, is the theory's, do the two agree?

    A theory that alters its arguments must find them altered: that is one more unit. Where the learner's is wrong and
    the two differ, nobody needs to know whether the theory's is wrong too, and it is not asked.
    """
    mine = trial.answer
    if mine.status in UNSEEN:
        return
    if theory.changed:
        yield bool(mine.changed), True, mine.changed == theory.changed
    if mine.status == theory.status == "returned":
        mine_parts, theory_parts = trial.own_leaves, trial.leaves(theory.value)
        if mine_parts is not None and theory_parts is not None:
            yield from _parts(trial, mine_parts, theory_parts, theory.value)
            return
    agree = same_answer(mine, theory, trial.tolerance)
    if trial.failed and not agree:
        yield True, False, False
    else:
        yield trial.failed, theory.status != "returned" or bool(trial.differences_of(theory.value)), agree


def _parts(trial: Trial, mine: dict[str, Any], theory: dict[str, Any], value: Any) -> Iterator[tuple[bool, bool, bool]]:
    theory_wrong: frozenset[str] | None = None
    for part in sorted(mine, key=lambda part: part not in trial.wrong_parts):
        wrong = part in trial.wrong_parts
        agree = wrong and same(mine[part], theory[part], trial.tolerance)
        if wrong and not agree:
            yield True, False, False
            continue
        if theory_wrong is None:
            theory_wrong = frozenset(difference.part for difference in trial.differences_of(value))
        yield wrong, part in theory_wrong, agree


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
