"""Answers to nll_from_scores, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def score(z, y):
    return np.where(y == 1, z, -z)


def loop(z, y):
    total = 0.0
    for value, label in zip(z, y, strict=True):
        s = float(value) if label == 1 else -float(value)
        total += math.log1p(math.exp(-s)) if s >= 0 else -s + math.log1p(math.exp(s))
    return total


def two_branches(z, y):
    s = score(z, y)
    return np.where(s >= 0, np.log1p(np.exp(-np.abs(s))), -s + np.log1p(np.exp(-np.abs(s)))).sum()


def shifted(z, y):
    Z = np.column_stack([np.zeros(len(z)), z])
    m = Z.max(axis=1)
    return np.sum(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - y * z)


def single_precision(z, y):
    s = score(z, y).astype(np.float32)
    return np.sum(np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(s))))


RIGHT = right(
    short=lambda z, y: np.sum(np.logaddexp(0, -score(z, y))),
    minus_yz=lambda z, y: np.sum(np.logaddexp(0, z) - y * z),
    well_known=lambda z, y: np.sum(np.maximum(z, 0) - z * y + np.log(1 + np.exp(-np.abs(z)))),
    signs=lambda z, y: np.logaddexp(0, (1 - 2 * y) * z).sum(),
    log_of_sigmoid=lambda z, y: (
        -sum(-math.log1p(math.exp(-s)) if s > 0 else s - math.log1p(math.exp(s)) for s in map(float, score(z, y)))
    ),
    loop=loop,
    two_branches=two_branches,
    shifted=shifted,
    single_precision=single_precision,
)


def naive(z, y):
    return np.sum(np.log(1 + np.exp(-score(z, y))))


def through_p(z, y):
    p = sigmoid(z)
    return -np.sum(np.log(np.where(y == 1, p, 1 - p)))


def through_p_products(z, y):
    p = 1 / (1 + np.exp(-z))
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


def through_p_clipped(z, y):
    p = np.clip(sigmoid(z), 1e-15, 1 - 1e-15)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


def through_p_clipped_more(z, y):
    p = np.clip(sigmoid(z), 1e-7, 1 - 1e-7)
    return -np.sum(np.log(np.where(y == 1, p, 1 - p)))


def through_p_nan_to_num(z, y):
    with np.errstate(all="ignore"):
        return np.nan_to_num(through_p(z, y))


def minus_labels(z, y):
    return np.sum(np.logaddexp(0, -y * z))


WRONG = wrong(
    naive=(naive, "infinite"),
    through_p=(through_p, "log 0"),
    through_p_products=(through_p_products, "nan"),
    through_p_clipped=(through_p_clipped, "cut off"),
    through_p_clipped_more=(through_p_clipped_more, "cut off"),
    through_p_nan_to_num=(through_p_nan_to_num, "log 0"),
    both_terms=(lambda z, y: np.sum(y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z))), "nan"),
    difference=(lambda z, y: np.sum(np.log(1 + np.exp(z)) - y * z), "infinite"),
    clipped=(lambda z, y: naive(np.clip(z, -500, 500), y), "cut off"),
    turned=(lambda z, y: np.sum(np.logaddexp(0, score(z, y))), "wrong way round"),
    no_labels=(lambda z, y: np.sum(np.logaddexp(0, -z)), "labels"),
    no_maximum=(lambda z, y: np.sum(np.log1p(np.exp(-np.abs(z)))), "max"),
    hinge=(lambda z, y: np.sum(np.maximum(-score(z, y), 0)), "corner", "maximum"),
    averaged=(lambda z, y: np.mean(np.logaddexp(0, -score(z, y))), "mean"),
    each=(lambda z, y: np.logaddexp(0, -score(z, y)), "add"),
    of_z=(lambda z, y: -np.sum(y * np.log(z) + (1 - y) * np.log(1 - z)), "score", "logarithm"),
    sign=(lambda z, y: -np.sum(np.logaddexp(0, -score(z, y))), "negative", "sign"),
    bits=(lambda z, y: np.sum(np.logaddexp2(0, -score(z, y) / np.log(2))), "base 2"),
    minus_labels=(minus_labels, "y z is 0"),
    one_minus=(lambda z, y: np.sum(np.logaddexp(0, -np.where(y == 1, z, 1 - z))), "1 - z"),
    largest=(lambda z, y: np.sum(np.max(-score(z, y), 0) + np.log1p(np.exp(-np.abs(z)))), "np.maximum"),
    largest_outside=(lambda z, y: np.max(-score(z, y), 0) + np.log1p(np.exp(-np.abs(z))).sum(), "np.maximum"),
    both_forms=(lambda z, y: np.sum(np.maximum(-score(z, y), 0) + np.log1p(np.exp(-score(z, y)))), "-|s|"),
    sign_plus=(lambda z, y: np.sum(np.maximum(-score(z, y), 0) + np.log1p(np.exp(np.abs(z)))), "sign"),
)

EQUIVALENT = {
    "return float(np.sum(np.maximum(0, -s) + np.log1p(np.exp(-np.abs(s)))))": "the larger of two numbers, in either order",
    "return float(np.sum(np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(z)))))": "s is z or -z, so their sizes are equal",
}
