"""Answers to sigmoid, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def by_cases(z):
    z = np.asarray(z, dtype=float)
    answer = np.empty(z.shape)
    answer[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    answer[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return answer


RIGHT = right(
    textbook=lambda z: 1 / (1 + np.exp(-z)),
    by_tanh=lambda z: 0.5 * (1 + np.tanh(z / 2)),
    by_logaddexp=lambda z: np.exp(-np.logaddexp(0, -z)),
    clipped=lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700))),
    vectorized=lambda z: np.vectorize(lambda v: 1 / (1 + np.exp(-v)), otypes=[float])(z),
    by_cases=by_cases,
)

WRONG = wrong(
    minus_forgotten=(lambda z: 1 / (1 + np.exp(z)), "sign"),
    one_forgotten=(lambda z: 1 / np.exp(-np.clip(z, -700, 700)), "reciprocal", "exp", "divided"),
    tanh=(np.vectorize(np.tanh), "tanh"),
    quotient=(lambda z: np.exp(z) / (1 + np.exp(z)), "nan"),
    twice=(lambda z: 2 / (1 + np.exp(-z)), "2 times"),
    one_minus=(lambda z: 1 - 1 / (1 + np.exp(-z)), "sign", "one minus"),
    rounded=(lambda z: np.round(1 / (1 + np.exp(-z)), 3), "rounded"),
    nothing=(lambda z: None, "None"),
)

EQUIVALENT = {
    "return np.where(z > 0, 1 / (1 + e), e / (1 + e))": "at z = 0 both branches give 1/2",
}
