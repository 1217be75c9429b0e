"""Answers to outer_gradient, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loops(a, delta):
    return [[float(x) * float(d) for d in delta] for x in a]


def filled(a, delta):
    dW = np.zeros((len(a), len(delta)))
    for j in range(len(a)):
        for k in range(len(delta)):
            dW[j, k] = a[j] * delta[k]
    return dW


def fixed_size(a, delta):
    dW = np.zeros((3, 2))
    for j in range(3):
        for k in range(2):
            dW[j, k] = a[j] * delta[k]
    return dW


def alters(a, delta):
    a *= 2
    return np.outer(a, delta) / 2


RIGHT = right(
    outer=np.outer,
    broadcast=lambda a, delta: a[:, None] * delta[None, :],
    product=lambda a, delta: a.reshape(-1, 1) @ delta.reshape(1, -1),
    einsum=lambda a, delta: np.einsum("j,k->jk", a, delta),
    turned_twice=lambda a, delta: np.outer(delta, a).T,
    loops=loops,
    filled=filled,
    single_precision=lambda a, delta: np.outer(a.astype(np.float32), delta.astype(np.float32)),
)

WRONG = wrong(
    order=(lambda a, delta: np.outer(delta, a), "transpose"),
    column_times_row=(lambda a, delta: delta[:, None] @ a[None, :], "transpose"),
    entries=(lambda a, delta: a * delta, "every input meets every output"),
    inner=(lambda a, delta: a @ delta, "inner product"),
    added=(lambda a, delta: np.add.outer(a, delta), "sums"),
    no_input=(lambda a, delta: np.tile(delta, (len(a), 1)), "inputs a are missing"),
    no_delta=(lambda a, delta: np.tile(a[:, None], (1, len(delta))), "delta is missing"),
    flat=(lambda a, delta: np.outer(a, delta).ravel(), "shape"),
    sign=(lambda a, delta: -np.outer(a, delta), "negative"),
    extra_axis=(lambda a, delta: np.outer(a, delta)[None], "axis too many"),
    fixed_size=(fixed_size, "outside", "fixed"),
    halved=(lambda a, delta: np.outer(a, delta) / len(a), "entries of a"),
    summed=(lambda a, delta: np.outer(a, delta).sum(axis=0), "added up"),
    alters=(alters, "alter"),
)
