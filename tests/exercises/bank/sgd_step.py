"""Answers to sgd_step, right and wrong, as learners write them."""

import numpy as np


def with_append(params, grads, learning_rate):
    new = []
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        new.append((W - learning_rate * dW, b - learning_rate * db))
    return new


def by_index(params, grads, learning_rate):
    new_params = []
    for i in range(len(params)):
        W = params[i][0] - learning_rate * grads[i][0]
        b = params[i][1] - learning_rate * grads[i][1]
        new_params.append([W, b])
    return new_params


def as_tuple(params, grads, learning_rate):
    return tuple(
        tuple(array - learning_rate * slope for array, slope in zip(layer, slopes, strict=True))
        for layer, slopes in zip(params, grads, strict=True)
    )


def on_copies(params, grads, learning_rate):
    new = [(W.astype(float), b.astype(float)) for W, b in params]
    for (W, b), (dW, db) in zip(new, grads, strict=True):
        W -= learning_rate * dW
        b -= learning_rate * db
    return new


def numpys_subtract(params, grads, learning_rate):
    return [
        (np.subtract(W, np.multiply(learning_rate, dW)), np.add(b, -learning_rate * db))
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


def plain_lists(params, grads, learning_rate):
    return [
        ((W - learning_rate * dW).tolist(), (b - learning_rate * db).tolist())
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


RIGHT = [with_append, by_index, as_tuple, on_copies, numpys_subtract, plain_lists]


def added(params, grads, learning_rate):
    return [(W + learning_rate * dW, b + learning_rate * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]


def biases_forgotten(params, grads, learning_rate):
    return [(W - learning_rate * dW, b) for (W, b), (dW, _) in zip(params, grads, strict=True)]


def rate_forgotten(params, grads, learning_rate):
    return [(W - dW, b - db) for (W, b), (dW, db) in zip(params, grads, strict=True)]


def rate_for_weights_only(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - db) for (W, b), (dW, db) in zip(params, grads, strict=True)]


def return_in_loop(params, grads, learning_rate):
    new = []
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        new.append((W - learning_rate * dW, b - learning_rate * db))
        return new


def minus_equals(params, grads, learning_rate):
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        W -= learning_rate * dW
        b -= learning_rate * db
    return params


def minus_equals_returns_nothing(params, grads, learning_rate):
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        W = W - learning_rate * dW
        b = b - learning_rate * db


def local_names_only(params, grads, learning_rate):
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        W = W - learning_rate * dW
        b = b - learning_rate * db
    return params


def callers_list(params, grads, learning_rate):
    for i, ((W, b), (dW, db)) in enumerate(zip(params, grads, strict=True)):
        params[i] = (W - learning_rate * dW, b - learning_rate * db)
    return params


def in_a_row(params, grads, learning_rate):
    new = []
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        new += [W - learning_rate * dW, b - learning_rate * db]
    return new


def weights_alone(params, grads, learning_rate):
    return [W - learning_rate * dW for (W, _), (dW, _) in zip(params, grads, strict=True)]


def change_alone(params, grads, learning_rate):
    return [(-learning_rate * dW, -learning_rate * db) for dW, db in grads]


def list_minus_list(params, grads, learning_rate):
    return params - learning_rate * grads


def mean_of_bias(params, grads, learning_rate):
    return [
        (W - learning_rate * dW, b - learning_rate * db.mean()) for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


def rate_squared(params, grads, learning_rate):
    return [
        (W - learning_rate**2 * dW, b - learning_rate**2 * db) for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


def rate_of_its_own(params, grads, learning_rate):
    return [(W - 0.1 * dW, b - 0.1 * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]


def rate_of_the_example(params, grads, learning_rate):
    return [(W - 0.1 * dW, b - 0.1 * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]


WRONG = [
    (rate_of_the_example, ("0.1 of the example",)),
    (added, ("uphill",)),
    (biases_forgotten, ("biases stay",)),
    (rate_forgotten, ("learning rate is missing",)),
    (rate_for_weights_only, ("learning rate is missing for the biases", "b - learning_rate")),
    (return_in_loop, ("inside the loop",)),
    (minus_equals, ("writes into",)),
    (minus_equals_returns_nothing, ("return",)),
    (local_names_only, ("as they were given",)),
    (callers_list, ("caller's list",)),
    (in_a_row, ("pairs",)),
    (weights_alone, ("Only the weights",)),
    (change_alone, ("change alone",)),
    (list_minus_list, ("list", "zip")),
    (mean_of_bias, ("b1",)),
    (rate_squared, ("square of learning_rate",)),
    (rate_of_its_own, ("fixed rate",)),
]

UNNAMED = {"rate_of_its_own": "any fixed number could stand there; the first difference is shown"}

EQUIVALENT = {}
