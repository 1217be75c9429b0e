"""Mutation testing of the answers: every small slip in every reference must be rejected.

A mutant that is accepted either computes the same (then the bank's EQUIVALENT says why) or shows that a case is missing.
"""

import warnings

import pytest

from nnlab.calls import run
from nnlab.exercises import load, names
from nnlab.judge.judge import verdict
from nnlab.judge.mutants import mutants


@pytest.mark.parametrize("name", names())
def test_no_mutant_is_accepted(name, count, bank):
    exercise = load(name)
    made = mutants(exercise.reference)
    assert made
    accepted = {}
    for mutant in made:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            report, _ = verdict(
                exercise, lambda inputs, given=None, mutant=mutant: run(mutant.function, inputs, given), 1
            )
        if report.passed:
            accepted[mutant.text] = mutant.words
    reasons = getattr(bank(name), "EQUIVALENT", {})
    alive = {text: words for text, words in accepted.items() if text not in reasons}
    count(name, "mutants", len(made))
    count(name, "killed", len(made) - len(accepted))
    count(name, "equivalent", len(accepted) - len(alive))
    count(name, "alive", len(alive))
    assert not alive
    assert set(reasons) <= set(accepted), "an entry of EQUIVALENT is rejected, or no mutant any more"
