"""The hillside: a loss of two weights, its bottom, how far one sees, and the paths down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.draw.given import HUGE, numbers
from nnlab.errors import NnlabError
from nnlab.reference.types import Array

NEWTON_STEPS = 60
NUDGE = 1e-5  # relative to the size of the weights
SETTLED = 1e-3  # at a bottom Newton's next step is smaller, relative to the size of the weights
REACH = 3.0  # times the size of the weights: how far one looks where there is no bottom
AGREE = 1e-4  # relative difference of the gradient from central differences
ROOM = 1.35  # how much more one sees than the contour through the start
NARROWEST = 1e-9  # of where it is: closer together, points can hardly be told apart
LOST = 1e12  # a loss that has grown so many times is not followed further


@dataclass(frozen=True)
class Path:
    """points (m + 1, 2) and losses (m + 1,), from the start on. Shorter than asked where the numbers ended."""

    points: Array
    losses: Array


@dataclass(frozen=True)
class Hill:
    """A point is an array (2,); the learner's functions get it in the shape of W0."""

    loss: Callable[[Array], float]
    gradient: Callable[[Array], Array]
    start: Array
    bottom: Array  # the lowest point that was found
    curvature: Array  # (2, 2): the second derivatives there
    has_bottom: bool  # else it goes down for ever, or ends; what was found is the lowest point not far from the start

    @classmethod
    def of(cls, loss: Callable[[Any], Any], gradient: Callable[[Any], Any], W0: Any) -> Hill:
        start = numbers("W0", W0)
        if start.size != 2:
            raise NnlabError(
                f"W0 has {start.size} entries, needs 2, for the page has two directions: keep the other weights fixed."
            )

        def height(point: Array) -> float:
            return float(_answer("loss", loss, point.reshape(start.shape), ()))

        def slope(point: Array) -> Array:
            return _answer("gradient", gradient, point.reshape(start.shape), start.shape).reshape(2)

        first = start.reshape(2)
        # A function that does not work says so now.
        for name, found in (("loss", np.array(height(first))), ("gradient", slope(first))):
            if not (np.abs(found) <= HUGE).all():
                raise NnlabError(f"{name}(W0) is {found}, needs finite numbers up to {HUGE:g}: begin somewhere else.")
        bottom = _lowest(height, slope, first, np.inf)
        curvature = _curvature(slope, bottom)
        there = _is_bottom(slope, bottom, curvature)
        if not there:
            bottom = _lowest(height, slope, first, REACH * (1 + float(np.abs(first).max())))
            curvature = _curvature(slope, bottom)
        return cls(height, slope, first, bottom, curvature, there)

    def border(self, momentum: float = 0.0) -> float:
        """The largest rate that does not diverge near the bottom: 2 / c for the largest curvature c, (1 + momentum) times."""
        return _border(self.curvature, momentum)

    def narrowest(self) -> float:
        """The border at the bottom, or that at the start where the hill is clearly steeper there."""
        bottom, start = self.border(), _border(_curvature(self.gradient, self.start))
        return start if start < 0.9 * bottom else bottom

    def sight(self) -> tuple[Array, Array]:
        """(low, high) corners of what is drawn: the contour through the start, and some room around it."""
        drop, apart = self.loss(self.start) - self.loss(self.bottom), np.abs(self.start - self.bottom)
        half = apart
        if self.has_bottom and drop > 0:
            half = np.maximum(half, np.sqrt(2 * drop * np.diag(np.linalg.inv(self.curvature))))
        half = ROOM * np.where(half > 0, half, half.max() or 1.0)
        half = np.maximum(half, NARROWEST * np.abs(self.bottom))
        return self.bottom - half, self.bottom + half

    def axes(self, drop: float) -> Array:
        """(2, 2): its columns lead from the bottom to where a hill that bends everywhere as there is higher by drop."""
        bends, directions = np.linalg.eigh(self.curvature)
        return np.asarray(directions * np.sqrt(2 * drop / bends))

    def path(self, learning_rate: float, steps: int, momentum: float) -> Path:
        """v = momentum v + gradient, W = W - learning_rate v, until the steps are done or the numbers end."""
        point, velocity = self.start, np.zeros(2)
        points, losses = [point], [self.loss(point)]
        lost = LOST * (abs(losses[0]) + 1)
        for _ in range(steps):
            with np.errstate(all="ignore"):  # that it diverges is said in words
                velocity = momentum * velocity + self.gradient(point)
                point = point - learning_rate * velocity
            loss = self.loss(point) if np.isfinite(point).all() else np.inf
            if not np.isfinite(loss) or abs(loss) > lost:
                break
            points.append(point)
            losses.append(loss)
        return Path(np.array(points), np.array(losses))

    def doubt(self) -> str:
        """A sentence where the gradient at the start is not the slope of the loss there, by central differences."""
        h = NUDGE * (1 + float(np.abs(self.start).max()))
        measured = np.array([(self.loss(self.start + e) - self.loss(self.start - e)) / (2 * h) for e in h * np.eye(2)])
        given = self.gradient(self.start)
        if np.linalg.norm(given - measured) <= AGREE * (np.linalg.norm(given) + np.linalg.norm(measured)):
            return ""
        words = [", ".join(f"{value:.4g}" for value in pair) for pair in (given, measured)]
        return f"At the start the gradient gives ({words[0]}), and nudging the weights gives ({words[1]}): it is not the slope of this loss."


