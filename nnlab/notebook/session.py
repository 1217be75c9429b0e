"""What this kernel knows for as long as it runs: which functions passed, and which check is under way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

passed: dict[str, Callable[..., Any]] = {}  # exercise name to the learner's own function, as it passed


class _Under(threading.local):
    check = ""  # the exercise whose check runs in this thread


under = _Under()
STAND_IN = "__nnlab_stand_in__"


def is_stand_in(function: object) -> bool:
    """True for what `nnlab.mine` gives in the place of a function that has not passed."""
    return getattr(function, STAND_IN, False) is True
