"""From a lesson to the cells of its two notebooks: the learner's, and the solved one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from nnlab import exercises
from nnlab.authoring.lesson import Cell, Lesson
from nnlab.exercises import source

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
Notebook = dict[str, Any]


def notebook(lesson: Lesson, *, solved: bool) -> Notebook:
    """The notebook as nbformat 4.5 JSON, without outputs."""
    cells: list[dict[str, Any]] = []
    used: Counter[str] = Counter()
    for cell in lesson.cells:
        cells += _exercise(cell.exercise, solved) if cell.exercise else [_plain(cell, used)]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "nnlab": {"chapter": lesson.chapter}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _exercise(name: str, solved: bool) -> list[dict[str, Any]]:
    """The function's cell, and below it the cell that checks it."""
    exercise = exercises.load(name)
    text = source.solution(exercise) if solved else source.stub(exercise)
    return [
        _code(f"exercise-{name}", text, {"exercise": name, "role": "exercise"}),
        _code(f"check-{name}", f'check("{name}")', {"exercise": name, "role": "check"}),
    ]


def _plain(cell: Cell, used: Counter[str]) -> dict[str, Any]:
    """A cell of prose or of the lesson's own code. Its id comes from its text, so editing it moves no other id."""
    digest = hashlib.sha256(f"{cell.kind}\n{cell.source}".encode()).hexdigest()[:12]
    used[digest] += 1
    name = digest if used[digest] == 1 else f"{digest}-{used[digest]}"
    if cell.kind != "code":
        return {"cell_type": cell.kind, "id": name, "metadata": {}, "source": _lines(cell.source)}
    made = _code(name, cell.source, {"role": "setup" if "setup" in cell.tags else "lesson"})
    if cell.tags:
        made["metadata"]["tags"] = list(cell.tags)
    return made


def _code(name: str, text: str, about: dict[str, str]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name[:64],
        "metadata": {"nnlab": about},
        "outputs": [],
        "source": _lines(text),
    }


def _lines(text: str) -> list[str]:
    return text.rstrip("\n").splitlines(keepends=True)


def as_text(notebook: Notebook) -> str:
    """The file's text: one way to write it, so that the same lesson gives the same bytes."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
