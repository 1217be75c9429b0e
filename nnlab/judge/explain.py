"""From a verdict to words. One order for all that can be said: it raised; its type or shape; a named mistake;
a general relation; two of them at once; a near miss; where it is right and where not; the values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnlab.calls import Opaque
from nnlab.calls.run import quietly
from nnlab.judge import raises
from nnlab.judge.exercise import RANDOM, Exercise
from nnlab.judge.fit import best_partial, first_full, same_answer
from nnlab.judge.mistakes import Theory, at_once, both, named
from nnlab.judge.near import near_miss, other_inputs
from nnlab.judge.notes import notes
from nnlab.judge.pattern import pattern
from nnlab.judge.relations import relations
from nnlab.judge.report import IDLE, Example, Named, Report
from nnlab.judge.trial import Trial


def explain(exercise: Exercise, trials: Sequence[Trial], report: Report) -> Report:
    """The report with its explanation. Explaining never fails: at worst it says less."""
    teaching = notes(exercise, trials)
    if report.passed:
        return replace(report, summary="Right.", notes=teaching)
    try:
        with quietly():  # what our own theories print and warn of is not the learner's
            mistakes = tuple(dict.fromkeys(_mistakes(exercise, trials)))
            if not mistakes and not any(trial.failed for trial in trials):
                mistakes = _alike(exercise, trials) or _properties(exercise, report)
    except Exception:  # a fault of ours in explaining must not cost the verdict
        mistakes = ()
        teaching = (*teaching, "What is behind this could not be worked out: that is a fault of nnlab, not yours.")
    first = next((trial for trial in trials if trial.failed), None)
    return replace(
        report,
        mistakes=mistakes,
        summary=_summary(first, report),
        notes=teaching,
        example=_example(exercise, first) if first else None,
    )


def _summary(first: Trial | None, report: Report) -> str:
    """The plain fact; the mistakes say what is behind it."""
    if first is not None:
        return first.why[:1].upper() + first.why[1:] + "."
    failed = next((finding for finding in report.findings if not finding.passed), None)
    return f"Not yet: {failed.claim}: {failed.evidence}." if failed else ""


def _mistakes(exercise: Exercise, trials: Sequence[Trial]) -> Iterator[Named]:
    """What explains the answers, most telling first."""
    seen = [trial for trial in trials if trial.answer.status in ("returned", "raised")]
    failed = [trial for trial in seen if trial.failed]
    altered = [trial for trial in seen if trial.answer.changed]
    if not failed and not altered:
        yield from _unsteady(exercise, trials)
        return
    theory = first_full(named(exercise), seen)
    raised = next((trial.answer.raised for trial in failed if trial.answer.raised), None)
    if theory is not None:
        yield Named(theory.name, theory.message)
    elif raised is not None and failed[0].answer.raised:
        yield raises.named(raised, exercise)
    elif failed:
        yield from _returned_nothing(failed)
        yield from _searched(exercise, seen, failed)
    yield from _unsteady(exercise, trials)
    if altered and theory is None:
        yield _altered(exercise, altered)


def _alike(exercise: Exercise, trials: Sequence[Trial]) -> tuple[Named, ...]:
    """Where a claim's own check decides: the named mistake that answers every case as the learner does."""
    for theory in named(exercise):
        if all(same_answer(trial.answer, theory.answer(trial.case), trial.tolerance) for trial in trials):
            return (Named(theory.name, theory.message),)
    return ()


def _properties(exercise: Exercise, report: Report) -> tuple[Named, ...]:
    """Where a claim's own check decides, or the shared random state, its evidence is what there is to say."""
    pairs = zip(exercise.claims, report.findings, strict=True)
    return tuple(
        Named(claim.text, f"Not so: {claim.text}. {finding.evidence[:1].upper()}{finding.evidence[1:]}.")
        for claim, finding in pairs
        if (claim.check or claim.key == RANDOM) and not finding.passed and finding.evidence != IDLE
    )


def _searched(exercise: Exercise, seen: Sequence[Trial], failed: Sequence[Trial]) -> Iterator[Named]:
    """When no named mistake explains everything: relations, two at once, near misses, part of the way, patterns."""
    found = relations(seen, exercise.arguments)
    if not found:
        pair = first_full(both(exercise), seen)
        if pair is not None:
            found = [Named(pair.name, pair.message)]
    if not found:
        found = _with_relation(exercise, seen, named(exercise))
    if not found:
        slip = near_miss(exercise, seen)
        found = [slip] if slip is not None else []
    if not found:
        found = _with_relation(exercise, seen, other_inputs(exercise, seen))
    if not found:
        found = _partly(exercise, seen)
    if not found:
        found = relations(seen, exercise.arguments, partly=True)
    if not found:
        only = pattern(seen, exercise.arguments)
        found = [only] if only is not None else []
    yield from found


def _with_relation(exercise: Exercise, seen: Sequence[Trial], theories: Sequence[Theory]) -> list[Named]:
    """A theory and a general relation at once: the relation holds against what the theory would answer."""
    for theory in theories:
        found = relations(seen, exercise.arguments, instead=theory)
        if found:
            return [Named(f"{theory.name} + {found[0].name}", at_once(theory.message, found[0].message))]
    return []


def _partly(exercise: Exercise, seen: Sequence[Trial]) -> list[Named]:
    """A named mistake that explains half of what is wrong at least, and is contradicted by nothing."""
    theory = best_partial(named(exercise), seen)
    if theory is None:
        return []
    return [
        Named(theory.name, f"{theory.message} (This explains some of the wrong answers; there is something else too.)")
    ]


def _returned_nothing(failed: Sequence[Trial]) -> Iterator[Named]:
    answer = failed[0].answer
    if answer.status != "returned":
        return
    if answer.value is None:
        if answer.printed.strip():
            yield Named(
                "prints instead of returning",
                "It prints its result and returns nothing: write return in the place of print.",
            )
        else:
            yield Named("returns nothing", "It returns None: is there a return at the end, on every path?")
    elif isinstance(answer.value, Opaque):
        kind = answer.value.type
        way = (
            "turn it into a list or an array first"
            if kind in ("generator", "map", "zip", "range", "filter")
            else "return numbers or arrays"
        )
        yield Named("returns another type", f"It returns a value of type {kind}: {way}.")


def _unsteady(exercise: Exercise, trials: Sequence[Trial]) -> Iterator[Named]:
    """The first case was put twice: did it get the same answer?"""
    first, last = trials[0], trials[-1]
    if not last.again or not (first.returned and last.returned) or first.failed == last.failed:
        return
    yield Named(
        "another answer on the second call",
        "The same inputs gave another answer on the second call: something is kept from call to call (a global variable, "
        "a list as a default argument) or drawn at random.",
    )


def _altered(exercise: Exercise, trials: Sequence[Trial]) -> Named:
    names = [exercise.arguments[i] for i in sorted({i for trial in trials for i in trial.answer.changed})]
    return Named(
        f"alters {' and '.join(names)}",
        f"The call altered {' and '.join(names)}, which belongs to the caller. Make a new array (A = A - B) instead of changing "
        "it in place (A -= B, A[0] = ...), or work on a copy.",
    )


def _example(exercise: Exercise, trial: Trial) -> Example:
    inputs = tuple(zip(exercise.arguments, trial.case.inputs, strict=True))
    if not trial.differences:
        return Example(trial.case.note, inputs, "", trial.expected, None, None)
    difference = trial.differences[0]
    return Example(trial.case.note, inputs, difference.part, difference.expected, difference.got, difference.wrong)
