"""Answers to largest_learning_rate, right and wrong, as learners write them."""

import numpy as np


def by_norm(X):
    return len(X) / np.linalg.norm(X, 2) ** 2


def by_svd(X):
    s = np.linalg.svd(X, compute_uv=False)
    return X.shape[0] / s[0] ** 2


def by_curvature(X):
    H = 2 * X.T @ X / len(X)
    return 2 / np.linalg.eigvalsh(H)[-1]


def by_general_eigenvalues(X):
    values = np.linalg.eigvals(X.T @ X / X.shape[0])
    return float(1 / np.max(values.real))


def by_power_iteration(X):
    A = X.T.astype(float) @ X
    v = np.ones(len(A)) + 0.1 * np.arange(len(A))
    for _ in range(5000):
        v = A @ v
        v = v / np.linalg.norm(v)
    return np.array(len(X) / (v @ A @ v))


def by_the_smaller_side(X):
    A = X @ X.T if len(X) < X.shape[1] else X.T @ X
    return float(len(X) / np.linalg.eigvalsh(A).max())


def by_bisection(X):
    H = 2 * X.T @ X / len(X)
    low, high = 0.0, 4 / np.max(np.diag(H))
    for _ in range(60):
        middle = (low + high) / 2
        if np.abs(1 - middle * np.linalg.eigvalsh(H)).max() > 1 + 1e-9:
            high = middle
        else:
            low = middle
    return low


RIGHT = [
    by_norm,
    by_svd,
    by_curvature,
    by_general_eigenvalues,
    by_power_iteration,
    by_the_smaller_side,
    by_bisection,
]


def one_over(X):
    return 1 / np.linalg.eigvalsh(2 * X.T @ X / len(X)).max()


def curvature_without_two(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / len(X)).max()


def no_mean(X):
    return 2 / np.linalg.eigvalsh(2 * X.T @ X).max()


def no_mean_no_two(X):
    return 2 / np.linalg.eigvalsh(X.T @ X).max()


def not_squared(X):
    return len(X) / np.linalg.svd(X)[1].max()


def squared_twice(X):
    return len(X) / np.linalg.eigvalsh(X.T @ X).max() ** 2


def curvature(X):
    return np.linalg.eigvalsh(2 * X.T @ X / len(X)).max()


def turned(X):
    return np.linalg.norm(X, 2) ** 2 / len(X)


def frobenius(X):
    return len(X) / np.linalg.norm(X) ** 2


def trace(X):
    return 2 / np.trace(2 * X.T @ X / len(X))


def norm_of_the_square(X):
    return len(X) / np.linalg.norm(X.T @ X)


def smallest(X):
    return len(X) / np.linalg.svd(X, compute_uv=False)[-1] ** 2


def smallest_eigenvalue(X):
    return 2 / np.linalg.eigvalsh(2 * X.T @ X / len(X))[0]


def by_columns(X):
    return X.shape[1] / np.linalg.norm(X, 2) ** 2


def longest_column(X):
    return len(X) / np.max((X * X).sum(axis=0))


def longest_row(X):
    return 1 / np.max(np.sum(X**2, axis=1))


def covariance(X):
    centered = X - X.mean(axis=0)
    return 1 / np.linalg.eigvalsh(centered.T @ centered / len(X)).max()


def one_norm(X):
    return len(X) / np.linalg.norm(X, 1) ** 2


def largest_value(X):
    return len(X) / np.max(np.abs(X)) ** 2


def always_a_tenth(X):
    return 0.1


def eigenvalues_of_x(X):
    return len(X) / np.linalg.eigvals(X).max() ** 2


def for_each_direction(X):
    return len(X) / np.linalg.svd(X, compute_uv=False) ** 2


def a_little_less(X):
    return 0.99 * len(X) / np.linalg.norm(X, 2) ** 2


def half_of_frobenius(X):
    return len(X) / (2 * np.linalg.norm(X) ** 2)


WRONG = [
    (one_over, ("half the limit",)),
    (curvature_without_two, ("twice the limit",)),
    (no_mean, ("number of rows",)),
    (no_mean_no_two, ("2 / s^2",)),
    (not_squared, ("square it",)),
    (squared_twice, ("square of a singular value already",)),
    (curvature, ("largest curvature",)),
    (turned, ("upside down",)),
    (frobenius, ("all squares",)),
    (trace, ("all squares",)),
    (norm_of_the_square, ("length of X^T X",)),
    (smallest, ("smallest",)),
    (smallest_eigenvalue, ("smallest",)),
    (by_columns, ("columns",)),
    (longest_column, ("longest column",)),
    (longest_row, ("longest row",)),
    (covariance, ("means",)),
    (one_norm, ("norm", "ord")),
    (largest_value, ("largest",)),
    (always_a_tenth, ("whatever the inputs",)),
    (eigenvalues_of_x, ("square",)),
    (for_each_direction, ("shape", "single number")),
    (a_little_less, ("0.99",)),
    (half_of_frobenius, ("all squares",)),
]
