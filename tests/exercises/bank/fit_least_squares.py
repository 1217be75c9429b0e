"""Answers to fit_least_squares, right and wrong, as learners write them."""

import numpy as np


def lstsq(X, Y):
    return np.linalg.lstsq(X, Y, rcond=None)[0]


def pinv(X, Y):
    return np.linalg.pinv(X) @ Y


def pinv_of_the_normal_matrix(X, Y):
    return np.linalg.pinv(X.T @ X) @ X.T @ Y


def output_by_output(X, Y):
    W = np.zeros((X.shape[1], Y.shape[1]))
    for j in range(Y.shape[1]):
        W[:, j] = np.linalg.lstsq(X, Y[:, j], rcond=None)[0]
    return W


def by_svd(X, Y):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    keep = s > 1e-6 * s[0]
    return Vt[keep].T @ ((U[:, keep].T @ Y) / s[keep][:, None])


def qr_where_possible(X, Y):
    if X.shape[0] >= X.shape[1] and np.linalg.matrix_rank(X) == X.shape[1]:
        Q, R = np.linalg.qr(X)
        return np.linalg.solve(R, Q.T @ Y)
    return pinv(X, Y)


def normal_equations_where_possible(X, Y):
    if np.linalg.matrix_rank(X) == X.shape[1]:
        return np.linalg.solve(X.T @ X, X.T @ Y)
    return np.linalg.pinv(X) @ Y


def as_lists(X, Y):
    return (np.linalg.pinv(X) @ Y).tolist() if X.dtype != np.float32 else pinv(X, Y)


def single_precision(X, Y):
    return np.linalg.lstsq(X.astype(np.float32), Y.astype(np.float32), rcond=None)[0]


def by_eigenvalues(X, Y):
    X, Y = X.astype(float), Y.astype(float)
    values, V = np.linalg.eigh(X.T @ X)
    inverse = np.array([1 / value if value > 1e-9 * values[-1] else 0.0 for value in values])
    return V @ np.diag(inverse) @ V.T @ X.T @ Y


RIGHT = [
    lstsq,
    pinv,
    pinv_of_the_normal_matrix,
    output_by_output,
    by_svd,
    qr_where_possible,
    normal_equations_where_possible,
    as_lists,
    single_precision,
    by_eigenvalues,
]


def inverse(X, Y):
    return np.linalg.inv(X.T.dot(X)).dot(X.T).dot(Y)


def inverse_late(X, Y):
    return np.linalg.inv(X.T @ X) @ (X.T @ Y)


def solve(X, Y):
    A = X.T @ X
    b = X.T @ Y
    return np.linalg.solve(A, b)


def inverse_of_x(X, Y):
    return np.linalg.inv(X).dot(Y)


def solves_x(X, Y):
    return np.linalg.solve(X, Y)


def no_inverse(X, Y):
    return np.dot(X.T, Y)


def all_four(X, Y):
    return np.linalg.lstsq(X, Y, rcond=None)


def second_of_four(X, Y):
    return np.linalg.lstsq(X, Y, rcond=None)[1]


def exchanged(X, Y):
    return np.linalg.lstsq(Y, X, rcond=None)[0]


def predictions(X, Y):
    W = np.linalg.pinv(X) @ Y
    return X @ W


def transposed(X, Y):
    return (np.linalg.pinv(X) @ Y).T


def with_a_bias(X, Y):
    X = np.hstack([np.ones((len(X), 1)), X])
    return np.linalg.lstsq(X, Y, rcond=None)[0]


def centered(X, Y):
    return np.linalg.pinv(X - X.mean(axis=0)) @ (Y - Y.mean(axis=0))


def first_output(X, Y):
    return np.linalg.lstsq(X, Y[:, 0], rcond=None)[0]


def ridge(X, Y):
    return np.linalg.solve(X.T @ X + 0.001 * np.eye(X.shape[1]), X.T @ Y)


def strong_ridge(X, Y):
    return np.linalg.solve(X.T @ X + np.eye(X.shape[1]), X.T @ Y)


def wrong_product(X, Y):
    return np.linalg.pinv(X @ X.T) @ X @ Y


def divided_by_n(X, Y):
    return np.linalg.pinv(X) @ Y / len(X)


def negative(X, Y):
    return np.linalg.pinv(X) @ -Y


def drops_the_last_row(X, Y):
    return np.linalg.lstsq(X[:-1], Y[:-1], rcond=None)[0]


def flat(X, Y):
    return (np.linalg.pinv(X) @ Y).ravel()


def only_prints(X, Y):
    print(np.linalg.lstsq(X, Y, rcond=None)[0])


def transposed_and_negative(X, Y):
    return -(np.linalg.pinv(X) @ Y).T


def dependent_columns_dropped(X, Y):
    kept = []
    for j in range(X.shape[1]):
        if np.linalg.matrix_rank(X[:, [*kept, j]]) > len(kept):
            kept.append(j)
    W = np.zeros((X.shape[1], Y.shape[1]))
    W[kept] = np.linalg.lstsq(X[:, kept], Y, rcond=None)[0]
    return W


WRONG = [
    (inverse, ("inver",)),
    (inverse_late, ("inver",)),
    (solve, ("inver",)),
    (inverse_of_x, ("X itself",)),
    (solves_x, ("X itself",)),
    (no_inverse, ("X^T Y",)),
    (all_four, ("four things",)),
    (second_of_four, ("second",)),
    (exchanged, ("X from Y",)),
    (predictions, ("predictions",)),
    (transposed, ("transpose",)),
    (with_a_bias, ("column of ones",)),
    (centered, ("centered",)),
    (first_output, ("first output",)),
    (ridge, ("identity",)),
    (strong_ridge, ("identity",)),
    (wrong_product, ("columns of A", "fit")),
    (divided_by_n, ("rows of X",)),
    (negative, ("negative",)),
    (drops_the_last_row, ("last row",)),
    (flat, ("shape",)),
    (only_prints, ("return",)),
    (transposed_and_negative, ("transpose",)),
    (dependent_columns_dropped, ("norm", "depend")),
]

EQUIVALENT = {
    "W, *_ = np.linalg.lstsq(X, Y)": "numpy's own default is the same threshold",
}
