"""General relations between the answers and the right ones, for every exercise: nobody declares them.

A relation is named only if it holds for every answer that came, and only if it could have failed to: where the
right answer is zero, "twice as much" says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlab.judge.compare import as_array, form
from nnlab.judge.mistakes import Theory
from nnlab.judge.relations import factors, shapes, values
from nnlab.judge.relations.pair import Pair
from nnlab.judge.report import Named
from nnlab.judge.trial import Trial

Finder = Callable[[Sequence[Pair]], Named | None]

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
    values.rounded,
    values.one_line_wrong,
)
# Those that can stand beside a named mistake, as the second of two faults.
SECOND_FAULTS: tuple[Finder, ...] = (values.simple_transforms, factors.factor, shapes.other_shape)


def relations(
    trials: Sequence[Trial], arguments: Sequence[str], *, instead: Theory | None = None, partly: bool = False
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
    for part, series in by_part(trials, arguments, instead).items():
        relation = next((one for finder in finders if (one := finder(series)) is not None), None)
        if relation is not None:
            found[part] = relation
        elif not partly:
            return []
    if not all(found):
        return list(found.values())  # a single value, whose part has no name
    if len(found) > 1 and len(set(found.values())) == 1:
        *others, last = found
        relation = found[last]
        return [Named(relation.name, f"{', '.join(others)} and {last}, each: {relation.message}")]
    return [Named(relation.name, f"{part}: {relation.message}") for part, relation in found.items()]


def by_part(trials: Sequence[Trial], arguments: Sequence[str], instead: Theory | None = None) -> dict[str, list[Pair]]:
    """The pairs of every part that is wrong somewhere; a part that is no array of numbers somewhere is left out."""
    series: dict[str, list[Pair]] = {}
    spoiled: set[str] = set()
    wrong: set[str] = set()
    for trial in trials:
        if not trial.returned or trial.again or not trial.judged:
            continue
        leaves = trial.own_leaves
        base = trial.right
        if instead is not None:
            answer = instead.answer(trial.case)
            if answer.status != "returned":
                return {}
            base = answer.value
            # Where the theory is wrong the learner has to be wrong like it.
            wrong |= {difference.part for difference in trial.differences_of(base)}
        rights = trial.leaves(base)
        if leaves is None or rights is None:
            return {}
        wrong |= {difference.part for difference in trial.differences}
        for part, value in leaves.items():
            got, expected = as_array(value), as_array(rights[part])
            if got is None or expected is None:
                spoiled.add(part)
            else:
                series.setdefault(part, []).append(Pair(got, expected, sizes(trial, arguments), trial.tolerance))
    return {part: pairs for part, pairs in series.items() if part in wrong and part not in spoiled}


def sizes(trial: Trial, arguments: Sequence[str]) -> dict[str, int]:
    """What could have been divided by, or forgotten to be: in words, from the shapes of the inputs."""
    found: dict[str, int] = {}
    for name, value in zip(arguments, trial.case.inputs, strict=True):
        if isinstance(value, np.ndarray) and value.ndim in (1, 2):
            found[f"the number of {'rows' if value.ndim == 2 else 'entries'} of {name}"] = value.shape[0]
            if value.ndim == 2:
                found[f"the number of columns of {name}"] = value.shape[1]
                found[f"the number of entries of {name}"] = value.size
    return found
