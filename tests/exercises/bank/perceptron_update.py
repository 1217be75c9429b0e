"""Answers to perceptron_update, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def with_if(x, y, w, b):
    y_hat = int(np.dot(w, x) + b >= 0)
    if y_hat == y:
        return w, b
    if y == 1:
        return w + x, b + 1
    return w - x, b - 1


def returns_in_branch(x, y, w, b):
    if (x @ w + b >= 0) != y:
        return w + (2 * y - 1) * x, b + (2 * y - 1)


def in_place(x, y, w, b):
    error = y - int(x @ w + b >= 0)
    w += error * x
    b += error
    return w, b


RIGHT = right(
    with_if=with_if,
    error=lambda x, y, w, b: (w + (y - (x @ w + b >= 0)) * x, b + y - int(x @ w + b >= 0)),
    heaviside=lambda x, y, w, b: (w + (y - np.heaviside(x @ w + b, 1.0)) * x, b + (y - np.heaviside(x @ w + b, 1.0))),
    lists=lambda x, y, w, b: (
        [wi + (y - int(x @ w + b >= 0)) * xi for wi, xi in zip(w, x, strict=True)],
        b + y - int(x @ w + b >= 0),
    ),
    copied=lambda x, y, w, b: [np.add(w, np.multiply(y - int(x @ w + b >= 0), x)), np.add(b, y - int(x @ w + b >= 0))],
)

WRONG = wrong(
    wrong_way=(lambda x, y, w, b: (w - (y - int(x @ w + b >= 0)) * x, b - (y - int(x @ w + b >= 0))), "wrong way"),
    bias_forgotten=(lambda x, y, w, b: (w + (y - int(x @ w + b >= 0)) * x, b), "b stays"),
    always=(lambda x, y, w, b: (w + (2 * y - 1) * x, b + 2 * y - 1), "although"),
    strict_step=(lambda x, y, w, b: (w + (y - int(x @ w + b > 0)) * x, b + y - int(x @ w + b > 0)), "exactly 0"),
    no_bias_in_answer=(lambda x, y, w, b: (w + (y - int(x @ w >= 0)) * x, b + y - int(x @ w >= 0)), "without the bias"),
    signs=(lambda x, y, w, b: (w + 2 * (y - int(x @ w + b >= 0)) * x, b + 2 * (y - int(x @ w + b >= 0))), "-1 and 1"),
    in_place=(in_place, "caller"),
    only_w=(lambda x, y, w, b: w + (y - int(x @ w + b >= 0)) * x, "only one part", "returns"),
    returns_in_branch=(returns_in_branch, "None", "return"),
)

EQUIVALENT = {"y_hat = 1 if w @ x + b >= 0 else 0": "the dot product of two vectors is the same in either order"}
