"""Answers to standardize, right and wrong, as learners write them."""

import numpy as np


def with_where(X):
    mean = np.mean(X, axis=0)
    std = np.std(X, axis=0)
    return (X - mean) / np.where(std == 0, 1, std), mean, std


def replaces_zeros(X):
    mean, std = X.mean(0), X.std(0)
    std[std == 0] = 1.0
    return (X - mean) / std, mean, std


def column_by_column(X):
    n, d = X.shape
    X_std = np.zeros((n, d))
    means, stds = [], []
    for j in range(d):
        column = X[:, j].astype(float)
        m = sum(column) / n
        s = (sum((v - m) ** 2 for v in column) / n) ** 0.5
        means.append(m)
        stds.append(s)
        if s > 0:
            X_std[:, j] = (column - m) / s
    return X_std, means, stds


def nan_to_num(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return np.nan_to_num((X - mean) / std), mean, std


def epsilon(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / (std + 1e-8), mean, std


def with_divide(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    centered = X - mean
    return [np.divide(centered, std, out=np.zeros(X.shape), where=std > 0), mean, std]


def transposes(X):
    mean, std = X.T.mean(axis=1), np.sqrt(X.T.var(axis=1))
    scale = np.array([s if s else 1 for s in std])
    return ((X - mean) / scale).tolist() if X.dtype != np.float32 else (X - mean) / scale, mean, scale


def helper_scale(column):
    return column.std() or 1.0


def with_helper(X):
    std = np.array([helper_scale(X[:, j]) for j in range(X.shape[1])])
    mean = np.average(X, axis=0)
    return (X - mean) / std, mean, std


RIGHT = [with_where, replaces_zeros, column_by_column, nan_to_num, epsilon, with_divide, transposes, with_helper]


def plain(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    return (X - mean) / std, mean, std


def rows(X):
    mean = X.mean(axis=1)
    std = X.std(axis=1)
    return (X - mean) / std, mean, std


def rows_kept(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std[std == 0] = 1
    return (X - mean) / std, mean, std


def whole_table(X):
    return (X - np.mean(X)) / np.std(X), np.mean(X), np.std(X)


def sample_std(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0, ddof=1)
    std = np.where(std > 0, std, 1)
    return (X - mean) / std, mean, std


def variance(X):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    var[var == 0] = 1
    return (X - mean) / var, mean, var


def not_centered(X):
    std = X.std(axis=0)
    std[std == 0] = 1
    return X / std, X.mean(axis=0), std


def not_scaled(X):
    return X - X.mean(axis=0), X.mean(axis=0), X.std(axis=0)


def without_brackets(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std[std == 0] = 1
    return X - mean / std, mean, std


def table_only(X):
    std = X.std(axis=0)
    std[std == 0] = 1
    return (X - X.mean(axis=0)) / std


def other_order(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    return mean, std, (X - mean) / np.where(std > 0, std, 1)


def swapped(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    return (X - mean) / np.where(std > 0, std, 1), std, mean


def of_the_result(X):
    std = X.std(axis=0)
    X = (X - X.mean(axis=0)) / np.where(std > 0, std, 1)
    return X, X.mean(axis=0), X.std(axis=0)


def keeps_the_axis(X):
    mean = X.mean(axis=0, keepdims=True)
    std = X.std(axis=0, keepdims=True)
    std[std == 0] = 1
    return (X - mean) / std, mean, std


def alters(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std[std == 0] = 1
    X -= mean
    X /= std
    return X, mean, std


def like_x(X):
    result = np.empty_like(X)
    mean, std = X.mean(axis=0), X.std(axis=0)
    std[std == 0] = 1
    for j in range(X.shape[1]):
        result[:, j] = (X[:, j] - mean[j]) / std[j]
    return result, mean, std


def to_range(X):
    low, high = X.min(axis=0), X.max(axis=0)
    span = high - low
    span[span == 0] = 1
    return (X - low) / span, low, high


def big_epsilon(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / (std + 1e-3), mean, std


def sample_and_plain(X):
    mean, std = X.mean(axis=0), X.std(axis=0, ddof=1)
    return (X - mean) / std, mean, std


def variance_not_centered(X):
    var = X.var(axis=0)
    var[var == 0] = 1
    return X / var, X.mean(axis=0), var


def reversed_difference(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std[std == 0] = 1
    return (mean - X) / std, mean, std


def rounded(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std[std == 0] = 1
    return np.round((X - mean) / std, 2), mean, std


def median(X):
    middle, std = np.median(X, axis=0), X.std(axis=0)
    std[std == 0] = 1
    return (X - middle) / std, middle, std


WRONG = [
    (plain, ("0/0", "constant")),
    (rows, ("rows",)),
    (rows_kept, ("row",)),
    (whole_table, ("whole table",)),
    (sample_std, ("ddof",)),
    (variance, ("variance",)),
    (not_centered, ("subtract",)),
    (not_scaled, ("not scaled",)),
    (without_brackets, ("brackets",)),
    (table_only, ("alone",)),
    (other_order, ("order",)),
    (swapped, ("exchanged",)),
    (of_the_result, ("standardized columns",)),
    (keeps_the_axis, ("keepdims", "shape")),
    (alters, ("change the caller", "alter")),
    (like_x, ("whole numbers",)),
    (to_range, ("0 to 1",)),
    (big_epsilon, ("added",)),
    (sample_and_plain, ("ddof",)),
    (variance_not_centered, ("variance", "subtract")),
    (reversed_difference, ("negative", "sign", "wrong way")),
    (rounded, ("rounded",)),
    (median, ("mean",)),
]
