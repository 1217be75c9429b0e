"""Answers to predict_linear, right and wrong, as learners write them."""

import numpy as np


def product(X, W):
    return X @ W


def dot(X, W):
    return np.dot(X, W)


def einsum(X, W):
    return np.einsum("nd,dk->nk", X, W)


def loops(X, W):
    n, d = X.shape
    k = W.shape[1]
    Y_hat = np.zeros((n, k))
    for i in range(n):
        for j in range(k):
            for m in range(d):
                Y_hat[i, j] += X[i, m] * W[m, j]
    return Y_hat


def broadcast_and_sum(X, W):
    return (X[:, :, None] * W[None]).sum(axis=1)


def row_by_row(X, W):
    return [list(x @ W) for x in X]


def twice_transposed(X, W):
    return (W.T @ X.T).T


def single_precision(X, W):
    return X.astype(np.float32) @ W.astype(np.float32)


def matrices(X, W):
    return np.asarray(np.asmatrix(X) * np.asmatrix(W))


RIGHT = [
    product,
    dot,
    einsum,
    loops,
    broadcast_and_sum,
    row_by_row,
    twice_transposed,
    single_precision,
    matrices,
]


def elementwise(X, W):
    return np.multiply(X, W)


def w_first(X, W):
    return np.dot(W, X)


def weights_transposed(X, W):
    return np.dot(X, W.T)


def columns_are_examples(X, W):
    return W.T @ X


def transposed(X, W):
    return np.einsum("nd,dk->kn", X, W)


def vector(X, W):
    return (X @ W).flatten()


def first_output(X, W):
    return np.array([x @ W[:, 0] for x in X])


def first_row(X, W):
    return X[0].dot(W)


def sum_over_outputs(X, W):
    predictions = []
    for x in X:
        total = 0
        for j in range(W.shape[1]):
            total += x @ W[:, j]
        predictions.append(total)
    return np.array(predictions)


def last_feature_forgotten(X, W):
    Y_hat = np.zeros((len(X), W.shape[1]))
    for m in range(X.shape[1] - 1):
        Y_hat += np.outer(X[:, m], W[m])
    return Y_hat


def starts_at_one(X, W):
    Y_hat = np.zeros((len(X), W.shape[1]))
    for m in range(1, X.shape[1]):
        Y_hat += np.outer(X[:, m], W[m])
    return Y_hat


def adds_a_bias(X, W):
    X = np.c_[np.ones(len(X)), X]
    return X @ W


def plus_one(X, W):
    return X @ W + 1


def averaged(X, W):
    return X @ W / X.shape[1]


def minus(X, W):
    return -(X @ W)


def no_return(X, W):
    X @ W


def spelling(X, W):
    return X @ w  # noqa: F821


def integer_result(X, W):
    Y_hat = np.zeros((len(X), W.shape[1]), dtype=int)
    for i in range(len(X)):
        Y_hat[i] = X[i] @ W
    return Y_hat


def negative_and_averaged(X, W):
    return -X @ W / len(X)


def single_output_shape(X, W):
    return (X @ W).squeeze()


WRONG = [
    (elementwise, ("entry by entry",)),
    (w_first, ("W @ X",)),
    (weights_transposed, ("transposed",)),
    (columns_are_examples, ("W.T @ X",)),
    (transposed, ("transpose",)),
    (vector, ("one long vector",)),
    (first_output, ("first output",)),
    (first_row, ("first example",)),
    (sum_over_outputs, ("added up",)),
    (last_feature_forgotten, ("last feature",)),
    (starts_at_one, ("first feature",)),
    (adds_a_bias, ("column of ones",)),
    (plus_one, ("too large by exactly 1",)),
    (averaged, ("columns of X",)),
    (minus, ("negative",)),
    (no_return, ("return",)),
    (spelling, ("w is neither",)),
    (integer_result, ("whole numbers",)),
    (negative_and_averaged, ("negative",)),
    (single_output_shape, ("shape",)),
]

UNNAMED = {
    "w_first": "np.dot says of the same misfit something else than @ does",
    "weights_transposed": "np.dot says of the same misfit something else than @ does",
}
