"""Answers to train_epoch, right and wrong, as learners write them."""

import numpy as np

from nnlab.reference.backpropagation import backward, delta_cross_entropy, delta_hidden
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.training import accumulate_gradients, minibatches, sgd_step, shuffle_together


def slope(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    return backward(params, zs, activations, Y, activation)


def sliced(params, X, Y, learning_rate, batch_size, activation):
    for i in range(0, len(X), batch_size):
        params = sgd_step(
            params, slope(params, X[i : i + batch_size], Y[i : i + batch_size], activation), learning_rate
        )
    return params


def accumulated(params, X, Y, learning_rate, batch_size, activation):
    """The text's way: example by example, then the mean of each batch."""
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        totals = accumulate_gradients(params, X_batch, Y_batch, activation)
        params = sgd_step(params, totals, learning_rate / len(X_batch))
    return params


def own_backward(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        zs, activations = forward(params, X_batch, activation)
        delta = delta_cross_entropy(zs[-1], Y_batch) / len(X_batch)
        new = []
        for i in reversed(range(len(params))):
            W, b = params[i]
            new.insert(0, (W - learning_rate * activations[i].T @ delta, b - learning_rate * delta.sum(axis=0)))
            if i:
                delta = delta_hidden(delta, W, zs[i - 1], activation)
        params = new
    return params


def on_a_copy(params, X, Y, learning_rate, batch_size, activation):
    params = [(W.copy(), b.copy()) for W, b in params]
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        for (W, b), (dW, db) in zip(params, slope(params, X_batch, Y_batch, activation), strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return params


def tuples(params, X, Y, learning_rate, batch_size, activation):
    current = tuple(params)
    for batch in minibatches(X, Y, batch_size):
        current = tuple(sgd_step(current, slope(current, *batch, activation), learning_rate))
    return current


def recursive(params, X, Y, learning_rate, batch_size, activation):
    if len(X) == 0:
        return params
    params = sgd_step(params, slope(params, X[:batch_size], Y[:batch_size], activation), learning_rate)
    return recursive(params, X[batch_size:], Y[batch_size:], learning_rate, batch_size, activation)


RIGHT = [sliced, accumulated, own_backward, on_a_copy, tuples, recursive]


def from_the_start(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        new_params = sgd_step(params, slope(params, X_batch, Y_batch, activation), learning_rate)
    return new_params


def result_not_kept(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        sgd_step(params, slope(params, X_batch, Y_batch, activation), learning_rate)
    return params


def all_slopes_first(params, X, Y, learning_rate, batch_size, activation):
    batches = minibatches(X, Y, batch_size)
    for grads in [slope(params, X_batch, Y_batch, activation) for X_batch, Y_batch in batches]:
        params = sgd_step(params, grads, learning_rate)
    return params


def new_weights_in_delta(params, X, Y, learning_rate, batch_size, activation):
    params = [(W.copy(), b.copy()) for W, b in params]
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        zs, activations = forward(params, X_batch, activation)
        delta = delta_cross_entropy(zs[-1], Y_batch) / len(X_batch)
        for i in reversed(range(len(params))):
            W, b = params[i]
            W -= learning_rate * activations[i].T @ delta
            b -= learning_rate * delta.sum(axis=0)
            if i:
                delta = delta_hidden(delta, W, zs[i - 1], activation)
    return params


def never_reset(params, X, Y, learning_rate, batch_size, activation):
    totals = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = slope(params, X_batch, Y_batch, activation)
        totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, grads, strict=True)]
        params = sgd_step(params, totals, learning_rate)
    return params


def sums_never_reset(params, X, Y, learning_rate, batch_size, activation):
    totals = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = accumulate_gradients(params, X_batch, Y_batch, activation)
        totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, grads, strict=True)]
        params = sgd_step(params, totals, learning_rate / len(X_batch))
    return params


def by_all_rows(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        totals = accumulate_gradients(params, X_batch, Y_batch, activation)
        params = sgd_step(params, totals, learning_rate / len(X))
    return params


def by_batch_size(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        totals = accumulate_gradients(params, X_batch, Y_batch, activation)
        params = sgd_step(params, totals, learning_rate / batch_size)
    return params


def sums(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        params = sgd_step(params, accumulate_gradients(params, X_batch, Y_batch, activation), learning_rate)
    return params


def mean_of_the_mean(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = [(dW / len(X_batch), db / len(X_batch)) for dW, db in slope(params, X_batch, Y_batch, activation)]
        params = sgd_step(params, grads, learning_rate)
    return params


def returned_in_the_loop(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        return sgd_step(params, slope(params, X_batch, Y_batch, activation), learning_rate)


def no_short_batch(params, X, Y, learning_rate, batch_size, activation):
    for b in range(len(X) // batch_size):
        rows = slice(b * batch_size, (b + 1) * batch_size)
        params = sgd_step(params, slope(params, X[rows], Y[rows], activation), learning_rate)
    return params


def full_batch(params, X, Y, learning_rate, batch_size, activation):
    return sgd_step(params, slope(params, X, Y, activation), learning_rate)


def whole_x_each_time(params, X, Y, learning_rate, batch_size, activation):
    for _ in minibatches(X, Y, batch_size):
        params = sgd_step(params, slope(params, X, Y, activation), learning_rate)
    return params


def single_rows(params, X, Y, learning_rate, batch_size, activation):
    for i in range(len(X)):
        params = sgd_step(params, slope(params, X[i : i + 1], Y[i : i + 1], activation), learning_rate)
    return params


def climbs(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = slope(params, X_batch, Y_batch, activation)
        params = [
            (W + learning_rate * dW, b + learning_rate * db) for (W, b), (dW, db) in zip(params, grads, strict=True)
        ]
    return params


def weights_only(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = slope(params, X_batch, Y_batch, activation)
        params = [(W - learning_rate * dW, b) for (W, b), (dW, _) in zip(params, grads, strict=True)]
    return params


def relu_always(params, X, Y, learning_rate, batch_size, activation):
    return sliced(params, X, Y, learning_rate, batch_size, "relu")


def writes_into_params(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        for (W, b), (dW, db) in zip(params, slope(params, X_batch, Y_batch, activation), strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return params


def shuffles(params, X, Y, learning_rate, batch_size, activation):
    X, Y = shuffle_together(X, Y, 0)
    return sliced(params, X, Y, learning_rate, batch_size, activation)


def two_epochs(params, X, Y, learning_rate, batch_size, activation):
    for _ in range(2):
        params = sliced(params, X, Y, learning_rate, batch_size, activation)
    return params


def clipped(params, X, Y, learning_rate, batch_size, activation):
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = [
            (np.clip(dW, -0.1, 0.1), np.clip(db, -0.1, 0.1)) for dW, db in slope(params, X_batch, Y_batch, activation)
        ]
        params = sgd_step(params, grads, learning_rate)
    return params


def fixed_rate(params, X, Y, learning_rate, batch_size, activation):
    return sliced(params, X, Y, 0.1, batch_size, activation)


WRONG = [
    (from_the_start, ("begins again",)),
    (result_not_kept, ("not kept",)),
    (all_slopes_first, ("from before the epoch",)),
    (new_weights_in_delta, ("with the old weights",)),
    (never_reset, ("earlier batches",)),
    (sums_never_reset, ("earlier batches",)),
    (by_all_rows, ("number of all rows",)),
    (by_batch_size, ("own length",)),
    (sums, ("sum over the batch",)),
    (mean_of_the_mean, ("twice",)),
    (returned_in_the_loop, ("inside the loop",)),
    (no_short_batch, ("left out",)),
    (full_batch, ("one step",)),
    (whole_x_each_time, ("all of X",)),
    (single_rows, ("after every row",)),
    (climbs, ("uphill",)),
    (weights_only, ("biases stay",)),
    (relu_always, ("activation",)),
    (writes_into_params, ("caller's arrays",)),
    (shuffles, ("order",)),
    (two_epochs, ("twice", "two")),
    (clipped, ("clip",)),
    (fixed_rate, ("rate",)),
]

UNNAMED = {
    "shuffles": "an order of one's own is no value that can be foreseen; the parts that differ are shown",
    "clipped": "clipping is not asked for, and nothing short describes what is left of it after several steps",
    "fixed_rate": "any fixed number could stand there, and after several steps no factor is left of it",
}

EQUIVALENT = {}
