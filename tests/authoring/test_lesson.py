"""A lesson is read, and what is wrong with one is said in a sentence."""

import pytest

from nnlab import exercises
from nnlab.authoring.lesson import read
from nnlab.authoring.repository import here
from nnlab.errors import NnlabError


@pytest.mark.parametrize("path", here().lessons, ids=lambda path: path.stem)
def test_every_lesson_has_every_exercise_of_its_chapter(path):
    lesson = read(path)
    assert set(lesson.exercises) == set(exercises.of_chapter(path.stem))
    assert 20 <= lesson.minutes <= 180
    assert lesson.title


def test_every_chapter_with_exercises_has_a_lesson():
    assert [path.stem for path in here().lessons] == list(exercises.chapters())


BROKEN = [
    ('# %% exercise="gradient_step"\n', '# %% exercise="gradient_step"\nreturn W - 0.1 * dW\n', "holds code"),
    ('# %% exercise="gradient_step"\n', "", "no cell for gradient_step"),
    ('# %% exercise="gradient_step"\n', '# %% exercise="gradient_stop"\n', "gradient_stop is no exercise"),
    (
        '# %% exercise="gradient_step"\n',
        '# %% exercise="gradient_step"\n\n# %% exercise="gradient_step"\n',
        "two cells",
    ),
    ("chapter: 04_gradient_descent", "chapter: 05_gradient_descent", "needs '04_gradient_descent'"),
    ("#     minutes: 75\n", "", "lacks nnlab: minutes"),
    ("minutes: 75", "minutes: long", "needs a whole number"),
    ('tags=["setup"]', 'tags="setup"', "not a py:percent lesson"),
    ('# %% exercise="gradient_step"\n', '# %% [markdown] exercise="gradient_step"\n', "needs a code cell"),
]


@pytest.mark.parametrize(("old", "new", "words"), BROKEN, ids=[words for *_, words in BROKEN])
def test_a_broken_lesson_is_told(lesson, old, new, words):
    text = lesson.read_text()
    assert old in text
    lesson.write_text(text.replace(old, new, 1))
    with pytest.raises(NnlabError, match=words):
        read(lesson)
