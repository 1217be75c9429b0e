"""What this kernel knows for as long as it runs: which functions passed, and which check is under way."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from typing import Any

passed: dict[str, Callable[..., Any]] = {}  # exercise name to the learner's own function, as it passed
credited: set[str] = set()  # those that passed only because right functions were lent to them
lists: set[str] = set()  # those that passed whose answers are lists where arrays are meant


class _Under(threading.local):
    check = ""  # the exercise whose check runs in this thread
    loading = False  # mynn.py is being loaded in this thread


under = _Under()
STAND_IN = "__nnlab_stand_in__"
OWN = "__nnlab_own__"


def is_stand_in(function: object) -> bool:
    """True for what `nnlab.mine` gives in the place of a function that has not passed."""
    return (
        inspect.getattr_static(function, STAND_IN, False) is True
    )  # whatever a learner's object does when it is asked


def exercise_of(function: object) -> str:
    """The exercise whose function this is: the course's own, or the learner's that passed or is in mynn.py; else ""."""
    if is_stand_in(function):
        return str(getattr(function, "__name__", ""))
    known = getattr(function, OWN, None)
    if type(known) is tuple:
        return str(known[0])
    return next((name for name, own in passed.items() if own is function), "")


def unpacked(function: object) -> object:
    """The learner's function itself, when `nnlab.mine` has handed it out from mynn.py."""
    known = getattr(function, OWN, None)
    return known[1] if type(known) is tuple else function
