"""A network as circles and arrows: one column for each layer, one arrow for each weight."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nnlab.errors import NnlabError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from nnlab.reference.types import Array

INK, PAPER, FILL = "#1f2933", "#ffffff", "#e8eef7"
POSITIVE, NEGATIVE = "#0b62b0", "#b8480e"  # blue and orange: told apart by the colour-blind too
RADIUS = 0.23
APART, ROW = 2.2, 0.85  # from column to column, from node to node
TALLEST = 12  # nodes in a column, as long as each has its letter and each arrow its head

Spot = tuple[float, float]


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

    `weights` are the matrices between the layers, (d_in, d_out) each: their sign colours an arrow, and dashes it where it
    is negative; their size is its width. `names` stand below the layers, `nodes` are the letters in them ("x" gives x_1,
    x_2, ...), and `output` is what is applied at the end, such as "identity" or "softmax". With `labels` every arrow
    carries its weight's name, w_ij. A column of more than 12 nodes has no room for letters and names: then nodes are dots,
    and arrows are lines.

    NnlabError where the sizes are no numbers of nodes, or weights, names and nodes do not fit them.
    """
    from matplotlib.figure import Figure

    _make_sure(sizes, names, nodes)
    shares = None if weights is None else _shares(sizes, weights)
    tallest, roomy = max(sizes), max(sizes) <= TALLEST
    rows = min(tallest, TALLEST)
    row = ROW if roomy else ROW * (TALLEST - 1) / (tallest - 1)
    bottom, top = -ROW * (rows - 1) / 2, ROW * (rows - 1) / 2
    figure = Figure(figsize=(1.0 + 2.1 * len(sizes), 0.9 + 0.8 * rows))
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    columns = [[(APART * i, -row * (j - (size - 1) / 2)) for j in range(size)] for i, size in enumerate(sizes)]
    if roomy:
        _arrows(axes, columns, shares, labels)
        _circles(axes, columns, nodes or ["x", *["z"] * (len(sizes) - 1)])
    else:
        _lines(axes, columns, shares)
        _dots(axes, columns, min(RADIUS, 0.4 * row))
    for i, name in enumerate(names or ()):
        axes.text(APART * i, bottom - 0.4, name, ha="center", va="top", color=INK, fontsize=10)
    if output:
        for x, y in columns[-1] if roomy else [(columns[-1][0][0], 0.0)]:
            axes.annotate(
                "", (x + 0.95, y), (x + RADIUS, y), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0}
            )
        axes.text(columns[-1][0][0] + 1.1, 0, output, ha="left", va="center", color=INK, fontsize=11)
    right_edge = columns[-1][0][0] + (1.0 + 0.13 * len(output) if output else RADIUS)
    # Arrows and texts do not count for matplotlib's own limits, and what lies outside is cut off.
    axes.set_xlim(-2 * RADIUS, right_edge + RADIUS)
    axes.set_ylim(bottom - (0.75 if names else 0.3), top + 0.3)
    return Drawing(figure, alt(sizes, names=names, output=output, weighted=weights is not None))


def alt(sizes: Sequence[int], *, names: Sequence[str] | None = None, output: str = "", weighted: bool = False) -> str:
    """The network in words."""
    layers = ", ".join(f"{names[i] if names else f'layer {i}'} with {size}" for i, size in enumerate(sizes))
    arrows = sum(a * b for a, b in itertools.pairwise(sizes))
    text = f"A network of {len(sizes)} columns of nodes from left to right: {layers}. "
    text += f"{arrows} arrows join every node to every node of the next column, one for each weight"
    text += ", blue where it is positive, orange and dashed where it is negative" if weighted else ""
    return text + (f". At the end stands the output function: {output}." if output else ".")


def _make_sure(sizes: Sequence[int], names: Sequence[str] | None, nodes: Sequence[str] | None) -> None:
    from nnlab.draw.given import whole

    if not hasattr(sizes, "__len__") or not len(sizes):
        raise NnlabError(f"sizes is {sizes!r:.60}, needs the number of nodes of each column, such as [3, 2, 3].")
    for size in sizes:
        whole("a size", size, 1)
    for what, given in (("names", names), ("nodes", nodes)):
        if given and len(given) != len(sizes):
            raise NnlabError(f"{what} has {len(given)} entries, needs {len(sizes)}: one for each column.")


