"""Answers to cross_entropy_from_scores, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def log_softmax(Z):
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropy(P, Y):
    return float(-np.mean(np.log(np.sum(P * Y, axis=1))))


def loops(Z, Y):
    total = 0.0
    for z, y in zip(Z, Y, strict=True):
        m = max(z)
        log_sum = m + np.log(sum(np.exp(score - m) for score in z))
        total += log_sum - z[y.argmax()]
    return total / len(Z)


RIGHT = right(
    loops=loops,
    picked=lambda Z, Y: -log_softmax(Z)[np.arange(len(Z)), Y.argmax(axis=1)].mean(),
    by_mask=lambda Z, Y: -np.mean(log_softmax(Z)[Y == 1]),
    reduced=lambda Z, Y: np.mean(np.logaddexp.reduce(Z, axis=1) - (Z * Y).sum(axis=1)),
    rows=lambda Z, Y: np.mean(-np.sum(Y * log_softmax(Z), axis=1)),
    einsum=lambda Z, Y: -np.einsum("ij,ij->", Y, log_softmax(Z)) / len(Y),
    margins=lambda Z, Y: np.mean(np.logaddexp.reduce(Z - (Z * Y).sum(axis=1, keepdims=True), axis=1)),
)


def unshifted(Z, Y):
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - (Z * Y).sum(axis=1))


def batch(Z, Y):
    m = Z.max()
    return np.mean(m + np.log(np.exp(Z - m).sum(axis=1)) - (Z * Y).sum(axis=1))


def maximum_not_added_back(Z, Y):
    m = Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(Z - m).sum(axis=1)) - (Z * Y).sum(axis=1))


def keeps_rows(Z, Y):
    return -np.sum(Y * log_softmax(Z), axis=1)


WRONG = wrong(
    through_p=(lambda Z, Y: cross_entropy(softmax(Z), Y), "log_softmax"),
    through_logs=(lambda Z, Y: -np.sum(Y * np.log(softmax(Z))) / len(Z), "log_softmax"),
    guarded=(lambda Z, Y: -np.sum(Y * np.log(softmax(Z) + 1e-12)) / len(Z), "small number"),
    guarded_9=(lambda Z, Y: -np.sum(Y * np.log(softmax(Z) + 1e-9)) / len(Z), "small number"),
    cut_10=(lambda Z, Y: -np.sum(Y * np.log(np.maximum(softmax(Z), 1e-10))) / len(Z), "small number"),
    guarded_7=(lambda Z, Y: -np.sum(Y * np.log(softmax(Z) + 1e-7)) / len(Z), "small number"),
    replaced=(lambda Z, Y: np.nan_to_num(-np.sum(Y * np.log(softmax(Z))) / len(Z)), "replaced"),
    nan_left_out=(lambda Z, Y: -np.nansum(Y * np.log(softmax(Z))) / len(Z), "log_softmax"),
    unshifted=(unshifted, "maximum first"),
    batch=(batch, "maximum of the whole batch"),
    maximum_not_added_back=(maximum_not_added_back, "true class's score too"),
    summed=(lambda Z, Y: -np.sum(Y * log_softmax(Z)), "n times"),
    all_entries=(lambda Z, Y: -np.mean(Y * log_softmax(Z)), "number of rows only"),
    negative=(lambda Z, Y: np.mean(np.sum(Y * log_softmax(Z), axis=1)), "negative"),
    as_probabilities=(cross_entropy, "logarithm of the scores"),
    twice=(lambda Z, Y: -np.mean(np.sum(Y * log_softmax(softmax(Z)), axis=1)), "applied first"),
    of_p_again=(lambda Z, Y: cross_entropy(softmax(softmax(Z)), Y), "applied first"),
    score_alone=(lambda Z, Y: -np.mean(np.sum(Y * Z, axis=1)), "minus the mean score"),
    everything=(lambda Z, Y: -np.sum(log_softmax(Z)) / len(Z), "multiply by Y"),
    p_alone=(lambda Z, Y: -np.sum(Y * softmax(Z)) / len(Z), "minus the mean probability"),
    keeps_rows=(keeps_rows, "average", "single number"),
    predicted=(lambda Z, Y: -np.mean(log_softmax(Z).max(axis=1)), "most likely"),
)

EQUIVALENT = {"return float(-np.sum(Y * log_softmax(Z)) / Y.shape[0])": "Y has as many rows as Z"}
