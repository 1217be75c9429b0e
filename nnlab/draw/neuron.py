"""One neuron: inputs along weighted arrows, a sum, an activation."""

from __future__ import annotations

from nnlab.draw.network import FILL, INK, Drawing


def neuron(inputs: int = 3, *, activation: str = r"\sigma", bias: bool = True) -> Drawing:
    """A neuron with that many inputs x_i, weights w_i, and the bias b if it has one; NnlabError where inputs is no number."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Circle

    from nnlab.draw.given import whole

    whole("inputs", inputs, 1)
    figure = Figure(figsize=(6.4, 0.9 + 0.75 * inputs))
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    places = [(0.0, 0.85 * ((inputs - 1) / 2 - i)) for i in range(inputs)]
    for i, (x, y) in enumerate(places, start=1):
        axes.add_patch(Circle((x, y), 0.24, facecolor=FILL, edgecolor=INK, linewidth=1.3, zorder=3))
        axes.text(x, y, f"$x_{{{i}}}$", ha="center", va="center", color=INK, fontsize=11, zorder=4)
        axes.annotate(
            "", (2.75, 0), (x, y), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 15, "shrinkB": 26}
        )
        axes.text(1.15, 0.62 * y + 0.14, f"$w_{{{i}}}$", ha="center", va="bottom", color=INK, fontsize=11)
    axes.add_patch(Circle((2.75, 0), 0.42, facecolor=FILL, edgecolor=INK, linewidth=1.3, zorder=3))
    axes.text(2.75, 0, r"$\sum$", ha="center", va="center", color=INK, fontsize=14, zorder=4)
    axes.annotate("", (4.35, 0), (3.17, 0), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0})
    axes.text(3.75, 0.1, "$z$", ha="center", va="bottom", color=INK, fontsize=11)
    axes.add_patch(Circle((4.77, 0), 0.42, facecolor=FILL, edgecolor=INK, linewidth=1.3, zorder=3))
    axes.text(4.77, 0, f"${activation}$", ha="center", va="center", color=INK, fontsize=14, zorder=4)
    axes.annotate("", (6.3, 0), (5.19, 0), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0})
    axes.text(5.75, 0.1, "$a$", ha="center", va="bottom", color=INK, fontsize=11)
    if bias:
        axes.annotate(
            "", (2.75, 0.43), (2.75, 1.15), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0}
        )
        axes.text(2.75, 1.2, "$b$", ha="center", va="bottom", color=INK, fontsize=11)
    axes.set_xlim(-0.4, 6.5)
    axes.set_ylim(-0.85 * (inputs - 1) / 2 - 0.35, max(0.85 * (inputs - 1) / 2 + 0.35, 1.5 if bias else 0.5))
    words = f"One neuron. {inputs} inputs flow in along arrows with the weights w_1 to w_{inputs}; they are added up"
    words += ", the bias b is added" if bias else ""
    return Drawing(figure, words + "; the sum z passes through the activation function and leaves as a.")
