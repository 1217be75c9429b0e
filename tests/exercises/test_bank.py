"""The bank: right answers in other words are accepted, wrong ones rejected, and the cause is what is said first."""

import warnings

import pytest

from nnlab.calls import run
from nnlab.exercises import files, load, names
from nnlab.judge import judge

SEEDS = (0, 1, 2, 3, 4)


def reports(name, function):
    """One a seed. A learner's warnings are no business of these tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [judge(load(name), lambda inputs, given=None: run(function, inputs, given), seed) for seed in SEEDS]


def test_every_exercise_has_a_bank(bank):
    for name in files():
        answers = bank(name)
        assert len(answers.RIGHT) >= 5
        assert len(answers.WRONG) >= 6
        functions = [*answers.RIGHT, *(function for function, _ in answers.WRONG)]
        assert len({function.__name__ for function in functions}) == len(functions)


@pytest.mark.parametrize("name", names())
def test_right_answers_are_accepted(name, bank, count):
    refused = {}
    for function in bank(name).RIGHT:
        found = reports(name, function)
        count(name, "right")
        if all(report.passed and report.earned == load(name).points for report in found):
            count(name, "accepted")
        else:
            refused[function.__name__] = next(str(report) for report in found if not report.passed)
    assert refused == {}


@pytest.mark.parametrize("name", names())
def test_wrong_answers_are_rejected_and_named(name, bank, count):
    answers = bank(name)
    accepted, unnamed = [], {}
    for function, words in answers.WRONG:
        found = reports(name, function)
        count(name, "wrong")
        if any(report.passed or report.earned >= report.possible for report in found):
            accepted.append(function.__name__)
            continue
        count(name, "rejected")
        said = [report.mistakes[0] if report.mistakes else ("", report.summary) for report in found]
        misses = [" | ".join(first) for first in said if not fits(first, words)]
        if misses:
            unnamed[function.__name__] = misses[0]
        else:
            count(name, "named")
    assert accepted == []
    expected = getattr(answers, "UNNAMED", {})  # function's name to the reason why its cause is not said
    assert {key: text for key, text in unnamed.items() if key not in expected} == {}
    assert set(expected) <= set(unnamed), "an entry of UNNAMED is named by now"


def fits(first, words):
    text = " ".join(first).lower()
    return any(word.lower() in text for word in words)
