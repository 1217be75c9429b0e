"""Answers to tanh_prime, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def loop(z):
    return np.reshape([1 - math.tanh(value) ** 2 for value in np.ravel(z)], np.shape(z))


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


RIGHT = right(
    loop=loop,
    product=lambda z: (1 - np.tanh(z)) * (1 + np.tanh(z)),
    multiplied=lambda z: 1 - np.tanh(z) * np.tanh(z),
    by_cosh=lambda z: 1 / np.cosh(z) ** 2,
    by_sigmoid=lambda z: 4 * sigmoid(2 * z) * (1 - sigmoid(2 * z)),
    square=lambda z: 1.0 - np.square(np.tanh(z)),
    nested=lambda z: (1 - np.tanh(z) ** 2).tolist(),
    single=lambda z: 1 - np.tanh(np.asarray(z, dtype=np.float32)) ** 2,
)


def nothing(z):
    a = np.tanh(z)
    a = 1 - a**2


WRONG = wrong(
    of_z=(lambda z: 1 - z**2, "square z itself"),
    twice=(lambda z: 1 - np.tanh(np.tanh(z)) ** 2, "twice"),
    itself=(np.tanh, "not its slope"),
    not_squared=(lambda z: 1 - np.tanh(z), "square is missing"),
    square_alone=(lambda z: np.tanh(z) ** 2, "missing to 1"),
    sigmoid_rule=(lambda z: np.tanh(z) * (1 - np.tanh(z)), "sigmoid's rule"),
    sigmoid_slope=(lambda z: sigmoid(z) * (1 - sigmoid(z)), "slope of the sigmoid"),
    tan=(lambda z: 1 + np.tanh(z) ** 2, "for tan"),
    sign=(lambda z: np.tanh(z) ** 2 - 1, "negative"),
    by_exp=(lambda z: 1 - ((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))) ** 2, "nan", "infinity"),
    of_sigmoid=(lambda z: 1 - sigmoid(z) ** 2, "a = sigmoid(z)"),
    doubled=(lambda z: 2 * (1 - np.tanh(z) ** 2), "2"),
    half=(lambda z: (1 - np.tanh(z) ** 2) / 2, "half", "1/2"),
    parentheses=(lambda z: (1 - np.tanh(z)) ** 2, "as a whole"),
    times_two=(lambda z: 1 - np.tanh(z) * 2, "power", "product", "slip"),
    argument_squared=(lambda z: 1 - np.tanh(z**2), "tanh(z^2)"),
    cosh=(lambda z: 1 / np.cosh(z), "square root"),
    one_sided=(lambda z: (np.tanh(np.asarray(z) + 0.1) - np.tanh(z)) / 0.1, "values differ"),
    math_tanh=(lambda z: 1 - math.tanh(z) ** 2, "one number", "np"),
    nothing=(nothing, "return"),
)

EQUIVALENT = {}
