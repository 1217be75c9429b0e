"""The course's own cells, in which a learner adds things, and about which nobody is told anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import QUICK, code

from nnlab import exercises
from nnlab.exercises.source import solution
from nnlab.grading.marking import Job, mark
from nnlab.grading.result import Result
from nnlab.grading.session import Limits
from nnlab.grading.stage import Stage
from nnlab.grading.workers import close_nurseries

ROOT = Path(__file__).parents[2]
SOFTMAX = """def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / np.array([[math.fsum(row)] for row in E])
"""
PROBABILITY = """def predict_probability(X, w, b):
    return probabilities(X, w, b)
"""
HELPER = """

def probabilities(X, w, b):
    return sigmoid(X @ w + b)
"""
# chapter, exercise, the learner's function, and what it needs at the end of the setup cell
ADDED = [
    ("05_logistic_regression", "predict_probability", PROBABILITY, HELPER),
    ("06_softmax_regression", "softmax", SOFTMAX, "\nimport math"),
]


# Training on pictures of cats takes its time.
CHAPTERS = [
    pytest.param(chapter, marks=[pytest.mark.long] if chapter == "10_cats" else []) for chapter in exercises.chapters()
]


@pytest.fixture(scope="module", autouse=True)
def _nurseries() -> Iterator[None]:
    """What these tests began ends with them."""
    yield
    close_nurseries()


@pytest.fixture
def marked(stage: Stage) -> Callable[[dict[str, Any]], Result]:
    """The result of a notebook's content."""

    def marked(content: dict[str, Any]) -> Result:
        data = json.dumps(content).encode()
        return replace(mark(Job(data, False, "salt", Limits(), stage.place(QUICK))), seconds=0.0)

    return marked


def content(folder: str, chapter: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((ROOT / folder / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    return made


def cell(content: dict[str, Any], role: str, exercise: str = "") -> dict[str, Any]:
    """The first cell of that role."""
    for one in content["cells"]:
        own = one["metadata"].get("nnlab", {})
        if own.get("role") == role and own.get("exercise", "") == exercise:
            found: dict[str, Any] = one
            return found
    raise AssertionError(f"there is no cell of the role {role}")


@pytest.mark.parametrize(("chapter", "exercise", "answer", "added"), ADDED, ids=[row[0] for row in ADDED])
def test_what_a_learner_adds_to_the_setup_cell_counts(
    marked: Callable[[dict[str, Any]], Result], chapter: str, exercise: str, answer: str, added: str
) -> None:
    made = content("notebooks", chapter)
    cell(made, "exercise", exercise)["source"] = answer
    cell(made, "setup")["source"] = "".join(cell(made, "setup")["source"]) + added
    result = marked(made)
    report = next(report for report in result.reports if report.exercise == exercise)
    assert (report.outcome, report.earned) == ("pass", exercises.load(exercise).points)
    assert result.notes == ()


@pytest.mark.parametrize("chapter", exercises.chapters())
def test_nothing_is_told_about_the_courses_own_cells(marked: Callable[[dict[str, Any]], Result], chapter: str) -> None:
    """Also where the learner has added a cell, and every number is another."""
    made = content("notebooks", chapter)
    made["cells"].insert(0, code("1 / 0"))
    assert marked(made).notes == ("Cell 1 raised ZeroDivisionError: division by zero in line 1.",)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_solutions_have_all_points_and_no_notes(marked: Callable[[dict[str, Any]], Result], chapter: str) -> None:
    result = marked(content("solutions", chapter))
    assert (result.earned, result.notes) == (pytest.approx(result.possible), ())


def test_a_problem_in_a_cell_that_the_learner_altered_is_told(marked: Callable[[dict[str, Any]], Result]) -> None:
    made = content("notebooks", "06_softmax_regression")
    cell(made, "setup")["source"] = "".join(cell(made, "setup")["source"]) + "\n1 / 0"
    assert [note.partition(":")[0] for note in marked(made).notes] == ["Cell 2 raised ZeroDivisionError"]


def test_the_same_notebook_has_the_same_row(marked: Callable[[dict[str, Any]], Result]) -> None:
    """Also where a note or a report shows an object, whose address is another each time."""
    made = content("notebooks", "06_softmax_regression")
    cell(made, "exercise", "softmax")["source"] = solution(exercises.load("softmax"))
    cell(made, "exercise", "one_hot")["source"] = "def one_hot(y, k):\n    raise ValueError(object())"
    made["cells"] += [code("[].index(object())"), code("from nnlab import data\n[].index(data.penguins())")]
    first, second = marked(made), marked(made)
    assert len(first.notes) == 2
    assert first.as_json() == second.as_json()
