"""The seam: `judge(exercise, call, seed)` draws the cases, has them answered somewhere, and gives the verdict.

`call(inputs)` runs the learner's function somewhere: in the notebook's kernel, or in a worker on the other end
of a pipe. It returns an `Answer` made of plain values and never raises for what the learner did. Where a case plants
functions under names (`Case.given`) it is `call(inputs, given)`. A `call` that has a method `ahead` is told, once the first
case has an answer, which calls are to come: those that cross a pipe can then travel together.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from nnlab.calls import Answer
from nnlab.calls.answer import SHARED_RANDOM
from nnlab.calls.plain import copy_of
from nnlab.calls.run import with_names
from nnlab.judge.compare import Tolerance, form
from nnlab.judge.exercise import ARGUMENTS, RANDOM, SHAPE, Case, Claim, Exercise
from nnlab.judge.explain import explain
from nnlab.judge.report import IDLE, Finding, Outcome, Report
from nnlab.judge.trial import Trial

Call = Callable[..., Answer]

KEPT_DRAWS = 32  # the cases of an exercise and a seed, for whoever checks again
KEPT = 32 * KEPT_DRAWS  # expected answers, some for each case
MAX_TIMEOUTS = 2  # then the remaining calls are not made: a function that hangs once hangs again


def judge(exercise: Exercise, call: Call, seed: int) -> Report:
    """The verdict on the function behind `call`. The same answers give the same report, wherever they came from."""
    return explained(exercise, *verdict(exercise, call, seed))


def explained(exercise: Exercise, report: Report, trials: Sequence[Trial]) -> Report:
    """A verdict's report with its explanation; where nothing was answered there is nothing to explain."""
    return report if report.outcome in ("not_attempted", "missing") else explain(exercise, trials, report)


def verdict(exercise: Exercise, call: Call, seed: int) -> tuple[Report, list[Trial]]:
    """The marks without the explanation, and the trials that they rest on."""
    trials = answer_all(exercise, call, seed)
    if trials[0].answer.status in ("not_attempted", "missing"):
        return _unanswered(exercise, trials[0], seed), trials
    findings = tuple(_finding(exercise, claim, trials) for claim in exercise.claims)
    findings = _no_credit_for_idleness(exercise, findings)
    earned = sum(finding.points for finding in findings if finding.passed)
    outcome = _outcome(trials, findings)
    report = Report(exercise.name, outcome, earned, exercise.points, findings, seed=seed, version=exercise.version)
    return report, trials


def answer_all(exercise: Exercise, call: Call, seed: int) -> list[Trial]:
    """Every case with its answer, in the order of the exercise. What was put a second time comes last."""
    cases, order = _drawn(exercise, seed), _order(exercise, seed)
    ordinary = None if exercise.free else _expected(exercise, cases[0])
    trials: dict[tuple[bool, int], Trial] = {}  # by whether it came again, and its place
    timeouts = 0
    for place in order:
        case, again = cases[place], (False, place) in trials
        if len(trials) == 1 and (ahead := getattr(call, "ahead", None)) is not None:
            ahead([(later.inputs, dict(later.given)) for later in planned(exercise, seed)[1:]])
        given = (dict(case.given),) if case.given else ()
        answer = call(case.inputs, *given) if timeouts < MAX_TIMEOUTS else Answer("timeout")
        trials[again, place] = _trial(exercise, case, answer, ordinary, again)
        # Only at the first: who answers some cases and none of the others has made an attempt, and loses those.
        if len(trials) == 1 and answer.status in ("not_attempted", "missing"):
            break
        timeouts += answer.status == "timeout"
    return [trials[key] for key in sorted(trials)]


def planned(exercise: Exercise, seed: int) -> tuple[Case, ...]:
    """The cases as they are put: the first one first, the others in an order that the seed draws.

    Who answers by counting calls does not know which case is put. The first comes a second time at the end, where `repeat`
    says so: an answer that drifts is seen.
    """
    cases = _drawn(exercise, seed)
    return tuple(cases[place] for place in _order(exercise, seed))


def _order(exercise: Exercise, seed: int) -> list[int]:
    later = np.arange(1, len(_drawn(exercise, seed)))
    np.random.default_rng([zlib.crc32(exercise.name.encode()), seed, 1]).shuffle(later)
    return [0, *later.tolist(), *range(exercise.repeat)]


@lru_cache(maxsize=KEPT_DRAWS)
def _drawn(exercise: Exercise, seed: int) -> tuple[Case, ...]:
    """The cases; kept, so that what our own theories answer to them is kept too when somebody checks again."""
    return tuple(exercise.cases(seed))


