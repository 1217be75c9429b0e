"""Marks: those of `check` in a notebook, for every exercise; and what became of a function that cannot be called."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from beside import in_kernel
from making import HALF, QUICK, RIGHT, SETUP, STUB, code, earned, helpers, notebook, outcome

from nnlab import exercises
from nnlab.exercises.source import solution, stub
from nnlab.grading.marking import Job, mark
from nnlab.grading.result import Result, report_from_json
from nnlab.grading.session import Limits
from nnlab.grading.stage import Stage
from nnlab.grading.submitted import seed_of
from nnlab.judge import Exercise, Report

Marks = Callable[..., Result]


def variants(exercise: Exercise) -> list[str]:
    """The right function, the stub, and those wrong ones that an edit of the right one gives."""
    right = solution(exercise)
    wrong = []
    for mistake in exercise.mistakes:
        text = right
        for old, new in mistake.edits:
            text = text.replace(old, new) if text.count(old) == 1 else right
        if text != right:
            wrong.append(text)
    return [right, stub(exercise), *wrong[:4]]


def rounds(chapter: str) -> list[list[str]]:
    """Sources of all the chapter's functions: first all right, then all untouched, then wrong ones."""
    made = [variants(exercises.load(name)) for name in exercises.of_chapter(chapter)]
    return [list(one) for one in itertools.zip_longest(*made, fillvalue="")]


ROUNDS = [(chapter, i) for chapter in exercises.chapters() for i in range(len(rounds(chapter)))]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("chapter", "i"), ROUNDS)
def test_marks_are_those_of_check(stage: Stage, chapter: str, i: int) -> None:
    earlier = [name for name in exercises.names() if exercises.load(name).chapter < chapter]
    setup = "import numpy as np\n"
    imported = "from nnlab import mine\n"
    mine = f"from nnlab.mine import {', '.join(earlier)}\n" if earlier else ""
    sources = [source or right for source, right in zip(rounds(chapter)[i], rounds(chapter)[0], strict=True)]
    right = {
        name
        for name, *both in zip(exercises.of_chapter(chapter), sources, rounds(chapter)[0], strict=True)
        if both[0] == both[1]
    }
    mine += helpers(chapter)
    data = notebook(
        code(setup + imported + mine, "setup"), *[code(source, "exercise") for source in sources], chapter=chapter
    )
    result = mark(Job(data, False, "salt", Limits(), stage.place(QUICK)))
    assert (result.status, result.notes) == ("graded", ())
    references = "".join(f"from {exercises.load(name).reference.__module__} import {name}\n" for name in earlier)
    references += helpers(chapter)
    for report in result.reports:
        exercise = exercises.load(report.exercise)
        expected = in_kernel(exercise, [setup + references, *sources], right, seed_of("salt", result.sha256, exercise))
        if report.given and not expected.given:  # a wrong one that it takes from nnlab.mine
            report = replace(report, given=(), summary=expected.summary, notes=report.notes[1:])
        assert report == expected
        assert report_from_json(result_json(result, report.exercise)).findings == expected.findings
    if i == 0:
        assert result.earned == pytest.approx(result.possible)
    if i == 1:
        assert result.earned == 0
        assert {report.outcome for report in result.reports} == {"not_attempted"}


def result_json(result: Result, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in result.as_json()["exercises"] if one["exercise"] == name)
    return found


def test_half_right_gets_a_part(marks: Marks) -> None:
    result = marks(SETUP, HALF)
    assert outcome(result) == "fail"
    assert 0 < earned(result) < exercises.load("mean_squared_error").points


def test_a_deleted_function_is_missing_and_a_stub_is_not_attempted(marks: Marks) -> None:
    assert outcome(marks(SETUP)) == "missing"
    assert outcome(marks(SETUP, STUB)) == "not_attempted"
    assert outcome(marks(SETUP, "mean_squared_error = 3")) == "missing"


def test_a_missing_function_tells_of_its_broken_cell(marks: Marks) -> None:
    result = marks(SETUP, code(RIGHT.replace(":", "", 1), "exercise", "mean_squared_error"))
    report = next(report for report in result.reports if report.exercise == "mean_squared_error")
    assert report.outcome == "missing"
    assert report.summary.endswith("Its cell has a SyntaxError in line 1: expected ':'.")


def test_the_learners_own_cells_count(marks: Marks) -> None:
    helper = "def squares(R):\n    return (R ** 2).sum()\n"
    body = "def mean_squared_error(Y_hat, Y):\n    return squares(Y_hat - Y) / len(Y)\n"
    assert outcome(marks(SETUP, helper, code(body, "exercise", "mean_squared_error"))) == "pass"


