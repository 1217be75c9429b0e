"""Backpropagation: the slope of the loss by every weight, from one pass back through the network."""

from __future__ import annotations

import numpy as np

from nnlab.reference.gradient_descent import numerical_gradient
from nnlab.reference.multilayer_networks import SLOPES, forward
from nnlab.reference.one_neuron import sigmoid, sigmoid_prime
from nnlab.reference.softmax_regression import cross_entropy_from_scores, softmax
from nnlab.reference.types import Array, Grads, Params


def scalar_chain(x: float, w1: float, w2: float, y: float) -> dict[str, float]:
    """Every number of one chain: z1 = w1 x, a1 = sigmoid(z1), z2 = w2 a1, loss = (z2 - y)^2, and the slopes.

    dz2, dw2, da1, dz1, dw1 are the derivatives of the loss by that number. A dict with these nine keys.
    """
    z1 = w1 * x
    a1 = float(sigmoid(z1))
    z2 = w2 * a1
    loss = (z2 - y) ** 2
    dz2 = 2 * (z2 - y)
    dw2 = dz2 * a1
    da1 = dz2 * w2
    dz1 = da1 * float(sigmoid_prime(z1))
    dw1 = dz1 * x
    return {"z1": z1, "a1": a1, "z2": z2, "loss": loss, "dz2": dz2, "dw2": dw2, "da1": da1, "dz1": dz1, "dw1": dw1}


def delta_mse(Z: Array, Y: Array) -> Array:
    """2 (Z - Y): row i is the derivative of ||Z_i - Y_i||^2 by the scores Z_i; all of shape (n, k)."""
    return 2 * (Z - Y)


def delta_cross_entropy(Z: Array, Y: Array) -> Array:
    """softmax(Z) - Y: row i is the derivative of row i's cross-entropy by its scores Z_i; all of shape (n, k)."""
    return softmax(Z) - Y


def delta_hidden(delta: Array, W: Array, Z: Array, activation: str) -> Array:
    """(delta W^T) * sigma'(Z): from the delta (n, d_out) of a layer to that of the layer below, (n, d_in).

    W (d_in, d_out) leads to the layer of delta; Z (n, d_in) are the pre-activations of the layer below.
    """
    return (delta @ W.T) * SLOPES[activation](Z)  # (n, d_in)


def outer_gradient(a: Array, delta: Array) -> Array:
    """Entry jk is a_j delta_k: dW for one example, with a (d_in,) and delta (d_out,), of shape (d_in, d_out)."""
    return np.outer(a, delta)


def weight_gradient(A: Array, delta: Array) -> Array:
    """The sum over the rows of the outer products of A_i (d_in,) and delta_i (d_out,): A^T delta, (d_in, d_out).

    A is (n, d_in), the layer's input, and delta (n, d_out).
    """
    return A.T @ delta


def bias_gradient(delta: Array) -> Array:
    """The sum of delta (n, d_out) over its rows, of shape (d_out,): z = A W + b, so the slope of z by b is 1."""
    return delta.sum(axis=0)


def backward(params: Params, zs: list[Array], activations: list[Array], Y: Array, activation: str) -> Grads:
    """[(dW1, db1), ...] of the mean cross-entropy; each has the shape of its parameter.

    zs and activations are what forward gave for the n rows of X, and Y (n, k) is one-hot. 1/n enters once, at the top.
    """
    delta = delta_cross_entropy(zs[-1], Y) / Y.shape[0]  # (n, k)
    grads = []
    for i in range(len(params) - 1, -1, -1):  # from the last layer to the first
        grads.append((weight_gradient(activations[i], delta), bias_gradient(delta)))
        if i > 0:
            delta = delta_hidden(delta, params[i][0], zs[i - 1], activation)  # (n, d_in)
    return grads[::-1]


def relative_error(G: Array, H: Array) -> float:
    """||G - H|| / (||G|| + ||H||) with the square root of the sum of squares, for G and H of any one shape; 0 when both are 0."""
    size = np.linalg.norm(G) + np.linalg.norm(H)
    return float(np.linalg.norm(G - H) / size) if size > 0 else 0.0


def gradient_check(params: Params, X: Array, Y: Array, activation: str) -> float:
    """The largest relative error of backward's arrays against central differences of the mean cross-entropy, h = 1e-5.

    X (n, d), one-hot Y (n, k). One relative error for each array in params; below 1e-6 when backward is right.
    """
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    errors = []
    for i in range(len(params)):
        for j in range(2):  # the weights, then the bias

            def loss(array):
                W, b = params[i]
                moved = [*params[:i], (array, b) if j == 0 else (W, array), *params[i + 1 :]]
                zs, _ = forward(moved, X, activation)
                return cross_entropy_from_scores(zs[-1], Y)

            errors.append(relative_error(grads[i][j], numerical_gradient(loss, params[i][j], 1e-5)))
    return max(errors)


def find_the_bug(
    zs: list[Array], activations: list[Array], params: Params, Y: Array, activation: str, grads: Grads
) -> list[str]:
    """The names of the arrays in grads that are wrong, such as ["W2", "b1"], in the order W1, b1, W2, b2, ...

    grads is somebody's backward for these zs, activations and one-hot Y (n, k). An empty list when all are right.
    """
    names = []
    for i, right in enumerate(backward(params, zs, activations, Y, activation)):
        for j, letter in enumerate("Wb"):
            if relative_error(grads[i][j], right[j]) > 1e-6:
                names.append(f"{letter}{i + 1}")
    return names
