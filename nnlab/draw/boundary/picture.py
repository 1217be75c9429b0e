"""The plane as the network sees it: colours for the classes, the boundary between them, the points; and the losses."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from nnlab.draw.boundary.training import Training
from nnlab.draw.given import HUGE
from nnlab.draw.plot import Frame
from nnlab.draw.png import as_png, rgb
from nnlab.draw.svg import INK, NEGATIVE, PAPER, POSITIVE, tag
from nnlab.reference.types import Array

GRID, PIECES = 60, 4  # pixels a side; of the plane, to be computed one after another
COLOURS = (NEGATIVE, POSITIVE, "#009e73", "#cc79a7")  # with a form each, so that colour is not needed
# Around (0, 0): a cross, a circle, a square, a triangle.
FORMS = ("m-3.5,-3.5l7,7m-7,0l7,-7", "m-4,0a4,4 0 1 0 8,0a4,4 0 1 0 -8,0", "m-3.5,-3.5h7v7h-7z", "m0,-4l4.5,8h-9z")
NAMES = ("cross", "circle", "square", "triangle")
DEEPEST = 0.5  # the opacity where the network is certain
MAP = (76.0, 14.0, 360.0, 360.0)
CURVE = (540.0, 14.0, 240.0, 360.0)
SIZE = (800.0, 420.0)
MARGIN = 0.15  # around the points, as a share of how far they reach
FEWEST_EPOCHS = 20  # on the axis
LEAST = 1e-100  # a loss below it is 0
FONT = "system-ui, sans-serif"


@dataclass(frozen=True)
class View:
    """Where the points lie on the page; made once."""

    map: Frame
    grid: Array  # (GRID * GRID, 2), from the upper left corner row by row
    points: str

    @classmethod
    def of(cls, X: Array, Y: Array) -> View:
        low, high = X.min(axis=0), X.max(axis=0)
        room = MARGIN * np.where(high > low, high - low, np.maximum(1.0, np.abs(high)))
        low, high = low - room, high + room
        frame = Frame((low[0], high[0]), (low[1], high[1]), *MAP)
        half = (high - low) / GRID / 2  # a pixel's middle
        x, y = (
            np.linspace(low[0] + half[0], high[0] - half[0], GRID),
            np.linspace(high[1] - half[1], low[1] + half[1], GRID),
        )
        grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        return cls(frame, grid, "".join(_class_points(frame, X, Y, k) for k in range(Y.shape[1])))

    def pieces(self) -> list[Array]:
        """The plane's points (GRID * GRID, 2) in parts."""
        return np.array_split(self.grid, PIECES)

    def moving(self, training: Training, p: Array | None = None) -> dict[str, str]:
        """What changes as it learns; p (GRID * GRID, k) are the probabilities in the plane, where they are known already."""
        known = training.probabilities(self.grid) if p is None else p
        p = np.nan_to_num(known, nan=1 / known.shape[1]).reshape(GRID, GRID, -1)
        losses = list(takewhile(lambda loss: loss <= HUGE, training.losses))  # until it diverged
        curve = _curve_frame(training.epoch, losses)
        return {
            "classes": as_png(_coloured(p)),
            "line": self._line(p),
            "curve": (curve.path if len(losses) > 1 else curve.dots)(enumerate(losses)),
            "axes": curve.drawn("epoch", "mean cross-entropy"),
        }

    def picture(self, training: Training) -> str:
        moving = self.moving(training)
        box = {"x": MAP[0], "y": MAP[1], "width": MAP[2], "height": MAP[3]}
        line = {"fill": "none", "stroke_width": 2}
        image = {"href": moving["classes"], "preserveAspectRatio": "none"}
        parts = [
            tag("rect", width=SIZE[0], height=SIZE[1], fill=PAPER, class_="paper"),
            tag("image", **box, **image, class_="classes"),
            tag("path", d=moving["line"], **line, stroke=INK, class_="line"),
            self.points,
            self.map.drawn("first feature", "second feature"),
            # Round ends make a dot of the first loss alone.
            tag(
                "path",
                d=moving["curve"],
                fill="none",
                stroke_width=3,
                stroke_linecap="round",
                stroke=POSITIVE,
                class_="curve",
            ),
            tag("g", moving["axes"], class_="axes"),
        ]
        view = {"viewBox": f"0 0 {SIZE[0]:g} {SIZE[1]:g}", "width": SIZE[0], "height": SIZE[1]}
        return tag("svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", **view, font_family=FONT)

    def _line(self, p: Array) -> str:
        """Where a class's probability is as large as the largest of the others."""
        from contourpy import contour_generator  # comes with matplotlib

        x, y = self.grid[:GRID, 0], self.grid[::GRID, 1]
        k = p.shape[-1]
        leads = [p[..., i] - np.delete(p, i, axis=-1).max(axis=-1) for i in range(k if k > 2 else 1)]
        lines = [line for lead in leads for line in contour_generator(x, y, lead).lines(0.0)]
        return "".join(self.map.path(map(tuple, line)) for line in lines) or "M0,0"


def _coloured(p: Array) -> Array:
    """(GRID, GRID, k) as (GRID, GRID, 4): the likeliest class's colour, the paler the less certain."""
    k = p.shape[-1]
    colours = np.array([rgb(colour) for colour in COLOURS[:k]])
    opacity = DEEPEST * (p.max(axis=-1) - 1 / k) / (1 - 1 / k)
    return np.concatenate([colours[p.argmax(axis=-1)], np.round(255 * opacity)[..., None]], axis=-1)


def _class_points(frame: Frame, X: Array, Y: Array, k: int) -> str:
    places = [frame.at(float(x), float(y)) for x, y in X[Y.argmax(axis=1) == k]]
    marks = "".join(f"M{x:.1f},{y:.1f}{FORMS[k]}" for x, y in places)
    filled = "none" if k == 0 else COLOURS[k]
    look = {"fill": filled, "fill_opacity": "0.6", "stroke": COLOURS[k], "stroke_width": "1.6"}
    halo = tag("path", d=marks, fill="none", stroke=PAPER, stroke_width=4, class_="halo")
    return halo + tag("path", d=marks, class_="points", **look) if marks else ""


def _curve_frame(epochs: int, losses: list[float]) -> Frame:
    top = 1.1 * max([*losses, 0.0])
    return Frame((0, max(FEWEST_EPOCHS, epochs)), (0, top if top > LEAST else 1.0), *CURVE)
