"""Answers to scalar_chain, right and wrong, as learners write them."""

import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    a = sigmoid(z)
    return a * (1 - a)


def step_by_step(x, w1, w2, y):
    z1 = w1 * x
    a1 = sigmoid(z1)
    z2 = w2 * a1
    loss = (z2 - y) ** 2
    dz2 = 2 * (z2 - y)
    dw2 = dz2 * a1
    da1 = dz2 * w2
    dz1 = da1 * sigmoid_prime(z1)
    dw1 = dz1 * x
    return {"z1": z1, "a1": a1, "z2": z2, "loss": loss, "dz2": dz2, "dw2": dw2, "da1": da1, "dz1": dz1, "dw1": dw1}


def into_a_dict(x, w1, w2, y):
    c = {}
    c["z1"] = np.float64(w1 * x)
    c["a1"] = 0.5 * (1 + np.tanh(c["z1"] / 2))
    c["z2"] = w2 * c["a1"]
    c["loss"] = (c["z2"] - y) ** 2
    c["dz2"] = 2 * c["z2"] - 2 * y
    c["dw2"] = c["dz2"] * c["a1"]
    c["da1"] = c["dz2"] * w2
    c["dz1"] = c["da1"] * c["a1"] * (1 - c["a1"])
    c["dw1"] = c["dz1"] * x
    return c


def all_at_once(x, w1, w2, y):
    a1 = 1 / (1 + math.exp(-w1 * x))
    residual = w2 * a1 - y
    slope = a1 - a1**2
    return {
        "dw1": 2 * residual * w2 * slope * x,
        "dz1": 2 * residual * w2 * slope,
        "da1": 2 * residual * w2,
        "dw2": 2 * residual * a1,
        "dz2": 2 * residual,
        "loss": residual**2,
        "z2": w2 * a1,
        "a1": a1,
        "z1": w1 * x,
    }


def zero_d(x, w1, w2, y):
    return {key: np.array(value) for key, value in step_by_step(x, w1, w2, y).items()}


def other_sign_twice(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    e = y - c["z2"]
    return {**c, "loss": e * e, "dz2": -2 * e, "dw2": -2 * e * c["a1"], "da1": -2 * e * w2}


RIGHT = [step_by_step, into_a_dict, all_at_once, zero_d, other_sign_twice]


def changed(function):
    """The chain with local slopes as `function` says, given c, x, w1, w2, y; keys left out stay right."""

    def wrong(x, w1, w2, y):
        c = step_by_step(x, w1, w2, y)
        return {**c, **function(c, x, w1, w2, y)}

    return wrong


def no_two(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    return {key: value / 2 if key.startswith("d") else value for key, value in c.items()}


def half_square(x, w1, w2, y):
    c = no_two(x, w1, w2, y)
    c["loss"] = c["loss"] / 2
    return c


def target_minus_output(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    return {key: -value if key.startswith("d") else value for key, value in c.items()}


def no_slope(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dz1"] = c["da1"]
    c["dw1"] = c["dz1"] * x
    return c


def slope_of_the_activation(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dz1"] = c["da1"] * sigmoid_prime(c["a1"])
    c["dw1"] = c["dz1"] * x
    return c


def slope_from_z(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dz1"] = c["da1"] * c["z1"] * (1 - c["z1"])
    c["dw1"] = c["dz1"] * x
    return c


def sigmoid_again(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dz1"] = c["da1"] * sigmoid(c["z1"])
    c["dw1"] = c["dz1"] * x
    return c


def wrong_input(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dw2"] = c["dz2"] * c["z1"]
    return c


def swapped(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dw2"], c["da1"] = c["da1"], c["dw2"]
    c["dz1"] = c["da1"] * sigmoid_prime(c["z1"])
    c["dw1"] = c["dz1"] * x
    return c


def skips_the_weight(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["da1"] = c["dz2"]
    c["dz1"] = c["da1"] * sigmoid_prime(c["z1"])
    c["dw1"] = c["dz1"] * x
    return c


def no_input(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dw1"] = c["dz1"]
    return c


def weight_not_input(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dw1"] = c["dz1"] * w1
    return c


def local(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c.update(dw2=c["a1"], da1=w2, dz1=sigmoid_prime(c["z1"]), dw1=x)
    return c


def loss_from_error(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["loss"] = c["z2"] - y
    return c


def sigmoid_at_the_end(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    p = sigmoid(c["z2"])
    c["loss"] = (p - y) ** 2
    c["dz2"] = 2 * (p - y) * p * (1 - p)
    c["dw2"] = c["dz2"] * c["a1"]
    c["da1"] = c["dz2"] * w2
    c["dz1"] = c["da1"] * sigmoid_prime(c["z1"])
    c["dw1"] = c["dz1"] * x
    return c


def no_slope_no_two(x, w1, w2, y):
    c = no_two(x, w1, w2, y)
    c["dz1"] = c["da1"]
    c["dw1"] = c["dz1"] * x
    return c


def a_key_short(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    del c["da1"]
    return c


def as_tuple(x, w1, w2, y):
    return tuple(step_by_step(x, w1, w2, y).values())


def slope_alone(x, w1, w2, y):
    c = step_by_step(x, w1, w2, y)
    c["dz1"] = c["a1"] * (1 - c["a1"])
    c["dw1"] = c["dz1"] * x
    return c


def rounded(x, w1, w2, y):
    return {key: round(float(value), 3) for key, value in step_by_step(x, w1, w2, y).items()}


WRONG = [
    (no_two, ("2 of the square",)),
    (half_square, ("1/2",)),
    (target_minus_output, ("sign",)),
    (no_slope, ("passes through the sigmoid",)),
    (slope_of_the_activation, ("pre-activation",)),
    (slope_from_z, ("z1 (1 - z1)",)),
    (sigmoid_again, ("the sigmoid itself",)),
    (wrong_input, ("uses z1",)),
    (swapped, ("exchanged",)),
    (skips_the_weight, ("dz2 w2",)),
    (no_input, ("dz1 x",)),
    (weight_not_input, ("slope by x",)),
    (local, ("single steps",)),
    (loss_from_error, ("not its square",)),
    (sigmoid_at_the_end, ("last", "output", "z2")),
    (no_slope_no_two, ("two things", "2 of the square")),
    (a_key_short, ("missing: da1",)),
    (as_tuple, ("needs a dict",)),
    (slope_alone, ("from above",)),
    (rounded, ("rounded",)),
]

EQUIVALENT = {"loss = (y - z2) ** 2": "a square has no sign"}
