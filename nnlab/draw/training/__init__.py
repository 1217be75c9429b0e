"""A training that shows itself: how far it is, its losses, and how long the rest may take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlab.draw.training.loop import Loop


def training(epochs: int | Sequence[Any]) -> Loop:
    """The epochs of your own loop, 0 to epochs - 1, or the members of a list; the loop shows itself while it runs.

        live = draw.training(30)
        for epoch in live:
            params = train_epoch(params, X, Y, 0.1, 20, "relu")
            live.show(training=loss_of(params, X, Y), validation=loss_of(params, X_val, Y_val))

    In a notebook the curves of the losses grow, beside a bar, the time that is left, and a stop, which ends the loop after
    the epoch that runs: what comes after the loop goes on with what there is. On a terminal it is a line; elsewhere the
    last words are printed at the end. `show` takes losses by names of yours, at most four. Without it there is the bar alone.

    NnlabError where the number of epochs cannot be known.
    """
    from nnlab.draw.training.loop import Loop

    return Loop(epochs)
