"""Answers to bias_gradient, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(delta):
    db = np.zeros(delta.shape[1])
    for row in delta:
        db = db + row
    return db


def plain(delta):
    return [sum(float(row[k]) for row in delta) for k in range(delta.shape[1])]


def overwrites(delta):
    for row in delta:
        db = row
    return db


def starts_late(delta):
    db = np.zeros(delta.shape[1])
    for i in range(1, len(delta)):
        db += delta[i]
    return db


RIGHT = right(
    short=lambda delta: delta.sum(axis=0),
    builtin=sum,
    ones=lambda delta: np.ones(len(delta)) @ delta,
    einsum=lambda delta: np.einsum("ik->k", delta),
    scaled_mean=lambda delta: len(delta) * delta.mean(axis=0),
    loop=loop,
    plain=plain,
    single_precision=lambda delta: delta.astype(np.float32).sum(axis=0),
)

WRONG = wrong(
    mean=(lambda delta: delta.mean(axis=0), "mean"),
    other_axis=(lambda delta: delta.sum(axis=1), "each row", "axis=0"),
    total=(lambda delta: delta.sum(), "one number"),
    zeros=(lambda delta: np.zeros(delta.shape[1]), "slope is 0"),
    all_ones=(lambda delta: np.ones(delta.shape[1]), "multiplied by delta"),
    counts=(lambda delta: np.full(delta.shape[1], float(len(delta))), "multiplied by delta"),
    not_summed=(lambda delta: delta, "add them up"),
    kept=(lambda delta: delta.sum(axis=0, keepdims=True), "axis too many", "shape"),
    overwrites=(overwrites, "last row"),
    first=(lambda delta: delta[0], "first row"),
    starts_late=(starts_late, "first row"),
    sign=(lambda delta: -delta.sum(axis=0), "negative"),
    positive=(lambda delta: np.abs(delta).sum(axis=0), "absolute", "sign"),
    column=(lambda delta: delta.sum(axis=0)[:, None], "axis too many", "shape"),
)
