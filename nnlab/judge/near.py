"""Near misses: when no named mistake fits, the small slip in a right formula that gives exactly these answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations
from typing import Any

import numpy as np

from nnlab.judge.exercise import Exercise
from nnlab.judge.fit import first_full
from nnlab.judge.mistakes import Theory
from nnlab.judge.mutants import mutants
from nnlab.judge.report import Named
from nnlab.judge.trial import Trial


def near_miss(exercise: Exercise, trials: Sequence[Trial]) -> Named | None:
    """The first slip that explains every wrong value and contradicts no right one."""
    theory = first_full((*swapped(exercise), *slips(exercise), *other_inputs(exercise, trials)), trials)
    return None if theory is None else Named(theory.name, theory.message)


def slips(exercise: Exercise) -> tuple[Theory, ...]:
    return tuple(
        Theory(
            mutant.words,
            f"These are exactly the answers of a right solution with one slip: {mutant.words}.",
            mutant.function,
        )
        for mutant in mutants(exercise.reference, names=False)
    )


@cache
def swapped(exercise: Exercise) -> tuple[Theory, ...]:
    """The reference called with its arguments in another order."""
    names = exercise.arguments
    theories: list[Theory] = []
    if len(names) > 4:
        return ()
    for order in permutations(range(len(names))):
        moved = [i for i, j in enumerate(order) if i != j]
        if len(moved) == 2:
            a, b = (names[i] for i in moved)
            text = f"This is the answer with {a} and {b} exchanged: each stands where the other belongs."
            theories.append(
                Theory(
                    f"{a} and {b} exchanged",
                    text,
                    lambda *given, order=order: exercise.reference(*(given[i] for i in order)),
                )
            )
    return tuple(theories)


# How an array may be changed before a right formula is applied to it, and the words for that.
INPUTS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("the transpose of {} were used", lambda a: a.T if a.ndim == 2 else None),
    ("{} were left out of account (all zeros)", np.zeros_like),
    ("{} were all ones", np.ones_like),
    ("the sign of {} were reversed", lambda a: -a),
    ("the entries of {} were squared", lambda a: a * a),
    ("{} had no signs (absolute values)", np.abs),
    ("{} were cut to whole numbers", np.trunc),
    ("only the first row of {} were used", lambda a: a[:1] if a.ndim else None),
    ("only the last row of {} were used", lambda a: a[-1:] if a.ndim else None),
    ("the first row of {} were skipped", lambda a: a[1:] if a.ndim and len(a) > 1 else None),
    ("the last row of {} were skipped", lambda a: a[:-1] if a.ndim and len(a) > 1 else None),
    ("the first column of {} were skipped", lambda a: a[:, 1:] if a.ndim == 2 and a.shape[1] > 1 else None),
    ("the last column of {} were skipped", lambda a: a[:, :-1] if a.ndim == 2 and a.shape[1] > 1 else None),
    ("the rows of {} stood in reverse order", lambda a: a[::-1] if a.ndim else None),
    ("the columns of {} were centered first", lambda a: a - a.mean(axis=0) if a.ndim else None),
)


# The same for a single number.
NUMBERS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("the square of {} were used", lambda a: a * a),
    ("the sign of {} were reversed", lambda a: -a),
    ("twice {} were used", lambda a: 2 * a),
    ("half of {} were used", lambda a: a / 2),
    ("{} were one more", lambda a: a + 1),
    ("{} were one less", lambda a: a - 1),
)


def other_inputs(exercise: Exercise, trials: Sequence[Trial]) -> list[Theory]:
    """The reference on changed inputs: one array changed, or rows skipped in all that have them in common."""
    first = trials[0].case.inputs
    arrays = [i for i, value in enumerate(first) if isinstance(value, np.ndarray) and value.ndim and value.size]
    together = [i for i in arrays if len(first[i]) == len(first[arrays[0]])]
    groups = [(i,) for i in arrays] + ([tuple(together)] if len(together) > 1 else [])
    theories: list[Theory] = []
    for group in groups:
        for words, change in INPUTS:
            if len(group) > 1 and "row" not in words:
                continue
            said = words.format(" and ".join(exercise.arguments[i] for i in group))
            theories.append(_as_if(exercise, said, group, change))
    for i, value in enumerate(first):
        if type(value) in (int, float):
            theories += [
                _as_if(exercise, words.format(exercise.arguments[i]), (i,), change) for words, change in NUMBERS
            ]
    return theories


@cache
def _as_if(exercise: Exercise, said: str, group: tuple[int, ...], change: Callable[[Any], Any]) -> Theory:
    def function(*given: Any) -> Any:
        changed = [change(value) if i in group else value for i, value in enumerate(given)]
        return exercise.reference(*given) if any(value is None for value in changed) else exercise.reference(*changed)

    return Theory(f"as if {said}", f"These are exactly the answers that come out if {said}.", function)
