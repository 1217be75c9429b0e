"""A window of the plane on the page: where a point lies, what a curve is as an SVG path, and the frame with its numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nnlab.draw.svg import DIM, MINUS, number, tag, text

FAR = 20000.0  # pixels beyond the frame: further no line is drawn
TICKS = 4
DIGIT = 7.5  # pixels of the width of a character in a number
BESIDE = 46.0  # from the frame to the name of y, where the numbers between leave it there


@dataclass(frozen=True)
class Frame:
    """x and y from low to high, drawn into a box on the page; y grows upwards."""

    x: tuple[float, float]
    y: tuple[float, float]
    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a point; one at infinity is far outside, not nowhere."""
        right = self.left + self.width * (x - self.x[0]) / (self.x[1] - self.x[0])
        down = self.top + self.height * (self.y[1] - y) / (self.y[1] - self.y[0])
        return _near(right, self.left, self.width), _near(down, self.top, self.height)

    def path(self, points: Iterable[tuple[float, float]]) -> str:
        """The line through the points; it ends at the first that is too far away."""
        pixels: list[tuple[float, float]] = []
        for x, y in points:
            pixels.append(self.at(float(x), float(y)))
            if self._far(pixels[-1]):
                break
        return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in pixels)

    def dots(self, points: Iterable[tuple[float, float]]) -> str:
        """A dot at each point: a line of no length with round ends."""
        return "".join(f"M{x:.1f},{y:.1f}h0" for x, y in (self.at(float(x), float(y)) for x, y in points))

    def clip(self, name: str) -> str:
        """What is drawn with clip-path="url(#name)" ends at the frame."""
        return tag("clipPath", tag("rect", **self._box()), id=name)

    def drawn(self, x_name: str, y_name: str, *, powers: bool = False) -> str:
        """The frame, its numbers and its names. With `powers` y is a logarithm, and 10^y is written."""
        parts = [tag("rect", **self._box(), fill="none", stroke=DIM, class_="frame")]
        look = {"fill": DIM, "font_size": 12, "class_": "dim"}
        bottom, beside = self.top + self.height, BESIDE
        for value in ticks(*self.x):
            parts.append(tag("text", short(value), x=self.at(value, 0)[0], y=bottom + 15, text_anchor="middle", **look))
        for value in ticks(*self.y, whole=powers):
            written = f"1e{value:g}".replace("-", MINUS) if powers else short(value)
            beside = max(beside, DIGIT * len(written) + 12)
            parts.append(tag("text", written, x=self.left - 5, y=self.at(0, value)[1] + 4, text_anchor="end", **look))
        middle, half = self.left + self.width / 2, self.top + self.height / 2
        turned = f"rotate(-90 {self.left - beside:.1f} {half:.1f})"
        parts.append(tag("text", text(x_name), x=middle, y=bottom + 32, text_anchor="middle", **look))
        parts.append(
            tag("text", text(y_name), x=self.left - beside, y=half, text_anchor="middle", transform=turned, **look)
        )
        return "".join(parts)

    def _far(self, pixel: tuple[float, float]) -> bool:
        x, y = pixel
        return abs(x - self.left) >= FAR or abs(y - self.top) >= FAR

    def _box(self) -> dict[str, float]:
        return {"x": self.left, "y": self.top, "width": self.width, "height": self.height}


def ticks(low: float, high: float, *, whole: bool = False) -> Iterator[float]:
    """A few round numbers between low and high."""
    wanted = (high - low) / TICKS
    unit = 10.0 ** math.floor(math.log10(wanted))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= wanted)
    if whole:
        step = max(1.0, round(step))
    first = math.ceil(low / step - 1e-9)
    for i in itertools.count(first):
        if i * step > high + 1e-9 * step:
            return
        yield i * step


def short(value: float) -> str:
    """A round number with no more characters than needed: 0.00015 is 1.5e−4, and 1.2e+04 is 1.2e4."""
    mantissa, _, power = f"{value + 0.0:.4e}".partition("e")
    scientific = f"{float(mantissa):g}e{int(power)}".replace("-", MINUS)
    return scientific if len(scientific) < len(number(value)) else number(value)


def _near(pixel: float, start: float, length: float) -> float:
    if math.isnan(pixel):
        return start + length + FAR
    return min(max(pixel, start - FAR), start + length + FAR)
