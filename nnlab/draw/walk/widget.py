"""The walk in a notebook: the picture, the step it is at, and what is said about that step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from nnlab.draw.svg import number
from nnlab.draw.walk.picture import picture
from nnlab.draw.walk.steps import Step, plain, steps
from nnlab.draw.walk.trace import REFERENCE, Trace
from nnlab.draw.widget import Live

MOST_IN_WORDS = 24  # numbers of one array that a text alternative spells out


class Walk(Live):
    """`at` is the number of steps taken: 0 before the first, len(steps) at the end. It may be set."""

    script = "walk/walk.js"
    at = traitlets.Int(0).tag(sync=True)
    data = traitlets.List(traitlets.Dict()).tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)  # the network, and whose functions
    first = traitlets.Int(0).tag(sync=True)  # the first step that is wrong, from 1; 0 when there is none

    def __init__(self, trace: Trace, own: Mapping[str, object]) -> None:
        self.trace, self.steps = trace, steps(trace, own)
        wrong = [i for i, step in enumerate(self.steps, start=1) if step.verdict]
        super().__init__(
            picture=picture(trace, self.steps),
            words=in_words(trace, self.steps),
            data=[step.as_data() for step in self.steps],
            about=about(trace, own),
            first=wrong[0] if wrong else 0,
        )

    @traitlets.validate("at")
    def _within(self, proposal: Any) -> int:
        return min(max(int(proposal["value"]), 0), len(self.steps))


def about(trace: Trace, own: Mapping[str, object]) -> str:
    sizes = "-".join(str(size) for size in [len(trace.x), *[len(b) for _, b in trace.params]])
    used = {stage.function for stage in trace.stages}
    yours = [name for name in REFERENCE if name in own and name in used]
    course = [name for name in REFERENCE if name not in own and name in used]
    parts = [f"A {sizes} network, {trace.activation}."]
    parts += [f"Your own: {', '.join(yours)}."] if yours else []
    parts += [f"The course's: {', '.join(course)}."] if course else []
    return " ".join(parts)


def in_words(trace: Trace, taken: list[Step]) -> str:
    """The whole walk, for those who do not see it."""
    sizes = "-".join(str(size) for size in [len(trace.x), *[len(b) for _, b in trace.params]])
    lines = [f"A walk through a {sizes} network ({trace.activation}) in {len(taken)} steps."]
    for stage in trace.stages:
        layer = "" if stage.kind in ("p", "loss") else f" of layer {stage.layer}"
        name = {"loss": "loss", "delta": "delta"}.get(stage.kind, stage.kind)
        if stage.got.size > MOST_IN_WORDS:
            lines.append(f"{name}{layer}: {stage.got.size} numbers, the largest of size {number(abs(stage.got).max())}")
            continue
        rows = stage.got if stage.got.ndim == 2 else stage.got[None]
        lines.append(f"{name}{layer}: " + "; ".join(", ".join(map(number, row)) for row in rows))
    first = next((step for step in taken if step.verdict), None)
    if first is not None:
        lines.append(f"The first difference is {plain(first.name)}. {plain(first.verdict)}")
    return "\n".join(lines)
