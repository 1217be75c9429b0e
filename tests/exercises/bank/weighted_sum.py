"""Answers to weighted_sum, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(x, w):
    total = 0
    for xi, wi in zip(x, w, strict=True):
        total += xi * wi
    return total


def early(x, w):
    total = 0
    for xi, wi in zip(x, w, strict=True):
        total += xi * wi
        return total


def off_by_one(x, w):
    return sum(x[i] * w[i] for i in range(len(x) - 1))


RIGHT = right(
    loop=loop,
    at=lambda x, w: x @ w,
    dot=lambda x, w: np.dot(w, x),
    einsum=lambda x, w: np.einsum("i,i", x, w),
    python=lambda x, w: sum(a * b for a, b in zip(x.tolist(), w.tolist(), strict=True)),
    by_matrix=lambda x, w: np.multiply(x, w).sum(),
)

WRONG = wrong(
    products=(lambda x, w: x * w, "Add them up"),
    plus=(lambda x, w: (x + w).sum(), "add x and w"),
    unweighted=(lambda x, w: x.sum(), "x alone"),
    mean=(lambda x, w: np.mean(x * w), "mean"),
    sums=(lambda x, w: x.sum() * w.sum(), "sums"),
    early=(early, "first", "expected"),
    off_by_one=(off_by_one, "last", "expected", "skipped"),
    negative=(lambda x, w: -(x @ w), "negative"),
)
