"""The losses of a training as curves over its epochs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from nnlab.draw.plot import Frame
from nnlab.draw.svg import INK, NEGATIVE, PAPER, POSITIVE, tag, text
from nnlab.draw.training.record import FLAT, Record

# Colours that are told apart whatever one's colour vision, with a dash each, so that colour is not needed. More are not.
LOOKS = ((POSITIVE, None), (NEGATIVE, "7 4"), ("#009e73", "2 4"), ("#cc79a7", "9 3 2 3"))
SIZE = (640.0, 292.0)
BOX = (74.0, 28.0, 540.0, 200.0)  # where the curves are: left, top, width, height
SAMPLE = 28.0  # of a line, before its name
LONGEST = 14  # characters of a name, beside its line
FEWEST_EPOCHS = 4  # on the axis
MOST_POINTS = 400  # of a curve: about one a pixel
FONT = "system-ui, sans-serif"

Point = tuple[float, float]


def picture(record: Record) -> str:
    """The curves so far, on an axis that has room for all epochs."""
    curves = {name: thinned(points) for name, points in record.curves().items()}
    heights = [y for points in curves.values() for _, y in points]
    low, high = min(0.0, *heights, 0.0), max(0.0, *heights, 0.0)
    room = 0.08 * (high - low) if high - low > FLAT else 1.0
    frame = Frame((0, max(FEWEST_EPOCHS, record.total)), (low - room * (low < 0), high + room), *BOX)
    parts = [
        tag("rect", width=SIZE[0], height=SIZE[1], fill=PAPER, class_="paper"),
        tag("text", text(record.words()), x=12.0, y=SIZE[1] - 6, fill=INK, font_size=12, class_="told"),
        frame.drawn("epoch", "loss"),
    ]
    for i, (name, points) in enumerate(curves.items()):
        colour, dash = LOOKS[i]
        look = {
            "fill": "none",
            "stroke": colour,
            "stroke_width": 2,
            "stroke_linecap": "round",
            "stroke_dasharray": dash,
        }
        path = frame.path(points) if len(points) > 1 else frame.dots(points)
        left = BOX[0] + BOX[2] / len(LOOKS) * i
        parts.append(tag("path", d=f"M{left:.1f},16h{SAMPLE:g}", **look))
        parts.append(tag("text", text(_short(name)), x=left + SAMPLE + 6, y=20.0, fill=INK, font_size=12))
        parts.append(tag("path", d=path, **look, class_="curve") if path else "")
    view = {"viewBox": f"0 0 {SIZE[0]:g} {SIZE[1]:g}", "width": SIZE[0], "height": SIZE[1]}
    return tag("svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", **view, font_family=FONT)


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """Not many more than `most` points: of each stretch the lowest and the highest, so that no spike is lost; the last."""
    if len(points) <= most:
        return list(points)
    stretch = math.ceil(2 * len(points) / most)
    kept = []
    for start in range(0, len(points), stretch):
        part = points[start : start + stretch]
        kept += sorted({min(part, key=_height), max(part, key=_height)})
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _short(name: str) -> str:
    """What has room before the next line; the whole name is in the words."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _height(point: Point) -> float:
    return point[1]
