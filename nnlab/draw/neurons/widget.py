"""The neurons in a notebook: a tile for each, its activation below, and the pictures to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import traitlets

from nnlab.draw.neurons.layer import Layer
from nnlab.draw.png import as_png, grey, signed
from nnlab.draw.svg import DIM, INK, PAPER, number, tag, text
from nnlab.draw.widget import Live

TILE, GAP, BELOW = 80.0, 14.0, 34.0  # a tile, what is between two, what stands below one
COLUMNS = 8
STRONG = 0.995  # the share of the weights that is paler than the full colour: one weight must not dim all others
FONT = "system-ui, sans-serif"


class Neurons(Live):
    """`chosen` is the picture's index; it may be set."""

    script = "neurons/neurons.js"
    chosen = traitlets.Int(0).tag(sync=True)
    pictures = traitlets.List(traitlets.Dict()).tag(sync=True)  # each with its address, what it is taken for, its bars
    partly = traitlets.Unicode().tag(sync=True)  # what was given and is not shown
    tiles = traitlets.List(traitlets.Unicode()).tag(sync=True)  # what is said of each neuron, whatever the picture

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        super().__init__(
            picture=picture(layer),
            words=in_words(layer),
            partly=left_out(layer),
            pictures=[_shown(layer, i) for i in range(len(layer.pictures))],
            tiles=[_said(layer, j) for j in layer.shown],
        )
        self._chosen_is_kept({})

    def draw(self) -> None:
        self.picture = picture(self.layer, self.chosen)

    @traitlets.observe("chosen")
    def _chosen_is_kept(self, _: Any) -> None:
        if self.pictures:
            self.says, self.words = self.pictures[self.chosen]["says"], in_words(self.layer, self.chosen)

    @traitlets.validate("chosen")
    def _within(self, proposal: Any) -> int:
        return min(max(int(proposal["value"]), 0), max(len(self.layer.pictures) - 1, 0))


def picture(layer: Layer, chosen: int = 0) -> str:
    """All tiles, with the activations of the chosen picture."""
    columns = min(COLUMNS, len(layer.shown))
    rows = -(-len(layer.shown) // columns)
    width, high = columns * (TILE + GAP) + GAP, rows * (TILE + BELOW) + GAP
    parts = [tag("rect", width=width, height=high, fill=PAPER, class_="paper"), *_tiles(layer, columns, chosen)]
    size = {"viewBox": f"0 0 {width:g} {high:g}", "width": width, "height": high}
    return tag("svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", **size, font_family=FONT)


def _tiles(layer: Layer, columns: int, chosen: int) -> Iterator[str]:
    sizes = np.concatenate([np.abs(layer.weights(j)).ravel() for j in layer.shown])
    largest = float(np.quantile(sizes, STRONG))
    bars, words = _bars(layer, chosen) if len(layer.pictures) else ([0.0] * len(layer.shown), [""] * len(layer.shown))
    for i, j in enumerate(layer.shown):
        x, y = GAP + (i % columns) * (TILE + GAP), GAP + (i // columns) * (TILE + BELOW)
        image = as_png(signed(layer.weights(j), largest))
        box = {"x": x, "y": y, "width": TILE, "height": TILE}
        inner = tag("rect", **box, fill=PAPER, stroke=DIM, stroke_width="0.8", class_="frame")
        inner += tag("image", **box, href=image, preserveAspectRatio="none", style="image-rendering:pixelated")
        inner += tag("rect", x=x, y=y + TILE + 3, width=bars[i] * TILE, height=5.0, fill=INK, class_="bar")
        label = {"font_size": 12, "fill": INK, "text_anchor": "middle", "class_": "activation"}
        inner += tag("text", text(words[i]) or " ", x=x + TILE / 2, y=y + TILE + 21, **label)
        yield tag("g", inner, class_="tile", data_tile=i)


def _bars(layer: Layer, i: int) -> tuple[list[float], list[str]]:
    """How long each neuron's bar is, relative to the largest activation of all pictures, and the activation in words."""
    largest = float(np.abs(layer.a).max()) or 1.0
    values = [float(layer.a[i, j]) for j in layer.shown]
    return [round(abs(value) / largest, 3) for value in values], [number(value) for value in values]


def _shown(layer: Layer, i: int) -> dict[str, Any]:
    best = int(layer.p[i].argmax())
    taken = (
        f": the network says {layer.names[best]}, probability {number(layer.p[i, best])}"
        if len(layer.names) > 1
        else ""
    )
    bars, words = _bars(layer, i)
    return {
        "image": as_png(grey(layer.pictures[i])),
        "says": f"picture {i + 1}{taken}",
        "bars": bars,
        "words": words,
        "z": [number(float(layer.z[i, j])) for j in layer.shown],
    }


def _said(layer: Layer, j: int) -> str:
    favours = f", raises most the score of {layer.favours(j)}" if layer.favours(j) else ""
    return f"neuron {j + 1}: bias {number(float(layer.params[0][1][j]))}{favours}"


def left_out(layer: Layer) -> str:
    """How many of the pictures and neurons there is room for, where it is not for all."""
    h, n = layer.params[0][0].shape[1], len(layer.pictures)
    pictures = f"Of {layer.given} pictures the first {n} are shown." if n < layer.given else ""
    shown = len(layer.shown)
    neurons = f"Of {h} neurons the {shown} with the largest weights are shown." if shown < h else ""
    return " ".join(filter(None, [pictures, neurons]))


def in_words(layer: Layer, chosen: int = 0) -> str:
    high, wide = layer.shape
    lines = [
        f"The weights of {len(layer.shown)} neurons, each as a picture of {high} by {wide}: blue positive, orange negative.",
        *filter(None, [left_out(layer)]),
    ]
    for i in range(len(layer.pictures))[chosen : chosen + 1]:
        silent = int(np.sum(layer.a[i, list(layer.shown)] == 0))
        lines.append(f"{_shown(layer, i)['says']}; {silent} of the neurons shown are silent.")
    return "\n".join(lines)
