"""Figures of networks, drawn from sizes and weights, and what moves in a notebook. Each is imported when it is used."""

from nnlab.draw.backpropagation import output_and_loss, scalar_chain
from nnlab.draw.boundary import boundary
from nnlab.draw.descend import descend
from nnlab.draw.network import Drawing, network
from nnlab.draw.neuron import neuron
from nnlab.draw.neurons import neurons
from nnlab.draw.training import training
from nnlab.draw.walk import walk

__all__ = [
    "Drawing",
    "boundary",
    "descend",
    "network",
    "neuron",
    "neurons",
    "output_and_loss",
    "scalar_chain",
    "training",
    "walk",
]
