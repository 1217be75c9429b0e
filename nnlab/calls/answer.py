"""What came back from one call: a value, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["returned", "raised", "timeout", "not_attempted", "missing", "crash", "memory"]


# Stands among an answer's warnings when the call drew from the generators that all code shares, or seeded them.
SHARED_RANDOM = "SharedRandom: The state of np.random or random was changed"


@dataclass(frozen=True)
class Raised:
    """An exception, reduced to what helps: its name, its sentence, and the learner's own line."""

    type: str
    message: str
    line: str = ""
    lineno: int = 0
    function: str = ""


@dataclass(frozen=True)
class Answer:
    """One call's outcome. `value` is plain (see `nnlab.calls.plain`) and means something only when returned."""

    status: Status
    value: Any = None
    raised: Raised | None = None
    changed: tuple[int, ...] = ()  # positions of the arguments that the call altered
    warnings: tuple[str, ...] = ()
    printed: str = ""
    seconds: float = 0.0
