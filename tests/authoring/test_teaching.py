"""The instructor's guide: every chapter and exercise is in it, its minutes add up, and it says what the exercises say."""

import re

import pytest

from nnlab import exercises
from nnlab.authoring.build import build
from nnlab.authoring.lesson import read
from nnlab.authoring.repository import here
from nnlab.authoring.teaching import EXERCISES, teaching
from nnlab.errors import NnlabError

LESSONS = [read(path) for path in here().lessons]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.chapter)
def test_every_lesson_tells_the_instructor_what_to_show_and_what_to_cut(lesson):
    assert len(lesson.objectives) >= 3
    assert all(len(text) > 15 and not text.endswith((",", ".")) for text in lesson.objectives)
    assert lesson.builds_on.endswith(".")
    assert lesson.demonstrate
    assert lesson.cut or any(exercises.load(name).stretch for name in lesson.exercises)


def test_every_exercise_has_its_minutes_and_they_fill_their_share_of_the_chapter():
    text = teaching(LESSONS)
    for lesson in LESSONS:
        found = {name: int(m) for name, m in re.findall(r"^`(\w+)`: (\d+) minutes", text, re.MULTILINE)}
        planned = [name for name in lesson.exercises if not exercises.load(name).stretch]
        assert set(lesson.exercises) <= set(found)
        if planned:
            spread = abs(sum(found[name] for name in planned) - EXERCISES * lesson.minutes)
            assert spread <= len(planned)  # each is rounded


def test_the_mistakes_are_told_in_the_exercises_own_words():
    text = teaching(LESSONS)
    for lesson in LESSONS:
        for name in lesson.exercises:
            for mistake in exercises.load(name).mistakes[:3]:
                assert f"- *{mistake.name}*: {mistake.message}" in text


def test_check_sees_when_the_guide_is_old(repository, capsys):
    repository.teaching.write_text("old", encoding="utf-8")
    assert build(check=True, repository=repository) == 1
    assert "solutions/TEACHING.md is not what its lesson" in capsys.readouterr().out
    repository.teaching.unlink()
    assert build(check=True, repository=repository) == 1


def test_notes_that_are_no_list_are_named(repository, lesson):
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(
        text.replace("#     minutes: 75", "#     minutes: 75\n#     cut: nothing").replace("#     cut:\n", ""),
        encoding="utf-8",
    )
    with pytest.raises(NnlabError, match="cut is 'nothing', needs a list of sentences"):
        read(lesson)
