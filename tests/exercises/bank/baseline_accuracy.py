"""Answers to baseline_accuracy, right and wrong, as learners write them."""

from collections import Counter

import numpy as np
from naming import right, wrong


def counted(y):
    return Counter(y.tolist()).most_common(1)[0][1] / len(y)


def by_cases(y):
    if y.sum() * 2 > len(y):
        return (y == 1).mean()
    return (y == 0).mean()


RIGHT = right(
    counted=counted,
    by_cases=by_cases,
    bincount=lambda y: np.bincount(y).max() / y.size,
    off_one_half=lambda y: 0.5 + abs(np.mean(y) - 0.5),
    zero_dimensional=lambda y: np.maximum(np.mean(y == 0), np.mean(y == 1)),
    unique=lambda y: np.unique(y, return_counts=True)[1].max() / len(y),
)

WRONG = wrong(
    ones=(lambda y: y.mean(), "always saying 1"),
    zeros=(lambda y: 1 - y.mean(), "always saying 0"),
    rarer=(lambda y: min(y.mean(), 1 - y.mean()), "rarer"),
    coin=(lambda y: 0.5, "one half"),
    count=(lambda y: max(y.sum(), len(y) - y.sum()), "share"),
    by_shares=(lambda y: y.mean() ** 2 + (1 - y.mean()) ** 2, "as often as it occurs"),
    the_class=(lambda y: int(y.mean() > 0.5), "the commoner class, 0 or 1"),
    both=(lambda y: (y.mean(), 1 - y.mean()), "needs a single number"),
    percent=(lambda y: 100 * max(y.mean(), 1 - y.mean()), "100"),
    rounded=(lambda y: round(max(y.mean(), 1 - y.mean()), 1), "digits", "round"),
    assumes_zero=(lambda y: np.sum(y == 0) / len(y), "always saying 0"),
    largest_minus=(lambda y: abs(2 * y.mean() - 1), "expected", "right only", "wrong only"),
    prints=(lambda y: print(max(y.mean(), 1 - y.mean())), "return"),
)

EQUIVALENT = {"return float(max(1 - ones, ones))": "the larger of two, in either order"}
