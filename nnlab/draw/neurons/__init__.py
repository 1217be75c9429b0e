"""What the neurons of a first layer look at: their weights as pictures, and what each says to a picture of yours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlab.draw.neurons.widget import Neurons


def neurons(
    params: Any,
    pictures: Any = None,
    *,
    activation: str = "relu",
    shape: tuple[int, int] | None = None,
    names: Sequence[str] = (),
) -> Neurons:
    """The first layer of params: one picture for each neuron, blue where its weight is positive, orange where negative.

    W1 is (d, h); each of its columns is shown as a picture of `shape`, by default that of the pictures, or a square.
    `pictures` is (n, height, width), bytes or numbers from 0 to 1, or a data set such as data.digits(): choose one, and
    each neuron shows its activation. The first 24 are there to choose from. `names` are the classes. The network is given
    pixels from 0 to 1, row by row, as images_to_rows and a data set's rows() make them.

    NnlabError where params, pictures and shape do not fit together, or it is not known how bright bytes can be: their
    largest is less than half of 255.
    """
    from nnlab.draw.given import network
    from nnlab.draw.neurons.layer import Layer
    from nnlab.draw.neurons.widget import Neurons

    return Neurons(Layer.of(network(params, activation), pictures, activation, shape, names))
