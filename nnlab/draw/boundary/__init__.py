"""Where a network draws the line between classes of points in the plane, while it learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlab.draw.boundary.widget import Boundary


def boundary(
    params: Any,
    X: Any,
    y: Any,
    *,
    activation: str = "tanh",
    learning_rate: float = 0.3,
    batch_size: int = 20,
    seed: int = 0,
) -> Boundary:
    """The decision boundary of a network on points X (n, 2) with classes y (n,), or one-hot (n, k), k from 2 to 4.

    It begins with params, whose first layer takes 2 numbers and whose last gives k. Start trains it: shuffled batches,
    steps on the mean cross-entropy, by your own train_epoch where it has passed its check. At first each epoch is shown,
    later fewer of them; after 500 it rests, and start trains on. Layers, units and activation can be chosen; what is new
    begins with init_params and the seed. `params` of the result is the network as it is now, and `train(epochs)` trains
    it without a click.

    NnlabError where the network and the points do not fit.
    """
    from nnlab.draw.boundary.training import Training, points
    from nnlab.draw.boundary.widget import Boundary
    from nnlab.draw.given import network

    checked = network(params, activation)
    return Boundary(Training(checked, *points(X, y, checked), activation, learning_rate, batch_size, seed))
