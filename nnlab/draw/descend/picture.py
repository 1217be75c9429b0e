"""The hillside as SVG: contours, the way down on them, and beside them the loss after each step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnlab.draw.descend.hill import Hill, Path
from nnlab.draw.plot import Frame
from nnlab.draw.svg import DIM, INK, NEGATIVE, PAPER, POSITIVE, tag
from nnlab.reference.types import Array

GRID = 81  # points a side, where the loss is computed
NEAR = 1.5  # of the bottom, if the start is at a distance of 1
LEVELS = np.linspace(0.08, 1.8, 10) ** 2  # of the contours, as shares of the way from the bottom to the start
MAP = (76.0, 14.0, 400.0, 330.0)
CURVE = (560.0, 14.0, 220.0, 330.0)
SIZE = (800.0, 390.0)
ABOVE = 0.08  # room above and below the losses themselves, as a share
DECADES = (-5.0, 3.0)  # of the loss above the bottom, as powers of ten of what it is at the start
FONT = "system-ui, sans-serif"


@dataclass(frozen=True)
class View:
    """Where things are on the page; made once, for contours do not change with the path."""

    hill: Hill
    map: Frame
    drop: float  # of the loss from the start to the bottom
    contours: str
    names: tuple[str, str]

    @classmethod
    def of(cls, hill: Hill, names: tuple[str, str]) -> View:
        low, high = hill.sight()
        frame = Frame((low[0], high[0]), (low[1], high[1]), *MAP)
        drop = hill.loss(hill.start) - hill.loss(hill.bottom)
        return cls(hill, frame, drop if drop > 0 else 1.0, _contours(hill, frame, drop), names)

    def curve_frame(self, path: Path, steps: int) -> Frame:
        """Powers of ten above the bottom; where there is none, the losses themselves."""
        power = np.log10(self.drop)
        low, high = DECADES[0] + power, DECADES[1] + power
        if not self.hill.has_bottom:
            low, high = path.losses.min(), path.losses.max()
            room = ABOVE * (high - low) or max(1.0, abs(high))
            low, high = low - room, high + room
        return Frame((0, max(steps, 1)), (float(low), float(high)), *CURVE)

    def moving(self, path: Path, steps: int) -> dict[str, str]:
        """What changes with the sliders, as SVG paths."""
        curve, powers = self.curve_frame(path, steps), self.hill.has_bottom
        heights = path.losses
        if powers:
            heights = np.log10(np.maximum(heights - self.hill.loss(self.hill.bottom), 1e-300))
        return {
            "way": self.map.path(map(tuple, path.points)),
            "stops": self.map.dots(map(tuple, path.points)),
            "curve": curve.path(enumerate(heights)),
            "axes": curve.drawn("step", "loss above the bottom" if powers else "loss", powers=powers),
        }

    def picture(self, path: Path, steps: int, name: str) -> str:
        """All of it. `name` makes the clipping of this picture its own in a page with several."""
        moving, curve = self.moving(path, steps), self.curve_frame(path, steps)
        (x0, y0), (x1, y1) = self.map.at(*self.hill.start), self.map.at(*self.hill.bottom)
        inside, line = {"clip_path": f"url(#{name}-map)"}, {"fill": "none", "stroke": POSITIVE, "stroke_width": 2}
        parts = [
            tag("rect", width=SIZE[0], height=SIZE[1], fill=PAPER, class_="paper"),
            tag("defs", self.map.clip(f"{name}-map") + curve.clip(f"{name}-curve")),
            tag("path", d=self.contours, fill="none", stroke=DIM, stroke_width="0.8", class_="contours", **inside),
            tag("path", d=moving["way"], class_="way", **line, **inside),
            tag(
                "path",
                d=moving["stops"],
                stroke_width=7,
                stroke_linecap="round",
                stroke=POSITIVE,
                class_="stops",
                **inside,
            ),
            tag(
                "rect", x=x0 - 6, y=y0 - 6, width=12, height=12, fill="none", stroke=INK, stroke_width=2, class_="start"
            ),
            tag("path", d=f"M{x1 - 7:.1f},{y1:.1f}h14M{x1:.1f},{y1 - 7:.1f}v14", stroke=NEGATIVE, stroke_width=2.5)
            if self.hill.has_bottom
            else "",
            self.map.drawn(*self.names),
            tag("path", d=moving["curve"], class_="curve", clip_path=f"url(#{name}-curve)", **line),
            tag("g", moving["axes"], class_="axes"),
        ]
        view = {"viewBox": f"0 0 {SIZE[0]:g} {SIZE[1]:g}", "width": SIZE[0], "height": SIZE[1]}
        return tag("svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", **view, font_family=FONT)


def _contours(hill: Hill, frame: Frame, drop: float) -> str:
    """Lines of equal loss, followed on a grid along the hill's own axes: there the bottom of a narrow valley is round."""
    from contourpy import contour_generator  # comes with matplotlib

    corners = np.array([[x, y] for x in frame.x for y in frame.y]) - hill.bottom
    axes = hill.axes(drop) if hill.has_bottom and drop > 0 else np.diag(corners[-1])  # (2, 2), a column each
    far = np.abs(np.linalg.solve(axes, corners.T)).max(axis=1)
    u, v = _places(far[0]), _places(far[1])
    heights: Array = np.array([[hill.loss(hill.bottom + axes @ (a, b)) for a in u] for b in v])
    lines = contour_generator(u, v, heights)
    levels = hill.loss(hill.bottom) + (drop if drop > 0 else float(np.ptp(heights)) or 1.0) * LEVELS
    found = [line for level in levels for line in lines.lines(level)]
    return "".join(frame.path(map(tuple, hill.bottom + line @ axes.T)) for line in found)


def _places(far: float) -> Array:
    """GRID numbers from -far to far; closer than NEAR to the middle they are dense, for contours are small there."""
    t = np.linspace(-1, 1, GRID)
    near = min(NEAR, far)
    return np.asarray(near * t + (far - near) * t**3)
