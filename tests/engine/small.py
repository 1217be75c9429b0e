"""Small data, and the reference's training, which the engine has to equal."""

import numpy as np

from nnlab.reference.backpropagation import backward, bias_gradient, delta_hidden, delta_mse, weight_gradient
from nnlab.reference.multilayer_networks import forward, init_params
from nnlab.reference.softmax_regression import one_hot
from nnlab.reference.training import minibatches, momentum_step, shuffle_together

N, D, K = 37, 5, 3


def problem(loss="cross_entropy", n=N, seed=0):
    """(X, y) of n rows with D features, for a network with K outputs."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, D))
    return X, rng.integers(K, size=n) if loss == "cross_entropy" else rng.normal(size=(n, K))


def network(hidden=(6, 4), seed=1):
    """params with biases that are not 0."""
    rng = np.random.default_rng(seed)
    return [(W, rng.normal(size=b.shape)) for W, b in init_params([D, *hidden, K], seed)]


def slopes_of_squared_error(params, zs, activations, Y, activation):
    delta, grads = delta_mse(zs[-1], Y) / len(Y), []
    for i in range(len(params) - 1, -1, -1):
        grads.append((weight_gradient(activations[i], delta), bias_gradient(delta)))
        if i > 0:
            delta = delta_hidden(delta, params[i][0], zs[i - 1], activation)
    return grads[::-1]


def train(
    params,
    X,
    y,
    *,
    activation="relu",
    loss="cross_entropy",
    learning_rate=0.1,
    batch_size=32,
    epochs=10,
    momentum=0.0,
    seed=0,
    shuffle=True,
):
    """What `fit` promises, with the reference's functions."""
    Y, slopes = (one_hot(y, K), backward) if loss == "cross_entropy" else (y, slopes_of_squared_error)
    velocity = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for epoch in range(epochs):
        X_epoch, Y_epoch = shuffle_together(X, Y, seed + epoch) if shuffle else (X, Y)
        for X_batch, Y_batch in minibatches(X_epoch, Y_epoch, batch_size):
            zs, activations = forward(params, X_batch, activation)
            grads = slopes(params, zs, activations, Y_batch, activation)
            params, velocity = momentum_step(params, grads, velocity, learning_rate, momentum)
    return params


def apart(params, others):
    """The largest difference of any two numbers in the same place."""
    return max(
        float(np.abs(a - b).max())
        for one, two in zip(params, others, strict=True)
        for a, b in zip(one, two, strict=True)
    )
