"""Answers to mse_gradient, right and wrong, as learners write them."""

import numpy as np


def short(X, Y, W):
    return 2 * X.T @ (X @ W - Y) / len(X)


def dot(X, Y, W):
    return np.dot(X.T, np.dot(X, W) - Y) * (2.0 / Y.shape[0])


def einsum(X, Y, W):
    return 2 / len(X) * np.einsum("nd,nk->dk", X, X @ W - Y)


def expanded(X, Y, W):
    return 2 * (X.T @ X @ W - X.T @ Y) / len(Y)


def example_by_example(X, Y, W):
    dW = np.zeros(W.shape)
    for x, y in zip(X, Y, strict=True):
        dW += 2 * np.outer(x, x @ W - y)
    return dW / len(X)


def loops(X, Y, W):
    n, d = X.shape
    dW = [[0.0] * W.shape[1] for _ in range(d)]
    for j in range(d):
        for m in range(W.shape[1]):
            for i in range(n):
                residual = sum(float(X[i, t]) * float(W[t, m]) for t in range(d)) - float(Y[i, m])
                dW[j][m] += 2 * float(X[i, j]) * residual / n
    return dW


def means(X, Y, W):
    residuals = X @ W - Y
    return 2 * np.mean(X[:, :, None] * residuals[:, None, :], axis=0)


def transposed_twice(X, Y, W):
    return (2 * (X @ W - Y).T @ X / len(X)).T


def other_sign_twice(X, Y, W):
    return -2 / len(X) * X.T @ (Y - X @ W)


def single_precision(X, Y, W):
    X, Y, W = (array.astype(np.float32) for array in (X, Y, W))
    return np.float32(2) * X.T @ (X @ W - Y) / np.float32(len(X))


RIGHT = [
    short,
    dot,
    einsum,
    expanded,
    example_by_example,
    loops,
    means,
    transposed_twice,
    other_sign_twice,
    single_precision,
]


def no_two(X, Y, W):
    return np.dot(X.T, X @ W - Y) / len(X)


def no_mean(X, Y, W):
    return 2 * X.T @ (X @ W - Y)


def no_two_no_mean(X, Y, W):
    return X.T @ (X @ W - Y)


def over_all(X, Y, W):
    E = X @ W - Y
    return 2 * X.T @ E / E.size


def over_features(X, Y, W):
    return 2 * X.T @ (X @ W - Y) / X.shape[1]


def twice_averaged(X, Y, W):
    n = len(X)
    return 2 / n * X.T @ ((X @ W - Y) / n)


def downhill(X, Y, W):
    return 2 / len(X) * X.T @ (Y - X @ W)


def downhill_half(X, Y, W):
    return X.T @ (Y - X @ W) / len(X)


def forgot_transpose(X, Y, W):
    return 2 * X @ (X @ W - Y) / len(X)


def wrong_order(X, Y, W):
    return 2 * (X @ W - Y).T @ X / len(X)


def star(X, Y, W):
    return 2 * X.T * (X @ W - Y) / len(X)


def predictions_only(X, Y, W):
    return 2 * (X @ W - Y) / len(X)


def bias(X, Y, W):
    return 2 * np.mean(X @ W - Y, axis=0)


def bias_everywhere(X, Y, W):
    dW = np.zeros_like(W, dtype=float)
    dW[:] = 2 * np.mean(X @ W - Y, axis=0)
    return dW


def targets_forgotten(X, Y, W):
    return 2 / len(X) * X.T @ (X @ W)


def squared(X, Y, W):
    return 2 / len(X) * X.T @ (X @ W - Y) ** 2


def the_loss(X, Y, W):
    return np.sum((X @ W - Y) ** 2) / len(X)


def flattened(X, Y, W):
    y = Y.ravel()
    residuals = X @ W - y
    return 2 * X.T @ residuals / len(X)


def first_target(X, Y, W):
    return 2 * X.T @ (X @ W - Y[:, 0]) / len(X)


def elementwise_model(X, Y, W):
    return 2 * X.T @ (X * W - Y) / len(X)


def weights_transposed(X, Y, W):
    return 2 * X.T @ (X @ W.T - Y) / len(X)


def alters_y(X, Y, W):
    Y -= X @ W
    return -2 * X.T @ Y / len(X)


def integer_buffer(X, Y, W):
    dW = np.zeros_like(W)
    for i in range(len(X)):
        dW += (2 * np.outer(X[i], X[i] @ W - Y[i]) / len(X)).astype(W.dtype)
    return dW


def last_row_left_out(X, Y, W):
    dW = np.zeros(W.shape)
    for i in range(len(X) - 1):
        dW += 2 * np.outer(X[i], X[i] @ W - Y[i])
    return dW / len(X)


def of_five(X, Y, W):
    return 2 / 5 * X.T @ (X @ W - Y)


def normalised(X, Y, W):
    dW = 2 * X.T @ (X @ W - Y) / len(X)
    return dW / np.linalg.norm(dW)


def nothing(X, Y, W):
    dW = 2 * X.T @ (X @ W - Y) / len(X)  # noqa: F841


WRONG = [
    (no_two, ("half", "1/2")),
    (no_mean, ("mean over the examples", "rows")),
    (no_two_no_mean, ("half", "rows")),
    (over_all, ("all entries",)),
    (over_features, ("features",)),
    (twice_averaged, ("twice",)),
    (downhill, ("negative", "Y - X W")),
    (downhill_half, ("negative", "minus 1/2", "half")),
    (forgot_transpose, ("transposed",)),
    (wrong_order, ("transpose",)),
    (star, ("entry by entry",)),
    (predictions_only, ("by the predictions",)),
    (bias, ("bias",)),
    (bias_everywhere, ("X is missing", "bias")),
    (targets_forgotten, ("targets",)),
    (squared, ("squared",)),
    (the_loss, ("not its slope",)),
    (flattened, ("column",)),
    (first_target, ("column",)),
    (elementwise_model, ("entry by entry", "product")),
    (weights_transposed, ("transpose", "columns of A")),
    (alters_y, ("alter", "Y")),
    (integer_buffer, ("whole numbers",)),
    (last_row_left_out, ("last row",)),
    (of_five, ("5", "row")),
    (normalised, ("length", "norm")),
    (nothing, ("return",)),
]

EQUIVALENT = {
    "return 2 / Y.shape[0] * X.T @ residuals": "Y has as many rows as X",
    "return 2 / residuals.shape[0] * X.T @ residuals": "the residuals have as many rows as X",
}
