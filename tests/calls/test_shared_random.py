"""The state that all code shares: every way to move it is seen, and what leaves it alone is not accused."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

from nnlab.calls.shared_random import SharedRandom


@pytest.fixture(autouse=True)
def undisturbed() -> Iterator[None]:
    generator, numpys, pythons = np.random.get_bit_generator(), np.random.get_state(), random.getstate()
    yield
    np.random.set_bit_generator(generator)
    np.random.set_state(numpys)
    random.setstate(pythons)


def restored() -> None:
    state = np.random.get_state()
    np.random.normal(size=3)
    np.random.set_state(state)


MOVES = {
    "a number": np.random.rand,
    "a whole number": lambda: np.random.randint(4),
    "a normal number": np.random.randn,
    "two normal numbers": lambda: np.random.randn(2),
    "more than the generator holds at a time": lambda: np.random.rand(312),
    "a seed": lambda: np.random.seed(5),
    "another generator": lambda: np.random.set_bit_generator(np.random.PCG64(0)),
    "Python's number": random.random,
    "Python's normal number": lambda: random.gauss(0, 1),
}
STAYS = {
    "nothing": lambda: None,
    "restored": restored,
    "a generator of its own": lambda: np.random.default_rng(0).normal(size=3),
    "a state of its own": lambda: np.random.RandomState(0).randn(3),
    "Python's own": lambda: random.Random(0).random(),
}


@pytest.mark.parametrize("drawn", [0, 1])  # with one, a normal number waits for the next draw
@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_seen(move: str, drawn: int) -> None:
    np.random.seed(0)
    np.random.randn(drawn)
    shared = SharedRandom()
    MOVES[move]()
    assert shared.moved()


@pytest.mark.parametrize("drawn", [0, 1])
@pytest.mark.parametrize("stay", STAYS)
def test_what_leaves_it_alone_is_not_accused(stay: str, drawn: int) -> None:
    np.random.seed(0)
    np.random.randn(drawn)
    shared = SharedRandom()
    STAYS[stay]()
    assert not shared.moved()


def test_a_generator_of_another_kind_is_watched_too() -> None:
    np.random.set_bit_generator(np.random.PCG64(0))
    shared = SharedRandom()
    assert not shared.moved()
    np.random.rand()
    assert shared.moved()


@pytest.mark.parametrize("used", [1, 623, 624])
def test_the_memory_is_the_state(used: int) -> None:
    """Every word of the state, and the place in it, moves what is compared."""
    _, words, _, *_ = np.random.get_state()
    for place in (0, 311, 623):
        changed = words.copy()
        changed[place] += 1
        np.random.set_state(("MT19937", words, used))
        shared = SharedRandom()
        np.random.set_state(("MT19937", changed, used))
        assert shared.moved()
    np.random.set_state(("MT19937", words, used - 1))
    shared = SharedRandom()
    np.random.set_state(("MT19937", words, used))
    assert shared.moved()
