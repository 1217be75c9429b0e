"""Lint: every exercise is sound, and each kind of fault is found."""

from dataclasses import replace

import pytest

from nnlab import exercises
from nnlab.authoring.lint import faults_of, lint, proved
from nnlab.judge import Case, Claim, Mistake

SOUND = exercises.load("gradient_step")


@pytest.mark.parametrize("name", exercises.names())
def test_every_exercise_is_sound(name):
    assert list(faults_of(exercises.load(name))) == []


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
