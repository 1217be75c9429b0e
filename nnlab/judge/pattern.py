"""Where it is right and where not: "right only when there is one row", when nothing better can be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nnlab.judge.relations import Arguments, sizes
from nnlab.judge.report import Named
from nnlab.judge.trial import Trial

Rule = tuple[str, Callable[[dict[str, int]], bool]]


def pattern(trials: Sequence[Trial], arguments: Arguments) -> Named | None:
    """A rule over the sizes of the inputs that is true of every right answer and of no wrong one."""
    seen = [(sizes(trial.case, arguments), not trial.failed) for trial in trials if trial.judged and not trial.again]
    right = [size for size, passed in seen if passed]
    wrong = [size for size, passed in seen if not passed]
    if not right or len(wrong) < 2:
        return None
    for words, rule in _rules(right[0]):
        if all(rule(size) for size in right) and not any(rule(size) for size in wrong):
            return Named(
                "right only in a special case", f"Right only when {words}, wrong otherwise: what is different then?"
            )
        if not any(rule(size) for size in right) and all(rule(size) for size in wrong):
            return Named(
                "wrong only in a special case", f"Wrong only when {words}, right otherwise: what is different then?"
            )
    return None


def _rules(size: dict[str, int]) -> list[Rule]:
    names = [name for name in size if "entries" not in name]
    rules: list[Rule] = [(f"{name} is 1", lambda s, name=name: s.get(name) == 1) for name in names]  # type: ignore[misc]
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            rules.append((f"{a} equals {b}", lambda s, a=a, b=b: s.get(a) == s.get(b)))  # type: ignore[misc]
    return rules
