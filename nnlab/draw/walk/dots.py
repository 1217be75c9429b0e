"""A large network: nodes are dots, the stronger the larger their number, dashed around where it is negative.

The numbers are read out beside the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnlab.draw.svg import INK, NEGATIVE, POSITIVE, tag
from nnlab.draw.walk.parts import Edge, Network, Numbers, Spot, line, share
from nnlab.draw.walk.trace import Trace

LARGEST = 9.0  # radius
WIDEST = 1.6


class Dots(Network):
    def __init__(self, trace: Trace, numbers: Numbers, spots: Sequence[Sequence[Spot]], row: float) -> None:
        super().__init__(trace, numbers, spots)
        self.away = min(LARGEST, 0.4 * row)

    def line(self, edge: Edge) -> str:
        return line(edge, WIDEST, data_edge=edge.key, data_says=edge.says, data_step=edge.step, stroke_opacity="0.4")

    def node(self, layer: int, k: int, spot: Spot) -> str:
        last = layer == len(self.trace.params)
        values = self.trace.stage("p", layer).got if last else self.trace.below(layer + 1)
        value = float(values[k])
        return tag(
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
            data_says=self.says(layer, k),
        )
