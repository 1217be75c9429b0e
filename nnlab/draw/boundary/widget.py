"""The boundary in a notebook. While it trains, cells run and buttons answer: it takes the kernel for moments only."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import numpy as np
import traitlets

from nnlab import mine
from nnlab.draw.boundary.pace import Pace
from nnlab.draw.boundary.picture import NAMES, View
from nnlab.draw.boundary.training import Training
from nnlab.draw.given import positive, whole
from nnlab.draw.svg import number
from nnlab.draw.widget import Live
from nnlab.errors import NnlabError
from nnlab.reference.multilayer_networks import ACTIVATIONS
from nnlab.reference.types import Array, Params

AT_A_TIME = 0.02  # seconds of training before the kernel is free for others
FREE = 0.005  # seconds for the others
SHOWN_EVERY = 0.15  # seconds between two pictures
MOST_LAYERS, MOST_UNITS = 4, 32  # to choose from; the network that it begins with may be larger
RATES = (0.01, 0.03, 0.1, 0.3, 1.0)


class Boundary(Live):
    """`running` starts and stops it; `hidden`, `activation` and `rate` may be set. `params` is the network as it is now."""

    script = "boundary/boundary.js"
    running = traitlets.Bool(False).tag(sync=True)
    hidden = traitlets.List(traitlets.Int()).tag(sync=True)
    activation = traitlets.Unicode().tag(sync=True)
    rate = traitlets.Float().tag(sync=True)
    again = traitlets.Int(0).tag(sync=True)  # one more: begin anew
    choices = traitlets.Dict().tag(sync=True)
    moving = traitlets.Dict().tag(sync=True)
    trainer = traitlets.Unicode().tag(sync=True)  # whose train_epoch it is

    def __init__(self, training: Training) -> None:
        self.training, self.view = training, View.of(training.X, training.Y)
        self._task: asyncio.Task[None] | None = None
        self._pace = Pace(training.epoch)
        self._layers, self._units = max(MOST_LAYERS, len(training.hidden)), max(MOST_UNITS, *training.hidden, 0)
        choices = {"activations": list(ACTIVATIONS), "layers": self._layers, "units": self._units, "rates": list(RATES)}
        start = {"hidden": training.hidden, "activation": training.activation, "rate": training.learning_rate}
        super().__init__(choices=choices, **start)
        self._show()
        self.draw()
        self.observe(self._begin, ["hidden", "activation", "again"])
        self.observe(self._set_rate, ["rate"])
        self.observe(self._start_or_stop, ["running"])

    def draw(self) -> None:
        self.picture = self.view.picture(self.training)

    @property
    def params(self) -> Params:
        return self.training.params

    def train(self, epochs: int = 1) -> None:
        """That many epochs at once."""
        self.training.run(float("inf"), self.training.epoch + whole("epochs", epochs, 0))
        self._pace = Pace(self.training.epoch)
        self._show()

    @traitlets.validate("hidden")
    def _small(self, proposal: Any) -> list[int]:
        return [min(max(int(size), 1), self._units) for size in proposal["value"][: self._layers]]

    @traitlets.validate("rate")
    def _positive(self, proposal: Any) -> float:
        return positive("rate", proposal["value"])

    @traitlets.validate("activation")
    def _known(self, proposal: Any) -> str:
        if proposal["value"] not in ACTIVATIONS:
            raise NnlabError(f"activation is {proposal['value']!r}, needs one of {', '.join(ACTIVATIONS)}.")
        return str(proposal["value"])

    def _begin(self, change: Any) -> None:
        if change["name"] == "again":
            self.training.seed += 1
        self.training.begin_anew(list(self.hidden), self.activation)
        self._pace = Pace(self.training.epoch)
        self._show()

    def _set_rate(self, _: Any) -> None:
        self.training.learning_rate = self.rate
        self._pace = Pace(self.training.epoch)  # what the new rate does can be watched from its first epoch on
        self._show()

    def _start_or_stop(self, _: Any) -> None:
        if self.running and self._task is None:
            self._pace = Pace(self.training.epoch)
            try:
                self._task = asyncio.get_running_loop().create_task(self._run())
            except RuntimeError:
                self.running = False
                raise NnlabError("Nothing runs beside this program that could train: use train(epochs).") from None

    async def _run(self) -> None:
        """Trains a moment, lets others have the kernel, and so on until it is stopped, done, or nobody looks any more."""
        shown = time.perf_counter()
        done = self.training
        try:
            while self.running and self.comm is not None and done.epoch < self._pace.last and not done.lost:
                done.run(AT_A_TIME, self._pace.next)  # no further: first comes the time of its picture
                await asyncio.sleep(FREE)
                if time.perf_counter() - shown > SHOWN_EVERY:
                    shown = time.perf_counter()
                    await self._show_gently()
                    self._pace.shown(done.epoch)
            self._show()  # at once: a start that came during a rest would be lost
        except Exception as error:  # a function of the learner's
            self.says = f"Training stopped: {type(error).__name__}: {error}"
        finally:
            self.running, self._task = False, None

    async def _show_gently(self) -> None:
        """The same as `_show`, with a rest for others after each piece. What trained or began anew meanwhile has shown itself."""
        params, p = self.training.params, []
        for piece in self.view.pieces():
            p.append(self.training.probabilities(piece))
            await asyncio.sleep(FREE)
        if self.training.params is params:
            self._show(np.concatenate(p))

    def _show(self, p: Array | None = None) -> None:
        done = self.training
        sizes = "-".join(map(str, [2, *done.hidden, done.Y.shape[1]]))
        epochs = "1 epoch" if done.epoch == 1 else f"{done.epoch} epochs"
        with self.hold_sync():  # one message: the words come with their picture
            self.says = (
                f"{sizes}, {done.activation}, after {epochs}: loss {number(done.losses[-1])}, "
                f"{done.accuracy:.0%} of the points right{self._end()}"
            )
            whose = "Your" if mine.solved("train_epoch") else "The course's"
            self.trainer = f"{whose} train_epoch trains it."
            self.moving = self.view.moving(done, p)
            self.words = f"Where a network draws the line between {_classes(done)}. {self.says}. {self.trainer}"

    def _end(self) -> str:
        """Why it does not go on."""
        if self.training.lost:
            return ". The loss is no finite number any more: choose a smaller learning rate, then new weights"
        return ". It rests: start trains on" if self.training.epoch >= self._pace.last else ""


def _classes(training: Training) -> str:
    counts = training.Y.sum(axis=0).astype(int)
    return ", ".join(
        f"class {k} ({count} point{'' if count == 1 else 's'}, a {NAMES[k]} each)" for k, count in enumerate(counts)
    )
