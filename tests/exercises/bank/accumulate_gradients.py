"""Answers to accumulate_gradients, right and wrong, as learners write them."""

import numpy as np

from nnlab.reference.backpropagation import (
    backward,
    bias_gradient,
    delta_cross_entropy,
    delta_hidden,
    outer_gradient,
)
from nnlab.reference.multilayer_networks import forward


def lists(params, X, Y, activation):
    dWs = [np.zeros_like(W) for W, b in params]
    deltas = [np.zeros_like(b) for W, b in params]
    for i in range(len(X)):
        zs, activations = forward(params, X[i : i + 1], activation)
        grads = backward(params, zs, activations, Y[i : i + 1], activation)
        for layer, (dW, db) in enumerate(grads):
            dWs[layer] += dW
            deltas[layer] += db
    return list(zip(dWs, deltas, strict=True))


def by_the_text(params, X, Y, activation):
    """delta by delta, with the outer product of chapter 08."""
    totals = [[np.zeros(W.shape), np.zeros(b.shape)] for W, b in params]
    for x, y in zip(X, Y, strict=True):
        zs, activations = forward(params, x[None, :], activation)
        delta = delta_cross_entropy(zs[-1], y[None, :])
        for i in reversed(range(len(params))):
            totals[i][0] += outer_gradient(activations[i][0], delta[0])
            totals[i][1] += delta[0]
            if i:
                delta = delta_hidden(delta, params[i][0], zs[i - 1], activation)
    return totals


