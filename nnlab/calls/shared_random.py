"""The state of np.random and random, which all code of a process shares: did a call move it?"""

from __future__ import annotations

import ctypes
import random
from typing import Any

import numpy as np
from numpy.random.mtrand import get_bit_generator

WORDS = 624  # of 32 bits, in the Mersenne Twister; behind them stands how many of them are used up
SIZE = WORDS * ctypes.sizeof(ctypes.c_uint32) + ctypes.sizeof(ctypes.c_int)


class SharedRandom:
    """What both would draw next, at the time when this is made.

    numpy gives its state out word by word, which takes longer than most calls that are watched. To see whether it moved
    the generator's memory is read in one piece, at the address that numpy gives for other languages.
    """

    def __init__(self) -> None:
        self._memory = _memory()
        self._numpy = _numpy()
        self._python = random.getstate()

    def moved(self) -> bool:
        """Is it another one now?"""
        if random.getstate() != self._python:
            return True
        # A normal number that waits for the next draw is kept outside that memory. Where none waits, the next draw
        # moves the generator; else the whole state has to be looked at.
        if self._memory is not None and not self._numpy["has_gauss"]:
            return _memory() != self._memory
        return bool(_numpy() != self._numpy)


def _memory() -> bytes | None:
    """The memory of np.random's generator; None where somebody has set a generator of another kind."""
    generator = get_bit_generator()
    if type(generator) is not np.random.MT19937:
        return None
    return ctypes.string_at(generator.ctypes.state_address, SIZE)


def _numpy() -> dict[str, Any]:
    """The whole state of np.random, made to be compared."""
    whole: Any = np.random.get_state(legacy=False)
    words = {name: part.tobytes() if isinstance(part, np.ndarray) else part for name, part in whole["state"].items()}
    return {**whole, "state": words}
