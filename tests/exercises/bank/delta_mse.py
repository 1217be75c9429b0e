"""Answers to delta_mse, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def loops(Z, Y):
    return [
        [2 * (float(z) - float(y)) for z, y in zip(row, target, strict=True)] for row, target in zip(Z, Y, strict=True)
    ]


def by_differences(Z, Y):
    h = 1e-4
    return ((Z + h - Y) ** 2 - (Z - h - Y) ** 2) / (2 * h)


def alters(Z, Y):
    Z -= Y
    return 2 * Z


RIGHT = right(
    short=lambda Z, Y: 2 * (Z - Y),
    twice=lambda Z, Y: (Z - Y) + (Z - Y),
    from_targets=lambda Z, Y: -2.0 * (Y - Z),
    loops=loops,
    by_differences=by_differences,
    single_precision=lambda Z, Y: np.float32(2) * (Z.astype(np.float32) - Y.astype(np.float32)),
    subtract=lambda Z, Y: np.multiply(2, np.subtract(Z, Y)),
)

WRONG = wrong(
    no_two=(lambda Z, Y: Z - Y, "half"),
    sign=(lambda Z, Y: 2 * (Y - Z), "negative"),
    sign_no_two=(lambda Z, Y: Y - Z, "y - z"),
    mean=(lambda Z, Y: 2 * (Z - Y) / len(Z), "number of rows", "rows of"),
    mean_no_two=(lambda Z, Y: (Z - Y) / len(Z), "1/n"),
    over_all=(lambda Z, Y: 2 * (Z - Y) / Z.size, "all entries"),
    over_outputs=(lambda Z, Y: 2 * (Z - Y) / Z.shape[1], "outputs"),
    squares=(lambda Z, Y: (Z - Y) ** 2, "squares"),
    loss=(lambda Z, Y: np.sum((Z - Y) ** 2, axis=1), "not its slope"),
    total_loss=(lambda Z, Y: np.mean(np.sum((Z - Y) ** 2, axis=1)), "needs an array", "single number"),
    per_row=(lambda Z, Y: 2 * np.sum(Z - Y, axis=1), "each score"),
    over_rows=(lambda Z, Y: 2 * np.sum(Z - Y, axis=0), "rows"),
    cross_entropys=(lambda Z, Y: softmax(Z) - Y, "cross-entropy"),
    without_targets=(lambda Z, Y: 2 * Z, "targets"),
    absolute=(lambda Z, Y: 2 * np.abs(Z - Y), "sign"),
    twice_wrong=(lambda Z, Y: 2 * Z - Y, "one side", "slip", "2"),
    alters=(alters, "alter"),
    prints=(lambda Z, Y: print(2 * (Z - Y)), "print"),
    normalised=(lambda Z, Y: 2 * (softmax(Z) - Y), "something", "softmax", "differ", "2 times"),
)
