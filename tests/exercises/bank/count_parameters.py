"""Answers to count_parameters, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


def returns_early(sizes):
    for a, b in zip(sizes, sizes[1:], strict=False):
        return a * b + b


RIGHT = right(
    loop=loop,
    plus_one=lambda sizes: sum((a + 1) * b for a, b in zip(sizes, sizes[1:], strict=False)),
    arrays=lambda sizes: int(np.dot(sizes[:-1], sizes[1:]) + np.sum(sizes[1:])),
    recursive=lambda sizes: 0 if len(sizes) < 2 else sizes[0] * sizes[1] + sizes[1] + loop(sizes[1:]),
    by_building=lambda sizes: sum(
        np.zeros((a, b)).size + np.zeros(b).size for a, b in zip(sizes, sizes[1:], strict=False)
    ),
)

WRONG = wrong(
    no_biases=(lambda sizes: sum(a * b for a, b in zip(sizes, sizes[1:], strict=False)), "biases are missing"),
    input_biases=(
        lambda sizes: sum(a * b for a, b in zip(sizes, sizes[1:], strict=False)) + sum(sizes),
        "inputs get biases",
    ),
    below=(lambda sizes: sum(a * b + a for a, b in zip(sizes, sizes[1:], strict=False)), "below"),
    nodes=(sum, "nodes"),
    product=(lambda sizes: int(np.prod(sizes)), "multiply"),
    returns_early=(returns_early, "last", "differ", "expected"),
    as_float=(lambda sizes: float(loop(sizes)), "integer", "floats"),
    one_each=(lambda sizes: sum(a * b + 1 for a, b in zip(sizes, sizes[1:], strict=False)), "one bias", "One bias"),
)
