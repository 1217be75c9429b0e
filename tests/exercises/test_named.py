"""Every named mistake has a name and a message of its own; that it is named as itself, alone, `nnlab lint` proves."""

import pytest

from nnlab.exercises import load, names


@pytest.mark.parametrize("name", names())
def test_names_and_messages_are_sentences_of_their_own(name):
    mistakes = load(name).mistakes
    assert len({mistake.name for mistake in mistakes}) == len(mistakes)
    for mistake in mistakes:
        assert not mistake.message.endswith(" .")
        assert mistake.message.endswith(".")
