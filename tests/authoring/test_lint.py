"""Lint: every exercise is sound, and each kind of fault is found."""

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from nnlab import exercises
from nnlab.authoring import lint as linting
from nnlab.authoring.lint import faults_of, lint, proved
from nnlab.authoring.processes import cores, in_processes
from nnlab.errors import NnlabError
from nnlab.judge import Case, Claim, Mistake
from nnlab.judge.report import Named

SOUND = exercises.load("gradient_step")


@pytest.mark.long
def test_every_exercise_is_sound(tmp_path):
    """The command of README.md and CONTRIBUTING.md, which proves them all."""
    result = subprocess.run(
        [sys.executable, "-m", "nnlab", "lint"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    assert result.stderr == ""
    rows = [re.findall(r"[\w.]+", line) for line in result.stdout.splitlines()]
    proved_ones = [row[0] for row in rows if row and row[-1] == "ok"]
    assert proved_ones == list(exercises.names())


def without_shapes(W, dW, learning_rate):
    """One step."""
    return W - learning_rate * dW


def broken(rng):
    raise ZeroDivisionError("no cases")


def same_cases(rng):
    yield from SOUND.cases(0)


FAULTS = [
    ({"hints": ("one",)}, "1 hints"),
    ({"claims": SOUND.claims[1:]}, "no claim 'shape'"),
    ({"claims": (*SOUND.claims, Claim("odd", 0.3, ""))}, "0.3 points"),
    ({"claims": (*SOUND.claims, Claim("odd", 0.5, ""))}, "no case for the claim 'odd'"),
    ({"claims": (*SOUND.claims, SOUND.claims[0])}, "two claims"),
    ({"claims": tuple(replace(claim, points=5.0) for claim in SOUND.claims)}, "needs 1 to 5"),
    ({"draw": lambda rng: [Case("nothing", SOUND.cases(0)[0].inputs), *SOUND.draw(rng)]}, "which is no claim"),
    ({"reference": without_shapes}, "names no shape"),
    ({"draw": same_cases}, "two seeds draw the same"),
    ({"mistakes": (Mistake("right", "", wrong=SOUND.reference),)}, "is not rejected"),
    ({"mistakes": (Mistake("gone", "", edits=(("no such text", ""),)),)}, "cannot be made"),
    (
        {"mistakes": (SOUND.mistakes[0], replace(SOUND.mistakes[0], name="again"))},
        "the mistake 'again' is called",
    ),
]


@pytest.mark.parametrize(("change", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_a_fault_is_found(change, words):
    assert any(words in fault for fault in faults_of(replace(SOUND, **change)))


def test_an_exercise_that_raises_is_a_fault_too_and_the_others_are_proved(monkeypatch, capsys):
    bad = replace(SOUND, draw=broken)
    assert proved(bad) == [f"ZeroDivisionError: no cases (test_lint.py, line {broken.__code__.co_firstlineno + 1})"]
    good = exercises.load("predict_linear")
    monkeypatch.setattr(exercises, "names", lambda: ("gradient_step", "predict_linear"))
    monkeypatch.setattr(exercises, "load", {"gradient_step": bad, "predict_linear": good}.__getitem__)
    assert lint() == 1
    printed = capsys.readouterr().out
    assert "gradient_step: ZeroDivisionError" in printed
    assert "predict_linear" in printed
    monkeypatch.setattr(exercises, "names", lambda: ("predict_linear",))
    assert lint() == 0


def test_a_second_name_beside_its_own_is_a_fault(monkeypatch):
    judge = linting.judge

    def talkative(*given):
        report = judge(*given)
        return replace(report, mistakes=(*report.mistakes, Named("another", "This too.")))

    monkeypatch.setattr(linting, "judge", talkative)
    name = SOUND.mistakes[0].name
    assert any(f"{name!r} is called {name!r}, 'another' with" in fault for fault in faults_of(SOUND))


def test_some_exercises_in_the_order_of_the_course(capsys):
    assert lint(["predict_linear", "row_sums"]) == 0
    printed = capsys.readouterr().out
    assert printed.index("row_sums") < printed.index("predict_linear")
    assert "gradient_step" not in printed


def test_two_at_a_time_say_the_same(capsys):
    chosen = ["row_sums", "predict_linear", "as_column"]
    assert lint(chosen) == lint(chosen, jobs=2) == 0
    printed = capsys.readouterr().out
    half = len(printed) // 2
    assert printed[:half] == printed[half:]


def test_what_cannot_be_done_is_said():
    with pytest.raises(NnlabError, match="no exercise 'sofmax'; there are softmax"):
        lint(["sofmax"])
    with pytest.raises(NnlabError, match="--jobs is 0, needs 1 or more"):
        lint(jobs=0)


def test_a_process_that_dies_is_a_sentence():
    assert cores() >= 1
    with pytest.raises(NnlabError, match="--jobs 1"):
        list(in_processes(os._exit, [1, 2], jobs=2))
