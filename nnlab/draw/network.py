"""A network as circles and arrows: one column for each layer, one arrow for each weight."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, PAPER, FILL = "#1f2933", "#ffffff", "#e8eef7"
POSITIVE, NEGATIVE = "#0b62b0", "#b8480e"  # blue and orange: told apart by the colour-blind too
RADIUS = 0.23


@dataclass(frozen=True)
class Drawing:
    """A figure with its text alternative. JupyterLab shows the picture; readers of text get `alt`."""

    figure: Figure
    alt: str

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        data = io.BytesIO()
        self.figure.savefig(data, format="png", dpi=110, facecolor=PAPER, bbox_inches="tight")
        return {"image/png": data.getvalue(), "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def network(
    sizes: Sequence[int],
    *,
    weights: Sequence[Any] | None = None,
    names: Sequence[str] | None = None,
    nodes: Sequence[str] | None = None,
    output: str = "",
    labels: bool = False,
) -> Drawing:
    """A network with these layer sizes, inputs on the left.

    `weights` are the matrices between the layers, (d_in, d_out) each: their sign colours an arrow, their size its width.
    `names` stand below the layers, `nodes` are the letters in them ("x" gives x_1, x_2, ...), and `output` is what
    is applied at the end, such as "identity" or "softmax". With `labels` every arrow carries its weight's name, w_ij.
    """
    from matplotlib.figure import Figure

    tallest = max(sizes)
    figure = Figure(figsize=(1.0 + 2.1 * len(sizes), 0.9 + 0.8 * tallest))
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    columns = [[(2.2 * i, -0.85 * (j - (size - 1) / 2)) for j in range(size)] for i, size in enumerate(sizes)]
    for i, (left, right) in enumerate(itertools.pairwise(columns)):
        for j, start in enumerate(left):
            for k, end in enumerate(right):
                _arrow(axes, start, end, None if weights is None else float(weights[i][j][k]), _largest(weights, i))
                if labels:
                    _weight_name(axes, start, end, f"$w_{{{j + 1}{k + 1}}}^{{({i + 1})}}$")
    for i, column in enumerate(columns):
        letter = nodes[i] if nodes else ("x" if i == 0 else "z")
        for j, (x, y) in enumerate(column):
            _node(axes, x, y, f"${letter}_{{{j + 1}}}$")
        if names:
            axes.text(2.2 * i, -0.85 * (tallest - 1) / 2 - 0.4, names[i], ha="center", va="top", color=INK, fontsize=10)
    if output:
        for x, y in columns[-1]:
            axes.annotate(
                "", (x + 0.95, y), (x + RADIUS, y), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0}
            )
        axes.text(columns[-1][0][0] + 1.1, 0, output, ha="left", va="center", color=INK, fontsize=11)
    right_edge = columns[-1][0][0] + (1.0 + 0.13 * len(output) if output else RADIUS)
    # Arrows and texts do not count for matplotlib's own limits, and what lies outside is cut off.
    axes.set_xlim(-2 * RADIUS, right_edge + RADIUS)
    axes.set_ylim(-0.85 * (tallest - 1) / 2 - (0.75 if names else 0.3), 0.85 * (tallest - 1) / 2 + 0.3)
    return Drawing(figure, alt(sizes, names=names, output=output, weighted=weights is not None))


def alt(sizes: Sequence[int], *, names: Sequence[str] | None = None, output: str = "", weighted: bool = False) -> str:
    """The network in words."""
    layers = ", ".join(f"{names[i] if names else f'layer {i}'} with {size}" for i, size in enumerate(sizes))
    arrows = sum(a * b for a, b in itertools.pairwise(sizes))
    text = f"A network of {len(sizes)} columns of nodes from left to right: {layers}. "
    text += f"{arrows} arrows join every node to every node of the next column, one for each weight"
    text += ", blue where it is positive, orange where it is negative" if weighted else ""
    return text + (f". At the end stands the output function: {output}." if output else ".")


def _largest(weights: Sequence[Any] | None, i: int) -> float:
    if weights is None:
        return 1.0
    return max((abs(float(value)) for row in weights[i] for value in row), default=1.0) or 1.0


def _arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], weight: float | None, largest: float
) -> None:
    colour = INK if weight is None else POSITIVE if weight >= 0 else NEGATIVE
    width = 1.0 if weight is None else 0.4 + 2.6 * abs(weight) / largest
    axes.annotate(
        "",
        end,
        start,
        arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": width, "shrinkA": 14, "shrinkB": 15},
    )


def _weight_name(axes: Axes, start: tuple[float, float], end: tuple[float, float], name: str) -> None:
    """Near the arrow's start, where arrows to different nodes are apart; on paper, so that lines stay out of it."""
    x, y = (start[0] + 0.33 * (end[0] - start[0]), start[1] + 0.33 * (end[1] - start[1]))
    patch = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.4}
    axes.text(x, y, name, ha="center", va="center", color=INK, fontsize=8.5, bbox=patch, zorder=2)


def _node(axes: Axes, x: float, y: float, label: str) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle((x, y), RADIUS, facecolor=FILL, edgecolor=INK, linewidth=1.3, zorder=3))
    axes.text(x, y, label, ha="center", va="center", color=INK, fontsize=11, zorder=4)
