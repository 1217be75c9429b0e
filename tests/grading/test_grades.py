"""grades.json read back: what is damaged or of another kind is refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from classes import MEAN, graded, out, right, small, unreadable, wrong

from nnlab.errors import NnlabError
from nnlab.grading.grades import read_grades


def test_it_reads_what_grade_writes(tmp_path: Path) -> None:
    grades = read_grades(out(tmp_path, small(), salt="pepper"))
    assert list(grades.results) == small()
    assert grades.chapters() == ("03_linear_regression",)
    assert grades.students() == ("ada", "bob", "eve", "zoe")
    assert [result.student for result in grades.ungraded()] == ["zoe"]


def test_of_several_notebooks_the_best_counts_and_of_equal_ones_the_first(tmp_path: Path) -> None:
    results = [
        graded("ada", wrong("first", MEAN), notebook="ada/a.ipynb"),
        graded("ada", right("first"), notebook="ada/b.ipynb"),
        graded("ada", right("first"), notebook="ada/c.ipynb"),
        unreadable("ada"),
    ]
    best = read_grades(out(tmp_path, results)).best("03_linear_regression")
    assert {student: result.notebook for student, result in best.items()} == {"ada": "ada/b.ipynb"}


def test_an_older_file_without_notes_is_read(tmp_path: Path) -> None:
    path = out(tmp_path, small()) / "grades.json"
    data = json.loads(path.read_text())
    for submission in data["submissions"]:
        del submission["notes"]
    path.write_text(json.dumps(data))
    assert len(read_grades(tmp_path).results) == 4


def test_no_folder_and_no_grades(tmp_path: Path) -> None:
    with pytest.raises(NnlabError, match="There is no folder"):
        read_grades(tmp_path / "nowhere")
    with pytest.raises(NnlabError, match=r"has no grades\.json; run nnlab grade"):
        read_grades(tmp_path)


def _with(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def damaged(text: str) -> str:
        data = json.loads(text)
        change(data)
        return json.dumps(data)

    return damaged


DAMAGED: dict[str, tuple[Callable[[str], str], str]] = {
    "cut off": (lambda text: text[: len(text) // 2], "not complete JSON"),
    "empty": (lambda text: "", "not complete JSON"),
    "not UTF-8": (lambda text: text.replace("ada", "\udcff"), "not complete JSON"),
    "deep": (lambda text: "[" * 100_000, "not complete JSON"),
    "a list": (lambda text: "[]", "has the schema None"),
    "another version": (_with(lambda data: data.update(schema="nnlab-grades/2")), "'nnlab-grades/2', this nnlab reads"),
    "no submissions": (_with(lambda data: data.pop("submissions")), "damaged: KeyError"),
    "submissions of another kind": (_with(lambda data: data.update(submissions=[3])), "damaged: TypeError"),
    "a number for a name": (_with(lambda data: data["submissions"][0].update(student=3)), "where a text is needed"),
    "a text for a mark": (_with(lambda data: data["submissions"][0].update(possible="4")), "where a number"),
    "a negative mark": (_with(lambda data: data["submissions"][0].update(possible=-1)), "where a number"),
    "not a number": (_with(lambda data: data["submissions"][0].update(possible=float("nan"))), "not complete JSON"),
    "beyond all numbers": (lambda text: text.replace('"possible": 4.0', '"possible": 1e999'), "where a number"),
    "another status": (_with(lambda data: data["submissions"][0].update(status="fine")), "none of graded"),
    "another outcome": (
        _with(lambda data: data["submissions"][0]["exercises"][0].update(outcome="fine")),
        "none of pass",
    ),
    "a finding too short": (
        _with(lambda data: data["submissions"][0]["exercises"][0]["findings"][0].pop()),
        "damaged: ValueError",
    ),
}


@pytest.mark.parametrize(("damage", "words"), DAMAGED.values(), ids=DAMAGED.keys())
def test_damage_is_a_sentence(tmp_path: Path, damage: Callable[[str], str], words: str) -> None:
    path = out(tmp_path, small()) / "grades.json"
    path.write_bytes(damage(path.read_text()).encode("utf-8", "surrogateescape"))
    with pytest.raises(NnlabError, match=words) as caught:
        read_grades(tmp_path)
    assert "\n" not in str(caught.value)
