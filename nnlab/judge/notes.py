"""Notes: what teaches but costs nothing. Warnings with their stable form, printed text, which parts are right."""

from __future__ import annotations

from collections.abc import Sequence

from nnlab.judge.exercise import Exercise
from nnlab.judge.trial import Trial

WARNINGS: tuple[tuple[str, str], ...] = (
    (
        "overflow encountered in exp",
        "np.exp overflowed: above about 709 it is infinite. The value may still come out right, but a stable form avoids "
        "it: only ever take exp of numbers that are not positive.",
    ),
    ("divide by zero encountered in log", "np.log(0) is minus infinity: work from the scores, or treat 0 log 0 as 0."),
    ("invalid value encountered in log", "The log of a negative number was taken: that gives nan."),
    ("divide by zero", "Something was divided by zero: that gives inf or nan. Which input makes the denominator 0?"),
    ("invalid value", "Something like 0/0 or inf - inf was computed: that gives nan, and nan spreads."),
    ("overflow encountered", "A number grew beyond what a float can hold: does it have to become that large?"),
    ("Mean of empty slice", "The mean of nothing was taken: some selection is empty."),
    ("Conversion of an array with ndim > 0 to a scalar", "An array was turned into a number: index it, as in a[0]."),
    ("Casting complex values to real", "An imaginary part was dropped on the way: take .real or .imag on purpose."),
    (
        "SharedRandom",
        "Other code that draws from there now gets other numbers. A generator of one's own, np.random.default_rng(seed), "
        "leaves it alone.",
    ),
    ("rcond", "np.linalg.lstsq wants rcond=None."),
)


def notes(exercise: Exercise, trials: Sequence[Trial]) -> tuple[str, ...]:
    return (*warned(trials), *localised(trials))


def warned(trials: Sequence[Trial]) -> list[str]:
    """Each kind of warning once, with what to do about it."""
    found: dict[str, str] = {}
    for trial in trials:
        for text in trial.answer.warnings:
            words = next((words for pattern, words in WARNINGS if pattern in text), "")
            if words:
                where = f" (at: {trial.case.note})" if trial.case.note else ""
                found.setdefault(words, f"{text.split(': ', 1)[-1]}{where}. {words}")
    return list(found.values())


def localised(trials: Sequence[Trial]) -> list[str]:
    """For an answer with parts: which is wrong first in the order of computation, and which are right."""
    trial = next((trial for trial in trials if trial.returned and trial.differences and not trial.misshapen), None)
    leaves = trial.leaves(trial.answer.value) if trial else None
    if trial is None or leaves is None or len(leaves) < 2:
        return []
    wrong = [difference.part for difference in trial.differences]
    right = [part for part in leaves if part not in wrong]
    if not right:
        return [f"Every part is wrong; {wrong[0]} is computed first: begin there."]
    first = f" {wrong[0]} is computed first: begin there." if len(wrong) > 1 else ""
    return [f"Right: {', '.join(right)}. Wrong: {', '.join(wrong)}.{first}"]
