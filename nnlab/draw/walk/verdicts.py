"""What is said of a learner's functions: at the first number that is wrong, and of all numbers together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from nnlab.draw.svg import number
from nnlab.draw.walk.answers import NOTHING, UNWRITTEN
from nnlab.draw.walk.trace import Stage, Trace

# For a whole array, as the lessons write it: what to look at when one of its numbers is wrong.
FORMULAS = {
    "z": "Z = A W + b, with A = X at the first layer",
    "a": "A = σ(Z), entry by entry",
    "p": "P = softmax(Z): exp(z) of each score, divided by the sum of its row",
    "loss": "L = −Σ_{k} y_{k} ln p_{k}",
    "delta": "δ = (δ^{above} W^{T}) * σ'(Z), at the pre-activations Z of the layer below",
    "delta, last": "δ = P − Y",
    "dW": "dW = A^{T} δ, with A what goes into the layer",
    "db": "db = the sum of δ over the examples",
}
LENT = "The walk goes on with the course's numbers."


def verdict(stage: Stage, there: tuple[Any, ...], own: bool, *, first: bool, last: bool) -> tuple[str, str]:
    """(what is wrong with the numbers `there`, the formula to look at); "" where nothing is.

    What is wrong with the function, and not with this array, is said at the `first` number, and names no formula.
    """
    whose = f"Your {stage.function}" if own else stage.function
    if stage.note and first:
        return " ".join(
            [_sentence(f"{whose} {stage.note}"), *([LENT] if stage.lent else []), *_more(stage.note, stage)]
        ), ""
    if not np.any(stage.differs[there]):
        return "", ""
    formula = FORMULAS["delta, last" if stage.kind == "delta" and last else stage.kind]
    if stage.problem:
        words = [_sentence(f"{whose} {stage.problem}"), LENT, *_more(stage.problem, stage)]
        return " ".join(words), "" if stage.problem == NOTHING else formula
    if np.ndim(stage.got[there]):  # a column: its first wrong entry
        there = (int(np.argmax(stage.differs[there])), *there[1:])
    got, expected = number(float(stage.got[there])), number(float(stage.expected[there]))
    return f"{whose} gives {got} here; the formula gives {expected}.", formula


def _sentence(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def _more(words: str, stage: Stage) -> list[str]:
    return [] if words == UNWRITTEN else [f'check("{stage.function}") says more.']


def result(trace: Trace, own: Mapping[str, object], handed: Collection[str], first: str) -> str:
    """How many of the learner's numbers agree, and what one example cannot show; `first` is where to look, or ""."""
    made = [stage for stage in trace.stages if stage.function in own]
    if not made:
        return ""
    agree, of = sum(stage.agreeing for stage in made), sum(stage.got.size for stage in made)
    total = sum(stage.got.size for stage in trace.stages)
    among = "" if of == total else f" (the walk has {total})"
    counted = f"All {of}" if agree == of else f"{agree} of the {of}"
    look = (
        "."
        if not first
        else f", but something else is wrong: look at {first}."
        if agree == of
        else f". Look at {first} first."
    )
    said = f"{counted} numbers that your functions made agree with the formulas{among}{look}"
    checks = [f'check("{name}")' for name in handed if any(stage.function == name for stage in made)]
    unseen = "One example cannot show a wrong factor n or 1/n: "
    return said + (f" {unseen}{' and '.join(checks)} can." if checks else "")
