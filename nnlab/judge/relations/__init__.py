"""General relations between the answers and the right ones, for every exercise: nobody declares them.

A relation is named only if it holds for every answer that came, and only if it could have failed to: where the
right answer is zero, "twice as much" says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from nnlab.judge.compare import as_array, form
from nnlab.judge.exercise import Case
from nnlab.judge.mistakes import Theory
from nnlab.judge.relations import factors, shapes, values
from nnlab.judge.relations.pair import Pair
from nnlab.judge.report import Named
from nnlab.judge.trial import Trial

Finder = Callable[[Sequence[Pair]], Named | None]
Arguments = tuple[str, ...]

# Most telling first.
FINDERS: tuple[Finder, ...] = (
    values.one_value_throughout,
    values.same_for_all,
    values.simple_transforms,
    factors.factor,
    shapes.other_shape,
    shapes.reduced,
    shapes.left_out,
    factors.offset,
    values.integers,
    values.floats,
    values.rounded,
    values.one_line_wrong,
)
# Truth values have no sign, size or digits.
TRUTHS: tuple[Finder, ...] = (values.one_value_throughout, values.same_for_all)
# Those that can stand beside a named mistake, as the second of two faults.
SECOND_FAULTS: tuple[Finder, ...] = (values.simple_transforms, factors.factor, shapes.other_shape)
# For each of those, whether it can hold as far as the first pairs show. Many theories are tried; nearly all end there.
POSSIBLE: dict[Finder, Callable[[Sequence[Pair]], bool]] = {
    factors.factor: factors.may_be_multiple,
    shapes.other_shape: shapes.reshaped,
    values.simple_transforms: values.may_be_transformed,
}

SCREENED = 3  # pairs: two numbers are always multiples of each other, three times two in the same way hardly ever


def relations(
    trials: Sequence[Trial], arguments: Arguments, *, instead: Theory | None = None, partly: bool = False
) -> list[Named]:
    """The relations that explain what is wrong, for an answer with parts one for each wrong part.

    With a theory they are relations to its answers instead of the right ones: for two faults at once.
    `partly` admits that a wrong part has no relation to the right one.
    """
    finders = FINDERS if instead is None else SECOND_FAULTS
    if instead is not None and any(trial.returned and form(trial.differences) for trial in trials):
        # The mistake may have changed the shape itself; what "is needed" could be false then.
        finders = tuple(finder for finder in finders if finder is not shapes.other_shape)
    found: dict[str, Named] = {}
    pairs = by_part(trials, arguments) if instead is None else _beside(instead, trials, arguments, finders)
    for part, series in pairs.items():
        truths = any(pair.expected.dtype == bool for pair in series)
        usable = [finder for finder in finders if not truths or finder in TRUTHS]
        relation = next((one for finder in usable if (one := finder(series)) is not None), None)
        if relation is not None:
            found[part] = relation
        elif not partly:
            return []
    if not all(found):
        return list(found.values())  # a single value, whose part has no name
    return list(_said_once(found))


def _said_once(found: dict[str, Named]) -> Iterator[Named]:
    """Each relation once, with all the parts that it holds for."""
    for name in dict.fromkeys(relation.name for relation in found.values()):
        *others, last = parts = [part for part, relation in found.items() if relation.name == name]
        message = found[parts[0]].message
        if not others:
            yield Named(name, f"{last}: {message}")
        elif len({found[part].message for part in parts}) == 1:
            yield Named(name, f"{', '.join(others)} and {last}, each: {message}")
        else:  # it differs in a number
            yield Named(name, f"{parts[0]}: {message} (Likewise {', '.join(parts[1:])}.)")


def by_part(trials: Sequence[Trial], arguments: Arguments) -> dict[str, list[Pair]]:
    """The pairs of every part that is wrong somewhere; a part that is no array of numbers somewhere is left out."""
    found = _Series(arguments)
    for trial in _usable(trials):
        if not found.add(trial, trial.right):
            return {}
        found.wrong |= trial.wrong_parts
    return found.pairs()


def _beside(
    theory: Theory, trials: Sequence[Trial], arguments: Arguments, finders: Sequence[Finder]
) -> dict[str, list[Pair]]:
    """The same with the theory's answers in the place of the right ones; empty as soon as no finder can hold."""
    found = _Series(arguments)
    possible = [may_hold for finder, may_hold in POSSIBLE.items() if finder in finders]  # the quickest first
    for trial in _usable(trials):
        answer = theory.answer(trial.case)
        if answer.status != "returned" or not found.add(trial, answer.value):
            return {}
        # Where the theory is wrong the learner has to be wrong like it.
        wrong = trial.wrong_parts | {difference.part for difference in trial.differences_of(answer.value)}
        found.wrong |= wrong
        for part in wrong - found.spoiled:
            series = found.series[part]
            if series[-1].expected.dtype == bool:
                return {}
            if len(series) <= SCREENED and not any(may_hold(series) for may_hold in possible):
                return {}
        if any(pairs[-1].expected.dtype.kind == "b" != pairs[-1].got.dtype.kind for pairs in found.series.values()):
            return {}  # True and False are the theory's fault, and the answer does not have it
        if not found.series.keys() - found.spoiled:
            return {}
    return found.pairs()


def _usable(trials: Sequence[Trial]) -> Iterator[Trial]:
    return (trial for trial in trials if trial.returned and not trial.again and trial.judged)


class _Series:
    """The pairs of each part, trial by trial."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        self.series: dict[str, list[Pair]] = {}
        self.spoiled: set[str] = set()  # parts that are no array of numbers somewhere
        self.wrong: set[str] = set()  # parts that are wrong somewhere

    def add(self, trial: Trial, base: Any) -> bool:
        """Put the learner's parts beside those of `base`; False when one of them has other parts."""
        leaves, rights = trial.own_leaves, trial.leaves(base)
        if leaves is None or rights is None:
            return False
        for part, value in leaves.items():
            got, expected = as_array(value), as_array(rights[part])
            if got is None or expected is None:
                self.spoiled.add(part)
            else:
                pair = Pair(got, expected, sizes(trial.case, self.arguments), trial.tolerance)
                self.series.setdefault(part, []).append(pair)
        return True

    def pairs(self) -> dict[str, list[Pair]]:
        return {part: found for part, found in self.series.items() if part in self.wrong and part not in self.spoiled}


@lru_cache(maxsize=256)
def sizes(case: Case, arguments: Arguments) -> dict[str, int]:
    """What could have been divided by, or forgotten to be: in words, from the shapes of the inputs."""
    found: dict[str, int] = {}
    for name, value in zip(arguments, case.inputs, strict=True):
        if isinstance(value, np.ndarray) and value.ndim in (1, 2):
            found[f"the number of {'rows' if value.ndim == 2 else 'entries'} of {name}"] = value.shape[0]
            if value.ndim == 2:
                found[f"the number of columns of {name}"] = value.shape[1]
                found[f"the number of entries of {name}"] = value.size
    return found