@lru_cache(maxsize=KEPT)
def _expected(exercise: Exercise, case: Case) -> Any:
    """The reference's answer; kept with the case, and only ever read."""
    return with_names(exercise.reference, dict(case.given))(*copy_of(case.inputs))


def _trial(exercise: Exercise, case: Case, answer: Answer, ordinary: Any, again: bool) -> Trial:
    if exercise.free:
        return Trial(case, answer, (None,), Tolerance.of(case.inputs), judged=False, again=again)
    begin = time.perf_counter()
    expected = _in_floats(_expected(exercise, case), ordinary)
    cost = time.perf_counter() - begin
    others = exercise.also(case.inputs, expected) if exercise.also else ()
    checked = {claim.key for claim in exercise.claims if claim.check}
    tolerance = Tolerance.of(case.inputs, case.rtol)
    judged = case.claim not in checked
    rights = (expected, *others)
    return Trial(case, answer, rights, tolerance, exercise.parts, judged, again, exercise.parts_reversed, cost)


def _in_floats(expected: Any, ordinary: Any) -> Any:
    """Whole numbers in may give whole numbers out. They are asked for only where the ordinary answer is whole too."""
    if isinstance(expected, tuple | list) and type(expected) is type(ordinary) and len(expected) == len(ordinary):
        return type(expected)(_in_floats(one, like) for one, like in zip(expected, ordinary, strict=True))
    kinds = [
        getattr(value, "dtype", np.dtype(type(value) if type(value) in (int, float) else object)).kind
        for value in (expected, ordinary)
    ]
    return np.asarray(expected, dtype=float) if kinds[0] in "iu" and kinds[1] == "f" else expected


def _finding(exercise: Exercise, claim: Claim, trials: Sequence[Trial]) -> Finding:
    evidence = _evidence(exercise, claim, trials)
    return Finding(claim.text, evidence is None, claim.points, evidence or "")


def _evidence(exercise: Exercise, claim: Claim, trials: Sequence[Trial]) -> str | None:
    """Why the claim does not hold; None when it does."""
    returned = [trial for trial in trials if trial.answer.status == "returned"]
    if claim.key == SHAPE and claim.check is None:
        ordinary = [trial for trial in trials if trial.case.claim == trials[0].case.claim]
        if not returned or not all(trial.returned for trial in ordinary):
            return "not every call returned an answer"
        return next((found[0].text for trial in returned if (found := form(trial.differences))), None)
    if claim.key == ARGUMENTS:
        altered = sorted({i for trial in trials for i in trial.answer.changed})
        return f"the call altered {', '.join(exercise.arguments[i] for i in altered)}" if altered else None
    if claim.key == RANDOM:
        drew = any(SHARED_RANDOM in trial.answer.warnings for trial in trials)
        return "the call changed the state of np.random or random, which all code shares" if drew else None
    own = [trial for trial in trials if trial.case.claim == claim.key]
    for trial in own:
        if trial.answer.status != "returned":
            return trial.why
    if claim.check is not None:
        # What is not even of the right shape cannot be checked further.
        checked = own or returned
        if not checked:
            return "no call returned an answer"
        for trial in checked:
            if trial.misshapen:
                return trial.why
        return claim.check([(trial.case.inputs, trial.answer.value) for trial in checked])
    return next((trial.why for trial in own if trial.differences), None)


def _no_credit_for_idleness(exercise: Exercise, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A function that computes nothing right also alters nothing; that alone earns no point."""
    pairs = list(zip(exercise.claims, findings, strict=True))
    if any(finding.passed for claim, finding in pairs if claim.key not in (SHAPE, ARGUMENTS, RANDOM)):
        return findings
    return tuple(
        finding._replace(passed=False, evidence=IDLE)
        if claim.key in (ARGUMENTS, RANDOM) and finding.passed
        else finding
        for claim, finding in pairs
    )


def _outcome(trials: Sequence[Trial], findings: Sequence[Finding]) -> Outcome:
    if all(finding.passed for finding in findings):
        return "pass"
    outcomes: dict[str, Outcome] = {"raised": "error", "timeout": "timeout", "crash": "crash", "memory": "memory"}
    first = next((trial for trial in trials if trial.failed), None)
    return outcomes.get(first.answer.status, "fail") if first else "fail"


def _unanswered(exercise: Exercise, trial: Trial, seed: int) -> Report:
    missing = trial.answer.status == "missing"
    return Report(
        exercise.name,
        "missing" if missing else "not_attempted",
        0.0,
        exercise.points,
        tuple(Finding(claim.text, False, claim.points, "") for claim in exercise.claims),
        seed=seed,
        version=exercise.version,
        summary=f"There is no function named {exercise.name}." if missing else "Not attempted yet.",
    )
