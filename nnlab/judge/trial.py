"""One case, its expected answer, and the learner's: what all explanations look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nnlab.calls import Answer
from nnlab.judge.compare import Difference, Tolerance, compare, form, pairs
from nnlab.judge.exercise import Case


@dataclass(frozen=True)
class Trial:
    case: Case
    answer: Answer
    rights: tuple[Any, ...]  # every right answer; the first is the reference's
    tolerance: Tolerance
    parts: tuple[str, ...] = ()
    judged: bool = True  # False where a claim's own check decides, and values may differ from the reference's
    again: bool = False  # the first case, put a second time
    parts_reversed: bool = False  # the last layer's parts are computed first
    cost: float = 0.0  # seconds that the reference took: which case to try a theory on first, and nothing else

    @property
    def expected(self) -> Any:
        return self.rights[0]

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Between the learner's answer and the nearest right one; empty when it is right or there is none."""
        return self.differences_of(self.answer.value) if self.answer.status == "returned" else ()

    @cached_property
    def wrong_parts(self) -> frozenset[str]:
        return frozenset(difference.part for difference in self.differences)

    def differences_of(self, value: Any) -> tuple[Difference, ...]:
        return self._nearest(value)[1]

    @cached_property
    def right(self) -> Any:
        """The right answer that is nearest to the learner's, where several are right."""
        return self._nearest(self.answer.value)[0]

    def _nearest(self, value: Any) -> tuple[Any, tuple[Difference, ...]]:
        found = []
        for right in self.rights:
            differences = self._against(value, right)
            if not differences:
                return right, differences
            found.append((right, differences))
        return min(found, key=lambda pair: (len(pair[1]), sum(one.amount for one in pair[1])))

    def _against(self, value: Any, right: Any) -> tuple[Difference, ...]:
        """The differences that count: those of form alone, where a claim's own check decides about the values."""
        differences = self._in_order(compare(value, right, self.tolerance, self.parts))
        return differences if self.judged else tuple(form(differences))

    def _in_order(self, differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
        """As the parts are computed: with parts_reversed the last layer comes first, within a layer the order stays."""
        if not self.parts_reversed:
            return differences
        order = list(self.leaves(self.expected) or {})
        layers = {part: place // len(self.parts) for place, part in enumerate(order)}
        return tuple(sorted(differences, key=lambda one: -layers[one.part] if one.part in layers else 1))

    def leaves(self, value: Any) -> dict[str, Any] | None:
        """The value's parts by name ("" for a single one); None when its structure is another."""
        parts = {part: mine for part, mine, _ in pairs(value, self.expected, self.parts)}
        return None if any(isinstance(mine, Difference) for mine in parts.values()) else parts

    @cached_property
    def own_leaves(self) -> dict[str, Any] | None:
        """The parts of the learner's answer."""
        return self.leaves(self.answer.value)

    @property
    def returned(self) -> bool:
        return self.answer.status == "returned"

    @property
    def failed(self) -> bool:
        return not self.returned or bool(self.differences)

    @property
    def misshapen(self) -> bool:
        return bool(form(self.differences))

    @property
    def why(self) -> str:
        """One sentence: why this case is not right."""
        where = f"{self.case.note}: " if self.case.note else ""
        if self.returned:
            return where + self.differences[0].text if self.differences else ""
        raised = self.answer.raised
        if self.answer.status == "raised" and raised is not None:
            line = f" in the line `{raised.line}`" if raised.line else ""
            return f"{where}it raised {raised.type}{line}: {raised.message}"
        return where + {
            "timeout": "it did not finish in time",
            "memory": "it asked for more memory than there is",
            "crash": "the process died during the call",
        }.get(self.answer.status, "it gave no answer")
