"""A large network: nodes are dots, the fuller the larger their number, dashed around where it is negative.

Where a column has room its numbers stand beside the dots: on the left what the node gives on, on the right its delta.
All numbers are read out beside the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnlab.draw.svg import INK, NEGATIVE, PAPER, POSITIVE, number, tag
from nnlab.draw.walk.parts import MARK, Edge, Network, Numbers, Spot, label, line, share
from nnlab.draw.walk.trace import Trace

LARGEST = 9.0  # radius
WIDEST = 1.6
ROOM = 16.0  # from node to node, in which a number can be read
LABEL = 58.0  # as wide as a delta
HALO = {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 3}  # numbers stand on lines


class Dots(Network):
    def __init__(self, trace: Trace, numbers: Numbers, spots: Sequence[Sequence[Spot]], rows: Sequence[float]) -> None:
        super().__init__(trace, numbers, spots)
        self.rows, self.away = rows, min(LARGEST, 0.4 * min(rows))
        self.beside = self.away + (LABEL if rows[-1] >= ROOM else 0.0)

    def line(self, edge: Edge) -> str:
        return line(edge, WIDEST, data_edge=edge.key, data_says=edge.says, data_step=edge.step, stroke_opacity="0.4")

    def node(self, layer: int, k: int, spot: Spot) -> str:
        last = layer == len(self.trace.params)
        values = self.trace.stage("p", layer).got if last else self.trace.below(layer + 1)
        value, known = float(values[k]), self.known(layer, k)
        dot = tag(
            "circle",
            cx=spot[0],
            cy=spot[1],
            r=self.away,
            fill=NEGATIVE if value < 0 else POSITIVE,
            fill_opacity=f"{share(values)[k]:.2f}",
            stroke=INK,
            stroke_width="0.8",
            stroke_dasharray="2 1.5" if value < 0 else None,
            class_="node",
            data_node=f"{layer}.{k}",
            data_step=known or None,
            data_says=self.says(layer, k),
        )
        return dot + self._beside(layer, k, spot, value) + self._mark(layer, k, spot)

    def known(self, layer: int, k: int) -> int:
        """The step at which the node's number is there; 0 for an input."""
        return self.numbers.at[self.kinds(layer)[1], layer, (k,)] if layer else 0

    def _beside(self, layer: int, k: int, spot: Spot, value: float) -> str:
        if self.rows[layer] < ROOM:
            return ""
        x, y = spot[0], spot[1] + 4
        look = {"font_size": 11, **HALO}
        left = label(
            number(value), (x - self.away - 4, y), self.known(layer, k), self.numbers, text_anchor="end", **look
        )
        if layer == 0 or self.trace.y is None:
            return left
        words, step = number(self.trace.stage("delta", layer).got[k]), self.numbers.at["delta", layer, (k,)]
        return left + label(f"δ {words}", (x + self.away + 4, y), step, self.numbers, text_anchor="start", **look)

    def _mark(self, layer: int, k: int, spot: Spot) -> str:
        """On the dot, from the first of the node's steps that is wrong: its z, its column of dW, ...

        A number that stands beside the dot has its own mark.
        """
        marked = ("a", "p", "delta") if self.rows[layer] >= ROOM else ()
        steps = [
            step
            for (kind, of, at), step in self.numbers.at.items()
            if kind not in ("loss", *marked) and of == layer and at[-1] == k and step in self.numbers.wrong
        ]
        if not steps:
            return ""
        size = min(18.0, max(10.0, self.rows[layer]))
        where = {"x": spot[0], "y": spot[1] + size / 3, "text_anchor": "middle", "font_size": size}
        look = {"font_weight": "bold", "fill": NEGATIVE, "class_": "wrong", "data_step": min(steps)}
        return tag("text", MARK.strip(), **where, **look, **HALO)
