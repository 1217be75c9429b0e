"""Multi-layer networks: layer after layer, with a bend between them."""

from __future__ import annotations

import numpy as np

from nnlab.reference.one_neuron import sigmoid, sigmoid_prime
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Array, Function, Params


def relu(z: Array) -> Array:
    """max(z, 0), entry by entry; z of any shape."""
    return np.maximum(z, 0)


def relu_prime(z: Array) -> Array:
    """The slope of relu at the pre-activation z, of any shape: 1.0 where z > 0, else 0.0 (also at 0)."""
    return np.where(z > 0, 1.0, 0.0)


def tanh_prime(z: Array) -> Array:
    """The slope of tanh at the pre-activation z, of any shape: 1 - tanh(z)^2."""
    return 1 - np.tanh(z) ** 2


# What the four names mean, and their slopes: lessons 07 and 08 give the learner the same tables.
ACTIVATIONS: dict[str, Function] = {"identity": lambda z: z, "sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}
SLOPES: dict[str, Function] = {
    "identity": np.ones_like,
    "sigmoid": sigmoid_prime,
    "tanh": tanh_prime,
    "relu": relu_prime,
}


def init_params(sizes: list[int], seed: int) -> Params:
    """[(W1, b1), ...] for layers of these sizes: W (d_in, d_out) random with standard deviation sqrt(2 / d_in), b zeros.

    The same seed gives the same params, another seed others, and no two layers are alike.
    """
    rng = np.random.default_rng(seed)
    params = []
    for d_in, d_out in zip(sizes[:-1], sizes[1:], strict=True):
        W = np.sqrt(2 / d_in) * rng.normal(size=(d_in, d_out))
        params.append((W, np.zeros(d_out)))
    return params


def forward(params: Params, X: Array, activation: str) -> tuple[list[Array], list[Array]]:
    """(zs, activations): of every layer the pre-activations Z = A W + b and what the activation makes of them.

    X is (n, d); zs[i] and activations[i + 1] belong to the layer params[i] and are (n, d_out). activations[0] is X.
    The last layer has no activation: its scores stand in both lists.
    """
    zs, activations = [], [X]
    for W, b in params:
        Z = activations[-1] @ W + b  # (n, d_out)
        zs.append(Z)
        activations.append(ACTIVATIONS[activation](Z))
    activations[-1] = zs[-1]  # the last layer's scores are left as they are
    return zs, activations


def predict_proba(params: Params, X: Array, activation: str) -> Array:
    """softmax of the network's last scores: a probability for each of the k classes and each row of X (n, d); (n, k)."""
    zs, _ = forward(params, X, activation)
    return softmax(zs[-1])
