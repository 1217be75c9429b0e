"""Answers to predict_proba, right and wrong, as learners write them."""

import numpy as np
from naming import wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


ACTIVATIONS = {"identity": lambda z: z, "sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}


def forward(params, X, activation):
    zs, activations = [], [X]
    for W, b in params:
        zs.append(activations[-1] @ W + b)
        activations.append(ACTIVATIONS[activation](zs[-1]))
    activations[-1] = zs[-1]
    return zs, activations


def from_activations(params, X, activation):
    _, activations = forward(params, X, activation)
    return softmax(activations[-1])


def without_forward(params, X, activation):
    A = X
    for W, b in params[:-1]:
        A = ACTIVATIONS[activation](A @ W + b)
    W, b = params[-1]
    return softmax(A @ W + b)


def row_by_row(params, X, activation):
    return [softmax(forward(params, x[None, :], activation)[0][-1])[0] for x in X]


def by_logs(params, X, activation):
    Z = forward(params, X, activation)[0][-1]
    shifted = Z - Z.max(axis=1)[:, None]
    return np.exp(shifted - np.log(np.exp(shifted).sum(axis=1))[:, None])


def loops(params, X, activation):
    P = []
    for scores in forward(params, X, activation)[0][-1]:
        weights = [float(np.exp(score - max(scores))) for score in scores]
        P.append([weight / sum(weights) for weight in weights])
    return P


def single(params, X, activation):
    params = [(W.astype(np.float32), b.astype(np.float32)) for W, b in params]
    return softmax(forward(params, X.astype(np.float32), activation)[0][-1])


RIGHT = [from_activations, without_forward, row_by_row, by_logs, loops, single]


def last_scores(params, X, activation):
    return forward(params, X, activation)[0][-1]


def unstable(params, X, activation):
    E = np.exp(last_scores(params, X, activation))
    return E / E.sum(axis=1, keepdims=True)


def no_division(params, X, activation):
    Z = last_scores(params, X, activation)
    return np.exp(Z - Z.max(axis=1, keepdims=True))


def forgot_keepdims(params, X, activation):
    Z = last_scores(params, X, activation)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


def nothing(params, X, activation):
    softmax(last_scores(params, X, activation))


def bent_last(params, X, activation):
    Z = last_scores(params, X, activation)
    return softmax(ACTIVATIONS[activation](Z))


WRONG = wrong(
    scores=(last_scores, "scores"),
    columns=(lambda p, X, a: softmax(last_scores(p, X, a).T).T, "columns"),
    whole=(
        lambda p, X, a: softmax(last_scores(p, X, a).reshape(1, -1)).reshape(len(X), -1),
        "All entries together",
    ),
    bent=(bent_last, "before the softmax"),
    sigmoids=(lambda p, X, a: sigmoid(last_scores(p, X, a)), "sigmoid"),
    first_layer=(lambda p, X, a: softmax(forward(p, X, a)[0][0]), "first layer"),
    first_row=(lambda p, X, a: softmax(last_scores(p, X, a))[0], "first row"),
    activated=(lambda p, X, a: ACTIVATIONS[a](last_scores(p, X, a)), "in the place of the softmax"),
    twice=(lambda p, X, a: softmax(softmax(last_scores(p, X, a))), "twice"),
    classes=(lambda p, X, a: last_scores(p, X, a).argmax(axis=1), "most probable class"),
    largest=(lambda p, X, a: softmax(last_scores(p, X, a)).max(axis=1), "largest probability"),
    hidden=(lambda p, X, a: softmax(forward(p, X, a)[1][-2]), "last hidden layer"),
    logs=(lambda p, X, a: np.log(softmax(last_scores(p, X, a)) + 1e-300), "logarithm", "log"),
    relu_always=(lambda p, X, a: softmax(last_scores(p, X, "relu")), "with relu"),
    sigmoid_always=(lambda p, X, a: softmax(last_scores(p, X, "sigmoid")), "differ", "sigmoid"),
    the_pair=(lambda p, X, a: softmax(forward(p, X, a)), "pair that forward returns"),
    the_list=(lambda p, X, a: softmax(forward(p, X, a)[0]), "list of all scores"),
    all_layers=(lambda p, X, a: [softmax(Z) for Z in forward(p, X, a)[0]], "softmax for each layer"),
    transposed=(lambda p, X, a: softmax(last_scores(p, X, a)).T, "transpose"),
    class_one=(lambda p, X, a: softmax(last_scores(p, X, a))[:, 1], "of class 1"),
    unstable=(unstable, "is nan"),
    no_division=(no_division, "not divided"),
    forgot_keepdims=(forgot_keepdims, "keepdims", "fit entry by entry"),
    nothing=(nothing, "return"),
)

EQUIVALENT = {"return softmax(_[-1])": "the last scores end both lists of forward"}
