"""The descent in a notebook: sliders for the rate and the steps, a switch for momentum, and what came of it in words."""

from __future__ import annotations

import itertools
import math
from typing import Any

import traitlets

from nnlab.draw.descend.hill import Hill, Path
from nnlab.draw.descend.picture import View
from nnlab.draw.given import part, positive, whole
from nnlab.draw.svg import number
from nnlab.draw.widget import Live
from nnlab.errors import NnlabError

MOST_STEPS = 300
SLOWEST, FASTEST = 0.01, 3.0  # the ends of the rate's slider, as multiples of the border
USUAL = 0.2  # the rate to begin with, as a multiple of the border
REACHED = 1e-9  # of the way down is left: then the bottom is reached, and what is left is rounding
_count = itertools.count(1)


class Descend(Live):
    """`rate`, `steps` and `momentum` (0 is off) may be set; `path` is the way down that they lead to."""

    script = "descend/descend.js"
    rate = traitlets.Float().tag(sync=True)
    steps = traitlets.Int().tag(sync=True)
    momentum = traitlets.Float(0.0).tag(sync=True)
    switch = traitlets.Float().tag(sync=True)  # the momentum of the switch
    limits = traitlets.Dict().tag(sync=True)
    moving = traitlets.Dict().tag(sync=True)  # the parts of the picture that change
    diverged = traitlets.Bool().tag(sync=True)

    def __init__(self, hill: Hill, rate: float | None, steps: int, momentum: float, names: tuple[str, str]) -> None:
        part("momentum", momentum, "the share of the velocity that is kept")
        if not isinstance(names, tuple | list) or [type(name) for name in names] != [str, str]:
            raise NnlabError(f"names is {names!r:.60}, needs two texts: one for each weight.")
        whole("steps", steps, 0, MOST_STEPS)
        if rate is not None:
            positive("learning_rate", rate)
        self.hill, self.view = hill, View.of(hill, names)
        border = hill.border()
        chosen = USUAL * hill.narrowest() if rate is None else float(rate)
        self._doubt = hill.doubt()
        self.path: Path = hill.path(chosen, steps, 0.0)
        limits = {
            "slowest": min(SLOWEST * border, chosen),
            "fastest": max(FASTEST * border, chosen),
            "steps": MOST_STEPS,
            "bottom": hill.has_bottom,
        }
        self._name = f"nnlab-descend-{next(_count)}"
        super().__init__(rate=chosen, steps=steps, switch=float(momentum), limits=limits)
        self._go()
        self.draw()
        self.observe(self._go, ["rate", "steps", "momentum"])

    def draw(self) -> None:
        self.picture = self.view.picture(self.path, self.steps, self._name)

    @traitlets.validate("rate", "momentum")
    def _sensible(self, proposal: Any) -> float:
        value = float(proposal["value"])
        if not math.isfinite(value):
            raise NnlabError(f"{proposal['trait'].name} is {value}, needs a finite number.")
        return min(max(value, 0.0), 0.999) if proposal["trait"].name == "momentum" else max(value, 0.0)

    @traitlets.validate("steps")
    def _counted(self, proposal: Any) -> int:
        return min(max(int(proposal["value"]), 0), MOST_STEPS)

    def _go(self, _: object = None) -> None:
        self.path = self.hill.path(self.rate, self.steps, self.momentum)
        with self.hold_sync():  # one message: the words come with their picture
            self.diverged = len(self.path.losses) <= self.steps or bool(self.path.losses[-1] > self.path.losses[0])
            self.says = self._sentence()
            self.moving = self.view.moving(self.path, self.steps)
            self.words = (
                f"The contours of a loss of two weights, and a way down from ({_pair(self.hill.start)}). {self.says}"
            )

    def _sentence(self) -> str:
        done, losses = len(self.path.losses) - 1, self.path.losses
        with_momentum = f", momentum {number(self.momentum)}" if self.momentum else ""
        steps = "1 step" if done == 1 else f"{done} steps"
        head = f"Rate {number(self.rate)}{with_momentum}: after {steps} the loss "
        way = f"has {'grown' if losses[-1] > losses[0] else 'gone'} from {number(losses[0])} to {number(losses[-1])}"
        if not done:
            way = f"is {number(losses[0])}"
        if done < self.steps:
            way += ", and the next step leads too far to be followed"
        return " ".join(filter(None, [head + way + self._where(), self._doubt]))

    def _where(self) -> str:
        """How far it is from the bottom, and the rate from the border."""
        border = self.hill.border(self.momentum)
        if not self.hill.has_bottom:
            return f". {'It diverges. ' if self.diverged else ''}No bottom was found, and so no border."
        if self.diverged and self.rate < border:
            return (
                f". It diverges: the border is at {number(border)} near the bottom, but the hill is steeper elsewhere."
            )
        if self.diverged:
            return f". It diverges: the border is at {number(border)}."
        left = float(self.path.losses[-1] - self.hill.loss(self.hill.bottom))
        if left <= REACHED * self.view.drop:
            return f", the bottom. The border is at {number(border)}."
        beyond = ", and the rate is beyond it: near the bottom the steps grow, and it does not settle there"
        return f", {number(left)} above the bottom. The border is at {number(border)}{beyond if self.rate > border else ''}."


def _pair(point: Any) -> str:
    return ", ".join(number(float(value)) for value in point)
