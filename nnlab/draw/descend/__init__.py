"""Gradient descent on a hillside: the contours of a loss of two weights, and the way down with a rate of one's choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlab.draw.descend.widget import Descend


def descend(
    loss: Callable[[Any], Any],
    gradient: Callable[[Any], Any],
    W0: Any,
    *,
    learning_rate: float | None = None,
    steps: int = 30,
    momentum: float = 0.9,
    names: tuple[str, str] = ("first weight", "second weight"),
) -> Descend:
    """The contours of loss(W), and the path of W - learning_rate * gradient(W) from W0, with sliders for rate and steps.

    W0 has two entries, in any shape, (2, 1) or (2,); loss gives a number, gradient an array of W0's shape. Both are
    called with arrays of that shape. By default the rate is a fifth of the largest that does not diverge. `momentum` is the
    share of the velocity that is kept, v = momentum v + gradient, once it is switched on. `names` are the weights'.

    NnlabError where a function raises, or gives something else.
    """
    from nnlab.draw.descend.hill import Hill
    from nnlab.draw.descend.widget import Descend

    hill = Hill.of(loss, gradient, W0)
    return Descend(hill, learning_rate, steps, momentum, names)
