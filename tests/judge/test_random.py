"""The state of np.random and random, which all code shares: a call that moves it is seen."""

import random

import numpy as np
import pytest

from nnlab.calls import run
from nnlab.judge import RANDOM, SHAPE, Case, Claim, Exercise, judge


def noise(n, seed):
    """n numbers of shape (n,), the same for the same seed."""
    return np.random.default_rng(seed).normal(size=n)


def draw(rng):
    for n in (3, 4, 2):
        yield Case("values", (n, int(rng.integers(100))), f"{n} numbers")


CLAIMS = (
    Claim(SHAPE, 0.5, "shape"),
    Claim("values", 0.5, "values", lambda cases: None),
    Claim(RANDOM, 0.5, "the shared state stays as it was"),
)
EXERCISE = Exercise(noise, draw, CLAIMS, ("", "", ""))


def seeded(n, seed):
    np.random.seed(seed)
    return np.random.normal(size=n)


def unseeded(n, seed):
    return np.random.normal(size=n)


def pythons(n, seed):
    random.seed(seed)
    return [random.gauss(0, 1) for _ in range(n)]


def restored(n, seed):
    state = np.random.get_state()
    np.random.seed(seed)
    drawn = np.random.normal(size=n)
    np.random.set_state(state)
    return drawn


def of_its_own(n, seed):
    return np.random.RandomState(seed).normal(size=n)


@pytest.fixture(autouse=True)
def undisturbed():
    numpys, pythons = np.random.get_state(), random.getstate()
    yield
    np.random.set_state(numpys)
    random.setstate(pythons)


@pytest.mark.parametrize("function", [seeded, unseeded, pythons])
def test_moving_the_shared_state_is_seen(function):
    report = judge(EXERCISE, lambda inputs: run(function, inputs), 0)
    assert [finding.passed for finding in report.findings] == [True, True, False]
    assert "np.random" in report.findings[-1].evidence
    assert "shared state" in report.mistakes[0].message
    assert any("default_rng(seed)" in note for note in report.notes)


@pytest.mark.parametrize("function", [noise, restored, of_its_own])
def test_leaving_it_alone_passes(function):
    report = judge(EXERCISE, lambda inputs: run(function, inputs), 0)
    assert report.passed
    assert report.notes == ()


def test_it_is_no_credit_for_idleness():
    report = judge(EXERCISE, lambda inputs: run(lambda n, seed: None, inputs), 0)
    assert report.earned == 0
