"""Answers to relu_prime, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def relu(z):
    return np.maximum(z, 0)


def loop(z):
    return np.reshape([1.0 if value > 0 else 0.0 for value in np.ravel(z)], np.shape(z))


def filled(z):
    slope = np.zeros_like(z, dtype=float)
    slope[np.asarray(z) > 0] = 1
    return slope


RIGHT = right(
    loop=loop,
    filled=filled,
    mask=lambda z: (z > 0).astype(float),
    integers=lambda z: np.where(z > 0, 1, 0),
    times_one=lambda z: 1.0 * (z > 0),
    heaviside=lambda z: np.heaviside(z, 0.0),
    by_relu=lambda z: np.where(relu(z) > 0, 1.0, 0.0),
    by_sign=lambda z: np.maximum(np.sign(z), 0),
    nested=lambda z: np.where(z > 0, 1.0, 0.0).tolist(),
    not_below=lambda z: 1.0 - (z <= 0),
    single=lambda z: np.where(z > 0, np.float32(1), np.float32(0)),
)


def in_place(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


def one_after_the_other(z):
    """The first line's ones are positive, but so they stay; zeros are set from what is left."""
    slope = np.array(z, dtype=float)
    slope[slope > 0] = 1
    return slope


def empty(z):
    slope = np.array(z, dtype=float)
    slope[slope < 0] = 0
    return slope


def nothing(z):
    np.where(z > 0, 1.0, 0.0)


def if_else(z):
    return 1 if z > 0 else 0


WRONG = wrong(
    one_at_zero=(lambda z: np.where(z >= 0, 1.0, 0.0), "z > 0, not z >= 0"),
    half_at_zero=(lambda z: (np.sign(z) + 1) / 2, "0.5"),
    always=(lambda z: np.where(relu(z) >= 0, 1.0, 0.0), "always true"),
    ones=(lambda z: np.ones_like(z, dtype=float), "1 everywhere"),
    itself=(relu, "not its slope"),
    bools=(lambda z: z > 0, "True and False"),
    sign=(lambda z: np.sign(z), "sign of z"),
    exchanged=(lambda z: np.where(z > 0, 0.0, 1.0), "exchanged"),
    leaky=(lambda z: np.where(z > 0, 1.0, 0.01), "leaky"),
    leaky_tenth=(lambda z: np.where(z > 0, 1.0, 0.1), "leaky relu"),
    capped=(lambda z: ((z > 0) & (z < 1)).astype(float), "goes on rising"),
    in_place=(in_place, "alter"),
    left_as_it_is=(one_after_the_other, "as it is"),
    right_as_it_is=(empty, "not its slope"),
    minus_one=(lambda z: np.where(z > 0, 1, -1), "-1"),
    left_kept=(lambda z: np.where(z > 0, 1, z), "as it is"),
    quotient=(lambda z: relu(z) / z, "0/0"),
    gradient=(lambda z: np.gradient(relu(z)) if np.ndim(z) == 1 else relu(z), "relu itself"),
    zeros=(lambda z: np.zeros_like(z, dtype=float), "0 for", "zero", "always 0", "same"),
    nothing=(nothing, "return"),
    if_else=(if_else, "truth", "ambiguous"),
    twice=(lambda z: np.where(z > 0, 2.0, 0.0), "2"),
    negative=(lambda z: np.where(z > 0, -1.0, 0.0), "negative"),
    of_sigmoid=(lambda z: 0.25 * (1 - np.tanh(np.asarray(z) / 2) ** 2), "values differ", "sigmoid"),
)

EQUIVALENT = {
    "return np.where(1.0, z > 0, 0.0)": "np.where(1.0, ...) takes its first value everywhere: the comparison, as the numbers 1 and 0"
}
