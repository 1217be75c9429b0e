"""Figures of networks, drawn from sizes and weights. matplotlib is imported when the first one is drawn."""

from nnlab.draw.backpropagation import output_and_loss, scalar_chain
from nnlab.draw.network import Drawing, network
from nnlab.draw.neuron import neuron

__all__ = ["Drawing", "network", "neuron", "output_and_loss", "scalar_chain"]
