"""Answers to negative_log_likelihood, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def loop(p, y):
    total = 0.0
    for chance, label in zip(p, y, strict=True):
        total -= math.log(chance) if label == 1 else math.log(1 - chance)
    return total


def masks(p, y):
    return -np.log(p[y == 1]).sum() - np.log(1 - p[y == 0]).sum()


def cut_off_late(p, y):
    p = np.clip(np.asarray(p, dtype=float), 1e-15, 1 - 1e-15)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum()


def nan_to_num(p, y):
    with np.errstate(all="ignore"):
        return -np.sum(np.nan_to_num(y * np.log(p)) + np.nan_to_num((1 - y) * np.log(1 - p)))


def zero_dim(p, y):
    return np.asarray(-np.sum(np.log(np.where(y, p, 1 - p))))


def single_precision(p, y):
    truth = np.where(y == 1, p, 1 - p).astype(np.float32)
    return -np.log(truth).sum()


RIGHT = right(
    short=lambda p, y: -np.sum(np.log(np.where(y == 1, p, 1 - p))),
    powers=lambda p, y: -np.log(p**y * (1 - p) ** (1 - y)).sum(),
    linear=lambda p, y: -np.log(y * p + (1 - y) * (1 - p)).sum(),
    distance=lambda p, y: -np.log(1 - np.abs(y - p)).sum(),
    two_logs=lambda p, y: np.where(y == 1, -np.log(p), -np.log(1 - p)).sum(),
    inverse=lambda p, y: np.log(1 / np.where(y == 1, p, 1 - p)).sum(),
    log1p=lambda p, y: float(sum(-math.log(a) if b else -math.log1p(-a) for a, b in zip(p, y, strict=True))),
    loop=loop,
    masks=masks,
    cut_off_late=cut_off_late,
    nan_to_num=nan_to_num,
    zero_dim=zero_dim,
    single_precision=single_precision,
)


def truth(p, y):
    return np.where(y == 1, p, 1 - p)


def bracket(p, y):
    return -np.sum(y * np.log(p)) + np.sum((1 - y) * np.log(1 - p))


def accumulates_wrongly(p, y):
    total = 0.0
    for chance, label in zip(p, y, strict=True):
        total = -math.log(chance) if label == 1 else -math.log(1 - chance)
    return total


def alters(p, y):
    p[y == 0] = 1 - p[y == 0]
    return -np.sum(np.log(p))


WRONG = wrong(
    no_sign=(lambda p, y: np.sum(np.log(truth(p, y))), "sign"),
    averaged=(lambda p, y: -np.mean(np.log(truth(p, y))), "mean"),
    averaged_no_sign=(lambda p, y: np.mean(np.log(truth(p, y))), "mean", "sign"),
    first_term=(lambda p, y: -np.sum(np.log(p[y == 1])), "label 0"),
    first_term_product=(lambda p, y: -np.sum(y * np.log(p)), "label 0", "nan"),
    second_term=(lambda p, y: -np.sum(np.log(1 - p[y == 0])), "label 1"),
    log_p=(lambda p, y: -np.sum(np.log(p)), "labels"),
    turned=(lambda p, y: -np.sum(np.log(truth(1 - p, y))), "exchanged"),
    formula=(lambda p, y: -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)), "nan"),
    formula_mean=(lambda p, y: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), "mean", "nan"),
    formula_in_bits=(lambda p, y: -np.sum(y * np.log2(p) + (1 - y) * np.log2(1 - p)), "base 2", "nan"),
    bits=(lambda p, y: -np.sum(np.log2(truth(p, y))), "base 2"),
    decades=(lambda p, y: -np.sum(np.log10(truth(p, y))), "base 10"),
    product=(lambda p, y: -np.log(np.prod(truth(p, y))), "product"),
    likelihood=(lambda p, y: np.prod(truth(p, y)), "likelihood"),
    sum_first=(lambda p, y: -np.log(np.sum(truth(p, y))), "first"),
    squares=(lambda p, y: np.sum((p - y) ** 2), "squared"),
    absolute=(lambda p, y: np.sum(np.abs(p - y)), "exchanged", "logarithm"),
    each=(lambda p, y: -np.log(truth(p, y)), "add"),
    additive=(lambda p, y: -np.sum(np.log(truth(p, y) + 1e-8)), "added inside"),
    other_additive=(lambda p, y: -np.sum(np.log(truth(p, y) + 1e-4)), "added inside"),
    clipped=(lambda p, y: -np.sum(np.log(np.clip(truth(p, y), 1e-7, 1 - 1e-7))), "cut off"),
    clipped_more=(lambda p, y: -np.sum(np.log(np.clip(truth(p, y), 1e-3, 1 - 1e-3))), "cut off"),
    log_outside=(lambda p, y: -np.sum(truth(p, y)), "logarithm"),
    bracket=(bracket, "before the costs of label 1"),
    accumulates_wrongly=(accumulates_wrongly, "last"),
    alters=(alters, "altered p"),
)
