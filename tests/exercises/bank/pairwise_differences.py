"""Answers to pairwise_differences, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(a, b):
    D = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            D[i, j] = a[i] - b[j]
    return D


def diagonal_only(a, b):
    D = np.zeros((len(a), len(b)))
    for i in range(min(len(a), len(b))):
        D[i, i] = a[i] - b[i]
    return D


RIGHT = right(
    loop=loop,
    outer=lambda a, b: np.subtract.outer(a, b),
    lists=lambda a, b: [[x - y for y in b] for x in a],
    reshaped=lambda a, b: a.reshape(-1, 1) - b,
    products=lambda a, b: np.outer(a, np.ones(len(b))) - np.outer(np.ones(len(a)), b),
)

WRONG = wrong(
    other_way=(lambda a, b: b[None, :] - a[:, None], "b_j - a_i"),
    transposed=(lambda a, b: a[None, :] - b[:, None], "exchanged"),
    entries=(lambda a, b: a - b, "entry by entry"),
    distances=(lambda a, b: abs(a[:, None] - b), "distances"),
    sums=(lambda a, b: a[:, None] + b, "sums"),
    flat=(lambda a, b: (a[:, None] - b).ravel(), "shape"),
    diagonal_only=(diagonal_only, "differ"),
)

EQUIVALENT = {"return a[:, None] - b": "numpy takes a flat array for a row by itself"}
