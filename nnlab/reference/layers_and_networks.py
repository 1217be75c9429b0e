"""Layers and networks: many neurons side by side, then layer after layer."""

from __future__ import annotations

import numpy as np

from nnlab.reference.one_neuron import sigmoid
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Array


def layer(X: Array, W: Array, b: Array) -> Array:
    """Z = X W + b, the pre-activations of a layer: X (n, d_in), W (d_in, d_out), b (d_out,), Z (n, d_out)."""
    return X @ W + b


def count_parameters(sizes: list[int]) -> int:
    """The number of weights and biases of a network with layers of these sizes, such as [3, 2, 3]."""
    return sum(d_in * d_out + d_out for d_in, d_out in zip(sizes[:-1], sizes[1:], strict=True))


def feed_forward(X: Array, W1: Array, W2: Array) -> Array:
    """F(X) = softmax(sigmoid(X W1) W2): X (n, d), W1 (d, h), W2 (h, k), the result (n, k); no biases."""
    return softmax(sigmoid(X @ W1) @ W2)


def collapse_linear(W1: Array, b1: Array, W2: Array, b2: Array) -> tuple[Array, Array]:
    """(W, b) with X W + b = (X W1 + b1) W2 + b2 for every X: W = W1 W2 of shape (d, k), b = b1 W2 + b2 of shape (k,)."""
    return W1 @ W2, b1 @ W2 + b2


def xor_network() -> tuple[Array, Array, Array, Array]:
    """(W1, b1, W2, b2) of shapes (2, 2), (2,), (2, 1), (1,) that computes XOR with the step activation.

    The first hidden neuron asks "at least one?", the second "both?"; the output says the first, but not the second.
    """
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([-0.5, -1.5])
    W2 = np.array([[1.0], [-2.0]])
    b2 = np.array([-0.5])
    return W1, b1, W2, b2
