"""Answers to neuron, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loop(x, w, b):
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    return sigmoid(z)


def early(x, w, b):
    for xi, wi in zip(x, w, strict=True):
        return float(sigmoid(xi * wi + b))


RIGHT = right(
    loop=loop,
    dot=lambda x, w, b: sigmoid(np.dot(x, w) + b),
    sum_of_products=lambda x, w, b: sigmoid((x * w).sum() + b),
    generator=lambda x, w, b: float(sigmoid(sum(xi * wi for xi, wi in zip(x, w, strict=True)) + b)),
    zero_d=lambda x, w, b: np.array(sigmoid(w @ x + b)),
    bias_as_weight=lambda x, w, b: sigmoid(np.append(x, 1.0) @ np.append(w, b)),
)

WRONG = wrong(
    not_added_up=(lambda x, w, b: sigmoid(w * x + b), "dot product", "no sum"),
    no_bias=(lambda x, w, b: sigmoid(x @ w), "bias"),
    linear=(lambda x, w, b: x @ w + b, "sigmoid"),
    bias_outside=(lambda x, w, b: sigmoid(x @ w) + b, "after the sigmoid"),
    minus_bias=(lambda x, w, b: sigmoid(x @ w - b), "subtracted"),
    perceptron=(lambda x, w, b: 1 if x @ w + b > 0 else 0, "step", "0 or 1", "sigmoid"),
    early=(early, "values differ", "expected", "first"),
    prints=(lambda x, w, b: print(sigmoid(x @ w + b)), "print"),
)

EQUIVALENT = {"return float(sigmoid(w @ x + b))": "the dot product of two vectors is the same in either order"}