def whole_batch_times_n(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    return [(len(X) * dW, len(X) * db) for dW, db in backward(params, zs, activations, Y, activation)]


def with_reshape(params, X, Y, activation):
    total = None
    for x, y in zip(X, Y, strict=True):
        zs, activations = forward(params, x.reshape(1, -1), activation)
        grads = backward(params, zs, activations, y.reshape(1, -1), activation)
        if total is None:
            total = grads
        else:
            total = [(W + dW, b + db) for (W, b), (dW, db) in zip(total, grads, strict=True)]
    return total


def summed_at_the_end(params, X, Y, activation):
    all_grads = []
    for i in range(X.shape[0]):
        zs, activations = forward(params, X[[i]], activation)
        all_grads.append(backward(params, zs, activations, Y[[i]], activation))
    return [
        (sum(grads[layer][0] for grads in all_grads), sum(grads[layer][1] for grads in all_grads))
        for layer in range(len(params))
    ]


def one_matrix_product(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    delta = delta_cross_entropy(zs[-1], Y)
    totals = []
    for i in reversed(range(len(params))):
        totals.insert(0, (activations[i].T @ delta, bias_gradient(delta)))
        delta = delta_hidden(delta, params[i][0], zs[i - 1], activation) if i else delta
    return totals


RIGHT = [lists, by_the_text, whole_batch_times_n, with_reshape, summed_at_the_end, one_matrix_product]


def grads_of(params, X, Y, activation, i):
    zs, activations = forward(params, X[i : i + 1], activation)
    return backward(params, zs, activations, Y[i : i + 1], activation)


def zeros(params):
    return [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]


def add(totals, grads):
    return [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, grads, strict=True)]


def averaged(params, X, Y, activation):
    totals = zeros(params)
    for i in range(len(X)):
        totals = add(totals, grads_of(params, X, Y, activation, i))
    return [(dW / len(X), db / len(X)) for dW, db in totals]


def whole_batch(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    return backward(params, zs, activations, Y, activation)


def outer_of_sums(params, X, Y, activation):
    """What the text says: add up delta, and multiply at the end."""
    inputs = [np.zeros(W.shape[0]) for W, b in params]
    deltas = [np.zeros(b.shape) for W, b in params]
    for i in range(len(X)):
        _, activations = forward(params, X[i : i + 1], activation)
        for layer, (_, db) in enumerate(grads_of(params, X, Y, activation, i)):
            inputs[layer] += activations[layer][0]
            deltas[layer] += db
    return [(np.outer(a, delta), delta) for a, delta in zip(inputs, deltas, strict=True)]


def delta_into_w(params, X, Y, activation):
    totals = zeros(params)
    for i in range(len(X)):
        totals = [
            (W + db, b + db) for (W, b), (_, db) in zip(totals, grads_of(params, X, Y, activation, i), strict=True)
        ]
    return totals


def reset_in_the_loop(params, X, Y, activation):
    for i in range(len(X)):
        totals = zeros(params)
        totals = add(totals, grads_of(params, X, Y, activation, i))
    return totals


def returned_in_the_loop(params, X, Y, activation):
    totals = zeros(params)
    for i in range(len(X)):
        return add(totals, grads_of(params, X, Y, activation, i))


def all_but_the_last(params, X, Y, activation):
    totals = zeros(params)
    for i in range(len(X) - 1):
        totals = add(totals, grads_of(params, X, Y, activation, i))
    return totals


def all_but_the_first(params, X, Y, activation):
    totals = zeros(params)
    for i in range(1, len(X)):
        totals = add(totals, grads_of(params, X, Y, activation, i))
    return totals


def shared(params, X, Y, activation):
    totals = [(np.zeros(params[0][0].shape), np.zeros(params[0][1].shape))] * len(params)
    for i in range(len(X)):
        for (W, b), (dW, db) in zip(totals, grads_of(params, X, Y, activation, i), strict=True):
            W += dW
            b += db
    return totals


def flat_rows(params, X, Y, activation):
    totals = zeros(params)
    for x, y in zip(X, Y, strict=True):
        zs, activations = forward(params, x, activation)
        totals = add(totals, backward(params, zs, activations, y, activation))
    return totals


def begins_with_params(params, X, Y, activation):
    totals = params
    for i in range(len(X)):
        totals = add(totals, grads_of(params, X, Y, activation, i))
    return totals


def into_params(params, X, Y, activation):
    totals = list(params)
    for i in range(len(X)):
        for (W, b), (dW, db) in zip(totals, grads_of(params, X, Y, activation, i), strict=True):
            W += dW
            b += db
    return totals


def bias_forgotten(params, X, Y, activation):
    totals = zeros(params)
    for i in range(len(X)):
        totals = [(W + dW, b) for (W, b), (dW, _) in zip(totals, grads_of(params, X, Y, activation, i), strict=True)]
    return totals


def with_steps(params, X, Y, activation):
    """Moves the weights after every example."""
    totals = zeros(params)
    for i in range(len(X)):
        grads = grads_of(params, X, Y, activation, i)
        totals = add(totals, grads)
        params = [(W - 0.1 * dW, b - 0.1 * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]
    return totals


def fixed_activation(params, X, Y, activation):
    return lists(params, X, Y, "relu")


def of_chapter_eight_with_z(params, X, Y, activation):
    """The layer's pre-activation in the place of its activation."""
    totals = zeros(params)
    for i in range(len(X)):
        zs, _ = forward(params, X[i : i + 1], activation)
        wrong = [X[i : i + 1], *zs]
        totals = add(totals, backward(params, zs, wrong, Y[i : i + 1], activation))
    return totals


WRONG = [
    (averaged, ("mean", "number of examples")),
    (whole_batch, ("mean", "number of examples")),
    (outer_of_sums, ("outer product of two sums",)),
    (delta_into_w, ("delta alone",)),
    (reset_in_the_loop, ("last example",)),
    (returned_in_the_loop, ("inside the loop",)),
    (all_but_the_last, ("last example is left out",)),
    (all_but_the_first, ("first row", "first example")),
    (shared, ("one pair of arrays",)),
    (flat_rows, ("X[i] is a vector",)),
    (begins_with_params, ("begin with params",)),
    (into_params, ("alter", "params")),
    (bias_forgotten, ("second accumulator",)),
    (with_steps, ("only when the number of rows of X is 1",)),
    (fixed_activation, ("activation",)),
    (of_chapter_eight_with_z, ("pre-activation",)),
]

EQUIVALENT = {
    "for i in range(len(Y)):": "Y has as many rows as X",
    "totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(grads, totals, strict=True)]": "a sum in the other order",
    "totals = [(np.zeros(b.shape), np.zeros(b.shape)) for W, b in params]": "zeros of a row's shape spread over all rows at the first sum",
}
