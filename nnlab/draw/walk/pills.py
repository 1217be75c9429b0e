"""A small network: every node is a pill with its two numbers in it, and every edge can show its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nnlab.draw.svg import DIM, INK, PAPER, number, tag
from nnlab.draw.walk.apart import places
from nnlab.draw.walk.parts import MARK, Edge, Network, Spot, label, line, subscripts

PILL, HIGH = 136.0, 34.0
ROOM = 94.0  # of a half, in characters times their size: one is 0.63 of its size wide, at most
WIDEST = 4.5  # the line of a layer's largest weight


class Pills(Network):
    away = beside = PILL / 2

    def line(self, edge: Edge) -> str:
        (x1, y1), (x2, y2) = edge.start, edge.end
        hit = tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="transparent", stroke_width=12, class_="hit")
        kind = "edge wrong" if edge.step in self.numbers.wrong else "edge"
        inner = hit + line(edge, WIDEST)
        return tag("g", inner, data_edge=edge.key, data_says=edge.says, data_step=edge.step, class_=kind)

    def edges(self) -> Iterator[Edge]:
        """The same, and where their numbers stand is found for each layer."""
        edges = list(super().edges())
        self.places: dict[str, tuple[float, float]] = {}
        for _, group in itertools.groupby(edges, key=lambda edge: edge.key.partition(".")[0]):
            layer = list(group)
            nodes = [(-1 - int(j), int(k)) for _, j, k in (edge.key.split(".") for edge in layer)]  # left ones below 0
            starts, ends = [edge.start[1] for edge in layer], [edge.end[1] for edge in layer]
            found = places(starts, ends, nodes, layer[0].end[0] - layer[0].start[0])
            self.places |= dict(zip((edge.key for edge in layer), found, strict=True))
        yield from edges

    def labels(self, edge: Edge) -> str:
        """The weight and the slope; the front end shows those of a few edges at a time."""
        wrong = edge.step in self.numbers.wrong
        written = []
        before, after = self.places[edge.key]
        shown = [("weight", edge.weight, before), ("slope", edge.slope, after)]
        for kind, value, part in shown if edge.step else shown[:1]:
            x, y = (start + part * (end - start) for start, end in zip(edge.start, edge.end, strict=True))
            words = (MARK if wrong and kind == "slope" else "") + number(value)
            look = {"text_anchor": "middle", "fill": INK, "font_size": 12, "visibility": "hidden", "class_": kind}
            written.append(tag("text", words, x=x, y=y + 4, **look))
        kind = "label wrong" if wrong else "label"
        return tag("g", "".join(written), data_edge=edge.key, data_step=edge.step, class_=kind)

    def node(self, layer: int, k: int, spot: Spot) -> str:
        inner = self._input(k, spot) if layer == 0 else self._numbers(layer, k, spot)
        return tag("g", inner, class_="node", data_node=f"{layer}.{k}", data_says=self.says(layer, k))

    def _input(self, k: int, spot: Spot) -> str:
        return _pill(spot) + self._pair(f"x_{{{k + 1}}}", number(self.trace.x[k]), spot, 0)

    def _numbers(self, layer: int, k: int, spot: Spot) -> str:
        """z on the left, a or p on the right, and delta below."""
        x, y = spot
        left, right, *back = self.kinds(layer)
        parts = [_pill(spot), tag("line", x1=x, y1=y - HIGH / 2, x2=x, y2=y + HIGH / 2, stroke=INK, class_="rule")]
        for kind, middle in ((left, x - PILL / 4), (right, x + PILL / 4)):
            value = number(self.trace.stage(kind, layer).got[k])
            parts.append(self._pair(f"{kind}_{{{k + 1}}}", value, (middle, y), self.numbers.at[kind, layer, (k,)]))
        for delta in back:
            words = f"δ_{{{k + 1}}} = {number(self.trace.stage(delta, layer).got[k])}"
            parts.append(label(words, (x, y + HIGH / 2 + 16), self.numbers.at[delta, layer, (k,)], self.numbers))
        return "".join(parts)

    def _pair(self, name: str, value: str, spot: Spot, step: int) -> str:
        """A number, and its name above it; the name is there from the beginning."""
        x, y = spot
        look = {"text_anchor": "middle", "fill": DIM, "font_size": 12, "class_": "dim"}
        wrong = step in self.numbers.wrong
        size = min(13.0, ROOM / (len(value) + (2 if wrong else 0)))  # with its mark it has to stay within its half
        return tag("text", subscripts(name), x=x, y=y - HIGH / 2 - 5, **look) + label(
            value, (x, y + 5), step, self.numbers, font_size=size
        )


def _pill(spot: Spot) -> str:
    box = {"x": spot[0] - PILL / 2, "y": spot[1] - HIGH / 2, "width": PILL, "height": HIGH, "rx": HIGH / 2}
    return tag("rect", **box, fill=PAPER, stroke=INK, stroke_width="1.3", class_="pill")
