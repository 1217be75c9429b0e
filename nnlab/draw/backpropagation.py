"""Pictures of the way back: the output layer that feeds the loss, and a chain of numbers with its slopes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nnlab.draw.network import FILL, INK, NEGATIVE, PAPER, POSITIVE, RADIUS, Drawing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORWARD, BACK = POSITIVE, NEGATIVE  # forward in blue, whole lines; back in orange, dashed


def output_and_loss(hidden: int = 3, outputs: int = 3, *, layer: str = "n") -> Drawing:
    """The last layer: its scores z_j go into the loss with the targets y, and the slopes delta_j come back from it.

    NnlabError where hidden or outputs is no number of nodes.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import FancyBboxPatch

    from nnlab.draw.given import whole

    tallest = max(whole("hidden", hidden, 1), whole("outputs", outputs, 1))
    figure = Figure(figsize=(7.6, 1.6 + 0.85 * tallest))
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    below = [(0.0, 1.0 * ((hidden - 1) / 2 - j)) for j in range(hidden)]
    scores = [(2.4, 1.0 * ((outputs - 1) / 2 - j)) for j in range(outputs)]
    box = 5.6  # the middle of the loss
    for start in below:
        for end in scores:
            _line(axes, start, end, FORWARD, shrink=15)
    for j, (x, y) in enumerate(scores, start=1):
        _line(axes, (x + RADIUS + 0.12, y + 0.1), (box - 0.72, y * 0.55 + 0.1), FORWARD)
        _line(axes, (box - 0.72, y * 0.55 - 0.1), (x + RADIUS + 0.12, y - 0.1), BACK, dashed=True)
        axes.text(
            (x + box) / 2 - 0.18, y * 0.775 - 0.17, rf"$\delta_{{{j}}}$", ha="center", va="top", color=BACK, fontsize=11
        )
        _node(axes, x, y, f"$z_{{{j}}}$")
    for j, (x, y) in enumerate(below, start=1):
        _node(axes, x, y, f"$a_{{{j}}}$")
    height = 0.62 + 0.3 * outputs
    axes.add_patch(
        FancyBboxPatch(
            (box - 0.6, -height / 2),
            1.2,
            height,
            boxstyle="round,pad=0.08",
            facecolor=FILL,
            edgecolor=INK,
            linewidth=1.3,
        )
    )
    axes.text(box, 0, "loss $L$", ha="center", va="center", color=INK, fontsize=12)
    bottom = -(tallest - 1) / 2 - 0.55
    _line(axes, (box, min(bottom, -height / 2 - 0.55)), (box, -height / 2 - 0.1), FORWARD)
    axes.text(box + 0.12, -height / 2 - 0.4, "targets $y$", ha="left", va="center", color=INK, fontsize=10.5)
    axes.text(1.2, bottom + 0.12, f"$W^{{({layer})}}$", ha="center", va="top", color=INK, fontsize=11)
    axes.text(0, bottom, "layer below", ha="center", va="top", color=INK, fontsize=10)
    axes.text(2.4, bottom, f"output layer, $z^{{({layer})}}$", ha="center", va="top", color=INK, fontsize=10)
    axes.set_xlim(-0.7, 7.0)
    axes.set_ylim(bottom - 0.45, (tallest - 1) / 2 + 0.4)
    words = f"The end of a network, from left to right: a layer with {hidden} activations a_1 to a_{hidden}, "
    words += f"joined to the output layer with {outputs} scores z_1 to z_{outputs}; each score has one arrow into the loss L, "
    words += f"which also gets the targets y. Dashed arrows go back from the loss to each score: the slopes delta_1 to delta_{outputs}."
    return Drawing(figure, words)


def scalar_chain(numbers: Mapping[str, float]) -> Drawing:
    """The chain x, z1, a1, z2, loss with its numbers: values above, and the slopes of the loss by them below.

    `numbers` has the keys x, w1, w2, y, z1, a1, z2, loss, dz2, dw2, da1, dz1, dw1.
    """
    from matplotlib.figure import Figure

    n = {key: f"{value:.4g}" for key, value in numbers.items()}
    figure = Figure(figsize=(9.4, 3.3))
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    places = {"x": 0.0, "z_1": 2.4, "a_1": 4.8, "z_2": 7.2, "L": 9.6}
    values = {"x": n["x"], "z_1": n["z1"], "a_1": n["a1"], "z_2": n["z2"], "L": n["loss"]}
    slopes = {"z_1": n["dz1"], "a_1": n["da1"], "z_2": n["dz2"], "L": "1"}
    for (left, x), (right, end) in zip(list(places.items())[:-1], list(places.items())[1:], strict=True):
        _line(axes, (x + 0.4, 0.13), (end - 0.4, 0.13), FORWARD)
        if left != "x":
            _line(axes, (end - 0.4, -0.13), (x + 0.4, -0.13), BACK, dashed=True)
        steps = {
            "z_1": f"times $w_1$ = {n['w1']}",
            "a_1": "sigmoid",
            "z_2": f"times $w_2$ = {n['w2']}",
            "L": f"minus $y$ = {n['y']}, squared",
        }
        axes.text((x + end) / 2, 1.0, steps[right], ha="center", va="center", color=INK, fontsize=9.5)
    for name, x in places.items():
        _node(axes, x, 0, f"${name}$", radius=0.34)
        axes.text(x, 0.45, values[name], ha="center", va="bottom", color=FORWARD, fontsize=11)
        if name in slopes:
            axes.text(x, -0.45, slopes[name], ha="center", va="top", color=BACK, fontsize=11)
    for name, x, slope in (("w_1", 1.2, n["dw1"]), ("w_2", 6.0, n["dw2"])):
        axes.text(x, -0.95, f"slope by ${name}$: {slope}", ha="center", va="top", color=BACK, fontsize=10)
    axes.text(-0.45, 1.5, "forward: values", ha="left", va="center", color=FORWARD, fontsize=10.5)
    axes.text(
        -0.45,
        -1.55,
        "back: slopes of the loss by each number (dashed)",
        ha="left",
        va="center",
        color=BACK,
        fontsize=10.5,
    )
    axes.set_xlim(-0.6, 10.2)
    axes.set_ylim(-1.8, 1.75)
    words = f"A chain of five numbers. Forward: x = {n['x']}, times w1 = {n['w1']} gives z1 = {n['z1']}, the sigmoid gives a1 = {n['a1']}, "
    words += f"times w2 = {n['w2']} gives z2 = {n['z2']}, and with y = {n['y']} the loss is {n['loss']}. "
    words += f"Back: the slope of the loss by z2 is {n['dz2']}, by a1 {n['da1']}, by z1 {n['dz1']}; by the weights, w2 {n['dw2']} and w1 {n['dw1']}."
    return Drawing(figure, words)


def _line(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    *,
    dashed: bool = False,
    shrink: float = 0,
) -> None:
    look = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.3, "shrinkA": shrink, "shrinkB": shrink}
    axes.annotate("", end, start, arrowprops={**look, "linestyle": "--" if dashed else "-"})


def _node(axes: Axes, x: float, y: float, label: str, radius: float = RADIUS) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(
        Circle((x, y), radius, facecolor=FILL if radius == RADIUS else PAPER, edgecolor=INK, linewidth=1.3, zorder=3)
    )
    axes.text(x, y, label, ha="center", va="center", color=INK, fontsize=11, zorder=4)
