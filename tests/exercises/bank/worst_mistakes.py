"""Answers to worst_mistakes, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def from_lists(p, y, how_many):
    wrong_ones = [i for i in range(len(p)) if (1 if p[i] >= 0.5 else 0) != y[i]]
    return sorted(wrong_ones, key=lambda i: abs(p[i] - y[i]), reverse=True)[:how_many]


def all_sorted_then_chosen(p, y, how_many):
    order = np.argsort(np.abs(p - y))[::-1]
    guess = (p >= 0.5).astype(int)
    return order[guess[order] != y[order]][:how_many]


def masked(p, y, how_many):
    off = np.where((p >= 0.5) == y, -1.0, np.abs(p - 0.5))
    return np.argsort(-off)[: min(how_many, int(np.sum(off >= 0)))]


RIGHT = right(
    from_lists=from_lists,
    all_sorted_then_chosen=all_sorted_then_chosen,
    masked=masked,
    by_loss=lambda p, y, k: (w := np.nonzero((p >= 0.5).astype(int) != y)[0])[
        np.argsort(np.log(np.where(y == 1, p, 1 - p))[w])
    ][:k],
    where=lambda p, y, k: (w := np.where((p >= 0.5) != y.astype(bool))[0])[np.argsort(np.abs(p[w] - 0.5))[::-1][:k]],
)


def unlucky(p, y, how_many):
    wrong_ones = np.flatnonzero((p >= 0.5) != (y == 1))
    return np.argsort(-np.abs(p - y)[wrong_ones])[:how_many]


WRONG = wrong(
    among_the_wrong=(unlucky, "within the wrong guesses"),
    chained=(
        lambda p, y, k: sorted([i for i in range(len(p)) if p[i] >= 0.5 != y[i]], key=lambda i: -abs(p[i] - y[i]))[:k],
        "put brackets",
    ),
    upwards=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) != (y == 1)))[np.argsort(np.abs(p - y)[w])][:k],
        "closest calls",
    ),
    last=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) != (y == 1)))[np.argsort(-np.abs(p - y)[w])][-k:],
        "least confident",
    ),
    last_of_upwards=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) != (y == 1)))[np.argsort(np.abs(p - y)[w])][-k:],
        "order",
        "reverse",
    ),
    no_choice=(lambda p, y, k: np.argsort(-np.abs(p - y))[:k], "fewer mistakes"),
    unsorted=(lambda p, y, k: np.flatnonzero((p >= 0.5) != (y == 1))[:k], "order of their places"),
    by_p=(lambda p, y, k: (w := np.flatnonzero((p >= 0.5) != y))[np.argsort(-p[w])][:k], "sort by p"),
    signed=(lambda p, y, k: (w := np.flatnonzero((p >= 0.5) != y))[np.argsort(-(p - y)[w])][:k], "sort by p"),
    right_ones=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) == y))[np.argsort(-np.abs(p - y)[w])][:k],
        "that are right",
    ),
    surest_right_ones=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) == y))[np.argsort(-np.abs(p - 0.5)[w])][:k],
        "right",
    ),
    strict=(
        lambda p, y, k: (w := np.flatnonzero((p > 0.5) != y))[np.argsort(-np.abs(p - y)[w])][:k],
        "exactly 0.5",
    ),
    mask=(lambda p, y, k: (p >= 0.5) != y, "needs", "bool"),
    values=(
        lambda p, y, k: p[(w := np.flatnonzero((p >= 0.5) != y))[np.argsort(-np.abs(p - y)[w])][:k]],
        "probabilities",
    ),
    confidences=(
        lambda p, y, k: sorted((abs(a - b) for a, b in zip(p, y, strict=True) if (a >= 0.5) != b), reverse=True)[:k],
        "confidences themselves",
    ),
    everything=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) != y))[np.argsort(-np.abs(p - y)[w])],
        "no effect",
    ),
    one_side=(
        lambda p, y, k: (w := np.flatnonzero((p >= 0.5) & (y == 0)))[np.argsort(-p[w])][:k],
        "taken for a zero",
    ),
    never_equal=(lambda p, y, k: (w := np.flatnonzero(p != y))[np.argsort(-np.abs(p - y)[w])][:k], "fewer mistakes"),
)

EQUIVALENT = {
    "confidence = np.square(p - y)[wrong]": "squares of numbers that are not negative have the same order",
    "confidence = np.abs(y - p)[wrong]": "the same distance",
}
