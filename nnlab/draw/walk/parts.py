"""What a walk's picture is made of, however it draws its nodes: steps, edges, labels.

What belongs to a step carries `data-step`; a node `data-node="layer.k"`, an edge `data-edge="layer.j.k"`, counted from 0.
`data-says` is what is read out beside the picture: parts separated by |, each with the step from which it is known.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nnlab.draw.svg import INK, NEGATIVE, POSITIVE, number, tag, text
from nnlab.draw.walk.steps import Step, by_entry, places
from nnlab.draw.walk.trace import Trace
from nnlab.reference.types import Array

Spot = tuple[float, float]
MARK = "\u2717 "  # before what is wrong
BELOW = '<tspan dy="3" font-size="75%">\\1</tspan><tspan dy="-3">\u200b</tspan>'


@dataclass(frozen=True)
class Numbers:
    """Which step a number appears at, counted from 1, and whether it is right there."""

    at: dict[tuple[str, int, tuple[int, ...]], int]
    wrong: frozenset[int]

    @classmethod
    def of(cls, trace: Trace, steps: Sequence[Step]) -> Numbers:
        keys = [(stage.kind, stage.layer, at) for stage in trace.stages for at in places(trace, stage)]
        wrong = frozenset(i for i, step in enumerate(steps, start=1) if step.wrong)
        return cls({key: i for i, key in enumerate(keys, start=1)}, wrong)


@dataclass(frozen=True)
class Edge:
    """One weight, from node j to node k; sizes are relative to the largest of the layer."""

    key: str
    start: Spot
    end: Spot
    weight: float
    slope: float
    size: float
    steepness: float
    step: int | None  # of its slope, where there is a way back
    says: str


class Network:
    """A subclass says how nodes, lines and labels look, and how far an edge stays from the middle of a node."""

    away = 0.0
    beside = 0.0  # how far what stands on the right of an output is from its middle

    def __init__(self, trace: Trace, numbers: Numbers, spots: Sequence[Sequence[Spot]]) -> None:
        self.trace, self.numbers, self.spots = trace, numbers, spots

    def parts(self) -> Iterator[str]:
        """Lines, then nodes, then labels: what comes later lies on top."""
        edges = list(self.edges())
        yield from map(self.line, edges)
        for layer, column in enumerate(self.spots):
            for k, spot in enumerate(column):
                yield self.node(layer, k, spot)
        yield from map(self.labels, edges)

    def line(self, edge: Edge) -> str:
        raise NotImplementedError

    def node(self, layer: int, k: int, spot: Spot) -> str:
        raise NotImplementedError

    def labels(self, edge: Edge) -> str:
        """The weight and its slope beside the line; nothing where there is no room."""
        return ""

    def edges(self) -> Iterator[Edge]:
        entries = by_entry(self.trace)
        for layer, (W, _) in enumerate(self.trace.params, start=1):
            back = self.trace.y is not None
            dW = self.trace.stage("dW", layer).got if back else np.zeros(W.shape)
            sizes, steepness = share(W), share(dW)
            for j, k in itertools.product(*map(range, W.shape)):
                step = self.numbers.at["dW", layer, (j, k) if entries else (k,)] if back else None
                index = f"{j + 1}{k + 1}" if max(j, k) < 9 else f"{j + 1},{k + 1}"
                (x1, y1), (x2, y2) = self.spots[layer - 1][j], self.spots[layer][k]
                yield Edge(
                    f"{layer}.{j}.{k}",
                    (x1 + self.away, y1),
                    (x2 - self.away, y2),
                    float(W[j, k]),
                    float(dW[j, k]),
                    float(sizes[j, k]),
                    float(steepness[j, k]),
                    step,
                    f"0:w_{{{index}}} = {number(W[j, k])}"
                    + (f"|{step}:slope dw_{{{index}}} = {number(dW[j, k])}" if back else ""),
                )

    def says(self, layer: int, k: int) -> str:
        """A node's numbers, to be read out beside the picture."""
        if layer == 0:
            return f"0:x_{{{k + 1}}} = {number(self.trace.x[k])}"
        parts = [
            f"{self.numbers.at[kind, layer, (k,)]}:{'δ' if kind == 'delta' else kind}_{{{k + 1}}} = "
            f"{number(self.trace.stage(kind, layer).got[k])}"
            for kind in self.kinds(layer)
        ]
        return "|".join(parts)

    def kinds(self, layer: int) -> tuple[str, ...]:
        """The numbers of a node: three, or two where there is no way back."""
        forward = ("z", "p" if layer == len(self.trace.params) else "a")
        return forward if self.trace.y is None else (*forward, "delta")


def share(values: Array) -> Array:
    """The size of each, relative to the largest, from 0 to 1; what is no finite number is as large as the largest."""
    sizes = np.abs(values)
    finite = np.isfinite(sizes)
    return np.where(finite, sizes / (sizes[finite].max(initial=0.0) or 1.0), 1.0)


def line(edge: Edge, widest: float, **more: object) -> str:
    """Its colour says the sign, as the dashes do, and its width the size: of the weight, and later of the slope."""
    return tag(
        "line",
        x1=edge.start[0],
        y1=edge.start[1],
        x2=edge.end[0],
        y2=edge.end[1],
        stroke=NEGATIVE if edge.weight < 0 else POSITIVE,
        stroke_width=f"{0.5 + (widest - 0.5) * edge.size:.2f}",
        stroke_dasharray="6 3" if edge.weight < 0 else None,
        style=f"--g:{edge.steepness:.2f}",
        class_="line down" if edge.slope < 0 else "line up",
        **more,
    )


def label(words: str, spot: Spot, step: int, numbers: Numbers, **more: object) -> str:
    """A number that appears at a step, marked when it is wrong."""
    wrong = step in numbers.wrong
    look = {"font_size": 13, "text_anchor": "middle", "class_": "wrong" if wrong else None} | more
    return tag(
        "text",
        (MARK if wrong else "") + subscripts(words),
        x=spot[0],
        y=spot[1],
        fill=NEGATIVE if wrong else INK,
        font_weight="bold" if wrong else None,
        data_step=step or None,
        **look,
    )


def subscripts(words: str) -> str:
    """z_{1} as SVG: what stands below is smaller, and lower."""
    return re.sub(r"_\{(.*?)\}", BELOW, text(words))
