"""One case, its expected answer, and the learner's: what all explanations look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nnlab.calls import Answer
from nnlab.judge.compare import Difference, Tolerance, form
from nnlab.judge.exercise import Case


@dataclass(frozen=True)
class Trial:
    case: Case
    expected: Any
    answer: Answer
    tolerance: Tolerance
    differences: tuple[Difference, ...] = ()
    again: bool = False  # the first case, put a second time

    @property
    def failed(self) -> bool:
        return self.answer.status != "returned" or bool(self.differences)

    @property
    def misshapen(self) -> bool:
        return bool(form(self.differences))

    @property
    def why(self) -> str:
        """One sentence: why this case is not right."""
        where = f"{self.case.note}: " if self.case.note else ""
        if self.answer.status == "returned":
            return where + self.differences[0].text if self.differences else ""
        raised = self.answer.raised
        if self.answer.status == "raised" and raised is not None:
            return f"{where}it raised {raised.type}: {raised.message}"
        return where + {
            "timeout": "it did not finish in time",
            "memory": "it asked for more memory than there is",
            "crash": "the process died during the call",
        }.get(self.answer.status, "it gave no answer")
