"""Answers to layer, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            Z[i, j] = sum(X[i, k] * W[k, j] for k in range(X.shape[1])) + b[j]
    return Z


RIGHT = right(
    loop=loop,
    dot=lambda X, W, b: np.dot(X, W) + b,
    einsum=lambda X, W, b: np.einsum("ni,io->no", X, W) + b[None, :],
    bias_as_weight=lambda X, W, b: np.c_[X, np.ones(len(X))] @ np.vstack([W, b]),
    by_neuron=lambda X, W, b: np.stack([X @ W[:, j] + b[j] for j in range(W.shape[1])], axis=1),
    by_row=lambda X, W, b: [list(x @ W + b) for x in X],
)

WRONG = wrong(
    star=(lambda X, W, b: X * W + b, "entry by entry"),
    w_first=(lambda X, W, b: W @ X + b, "X stands on the left", "W @ X"),
    w_t=(lambda X, W, b: X @ W.T + b, "transposed"),
    no_bias=(lambda X, W, b: X @ W, "biases"),
    activated=(lambda X, W, b: 1 / (1 + np.exp(-(X @ W + b))), "sigmoid"),
    minus=(lambda X, W, b: X @ W - b, "subtracted"),
    transposed=(lambda X, W, b: (X @ W + b).T, "transpose"),
    summed=(lambda X, W, b: (X @ W + b).sum(axis=1), "needs"),
)
