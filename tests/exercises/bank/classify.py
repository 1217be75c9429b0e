"""Answers to classify, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def filled(p, threshold):
    y = np.zeros(len(p), dtype=int)
    y[p >= threshold] = 1
    return y


def integer_bytes(p, threshold):
    return (p >= threshold).astype(np.int8)


RIGHT = right(
    short=lambda p, threshold: (p >= threshold).astype(int),
    where=lambda p, threshold: np.where(p >= threshold, 1, 0),
    one_times=lambda p, threshold: 1 * (p >= threshold),
    not_less=lambda p, threshold: 1 - (p < threshold).astype(int),
    loop=lambda p, threshold: [1 if chance >= threshold else 0 for chance in p],
    ints=lambda p, threshold: [int(chance >= threshold) for chance in p],
    heaviside=lambda p, threshold: np.heaviside(p - threshold, 1).astype(int),
    filled=filled,
    integer_bytes=integer_bytes,
)


def in_place(p, threshold):
    p[p >= threshold] = 1
    p[p < threshold] = 0
    return p.astype(int)


def one_step_only(p, threshold):
    if (p >= threshold).any():
        return 1
    return 0


def floats_filled(p, threshold):
    y = np.zeros(len(p))
    y[p >= threshold] = 1
    return y


def raises(p, threshold):
    if p >= threshold:
        return 1
    return 0


WRONG = wrong(
    strict=(lambda p, threshold: (p > threshold).astype(int), ">="),
    strict_bools=(lambda p, threshold: p > threshold, "True and False"),
    half=(lambda p, threshold: (p >= 0.5).astype(int), "0.5"),
    half_strict=(lambda p, threshold: (p > 0.5).astype(int), "0.5"),
    rounds=(lambda p, threshold: np.round(p).astype(int), "round"),
    rounds_up=(lambda p, threshold: np.round(p + (0.5 - threshold)).astype(int), "rounds"),
    below=(lambda p, threshold: (p < threshold).astype(int), "exchanged"),
    below_or_equal=(lambda p, threshold: (p <= threshold).astype(int), "exchanged"),
    bools=(lambda p, threshold: p >= threshold, "True and False"),
    list_of_bools=(lambda p, threshold: [bool(chance >= threshold) for chance in p], "True and False"),
    floats=(lambda p, threshold: np.where(p >= threshold, 1.0, 0.0), "whole numbers"),
    floats_filled=(floats_filled, "whole numbers"),
    truncated=(lambda p, threshold: p.astype(int), "cuts"),
    kept=(lambda p, threshold: np.where(p >= threshold, p, 0), "stay as they are"),
    selected=(lambda p, threshold: p[p >= threshold], "left out"),
    places=(lambda p, threshold: np.where(p >= threshold)[0], "places"),
    plus_minus=(lambda p, threshold: np.where(p >= threshold, 1, -1), "-1"),
    count=(lambda p, threshold: int(np.sum(p >= threshold)), "how many"),
    one_for_all=(lambda p, threshold: int(p.mean() >= threshold), "one decision"),
    any_of_them=(one_step_only, "one decision"),
    text=(lambda p, threshold: ["malignant" if chance >= threshold else "benign" for chance in p], "words"),
    in_place=(in_place, "altered p"),
    int_of_array=(lambda p, threshold: int(p >= threshold), "astype(int)"),
    raises=(raises, "entry by entry"),
)

UNNAMED = {
    "rounds_up": "it rounds to even, so ties go both ways; the first value that differs is shown",
    "text": "any words may have been chosen; what is said is that a list of words came where numbers are needed",
}
