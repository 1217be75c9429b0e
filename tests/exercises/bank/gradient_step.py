"""Answers to gradient_step, right and wrong, as learners write them."""

import numpy as np


def short(W, dW, learning_rate):
    return W - learning_rate * dW


def plus_minus(W, dW, learning_rate):
    return W + (-learning_rate) * dW


def on_a_copy(W, dW, learning_rate):
    new = W.astype(float)
    new -= learning_rate * dW
    return new


def entry_by_entry(W, dW, learning_rate):
    new = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        new[i] = W[i] - learning_rate * dW[i]
    return new


def as_list(W, dW, learning_rate):
    return (W - learning_rate * dW).tolist()


def with_numpy(W, dW, learning_rate):
    return np.subtract(W, np.multiply(dW, learning_rate))


def single_precision(W, dW, learning_rate):
    return W.astype(np.float32) - np.float32(learning_rate) * dW.astype(np.float32)


RIGHT = [short, plus_minus, on_a_copy, entry_by_entry, as_list, with_numpy, single_precision]


def up(W, dW, learning_rate):
    return W + learning_rate * dW


def alters(W, dW, learning_rate):
    W -= learning_rate * dW
    return W


def alters_and_forgets(W, dW, learning_rate):
    W -= learning_rate * dW


def alters_the_slope(W, dW, learning_rate):
    dW *= learning_rate
    return W - dW


def whole_gradient(W, dW, learning_rate):
    return W - dW


def divides(W, dW, learning_rate):
    return W - dW / learning_rate if learning_rate else W - dW * np.inf


def step_only(W, dW, learning_rate):
    return learning_rate * dW


def negative_step_only(W, dW, learning_rate):
    return -learning_rate * dW


def scales_both(W, dW, learning_rate):
    return learning_rate * (W - dW)


def decay(W, dW, learning_rate):
    return W - learning_rate * W


def sign_only(W, dW, learning_rate):
    return W - learning_rate * np.sign(dW)


def unit_step(W, dW, learning_rate):
    return W - learning_rate * dW / np.sqrt((dW**2).sum())


def half(W, dW, learning_rate):
    return W - 0.5 * learning_rate * dW


def fixed_rate(W, dW, learning_rate):
    return W - 0.1 * dW


def integer_copy(W, dW, learning_rate):
    new = W.copy()
    new[...] = W - learning_rate * dW
    return new


def swapped(W, dW, learning_rate):
    return dW - learning_rate * W


def unchanged(W, dW, learning_rate):
    W - learning_rate * dW
    return W


def row_by_row(W, dW, learning_rate):
    return np.array([W[i] - learning_rate * dW[i] for i in range(len(W) - 1)])


def summed_slope(W, dW, learning_rate):
    return W - learning_rate * dW.sum()


def up_whole(W, dW, learning_rate):
    return W + dW


WRONG = [
    (up, ("uphill",)),
    (alters, ("caller",)),
    (alters_and_forgets, ("return",)),
    (alters_the_slope, ("caller's dW",)),
    (whole_gradient, ("learning rate is missing",)),
    (divides, ("divide",)),
    (step_only, ("step alone",)),
    (negative_step_only, ("W is missing",)),
    (scales_both, ("W is multiplied",)),
    (decay, ("dW is not used",)),
    (sign_only, ("sign",)),
    (unit_step, ("length",)),
    (half, ("0.5", "1/2", "half")),
    (fixed_rate, ("0.1", "fixed", "rate")),
    (integer_copy, ("whole numbers",)),
    (swapped, ("exchanged",)),
    (unchanged, ("W",)),
    (row_by_row, ("last row", "last entry")),
    (summed_slope, ("slopes are added up",)),
    (up_whole, ("uphill", "learning rate")),
]

UNNAMED = {
    "row_by_row": "of one row nothing is left, and a vector loses an entry: no one relation holds in all cases",
}
