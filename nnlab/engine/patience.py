"""Early stopping, epoch by epoch."""

from __future__ import annotations

import math
import sys
from collections import deque

from nnlab.reference.training import should_stop


class Patience:
    """Answers as the reference's `should_stop` for all losses so far, in a time that does not grow with their number.

    With patience None it never ends.
    """

    def __init__(self, patience: int | None, tolerance: float) -> None:
        self._patience, self._tolerance = patience, tolerance
        self._last: deque[float] = deque(maxlen=None if patience is None else min(patience, sys.maxsize))
        self._best_before = math.inf  # the lowest loss of the epochs before the last ones

    def add(self, loss: float) -> None:
        if self._patience is None:
            return
        if len(self._last) == self._patience:
            self._best_before = min(self._best_before, self._last[0])
        self._last.append(loss)

    @property
    def over(self) -> bool:
        if self._patience is None or self._best_before == math.inf:
            return False
        return should_stop([self._best_before, *self._last], self._tolerance, self._patience)
