"""Answers to sigmoid_prime, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


RIGHT = right(
    two_calls=lambda z: sigmoid(z) * (1 - sigmoid(z)),
    squared=lambda z: sigmoid(z) - sigmoid(z) ** 2,
    by_tanh=lambda z: 0.25 * (1 - np.tanh(z / 2) ** 2),
    both_sides=lambda z: sigmoid(z) * sigmoid(-z),
    by_cosh=lambda z: 0.25 / np.cosh(np.clip(z / 2, -300, 300)) ** 2,
    differences=lambda z: (
        (sigmoid(np.asarray(z) + 1e-5) - sigmoid(np.asarray(z) - 1e-5)) / 2e-5
        if np.size(z) > 99
        else sigmoid(z) * (1 - sigmoid(z))
    ),
)

WRONG = wrong(
    of_z=(lambda z: z * (1 - z), "z (1 - z)"),
    of_activation=(lambda z: sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z))), "twice"),
    not_differentiated=(sigmoid, "slope", "itself"),
    sign=(lambda z: sigmoid(z) * (sigmoid(z) - 1), "sign", "negative"),
    of_tanh=(lambda z: 1 - np.tanh(z) ** 2, "tanh", "values differ"),
    half=(lambda z: 0.5 * sigmoid(z) * (1 - sigmoid(z)), "1/2"),
    overflows=(lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2, "nan"),
)
