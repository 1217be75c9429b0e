"""Honest submissions: right, partly right, empty. Nobody in the class may change their marks."""

from __future__ import annotations

from collections.abc import Iterator

from making import notebook

from nnlab import exercises
from nnlab.exercises.source import solution, stub
from nnlab.judge import Exercise

CHAPTERS = ("00_start_here", "03_linear_regression", "06_softmax_regression", "12_where_next")


def honest() -> Iterator[tuple[str, bytes]]:
    """(student, notebook): for each chapter all right, all untouched, and its exercises wrong in turn."""
    for chapter in CHAPTERS:
        mine = [exercises.load(name) for name in exercises.of_chapter(chapter)]
        earlier = [name for name in exercises.names() if exercises.load(name).chapter < chapter]
        setup = "import numpy as np\n" + (f"from nnlab.mine import {', '.join(earlier)}\n" if earlier else "")
        right = {exercise.name: solution(exercise) for exercise in mine}
        yield f"{chapter} right", notebook(setup, *right.values(), chapter=chapter)
        yield f"{chapter} untouched", notebook(setup, *map(stub, mine), chapter=chapter)
        yield f"{chapter} empty", notebook(setup, chapter=chapter)
        for exercise in mine:
            yield f"{chapter} without {exercise.name}", notebook(setup, *(right | {exercise.name: stub(exercise)}).values(), chapter=chapter)  # fmt: skip
            for number, wrong in enumerate(slips(exercise)[:2]):
                cells = (right | {exercise.name: wrong}).values()
                yield f"{chapter} slip {number} in {exercise.name}", notebook(setup, *cells, chapter=chapter)


def slips(exercise: Exercise) -> list[str]:
    """Wrong functions that an edit of the right one gives."""
    right = solution(exercise)
    texts = []
    for mistake in exercise.mistakes:
        text = right
        for old, new in mistake.edits:
            text = text.replace(old, new) if text.count(old) == 1 else right
        if text != right:
            texts.append(text)
    return texts
