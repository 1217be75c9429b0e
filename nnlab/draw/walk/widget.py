"""The walk in a notebook: the picture, the step it is at, and what is said about that step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from nnlab.draw.svg import number
from nnlab.draw.walk.picture import picture
from nnlab.draw.walk.steps import Step, plain, steps
from nnlab.draw.walk.trace import REFERENCE, Trace
from nnlab.draw.walk.verdicts import result
from nnlab.draw.widget import Live

MOST_IN_WORDS = 24  # numbers of one array that a text alternative spells out


class Walk(Live):
    """`at` is the number of steps taken: 0 before the first, len(steps) at the end. It may be set."""

    script = "walk/walk.js"
    at = traitlets.Int(0).tag(sync=True)
    data = traitlets.List(traitlets.Dict()).tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)  # the network, and whose functions
    result = traitlets.Unicode().tag(sync=True)  # how many of the learner's numbers agree; "" without such
    first = traitlets.Int(0).tag(sync=True)  # the first step that is wrong, from 1; 0 when there is none

    def __init__(self, trace: Trace, own: Mapping[str, object], handed: Sequence[str] = ()) -> None:
        """`own` has the learner's functions by name; `handed` names those that were given to this walk."""
        self.trace, self.steps = trace, steps(trace, own)
        wrong = [i for i, step in enumerate(self.steps, start=1) if step.verdict]
        said = result(trace, own, handed, f"step {wrong[0]}" if wrong else "")
        super().__init__(
            picture=picture(trace, self.steps),
            words=in_words(trace, self.steps, said),
            data=[step.as_data() for step in self.steps],
            about=about(trace, own, handed),
            result=said,
            first=wrong[0] if wrong else 0,
        )

    @traitlets.validate("at")
    def _within(self, proposal: Any) -> int:
        return min(max(int(proposal["value"]), 0), len(self.steps))


def about(trace: Trace, own: Mapping[str, object], handed: Sequence[str]) -> str:
    sizes = "-".join(str(size) for size in [len(trace.x), *[len(b) for _, b in trace.params]])
    used = {stage.function for stage in trace.stages}
    yours = [name for name in REFERENCE if name in own and name in used]
    course = [name for name in REFERENCE if name not in own and name in used]
    parts = [f"A {sizes} network, {trace.activation}."]
    parts += [f"Your own: {', '.join(yours)}."] if yours else []
    parts += [f"The course's: {', '.join(course)}."] if course else []
    unused = [name for name in handed if name not in used]
    why = "backward gives all slopes" if trace.y is not None else "without y there is no way back"
    parts += [f"Not shown: {', '.join(unused)}, since {why}."] if unused else []
    return " ".join(parts)


def in_words(trace: Trace, taken: list[Step], said: str) -> str:
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
    if said:
        lines.append(said)
    return "\n".join(lines)
