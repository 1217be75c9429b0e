"""Answers to add_bias_column, right and wrong, as learners write them."""

import numpy as np


def with_hstack(X):
    return np.hstack([np.ones((len(X), 1)), X])


def with_column_stack(X):
    return np.column_stack((np.ones(X.shape[0]), X))


def with_c_(X):
    return np.c_[np.ones(len(X)), X]


def with_insert(X):
    return np.insert(X, 0, 1, axis=1)


def with_pad(X):
    return np.pad(X, ((0, 0), (1, 0)), constant_values=1)


def filled(X):
    n, d = X.shape
    result = np.ones((n, d + 1))
    result[:, 1:] = X
    return result


def with_lists(X):
    return [[1.0, *row] for row in X.tolist()]


def in_float32(X):
    return np.hstack([np.ones((len(X), 1)), X]).astype(np.float32) if X.dtype == np.float32 else with_hstack(X)


RIGHT = [with_hstack, with_column_stack, with_c_, with_insert, with_pad, filled, with_lists, in_float32]


def ones_last(X):
    result = np.ones((X.shape[0], X.shape[1] + 1))
    result[:, :-1] = X
    return result


def zeros_first(X):
    return np.c_[np.zeros(X.shape[0]), X]


def nothing_done(X):
    np.insert(X, 0, 1, axis=1)
    return X


def row_on_top(X):
    return np.insert(X, 0, 1, axis=0)


def appended_without_axis(X):
    ones = np.ones((X.shape[0], 1))
    return np.append(ones, X)


def inserted_without_axis(X):
    return np.insert(X, 0, 1)


def overwrites(X):
    X[:, 0] = 1
    return X


def overwrites_a_copy(X):
    result = X.copy()
    result[:, 0] = 1
    return result


def adds_one(X):
    return X + 1


def only_ones(X):
    return np.ones((X.shape[0], 1))


def prints(X):
    print(np.hstack([np.ones((len(X), 1)), X]))


def five_rows(X):
    return np.hstack([np.ones((5, 1)), X])


def integers(X):
    result = np.ones((X.shape[0], X.shape[1] + 1), dtype=int)
    result[:, 1:] = X
    return result


def joined_flat(X):
    return np.concatenate([np.ones(len(X)), X])


def zeros_last(X):
    return np.hstack([X, np.zeros((len(X), 1))])


def rounded(X):
    return np.round(np.hstack([np.ones((len(X), 1)), X]), 1)


WRONG = [
    (ones_last, ("last",)),
    (zeros_first, ("zeros",)),
    (nothing_done, ("missing",)),
    (row_on_top, ("row of ones",)),
    (appended_without_axis, ("axis=1",)),
    (inserted_without_axis, ("axis=1",)),
    (overwrites, ("overwritten",)),
    (overwrites_a_copy, ("place of",)),
    (adds_one, ("every value",)),
    (only_ones, ("ones alone",)),
    (prints, ("return",)),
    (five_rows, ("rows of X", "number of rows", "equal sizes")),
    (integers, ("whole numbers", "integer")),
    (joined_flat, ("shape (n, 1)", "same number of dimensions")),
    (zeros_last, ("zeros",)),
    (rounded, ("rounded",)),
]
