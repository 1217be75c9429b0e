"""Every named mistake loses points and is named as itself, alone."""

import warnings

import pytest

from nnlab.calls import run
from nnlab.exercises import load, names
from nnlab.judge import judge
from nnlab.judge.mistakes import implementation

MISTAKES = [(name, mistake.name) for name in names() for mistake in load(name).mistakes]


@pytest.mark.parametrize(("name", "mistake"), MISTAKES, ids=[f"{name}: {mistake}" for name, mistake in MISTAKES])
def test_named_as_itself_alone(name, mistake):
    exercise = load(name)
    wrong = implementation(exercise, next(one for one in exercise.mistakes if one.name == mistake))
    for seed in (0, 1, 2):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            report = judge(exercise, lambda inputs, given=None: run(wrong, inputs, given), seed)
        assert report.earned < report.possible
        assert [found.name for found in report.mistakes] == [mistake]


@pytest.mark.parametrize("name", names())
def test_names_and_messages_are_sentences_of_their_own(name):
    mistakes = load(name).mistakes
    assert len({mistake.name for mistake in mistakes}) == len(mistakes)
    for mistake in mistakes:
        assert not mistake.message.endswith(" .")
        assert mistake.message.endswith(".")
