"""Answers to row_sums, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong

RIGHT = right(
    loop=lambda X: [sum(row) for row in X],
    at_ones=lambda X: X @ np.ones(X.shape[1]),
    last_axis=lambda X: np.sum(X, axis=-1),
    einsum=lambda X: np.einsum("nd->n", X),
    by_columns=lambda X: np.array([X[i].sum() for i in range(len(X))]),
    transposed=lambda X: X.T.sum(axis=0),
)

WRONG = wrong(
    columns=(lambda X: X.sum(axis=0), "columns"),
    everything=(lambda X: X.sum(), "everything"),
    means=(lambda X: X.mean(axis=1), "mean"),
    kept=(lambda X: X.sum(axis=1, keepdims=True), "keepdims", "axis"),
    running=(lambda X: np.cumsum(X, axis=1), "running"),
    first_missing=(lambda X: X[:, 1:].sum(axis=1), "first column", "differ"),
    one_row=(lambda X: X.sum(axis=1)[1:], "missing", "needs"),
)