ODD = {
    "crash": ("import os\ndef mean_squared_error(Y_hat, Y):\n    os._exit(0)", "crash", {}),
    "timeout": ("def mean_squared_error(Y_hat, Y):\n    while True: pass", "timeout", {"seconds": 0.4}),
    "memory": ("def mean_squared_error(Y_hat, Y):\n    return np.ones(10**11)", "memory", {"memory": 512}),
    "error": ("def mean_squared_error(Y_hat, Y):\n    return 1 / 0", "error", {}),
    "none": ("def mean_squared_error(Y_hat, Y):\n    print(1)", "fail", {}),
    "equal to all": (
        "class A:\n    def __eq__(self, other): return True\n    __array__ = None\ndef mean_squared_error(Y_hat, Y):\n    return A()",
        "fail",
        {},
    ),
    "patched": (
        "np.allclose = np.isclose = np.array_equal = lambda *a, **k: True\nnp.abs = lambda a: 0\ndef mean_squared_error(Y_hat, Y):\n    return 1.0",
        "fail",
        {},
    ),
    "altered position that is none": (
        "import gc\nimport sys\nrun = sys.modules['nnlab.grading.worker.main']\nA = run.Answer\n"
        "run.run = lambda *a, **k: A('returned', 0.0, changed=(7,))\ndef mean_squared_error(Y_hat, Y):\n    return 1.0",
        "crash",
        {},
    ),
}


@pytest.mark.parametrize(("source", "expected", "limits"), ODD.values(), ids=ODD.keys())
def test_what_it_does_is_its_outcome(marks: Marks, source: str, expected: str, limits: dict[str, Any]) -> None:
    result = marks(SETUP, source, **limits)
    assert result.status == "graded"
    assert outcome(result) == expected


def test_one_crash_costs_its_calls_alone(marks: Marks) -> None:
    """The crash on single rows loses the points for those; the rest stands."""
    source = "import os\n" + RIGHT.replace("return", "if len(Y) == 1: os._exit(0)\n    return")
    result = marks(SETUP, source)
    points = exercises.load("mean_squared_error").points
    assert outcome(result) == "crash"
    assert 0.5 * points < earned(result) < points


def test_a_whole_submission_has_its_time_too(marks: Marks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each function dies at each call, and each time the cells, which are slow, run again."""
    monkeypatch.setattr("nnlab.grading.session.START_SECONDS", 1.0)
    names = exercises.of_chapter("03_linear_regression")
    dies = [f"def {name}(*args):\n    os._exit(0)" for name in names]
    begin = time.monotonic()
    result = marks("import os, time", "time.sleep(0.8)", *dies, seconds=0.1)
    assert time.monotonic() - begin < 15
    assert result.status == "graded"
    assert result.reports[-1].outcome == "timeout"


def test_what_is_no_attempt_proves_nothing(marks: Marks) -> None:
    """Cases after a NotImplementedError are put all the same: claims without a case once counted as held."""
    source = "n = 0\ndef mean_squared_error(Y_hat, Y):\n    global n\n    n += 1\n    if n > 1: raise NotImplementedError\n    return 0.0\n"
    assert earned(marks(SETUP, source)) == 0


def test_cases_depend_on_notebook_salt_and_version_alone() -> None:
    exercise = exercises.load("mean_squared_error")
    seed = seed_of("salt", "a" * 64, exercise)
    assert seed == seed_of("salt", "a" * 64, exercise)
    assert len({seed, seed_of("", "a" * 64, exercise), seed_of("salt", "b" * 64, exercise)}) == 3


def test_the_same_file_gets_the_same_result(marks: Marks) -> None:
    source = "import random\ndef mean_squared_error(Y_hat, Y):\n    return float(np.random.normal() + random.random())"
    first, second = marks(SETUP, source), marks(SETUP, source)
    assert [one.as_json() | {"seconds": 0} for one in (first,)] == [one.as_json() | {"seconds": 0} for one in (second,)]


def test_a_fault_of_the_grader_costs_one_row(marks: Marks, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> Report:
        raise RuntimeError("a bug")

    monkeypatch.setattr("nnlab.grading.marking.Carry", broken)
    result = marks(SETUP, RIGHT)
    assert (result.status, result.earned) == ("failed", 0)
    assert result.reason.startswith("The grader itself failed: RuntimeError: a bug")


def test_numbers_stay_numbers() -> None:
    assert np.isscalar(seed_of("", "", exercises.load("mean_squared_error")))
