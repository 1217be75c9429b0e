"""Answers to as_column, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong

RIGHT = right(
    reshape=lambda y: y.reshape(-1, 1),
    newaxis=lambda y: y[:, np.newaxis],
    expand=lambda y: np.expand_dims(y, 1),
    lists=lambda y: [[value] for value in y],
    transposed=lambda y: y[None, :].T,
    stacked=lambda y: np.vstack(list(y)),
)

WRONG = wrong(
    row=(lambda y: y[None, :], "row"),
    dot_t=(lambda y: y.T, ".T"),
    two_axes=(lambda y: y[:, None, None], "axis"),
    diagonal=(np.diag, "diagonal"),
    reversed_rows=(lambda y: y[::-1, None], "reverse"),
    twice=(lambda y: np.c_[y, y], "column", "repeated", "needs"),
    first=(lambda y: y[:1, None], "first row", "needs", "shape"),
)
