"""Answers to predict_class, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loops(Z):
    classes = []
    for z in Z:
        best = 0
        for j in range(1, len(z)):
            if z[j] > z[best]:
                best = j
        classes.append(best)
    return classes


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


RIGHT = right(
    loops=loops,
    argmax=lambda Z: np.argmax(Z, axis=1),
    last_axis=lambda Z: np.argmax(Z, axis=-1),
    by_row=lambda Z: np.array([np.argmax(z) for z in Z]),
    of_probabilities=lambda Z: softmax(Z).argmax(axis=1),
    by_index=lambda Z: [list(z).index(max(z)) for z in Z],
    sorted_stably=lambda Z: np.argsort(-Z, axis=1, kind="stable")[:, 0],
    small_integers=lambda Z: Z.argmax(axis=1).astype(np.int32),
)


def loop_from_zero(Z):
    classes = []
    for z in Z:
        best, where = 0.0, 0
        for j, score in enumerate(z):
            if score > best:
                best, where = score, j
        classes.append(where)
    return np.array(classes)


def last_of_equal(Z):
    classes = []
    for z in Z:
        best = 0
        for j in range(len(z)):
            if z[j] >= z[best]:
                best = j
        classes.append(best)
    return np.array(classes)


def first_row_only(Z):
    return Z[0].argmax()


WRONG = wrong(
    columns=(lambda Z: Z.argmax(axis=0), "axis=1"),
    table=(lambda Z: Z.argmax(), "whole table"),
    largest=(lambda Z: Z.max(axis=1), "argmax, not max"),
    smallest=(lambda Z: Z.argmin(axis=1), "smallest"),
    from_one=(lambda Z: Z.argmax(axis=1) + 1, "counted from 0"),
    floats=(lambda Z: Z.argmax(axis=1).astype(float), "integers", "floats"),
    keeps_axis=(lambda Z: Z.argmax(axis=1, keepdims=True), "axis too many"),
    last_of_equal=(last_of_equal, "lowest index"),
    sorted_up=(lambda Z: np.argsort(Z, axis=1, kind="stable")[:, -1], "lowest index"),
    loop_from_zero=(loop_from_zero, "below 0"),
    hot=(lambda Z: np.eye(Z.shape[1], dtype=int)[Z.argmax(axis=1)], "one-hot"),
    marks=(lambda Z: np.equal(Z, Z.max(axis=1, keepdims=True)), "marks"),
    absolute=(lambda Z: np.abs(Z).argmax(axis=1), "without its sign"),
    places=(lambda Z: np.where(np.equal(Z, Z.max(axis=1)[:, None]))[1], "finds both"),
    second=(lambda Z: np.argsort(Z, axis=1)[:, -2] if Z.shape[1] > 1 else Z.argmax(axis=1), "differ", "raised"),
    unstable=(lambda Z: (np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)).argmax(axis=1), "overflows"),
    batch_softmax=(
        lambda Z: (np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1, keepdims=True)).argmax(axis=1),
        "whole batch",
    ),
    probabilities=(softmax, "probabilities"),
    first_row_only=(first_row_only, "needs", "row"),
    thresholded=(lambda Z: (softmax(Z)[:, -1] >= 0.5).astype(int), "differ", "right"),
)
