"""Answers to delta_hidden, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong

from nnlab.reference.multilayer_networks import ACTIVATIONS, SLOPES
from nnlab.reference.one_neuron import sigmoid, sigmoid_prime


def by_name(delta, W, Z, activation):
    back = np.dot(delta, np.transpose(W))
    if activation == "sigmoid":
        a = sigmoid(Z)
        return back * a * (1 - a)
    if activation == "tanh":
        return back * (1 - np.tanh(Z) ** 2)
    if activation == "relu":
        back[Z <= 0] = 0
    return back


def loops(delta, W, Z, activation):
    slope = SLOPES[activation](Z)
    rows = []
    for i in range(len(Z)):
        row = []
        for j in range(W.shape[0]):
            total = 0.0
            for t in range(W.shape[1]):
                total += float(delta[i, t]) * float(W[j, t])
            row.append(total * float(slope[i, j]))
        rows.append(row)
    return rows


def columns(delta, W, Z, activation):
    return np.array([SLOPES[activation](z) * (W @ d) for d, z in zip(delta, Z, strict=True)])


def small_step(delta, W, Z, activation):
    """The slope of the activation by a complex-free, exact trick: only tanh and sigmoid differ."""
    table = {"identity": np.ones_like(Z), "relu": (Z > 0).astype(float)}
    table["tanh"] = 1 / np.cosh(np.clip(Z, -300, 300)) ** 2
    table["sigmoid"] = sigmoid(Z) * sigmoid(-Z)
    return (delta @ W.T) * table[activation]


RIGHT = right(
    short=lambda delta, W, Z, activation: (delta @ W.T) * SLOPES[activation](Z),
    other_side=lambda delta, W, Z, activation: SLOPES[activation](Z) * (delta @ W.T),
    turned=lambda delta, W, Z, activation: (W @ delta.T).T * SLOPES[activation](Z),
    einsum=lambda delta, W, Z, activation: np.einsum("ik,jk,ij->ij", delta, W, SLOPES[activation](Z)),
    by_name=by_name,
    loops=loops,
    columns=columns,
    small_step=small_step,
    single_precision=lambda delta, W, Z, activation: (
        (delta.astype(np.float32) @ W.T.astype(np.float32)) * SLOPES[activation](Z).astype(np.float32)
    ),
)


def of_relu(delta, W, Z, activation):
    if activation == "relu":
        return (delta @ W.T) * (np.maximum(Z, 0) >= 0)
    return (delta @ W.T) * SLOPES[activation](Z)


def at_zero(delta, W, Z, activation):
    if activation == "relu":
        return (delta @ W.T) * (Z >= 0)
    return (delta @ W.T) * SLOPES[activation](Z)


def from_z(delta, W, Z, activation):
    back = delta @ W.T
    if activation == "sigmoid":
        return back * Z * (1 - Z)
    if activation == "tanh":
        return back * (1 - Z**2)
    if activation == "relu":
        return back * (Z > 0)
    return back


def no_identity(delta, W, Z, activation):
    back = delta @ W.T
    if activation == "sigmoid":
        return back * sigmoid_prime(Z)
    if activation == "tanh":
        return back * (1 - np.tanh(Z) ** 2)
    if activation == "relu":
        return back * (Z > 0)
    return None


def sigmoid_only_tanh_wrong(delta, W, Z, activation):
    back = delta @ W.T
    if activation == "tanh":
        return back * (1 - np.tanh(Z))
    return back * SLOPES[activation](Z)


def alters(delta, W, Z, activation):
    Z[Z < 0] = 0
    return (delta @ W.T) * SLOPES[activation](Z)


WRONG = wrong(
    no_slope=(lambda delta, W, Z, activation: delta @ W.T, "slope of the activation is missing"),
    slope_alone=(lambda delta, W, Z, activation: SLOPES[activation](Z), "from above"),
    at_activation=(
        lambda delta, W, Z, activation: (delta @ W.T) * SLOPES[activation](ACTIVATIONS[activation](Z)),
        "pre-activation",
    ),
    from_z=(from_z, "pre-activations"),
    activation_itself=(lambda delta, W, Z, activation: (delta @ W.T) * ACTIVATIONS[activation](Z), "wants its slope"),
    no_transpose=(lambda delta, W, Z, activation: (delta @ W) * SLOPES[activation](Z), "not transposed"),
    text_order=(
        lambda delta, W, Z, activation: SLOPES[activation](Z) * (W @ delta),
        "columns of a",
        "transpos",
        "order",
    ),
    text_columns=(lambda delta, W, Z, activation: SLOPES[activation](Z).T * (W @ delta.T), "transpose"),
    mixed_columns=(lambda delta, W, Z, activation: SLOPES[activation](Z) * (W @ delta.T), "shapes", "broadcast"),
    no_sum=(lambda delta, W, Z, activation: delta[:, None, :] * W * SLOPES[activation](Z)[:, :, None], "add up"),
    all_products=(lambda delta, W, Z, activation: (delta @ W.T) @ SLOPES[activation](Z), "entry by entry", "@"),
    slope_first=(lambda delta, W, Z, activation: (delta * SLOPES[activation](Z)) @ W.T, "before", "below"),
    twice=(lambda delta, W, Z, activation: (delta @ W.T) * SLOPES[activation](Z) ** 2, "twice"),
    of_relu=(of_relu, "true everywhere"),
    at_zero=(at_zero, "exactly 0"),
    always_sigmoid=(lambda delta, W, Z, activation: (delta @ W.T) * sigmoid_prime(Z), "whatever"),
    always_tanh=(lambda delta, W, Z, activation: (delta @ W.T) * (1 - np.tanh(Z) ** 2), "whatever"),
    always_relu=(lambda delta, W, Z, activation: (delta @ W.T) * (Z > 0), "whatever"),
    mean=(lambda delta, W, Z, activation: (delta @ W.T) * SLOPES[activation](Z) / len(Z), "rows"),
    sign=(lambda delta, W, Z, activation: -(delta @ W.T) * SLOPES[activation](Z), "negative"),
    summed=(lambda delta, W, Z, activation: ((delta @ W.T) * SLOPES[activation](Z)).sum(axis=0), "shape", "array"),
    no_identity=(no_identity, "none", "path"),
    tanh_not_squared=(sigmoid_only_tanh_wrong, "tanh"),
    weights_of_one=(
        lambda delta, W, Z, activation: delta.sum(axis=1, keepdims=True) * SLOPES[activation](Z),
        "all ones",
        "weights",
    ),
    alters=(alters, "alter", "z"),
)
