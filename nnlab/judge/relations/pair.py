"""One value of an answer beside the right one, and what it takes for a relation between them to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from nnlab.judge.compare import Tolerance

Transform = Callable[[Any], Any]


@dataclass(frozen=True)
class Pair:
    """One value of one answer beside the right one, both arrays, and the sizes that the inputs have."""

    got: Any
    expected: Any
    sizes: dict[str, int]
    tolerance: Tolerance

    def near(self, value: Any) -> bool:
        """Is the learner's value `value`?"""
        return bool(self.got.shape == value.shape and self.tolerance.near(self.got, value).all())

    def differs(self, value: Any) -> bool:
        """Is `value` not the right one? Otherwise it tells nothing about this pair."""
        return bool(self.expected.shape != value.shape or not self.tolerance.near(value, self.expected).all())


def holds(series: Sequence[Pair], transform: Callable[[Pair], Any], enough: int = 2) -> bool:
    """The learner's value is the transformed right one in every pair, and that is news in enough of them."""
    news = 0
    for pair in series:
        value = transform(pair)
        if value is None or not pair.near(value):
            return False
        news += pair.got.size if pair.differs(value) else 0
    return news >= enough
