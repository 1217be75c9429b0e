"""Answers to cross_entropy, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def loops(P, Y):
    total = 0.0
    for p, y in zip(P, Y, strict=True):
        for j in range(len(p)):
            if y[j] == 1:
                total -= math.log(p[j])
    return total / len(P)


def masked(P, Y):
    safe = np.where(Y > 0, P, 1.0)
    return -np.sum(Y * np.log(safe)) / P.shape[0]


RIGHT = right(
    loops=loops,
    masked=masked,
    picked=lambda P, Y: -np.log(P[np.arange(len(P)), Y.argmax(axis=1)]).mean(),
    by_mask=lambda P, Y: -np.mean(np.log(P[Y == 1])),
    clipped=lambda P, Y: -np.sum(Y * np.log(np.clip(P, 1e-15, 1))) / len(P),
    guarded=lambda P, Y: -np.sum(Y * np.log(P + 1e-12)) / len(P),
    nan_to_zero=lambda P, Y: -np.nansum(Y * np.log(P)) / len(P),
    where_zero=lambda P, Y: -np.sum(np.where(Y == 0, 0.0, np.log(P))) / len(P),
    powers=lambda P, Y: -np.log(np.prod(P**Y, axis=1)).mean(),
    array_0d=lambda P, Y: np.asarray(-np.mean(np.log((P * Y).sum(axis=1)))),
)


def rows(P, Y):
    return -np.log((P * Y).sum(axis=1))


def keeps_minus_infinity_as_number(P, Y):
    return -np.sum(Y * np.nan_to_num(np.log(P))) / len(P) + np.sum(P == 0)


def coarse_guard(P, Y):
    return -np.sum(Y * np.log(P + 1e-5)) / len(P)


def first_row(P, Y):
    return -np.log(np.sum(P[0] * Y[0]))


def diagonal(P, Y):
    return -np.mean(np.log(P @ Y.T))


def accuracy(P, Y):
    return np.mean(P.argmax(axis=1) == Y.argmax(axis=1))


def entropy(P, Y):
    Q = np.where(P == 0, 1, P)
    return -np.sum(Q * np.log(Q)) / len(P)


def over_columns(P, Y):
    return -np.mean(np.log(np.sum(P * Y, axis=0)))


WRONG = wrong(
    plain=(lambda P, Y: -np.mean(np.sum(Y * np.log(P), axis=1)), "log(0)"),
    summed=(lambda P, Y: -np.sum(np.log((P * Y).sum(axis=1))), "n times"),
    plain_summed=(lambda P, Y: -np.sum(Y * np.log(P)), "log(0)", "n times"),
    all_entries=(lambda P, Y: -np.mean(Y * np.log(np.where(P == 0, 1, P))), "average over the n rows"),
    plain_all_entries=(lambda P, Y: -np.mean(Y * np.log(P)), "log(0)", "average over"),
    plain_all_entries_negative=(lambda P, Y: np.mean(Y * np.log(P)), "entries"),
    negative=(lambda P, Y: np.mean(np.log((P * Y).sum(axis=1))), "negative"),
    base_2=(lambda P, Y: -np.mean(np.log2((P * Y).sum(axis=1))), "base 2"),
    base_10=(lambda P, Y: -np.mean(np.log10((P * Y).sum(axis=1))), "base 10"),
    rows=(rows, "average", "single number"),
    binary=(lambda P, Y: -np.mean(np.sum(np.log(np.where(Y == 1, P, 1 - P)), axis=1)), "chapter 05"),
    binary_spelled=(
        lambda P, Y: -np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1)),
        "chapter 05",
        "log(0)",
    ),
    exchanged=(lambda P, Y: -np.mean(np.sum(P * np.log(Y), axis=1)), "taken of Y"),
    mean_first=(lambda P, Y: -np.log(np.mean((P * Y).sum(axis=1))), "logarithm in each row"),
    one_minus=(lambda P, Y: np.mean(1 - (P * Y).sum(axis=1)), "1 - p"),
    most_likely=(lambda P, Y: -np.mean(np.log(P.max(axis=1))), "true class"),
    squared=(lambda P, Y: np.mean(np.sum((P - Y) ** 2, axis=1)), "squared error"),
    coarse_guard=(coarse_guard, "digits"),
    first_row=(first_row, "first row"),
    diagonal=(diagonal, "every row of Y"),
    accuracy=(accuracy, "expected", "differ"),
    over_columns=(over_columns, "axis"),
    entropy=(entropy, "entropy of the predictions"),
    log_of_sum=(lambda P, Y: -np.log(np.sum(P * Y)) / len(P), "once, of the sum"),
    product=(lambda P, Y: -np.sum(Y @ np.log(P).T) / len(P), "every row of Y"),
    guarded_rows=(lambda P, Y: -np.sum(Y * np.log(P + 1e-12), axis=1), "average"),
    binary_guarded=(lambda P, Y: -np.sum(Y * np.log(P + 1e-9) + (1 - Y) * np.log(1 - P + 1e-9)) / len(P), "chapter 05"),
    nan_mean=(lambda P, Y: -np.nanmean(np.sum(Y * np.log(P), axis=1)), "nan"),
)

EQUIVALENT = {"truth = np.max(P * Y, axis=1)": "a row of P * Y has one entry that is not 0, and it is positive"}
