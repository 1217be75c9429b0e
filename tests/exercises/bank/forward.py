"""Answers to forward, right and wrong, as learners write them."""

import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


ACTIVATIONS = {"identity": lambda z: z, "sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}


def by_index(params, X, activation):
    zs, activations = [], [X]
    for i in range(len(params)):
        W, b = params[i]
        zs.append(activations[i] @ W + b)
        last = i == len(params) - 1
        activations.append(zs[i] if last else ACTIVATIONS[activation](zs[i]))
    return zs, activations


def hidden_then_last(params, X, activation):
    sigma = ACTIVATIONS[activation]
    zs, activations, A = [], [X], X
    for W, b in params[:-1]:
        Z = np.dot(A, W) + b
        A = sigma(Z)
        zs.append(Z)
        activations.append(A)
    W, b = params[-1]
    zs.append(A @ W + b)
    activations.append(zs[-1])
    return zs, activations


def own_functions(params, X, activation):
    def sigma(Z):
        if activation == "relu":
            return Z * (Z > 0)
        if activation == "tanh":
            return np.tanh(Z)
        if activation == "sigmoid":
            return 1 / (1 + np.exp(-Z))
        return Z

    A = X
    zs, activations = [], [A.copy()]
    for number, (W, b) in enumerate(params, start=1):
        Z = np.einsum("ni,io->no", A, W) + b[None, :]
        A = sigma(Z) if number < len(params) else Z
        zs = [*zs, Z]
        activations = [*activations, A]
    return tuple(zs), tuple(activations)


def recursive(params, X, activation):
    (W, b), *rest = params
    Z = X @ W + b
    if not rest:
        return [Z], [X, Z]
    zs, activations = recursive(rest, ACTIVATIONS[activation](Z), activation)
    return [Z, *zs], [X, *activations]


def nested_lists(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return [Z.tolist() for Z in zs], [A.tolist() for A in activations]


def a_list_of_two(params, X, activation):
    return list(by_index(params, X, activation))


def single(params, X, activation):
    params = [(W.astype(np.float32), b.astype(np.float32)) for W, b in params]
    return by_index(params, X.astype(np.float32), activation)


RIGHT = [by_index, hidden_then_last, own_functions, recursive, nested_lists, a_list_of_two, single]


def all_bent(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        Z = activations[-1] @ W + b
        zs.append(Z)
        activations.append(ACTIVATIONS[activation](Z))
    return zs, activations


def input_bent(params, X, activation):
    return by_index(params, ACTIVATIONS[activation](X), activation)


def x_missing(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return zs, activations[1:]


def last_missing(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return zs, activations[:-1]


def x_missing_all_bent(params, X, activation):
    zs, activations = all_bent(params, X, activation)
    return zs, activations[1:]


def no_bias(params, X, activation):
    return by_index([(W, 0 * b) for W, b in params], X, activation)


def no_bias_all_bent(params, X, activation):
    return all_bent([(W, 0 * b) for W, b in params], X, activation)


def no_bend(params, X, activation):
    return by_index(params, X, "identity")


def z_handed_on(params, X, activation):
    zs, activations, A = [], [X], X
    for i, (W, b) in enumerate(params):
        A = A @ W + b
        zs.append(A)
        activations.append(A if i == len(params) - 1 else ACTIVATIONS[activation](A))
    return zs, activations


def bent_zs(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return [ACTIVATIONS[activation](Z) for Z in zs[:-1]] + zs[-1:], activations


def zs_are_activations(params, X, activation):
    _, activations = all_bent(params, X, activation)
    return activations[1:], activations


def bias_outside(params, X, activation):
    zs, activations = [], [X]
    for i, (W, b) in enumerate(params):
        Z = activations[-1] @ W
        zs.append(Z)
        activations.append((Z if i == len(params) - 1 else ACTIVATIONS[activation](Z)) + b)
    return zs, activations


def only_relu(params, X, activation):
    return by_index(params, X, "relu")


def only_sigmoid(params, X, activation):
    return by_index(params, X, "sigmoid")


def only_tanh(params, X, activation):
    return by_index(params, X, "tanh")


def with_softmax(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return zs, [*activations[:-1], softmax(zs[-1])]


def x_in_zs(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return [X, *zs], activations


def scores(params, X, activation):
    return by_index(params, X, activation)[0][-1]


def activations_alone(params, X, activation):
    return by_index(params, X, activation)[1]


def exchanged(params, X, activation):
    zs, activations = by_index(params, X, activation)
    return activations, zs


def both_at_the_end(params, X, activation):
    zs, activations = all_bent(params, X, activation)
    return zs, [*activations, zs[-1]]


def always_x(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        zs.append(X @ W + b)
        activations.append(ACTIVATIONS[activation](zs[-1]))
    return zs, activations


def w_transposed(params, X, activation):
    return by_index([(W.T, b) for W, b in params], X, activation)


def star(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        zs.append(activations[-1] * W + b)
        activations.append(ACTIVATIONS[activation](zs[-1]))
    activations[-1] = zs[-1]
    return zs, activations


def string_called(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        zs.append(activations[-1] @ W + b)
        activations.append(activation(zs[-1]))
    return zs, activations


def one_hidden_only(params, X, activation):
    (W1, b1), (W2, b2) = params
    Z1 = X @ W1 + b1
    A1 = ACTIVATIONS[activation](Z1)
    Z2 = A1 @ W2 + b2
    return [Z1, Z2], [X, A1, Z2]


def one_bend_only(params, X, activation):
    zs, activations = [], [X]
    for i in range(len(params)):
        W, b = params[i]
        zs.append(activations[-1] @ W + b)
        if i == 0 and len(params) > 1:
            activations.append(ACTIVATIONS[activation](zs[-1]))
        else:
            activations.append(zs[-1])
    return zs, activations


def last_layer_missing(params, X, activation):
    zs, activations = [], [X]
    for i in range(len(params) - 1):
        W, b = params[i]
        zs.append(activations[-1] @ W + b)
        activations.append(ACTIVATIONS[activation](zs[-1]))
    return zs, activations


def bent_when_read(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        A = ACTIVATIONS[activation](activations[-1])
        zs.append(A @ W + b)
        activations.append(zs[-1])
    return zs, activations


def assigned_backwards(params, X, activation):
    zs, activations = all_bent(params, X, activation)
    zs[-1] = activations[-1]
    return zs, activations


def returned_in_the_loop(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        zs.append(activations[-1] @ W + b)
        activations.append(ACTIVATIONS[activation](zs[-1]))
        return zs, activations


def returned_in_the_loop_unbent(params, X, activation):
    zs, activations = [], [X]
    for i, (W, b) in enumerate(params):
        zs.append(activations[-1] @ W + b)
        activations.append(zs[-1] if i == len(params) - 1 else ACTIVATIONS[activation](zs[-1]))
        return zs, activations


def in_place(params, X, activation):
    """Z += b is harmless, but the params are popped."""
    zs, activations = [], [X]
    while params:
        W, b = params.pop(0)
        Z = activations[-1] @ W
        Z += b
        zs.append(Z)
        activations.append(ACTIVATIONS[activation](Z) if params else Z)
    return zs, activations


def relu_in_place(params, X, activation):
    """The activation of relu overwrites Z, so that zs holds the activations."""
    zs, activations = [], [X]
    for i, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        zs.append(Z)
        A = Z
        if i < len(params) - 1:
            A[...] = ACTIVATIONS[activation](Z)
        activations.append(A)
    return zs, activations


def nothing(params, X, activation):
    zs, _ = by_index(params, X, activation)
    print(zs[-1])


WRONG = [
    (all_bent, ("last layer too",)),
    (input_bent, ("applied to X",)),
    (x_missing, ("X is missing",)),
    (last_missing, ("last scores are missing",)),
    (x_missing_all_bent, ("X is missing", "last layer too")),
    (no_bias, ("biases are missing",)),
    (no_bias_all_bent, ("biases are missing", "last layer too")),
    (no_bend, ("No activation",)),
    (z_handed_on, ("given Z",)),
    (bent_zs, ("zs holds the activations",)),
    (zs_are_activations, ("Both lists hold activations",)),
    (bias_outside, ("after the activation",)),
    (only_relu, ("uses relu",)),
    (only_sigmoid, ("uses the sigmoid",)),
    (only_tanh, ("uses tanh",)),
    (with_softmax, ("softmax",)),
    (x_in_zs, ("zs begins with X",)),
    (scores, ("last scores",)),
    (activations_alone, ("Only activations",)),
    (exchanged, ("zs comes first",)),
    (both_at_the_end, ("too many",)),
    (always_x, ("columns of A", "size", "rows of B")),
    (w_transposed, ("columns of A", "size", ".T")),
    (star, ("entry by entry", "@")),
    (string_called, ("is a word",)),
    (one_hidden_only, ("exactly two layers",)),
    (one_bend_only, ("Only the first layer",)),
    (last_layer_missing, ("all of params",)),
    (bent_when_read, ("where a layer reads",)),
    (assigned_backwards, ("the wrong way",)),
    (returned_in_the_loop, ("inside the loop",)),
    (returned_in_the_loop_unbent, ("inside the loop",)),
    (in_place, ("alter", "params")),
    (relu_in_place, ("zs holds the activations",)),
    (nothing, ("return",)),
]

EQUIVALENT = {}
