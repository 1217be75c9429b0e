"""Answers to r_squared, right and wrong, as learners write them."""

import numpy as np


def short(Y_hat, Y):
    return 1 - ((Y - Y_hat) ** 2).sum() / ((Y - Y.mean(axis=0)) ** 2).sum()


def by_means(Y_hat, Y):
    return 1 - np.mean((Y_hat - Y) ** 2) / np.mean((Y - np.mean(Y, axis=0, keepdims=True)) ** 2)


def by_variance(Y_hat, Y):
    return float(1.0 - np.sum(np.mean((Y_hat - Y) ** 2, axis=0)) / np.sum(np.var(Y, axis=0)))


def loops(Y_hat, Y):
    n, k = Y.shape
    above = below = 0.0
    for j in range(k):
        mean = sum(float(v) for v in Y[:, j]) / n
        for i in range(n):
            above += (float(Y_hat[i, j]) - float(Y[i, j])) ** 2
            below += (float(Y[i, j]) - mean) ** 2
    return 1 - above / below


def by_norms(Y_hat, Y):
    return np.array(1 - (np.linalg.norm(Y_hat - Y) / np.linalg.norm(Y - Y.mean(0))) ** 2)


def one_fraction(Y_hat, Y):
    total = np.sum((Y - Y.mean(axis=0)) ** 2)
    return (total - np.sum((Y - Y_hat) ** 2)) / total


def weighted(Y_hat, Y):
    """Each output's own value, weighted by its spread: the pooled one."""
    spread = ((Y - Y.mean(axis=0)) ** 2).sum(axis=0)
    each = 1 - ((Y - Y_hat) ** 2).sum(axis=0) / spread
    return np.average(each, weights=spread)


RIGHT = [short, by_means, by_variance, loops, by_norms, one_fraction, weighted]


def overall_mean(Y_hat, Y):
    return 1 - np.sum((Y - Y_hat) ** 2) / np.sum((Y - np.mean(Y)) ** 2)


def row_means(Y_hat, Y):
    return 1 - np.sum((Y - Y_hat) ** 2) / np.sum((Y - Y.mean(axis=1, keepdims=True)) ** 2)


def row_means_raw(Y_hat, Y):
    return 1 - np.sum((Y - Y_hat) ** 2) / np.sum((Y - Y.mean(axis=1)) ** 2)


def no_one_minus(Y_hat, Y):
    return ((Y - Y_hat) ** 2).sum() / ((Y - Y.mean(axis=0)) ** 2).sum()


def swapped(Y_hat, Y):
    residual = np.sum((Y_hat - Y) ** 2)
    return 1 - residual / np.sum((Y_hat - Y_hat.mean(axis=0)) ** 2)


def around_the_predicted_mean(Y_hat, Y):
    return 1 - np.sum((Y_hat - Y) ** 2) / np.sum((Y - Y_hat.mean(axis=0)) ** 2)


def uncentered(Y_hat, Y):
    return 1 - np.sum((Y_hat - Y) ** 2) / np.sum(Y**2)


def explained(Y_hat, Y):
    mean = Y.mean(axis=0)
    return np.sum((Y_hat - mean) ** 2) / np.sum((Y - mean) ** 2)


def average(Y_hat, Y):
    values = []
    for j in range(Y.shape[1]):
        y = Y[:, j]
        values.append(1 - np.sum((Y_hat[:, j] - y) ** 2) / np.sum((y - y.mean()) ** 2))
    return np.mean(values)


def each(Y_hat, Y):
    return 1 - ((Y_hat - Y) ** 2).sum(axis=0) / ((Y - Y.mean(axis=0)) ** 2).sum(axis=0)


def mse_helper(A, B):
    return np.sum((A - B) ** 2) / len(A)


def mixed_means(Y_hat, Y):
    return 1 - mse_helper(Y_hat, Y) / np.mean((Y - Y.mean(axis=0)) ** 2)


def mean_over_sum(Y_hat, Y):
    return 1 - mse_helper(Y_hat, Y) / np.sum((Y - Y.mean(axis=0)) ** 2)


def absolute(Y_hat, Y):
    return 1 - np.abs(Y_hat - Y).sum() / np.abs(Y - Y.mean(axis=0)).sum()


def turned(Y_hat, Y):
    return 1 - np.sum((Y - Y.mean(axis=0)) ** 2) / np.sum((Y_hat - Y) ** 2)


def correlation(Y_hat, Y):
    return np.corrcoef(Y_hat.ravel(), Y.ravel())[0, 1] ** 2


def rooted(Y_hat, Y):
    return np.sqrt(1 - np.sum((Y_hat - Y) ** 2) / np.sum((Y - Y.mean(axis=0)) ** 2))


def percent(Y_hat, Y):
    return 100 * (1 - np.sum((Y_hat - Y) ** 2) / np.sum((Y - Y.mean(axis=0)) ** 2))


def one_plus(Y_hat, Y):
    return 1 + np.sum((Y_hat - Y) ** 2) / np.sum((Y - Y.mean(axis=0)) ** 2)


def norms_without_squares(Y_hat, Y):
    return 1 - np.linalg.norm(Y_hat - Y) / np.linalg.norm(Y - Y.mean(axis=0))


def never_negative(Y_hat, Y):
    return max(0.0, 1 - np.sum((Y_hat - Y) ** 2) / np.sum((Y - Y.mean(axis=0)) ** 2))


def overall_mean_no_one(Y_hat, Y):
    return np.sum((Y - Y_hat) ** 2) / np.sum((Y - Y.mean()) ** 2)


def nothing(Y_hat, Y):
    residual = np.sum((Y_hat - Y) ** 2)
    total = np.sum((Y - Y.mean(axis=0)) ** 2)
    1 - residual / total


WRONG = [
    (overall_mean, ("one mean",)),
    (row_means, ("each row",)),
    (row_means_raw, ("each row",)),
    (no_one_minus, ("one minus", "not explained")),
    (swapped, ("exchanged",)),
    (around_the_predicted_mean, ("mean of the predictions",)),
    (uncentered, ("mean first", "not centered")),
    (explained, ("spread of the predictions",)),
    (average, ("averaged",)),
    (each, ("each output",)),
    (mixed_means, ("averaged over",)),
    (mean_over_sum, ("a mean, below a sum",)),
    (absolute, ("not squared",)),
    (turned, ("upside down",)),
    (correlation, ("correlation",)),
    (rooted, ("square root",)),
    (percent, ("100",)),
    (one_plus, ("plus where a minus",)),
    (norms_without_squares, ("square",)),
    (never_negative, ("0", "negative")),
    (overall_mean_no_one, ("one mean", "not explained")),
    (nothing, ("return",)),
]

EQUIVALENT = {
    "unexplained = np.sum((Y - Y_hat) ** 2)": "a square does not see the sign",
    "total = np.sum((Y.mean(axis=0) - Y) ** 2)": "a square does not see the sign",
}
