"""A loop over epochs that shows itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from numbers import Integral
from typing import Any

from nnlab.draw.training.picture import LOOKS
from nnlab.draw.training.record import Record
from nnlab.draw.training.views import view_here
from nnlab.draw.training.watch import Watch
from nnlab.errors import NnlabError


class Loop:
    """To be looped over, as often as one likes; each time it begins anew. Inside the loop, `show` takes the losses."""

    def __init__(self, epochs: Any) -> None:
        self._items = _members(epochs)
        self._watch: Watch | None = None
        self._epoch = 0  # the one that runs, from 1

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        with Watch(Record(len(self)), view_here()) as watch:
            self._watch = watch
            try:
                for epoch, item in enumerate(self._items, start=1):
                    self._epoch = epoch
                    yield item
                    watch.record.add(epoch, {})  # also where show was not called
                    if watch.due:
                        watch.show()
                    if watch.stopped:
                        return
            finally:
                self._watch = None

    def show(self, **losses: Any) -> None:
        """The losses of this epoch, by at most four names, as show(training=0.31, validation=0.42). Of two calls the later counts."""
        if self._watch is None:
            raise NnlabError("show was called outside of its loop: call it in the body of the loop, once an epoch.")
        record = self._watch.record
        names = {**record.losses, **losses}
        if len(names) > len(LOOKS):
            raise NnlabError(
                f"show was given {', '.join(names)}: it can draw {len(LOOKS)} curves that are told apart; leave some out."
            )
        record.add(self._epoch, {name: _number(name, loss) for name, loss in losses.items()})


def _members(epochs: Any) -> Sequence[Any]:
    """What is looped over: the numbers from 0 on, or what was given, if its length is known and it is no text."""
    if isinstance(epochs, Integral) and not isinstance(epochs, bool) and int(epochs) >= 0:
        return range(int(epochs))
    try:
        if not isinstance(epochs, str | bytes) and len(epochs) >= 0 and iter(epochs):
            return epochs  # type: ignore[no-any-return]
    except TypeError:
        pass
    raise NnlabError(
        f"epochs is {epochs!r:.60}, needs a number of epochs, or a list: how many there are has to be known."
    )


def _number(name: str, loss: Any) -> float:
    """loss as a float, if it is one number; NumPy's and CuPy's are."""
    if getattr(loss, "ndim", 0) == 0:
        try:
            return float(loss)
        except (TypeError, ValueError):
            pass
    raise NnlabError(f"{name} is {loss!r:.60}, needs one number: the loss after this epoch.")
