"""What is known of a training under way, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from nnlab.draw.svg import number

FLAT = 1e-100  # differences below it are none
HIGHEST = 1e100  # beyond it nothing is drawn: there an axis is no help, and differences overflow


@dataclass
class Record:
    """`done` of `total` epochs, and what they gave: losses[name][epoch] is a number, epochs count from 1."""

    total: int
    done: int = 0
    losses: dict[str, dict[int, float]] = field(default_factory=dict)
    pace: float | None = None  # seconds for an epoch, once one has been timed
    ended: bool = False

    def add(self, epoch: int, losses: Mapping[str, float]) -> None:
        """The epoch is done, and these are its losses."""
        self.done = epoch
        for name, loss in losses.items():
            self.losses.setdefault(name, {})[epoch] = loss

    def curves(self) -> dict[str, list[tuple[int, float]]]:
        """By name, what can be drawn: (epoch, loss) up to the first that is not finite, or far too large."""
        return {
            name: list(takewhile(lambda point: abs(point[1]) <= HIGHEST, losses.items()))
            for name, losses in self.losses.items()
        }

    def count(self) -> str:
        epochs = "epoch" if self.total == 1 else "epochs"
        if self.ended and self.done < self.total:
            return f"ended after {self.done} of {self.total} {epochs}"
        return f"{self.done} of {self.total} {epochs}"

    def latest(self) -> str:
        """The last loss of each name; and where its curve ends before, from when on, and why."""
        curves = self.curves()
        return ", ".join(
            f"{name} {number(next(reversed(losses.values())))}{_undrawn(list(losses.items())[len(curves[name]) :])}"
            for name, losses in self.losses.items()
        )

    def left(self) -> str:
        """About how long the rest takes; nothing where that is not known, or over."""
        if self.ended or self.pace is None or self.done >= self.total:
            return ""
        return f"about {duration(self.pace * (self.total - self.done))} left"

    def words(self) -> str:
        """All but the time: the same training gives the same words."""
        return ", ".join(filter(None, [f"Training: {self.count()}", self.latest()]))


def _undrawn(rest: list[tuple[int, float]]) -> str:
    """Of the losses behind the end of a curve the first, in words; nothing where there are none."""
    if not rest:
        return ""
    epoch, loss = rest[0]
    return f" (not drawn from epoch {epoch} on, where it is {number(loss)})"


def duration(seconds: float) -> str:
    """In two units at most."""
    whole = max(1, math.ceil(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
