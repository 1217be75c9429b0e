"""The verdict on one function, as a frozen value; `text` and `card` show it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

IDLE = "counts once some answer is right"  # why a claim about idle things does not hold

Outcome = Literal["pass", "fail", "error", "timeout", "not_attempted", "crash", "memory", "missing"]


class Finding(NamedTuple):
    """One claim: did it hold, the points it carries, and the evidence when it did not."""

    claim: str
    passed: bool
    points: float
    evidence: str


class Named(NamedTuple):
    """A named mistake or a general relation that explains the answers."""

    name: str
    message: str


@dataclass(frozen=True)
class Example:
    """The first failing call, for the learner to repeat: inputs by name, what was expected, what came."""

    note: str
    inputs: tuple[tuple[str, Any], ...]
    part: str  # "" when the answer is one value
    expected: Any
    got: Any
    wrong: Any  # a bool array that marks the differing entries, or None


@dataclass(frozen=True)
class Report:
    exercise: str
    outcome: Outcome
    earned: float
    possible: float
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[Named, ...] = ()
    seed: int = 0
    version: str = ""
    summary: str = ""  # one sentence, the first thing to read
    notes: tuple[str, ...] = ()  # what teaches but costs nothing: warnings, which parts are right
    example: Example | None = field(default=None, compare=False)
    given: tuple[str, ...] = ()  # exercises whose right functions were lent to it: see `nnlab.judge.carry`

    @property
    def passed(self) -> bool:
        return self.outcome == "pass"

    def without_inputs(self) -> Report:
        """The same verdict with no input shown, for a class whose inputs stay hidden."""
        return replace(self, example=None)

    def __str__(self) -> str:
        from nnlab.judge.text import for_this_terminal

        return for_this_terminal(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from nnlab.judge.card import as_card

        return as_card(self)
