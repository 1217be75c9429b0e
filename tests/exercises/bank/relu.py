"""Answers to relu, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(z):
    flat = [max(float(value), 0.0) for value in np.ravel(z)]
    return np.reshape(flat, np.shape(z))


def copied(z):
    a = np.array(z, dtype=float)
    a[a < 0] = 0
    return a


def nested_lists(z):
    return np.maximum(0.0, z).tolist()


RIGHT = right(
    loop=loop,
    copied=copied,
    nested_lists=nested_lists,
    where=lambda z: np.where(z > 0, z, 0),
    mask=lambda z: z * (z > 0),
    half=lambda z: (np.abs(z) + z) / 2,
    clip=lambda z: np.clip(z, 0, None),
    zero_first=lambda z: np.maximum(0, z),
    single=lambda z: np.maximum(np.float32(0), np.asarray(z, dtype=np.float32)),
    fmax=lambda z: np.fmax(z, 0.0),
    minus_negative=lambda z: z - np.minimum(z, 0),
)


def in_place(z):
    z[z < 0] = 0
    return z


def prints(z):
    print(np.maximum(z, 0))


def rounded(z):
    return np.maximum(np.asarray(z).astype(int), 0)


def only_rows(z):
    return np.array([[max(value, 0) for value in row] for row in z])


def if_else(z):
    if z > 0:
        return z
    return 0


def first_only(z):
    return np.where(np.ravel(z)[0] > 0, z, 0)


WRONG = wrong(
    absolute=(np.abs, "|z|"),
    smaller=(lambda z: np.minimum(z, 0), "keeps what is negative"),
    step=(lambda z: (np.asarray(z) > 0).astype(float), "step"),
    mask_alone=(lambda z: z > 0, "True or False"),
    leaky=(lambda z: np.where(z > 0, z, 0.01 * z), "leaky"),
    leaky_tenth=(lambda z: np.where(z > 0, z, 0.1 * z), "0.1", "values differ"),
    relu1=(lambda z: np.clip(z, 0, 1), "cut off at 1"),
    relu6=(lambda z: np.clip(z, 0, 6), "value"),
    softplus=(lambda z: np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0), "corner rounded"),
    pythons_max=(lambda z: max(z, 0), "ambiguous", "np.maximum", "truth"),
    np_max=(lambda z: max(float(np.max(z)), 0.0), "largest entry"),
    np_max_axis=(lambda z: np.max(z, 0), "is an axis", "largest entry"),
    dropped=(lambda z: z[z > 0], "drops", "shape"),
    identity=(lambda z: z, "as it is"),
    sigmoid=(lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500))), "sigmoid"),
    tanh=(np.tanh, "tanh"),
    negated=(lambda z: np.maximum(-z, 0), "max(-z, 0)"),
    minus_outside=(lambda z: -np.maximum(z, 0), "negative"),
    in_place=(in_place, "alter"),
    prints=(prints, "return"),
    rounded=(rounded, "whole numbers"),
    only_rows=(only_rows, "iter"),
    if_else=(if_else, "truth", "ambiguous"),
    first_only=(first_only, "values differ", "sign", "right"),
    threshold_one=(lambda z: np.maximum(z, 1), "1"),
    squared=(lambda z: np.maximum(z, 0) ** 2, "squared", "square"),
)

EQUIVALENT = {"return np.maximum(0, z)": "the larger of two numbers does not depend on their order"}
