"""Answers to feed_forward, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def by_row(X, W1, W2):
    rows = []
    for x in X:
        e = np.exp(sigmoid(x @ W1) @ W2)
        rows.append(e / e.sum())
    return np.array(rows)


RIGHT = right(
    steps=lambda X, W1, W2: softmax(np.dot(sigmoid(np.dot(X, W1)), W2)),
    by_row=by_row,
    unshifted=lambda X, W1, W2: np.exp(sigmoid(X @ W1) @ W2) / np.exp(sigmoid(X @ W1) @ W2).sum(axis=1)[:, None],
    by_tanh=lambda X, W1, W2: softmax((0.5 + 0.5 * np.tanh(X @ W1 / 2)) @ W2),
    as_lists=lambda X, W1, W2: softmax(sigmoid(X @ W1) @ W2).tolist(),
)

WRONG = wrong(
    linear=(lambda X, W1, W2: softmax(X @ W1 @ W2), "sigmoid between"),
    scores=(lambda X, W1, W2: sigmoid(X @ W1) @ W2, "scores"),
    two_sigmoids=(lambda X, W1, W2: sigmoid(sigmoid(X @ W1) @ W2), "softmax, not the sigmoid"),
    two_softmaxes=(lambda X, W1, W2: softmax(softmax(X @ W1) @ W2), "between the layers"),
    columns=(lambda X, W1, W2: softmax((sigmoid(X @ W1) @ W2).T).T, "columns"),
    activated_input=(lambda X, W1, W2: softmax(sigmoid(sigmoid(X) @ W1) @ W2), "input"),
    swapped=(lambda X, W1, W2: softmax(sigmoid(X @ W2) @ W1), "raised", "exchanged"),
    classes=(lambda X, W1, W2: softmax(sigmoid(X @ W1) @ W2).argmax(axis=1), "needs"),
)
