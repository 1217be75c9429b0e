"""From a verdict to words: the summary, the named mistakes, notes that teach, and the first failing example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nnlab.judge.exercise import Exercise
from nnlab.judge.report import Example, Named, Report
from nnlab.judge.trial import Trial


def explain(exercise: Exercise, trials: Sequence[Trial], report: Report) -> Report:
    """The report with its explanation. Explaining never fails: at worst it says less."""
    if report.passed:
        return replace(report, summary="Right.")
    first = next((trial for trial in trials if trial.failed), None)
    return replace(report, summary=first.why if first else "", example=_example(exercise, first))


def _example(exercise: Exercise, trial: Trial | None) -> Example | None:
    if trial is None:
        return None
    inputs = tuple(zip(exercise.arguments, trial.case.inputs, strict=True))
    if not trial.differences:
        return Example(trial.case.note, inputs, "", trial.expected, None, None)
    difference = trial.differences[0]
    return Example(trial.case.note, inputs, difference.part, difference.expected, difference.got, difference.wrong)


__all__ = ["Named", "explain"]
