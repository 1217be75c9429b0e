"""Mutation testing of the answers: every small slip in every reference must be rejected.

A mutant that is accepted either computes the same (then the bank's EQUIVALENT says why) or shows that a case is missing.
"""

import warnings

import pytest

from nnlab.calls import run
from nnlab.calls.run import with_names
from nnlab.exercises import load, names
from nnlab.judge.compare import Tolerance
from nnlab.judge.judge import verdict
from nnlab.judge.mutants import mutants
from nnlab.judge.trial import Trial

SEED = 1


def passes(exercise, function):
    """Does the judge accept it? Not if its first answer has another form than the right one: then no more is asked.

    Some slips would ask for gigabytes later on.
    """
    if not exercise.free and misshapen(exercise, function):
        return False
    report, _ = verdict(exercise, lambda inputs, given=None: run(function, inputs, given), SEED)
    return report.passed


def misshapen(exercise, function):
    case = exercise.cases(SEED)[0]
    answer = run(function, case.inputs, dict(case.given))
    expected = with_names(exercise.reference, dict(case.given))(*case.inputs)
    others = exercise.also(case.inputs, expected) if exercise.also else ()
    return Trial(case, answer, (expected, *others), Tolerance.of(case.inputs), exercise.parts).misshapen


@pytest.mark.parametrize("name", names())
def test_no_mutant_is_accepted(name, count, bank):
    exercise = load(name)
    made = mutants(exercise.reference)
    assert made
    accepted = {}
    for mutant in made:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            passed = passes(exercise, mutant.function)
        if passed:
            accepted[mutant.text] = mutant.words
    reasons = getattr(bank(name), "EQUIVALENT", {})
    alive = {text: words for text, words in accepted.items() if text not in reasons}
    count(name, "mutants", len(made))
    count(name, "killed", len(made) - len(accepted))
    count(name, "equivalent", len(accepted) - len(alive))
    count(name, "alive", len(alive))
    assert not alive
    assert set(reasons) <= set(accepted), "an entry of EQUIVALENT is rejected, or no mutant any more"
