"""Answers to mean_squared_error, right and wrong, as learners write them."""

import math

import numpy as np


def short(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / len(Y)


def sum_of_the_means(Y_hat, Y):
    return float(((Y - Y_hat) ** 2).mean(axis=0).sum())


def mean_of_the_sums(Y_hat, Y):
    return np.mean(np.sum(np.square(Y_hat - Y), axis=1))


def loops(Y_hat, Y):
    total = 0.0
    for row_hat, row in zip(Y_hat, Y, strict=True):
        for a, b in zip(row_hat, row, strict=True):
            total += (float(a) - float(b)) ** 2
    return total / len(Y)


def norm(Y_hat, Y):
    return np.linalg.norm(Y_hat - Y) ** 2 / Y.shape[0]


def einsum(Y_hat, Y):
    residuals = Y_hat - Y
    return np.array(np.einsum("nk,nk->", residuals, residuals) / len(residuals))


def expanded(Y_hat, Y):
    Y_hat, Y = Y_hat.astype(float), Y.astype(float)
    return (np.sum(Y_hat**2) - 2 * np.sum(Y_hat * Y) + np.sum(Y**2)) / len(Y)


def precise(Y_hat, Y):
    return math.fsum((Y_hat - Y).astype(float).ravel() ** 2) / len(Y)


def trace(Y_hat, Y):
    R = Y_hat - Y
    return np.trace(R.T @ R) / R.shape[0]


RIGHT = [short, sum_of_the_means, mean_of_the_sums, loops, norm, einsum, expanded, precise, trace]


def mean_of_all(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2)


def just_the_sum(Y_hat, Y):
    return ((Y - Y_hat) ** 2).sum()


def rmse(Y_hat, Y):
    return math.sqrt(np.sum((Y_hat - Y) ** 2) / len(Y))


def rmse_of_all(Y_hat, Y):
    return np.sqrt(np.mean((Y_hat - Y) ** 2))


def halved(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / (2 * len(Y))


def absolute(Y_hat, Y):
    return np.abs(Y - Y_hat).sum() / len(Y)


def signed(Y_hat, Y):
    total = 0
    for i in range(len(Y)):
        for j in range(Y.shape[1]):
            total += Y_hat[i, j] - Y[i, j]
    return total / len(Y)


def sum_then_square(Y_hat, Y):
    return (Y_hat - Y).sum() ** 2 / len(Y)


def squares_subtracted(Y_hat, Y):
    return np.sum(Y_hat**2 - Y**2) / len(Y)


def less_one(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / (len(Y) - 1)


def over_outputs(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / Y.shape[1]


def mean_length(Y_hat, Y):
    return np.mean(np.linalg.norm(Y_hat - Y, axis=1))


def flattened_target(Y_hat, Y):
    y = Y.ravel()
    return np.sum((Y_hat - y) ** 2) / len(y)


def flattened_prediction(Y_hat, Y):
    return np.sum((Y_hat.flatten() - Y) ** 2) / len(Y)


def first_column(Y_hat, Y):
    return np.sum((Y_hat - Y[:, 0]) ** 2) / len(Y)


def one_a_row(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2, axis=1)


def one_an_output(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2, axis=0)


def for_five(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / 5


def in_place(Y_hat, Y):
    Y_hat -= Y
    return np.sum(Y_hat**2) / len(Y)


def negative_mean_of_all(Y_hat, Y):
    return -np.mean((Y_hat - Y) ** 2)


def half_mean_of_all(Y_hat, Y):
    return 0.5 * np.mean((Y_hat - Y) ** 2)


def a_plus(Y_hat, Y):
    return np.sum((Y_hat + Y) ** 2) / len(Y)


def as_integer(Y_hat, Y):
    return int(np.sum((Y_hat - Y) ** 2) / len(Y))


def printed(Y_hat, Y):
    print(np.sum((Y_hat - Y) ** 2) / len(Y))


WRONG = [
    (mean_of_all, ("examples and outputs",)),
    (just_the_sum, ("not divided",)),
    (rmse, ("root",)),
    (rmse_of_all, ("root",)),
    (halved, ("half",)),
    (absolute, ("absolute",)),
    (signed, ("cancel",)),
    (sum_then_square, ("squared then",)),
    (squares_subtracted, ("subtract first",)),
    (less_one, ("n - 1",)),
    (over_outputs, ("number of outputs",)),
    (mean_length, ("length",)),
    (flattened_target, ("table", "examples and outputs")),
    (flattened_prediction, ("table",)),
    (first_column, ("table",)),
    (one_a_row, ("average",)),
    (one_an_output, ("add up",)),
    (for_five, ("5", "fixed")),
    (in_place, ("y_hat",)),
    (negative_mean_of_all, ("examples and outputs", "columns of Y_hat")),
    (half_mean_of_all, ("half", "1/2")),
    (a_plus, ("plus where a minus",)),
    (as_integer, ("whole numbers",)),
    (printed, ("return",)),
]

EQUIVALENT = {
    "residuals = Y - Y_hat": "a square does not see the sign",
    "return float(np.sum(residuals ** 2) / Y_hat.shape[0])": "Y_hat has as many rows as Y",
    "return float(np.sum(residuals ** 2) / residuals.shape[0])": "the residuals have as many rows as Y",
}

UNNAMED = {
    "flattened_target": "it raises in the first case; that the table is also divided by another number hides the mistake",
}