def _shares(sizes: Sequence[int], weights: Sequence[Any]) -> list[Array]:
    """Each matrix divided by its largest entry: from -1 to 1."""
    from nnlab.draw.given import numbers

    found = [numbers(f"weights[{i}]", W) for i, W in enumerate(weights)]
    needed = list(itertools.pairwise(sizes))
    if [W.shape for W in found] != needed:
        seen = ", ".join(str(W.shape) for W in found)
        raise NnlabError(f"weights has the shapes {seen}; needs {', '.join(map(str, needed))}, (d_in, d_out) each.")
    return [W / (abs(W).max() or 1.0) for W in found]


def _arrows(axes: Axes, columns: list[list[Spot]], shares: list[Array] | None, labels: bool) -> None:
    for i, (left, right) in enumerate(itertools.pairwise(columns)):
        for (j, start), (k, end) in itertools.product(enumerate(left), enumerate(right)):
            _arrow(axes, start, end, None if shares is None else float(shares[i][j, k]))
            if labels:
                _weight_name(axes, start, end, f"$w_{{{j + 1}{k + 1}}}^{{({i + 1})}}$")


def _arrow(axes: Axes, start: Spot, end: Spot, share: float | None) -> None:
    look = {"arrowstyle": "-|>", "shrinkA": 14, "shrinkB": 15, "color": INK, "linewidth": 1.0}
    if share is not None:
        look |= {"color": POSITIVE if share >= 0 else NEGATIVE, "linewidth": 0.4 + 2.6 * abs(share)}
        look |= {"linestyle": "-" if share >= 0 else "--"}
    axes.annotate("", end, start, arrowprops=look)


def _lines(axes: Axes, columns: list[list[Spot]], shares: list[Array] | None) -> None:
    """One for each weight, all of a layer at once: an arrow of its own takes a millisecond, and there are thousands."""
    import numpy as np
    from matplotlib.collections import LineCollection
    from matplotlib.colors import to_rgba

    for i, (left, right) in enumerate(itertools.pairwise(columns)):
        lines = np.array(list(itertools.product(left, right)))
        if shares is None:
            axes.add_collection(LineCollection(list(lines), colors=INK, linewidths=0.4, alpha=0.35))
            continue
        share = shares[i].ravel()
        order = np.argsort(np.abs(share))  # the large ones on top
        colours = [to_rgba(POSITIVE if part >= 0 else NEGATIVE, 0.05 + 0.8 * abs(part)) for part in share[order]]
        dashes = ["-" if part >= 0 else "--" for part in share[order]]
        widths = 0.2 + 1.3 * np.abs(share[order])
        axes.add_collection(LineCollection(list(lines[order]), colors=colours, linewidths=widths, linestyles=dashes))


def _weight_name(axes: Axes, start: Spot, end: Spot, name: str) -> None:
    """Near the arrow's start, where arrows to different nodes are apart; on paper, so that lines stay out of it."""
    x, y = (start[0] + 0.33 * (end[0] - start[0]), start[1] + 0.33 * (end[1] - start[1]))
    patch = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.4}
    axes.text(x, y, name, ha="center", va="center", color=INK, fontsize=8.5, bbox=patch, zorder=2)


def _circles(axes: Axes, columns: list[list[Spot]], letters: Sequence[str]) -> None:
    from matplotlib.patches import Circle

    for column, letter in zip(columns, letters, strict=True):
        for j, (x, y) in enumerate(column, start=1):
            axes.add_patch(Circle((x, y), RADIUS, facecolor=FILL, edgecolor=INK, linewidth=1.3, zorder=3))
            axes.text(x, y, f"${letter}_{{{j}}}$", ha="center", va="center", color=INK, fontsize=11, zorder=4)


def _dots(axes: Axes, columns: list[list[Spot]], radius: float) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Circle

    dots = [Circle(spot, radius) for column in columns for spot in column]
    axes.add_collection(PatchCollection(dots, facecolor=FILL, edgecolor=INK, linewidth=0.8, zorder=3))