def _lowest(height: Callable[[Array], float], slope: Callable[[Array], Array], start: Array, reach: float) -> Array:
    """Newton's steps where the hill bends up, else downhill, each halved until it descends and stays within reach."""

    def better(point: Array) -> bool:
        return float(np.abs(point - start).max()) <= reach and height(point) < loss

    point, loss = start, height(start)
    for _ in range(NEWTON_STEPS):
        down, bend = -slope(point), _curvature(slope, point)
        if _bends(bend).min() > 1e-12 * np.abs(bend).max():
            down = np.linalg.solve(bend, down)
        if not np.isfinite(down).all():
            break
        size = 1.0
        while size > 1e-8 and not better(point + size * down):
            size /= 2
        if size <= 1e-8:
            break
        point = point + size * down
        loss = height(point)
    return point


def _is_bottom(slope: Callable[[Array], Array], point: Array, curvature: Array) -> bool:
    """It bends up there, and Newton would stay: a hill that only flattens, as e^-w does, keeps him walking."""
    if not _bends(curvature).min() > 0:
        return False
    return bool(np.abs(np.linalg.solve(curvature, slope(point))).max() <= SETTLED * (1 + np.abs(point).max()))


def _curvature(slope: Callable[[Array], Array], point: Array) -> Array:
    h = NUDGE * (1 + float(np.abs(point).max()))
    with np.errstate(all="ignore"):  # far away the slope may be no number
        bend = np.array([(slope(point + e) - slope(point - e)) / (2 * h) for e in h * np.eye(2)])
        return np.asarray((bend + bend.T) / 2)


def _bends(curvature: Array) -> Array:
    """The curvatures in the two directions in which they are largest and smallest; -1 each where they are no numbers."""
    return np.linalg.eigvalsh(curvature) if np.isfinite(curvature).all() else np.full(2, -1.0)


def _border(curvature: Array, momentum: float = 0.0) -> float:
    steepest = float(np.abs(_bends(curvature)).max())
    return 2 * (1 + momentum) / steepest if steepest > 1 / HUGE else 1.0


def _answer(name: str, function: Callable[[Any], Any], W: Array, shape: tuple[int, ...]) -> Array:
    try:
        # Far from the start a loss may be no number: that is no mistake of the function's.
        with np.errstate(all="ignore"):
            given = function(W.copy())
        answer = np.asarray(given, dtype=float)
    except Exception as error:
        raise NnlabError(f"{name}(W) raised {type(error).__name__}: {error}; W had shape {W.shape}.") from None
    if given is None:
        raise NnlabError(f"{name}(W) gives None: it needs a return.")
    if answer.shape != shape:
        needs = f"the shape of W, {shape}" if shape else "one number"
        raise NnlabError(f"{name}(W) gives shape {answer.shape}, needs {needs}.")
    return answer
