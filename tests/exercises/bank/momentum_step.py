"""Answers to momentum_step, right and wrong, as learners write them."""

import numpy as np

from nnlab.reference.training import sgd_step


def with_loops(params, grads, velocity, learning_rate, momentum):
    new_params, new_velocity = [], []
    for (W, b), (dW, db), (vW, vb) in zip(params, grads, velocity, strict=True):
        vW = momentum * vW + dW
        vb = momentum * vb + db
        new_velocity.append((vW, vb))
        new_params.append((W - learning_rate * vW, b - learning_rate * vb))
    return new_params, new_velocity


def by_index(params, grads, velocity, learning_rate, momentum):
    v = [tuple(momentum * velocity[i][j] + grads[i][j] for j in range(2)) for i in range(len(params))]
    p = [tuple(params[i][j] - learning_rate * v[i][j] for j in range(2)) for i in range(len(params))]
    return p, v


def as_list(params, grads, velocity, learning_rate, momentum):
    return list(with_loops(params, grads, velocity, learning_rate, momentum))


def on_copies(params, grads, velocity, learning_rate, momentum):
    params = [(W.copy(), b.copy()) for W, b in params]
    velocity = [(vW.copy(), vb.copy()) for vW, vb in velocity]
    for layer, slopes, speeds in zip(params, grads, velocity, strict=True):
        for array, slope, speed in zip(layer, slopes, speeds, strict=True):
            speed *= momentum
            speed += slope
            array -= learning_rate * speed
    return params, velocity


def by_two_sgd_steps(params, grads, velocity, learning_rate, momentum):
    v = sgd_step(grads, velocity, -momentum)
    return sgd_step(params, v, learning_rate), v


def multiplied_out(params, grads, velocity, learning_rate, momentum):
    p = [
        (W - learning_rate * dW - learning_rate * momentum * vW, b - learning_rate * db - learning_rate * momentum * vb)
        for (W, b), (dW, db), (vW, vb) in zip(params, grads, velocity, strict=True)
    ]
    return p, [(dW + momentum * vW, db + momentum * vb) for (dW, db), (vW, vb) in zip(grads, velocity, strict=True)]


RIGHT = [with_loops, by_index, as_list, on_copies, by_two_sgd_steps, multiplied_out]


def step(new_velocity, new_params):
    """An answer from what becomes of one array: v', then p'."""

    def answer(params, grads, velocity, learning_rate, momentum):
        p, v = [], []
        for layer, slopes, speeds in zip(params, grads, velocity, strict=True):
            moved = [new_velocity(s, g, learning_rate, momentum) for s, g in zip(speeds, slopes, strict=True)]
            p.append(
                tuple(
                    new_params(a, g, m, learning_rate, momentum) for a, g, m in zip(layer, slopes, moved, strict=True)
                )
            )
            v.append(tuple(moved))
        return p, v

    return answer


def usual(p, g, v, r, m):
    return p - r * v


def named(name, function):
    function.__name__ = name
    return function


def old_velocity_returned(params, grads, velocity, learning_rate, momentum):
    p = []
    for (W, b), (dW, db), (vW, vb) in zip(params, grads, velocity, strict=True):
        vW = momentum * vW + dW
        vb = momentum * vb + db
        p.append((W - learning_rate * vW, b - learning_rate * vb))
    return p, velocity


def old_velocity_stepped(params, grads, velocity, learning_rate, momentum):
    p = sgd_step(params, velocity, learning_rate)
    return p, [(momentum * vW + dW, momentum * vb + db) for (dW, db), (vW, vb) in zip(grads, velocity, strict=True)]


def other_way_round(params, grads, velocity, learning_rate, momentum):
    p, v = with_loops(params, grads, velocity, learning_rate, momentum)
    return v, p


def only_params(params, grads, velocity, learning_rate, momentum):
    return with_loops(params, grads, velocity, learning_rate, momentum)[0]


def biases_without_momentum(params, grads, velocity, learning_rate, momentum):
    v = [(momentum * vW + dW, db) for (dW, db), (vW, _) in zip(grads, velocity, strict=True)]
    return sgd_step(params, v, learning_rate), v


def starts_from_zero(params, grads, velocity, learning_rate, momentum):
    velocity = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    return with_loops(params, grads, velocity, learning_rate, momentum)


def fixed_momentum(params, grads, velocity, learning_rate, momentum):
    return with_loops(params, grads, velocity, learning_rate, 0.9)


def writes_into_all(params, grads, velocity, learning_rate, momentum):
    for (W, b), (dW, db), (vW, vb) in zip(params, grads, velocity, strict=True):
        vW *= momentum
        vW += dW
        vb *= momentum
        vb += db
        W -= learning_rate * vW
        b -= learning_rate * vb
    return params, velocity


WRONG = [
    (named("plain_step", step(lambda v, g, r, m: m * v + g, lambda p, g, v, r, m: p - r * g)), ("plain step",)),
    (old_velocity_returned, ("old velocity is returned",)),
    (old_velocity_stepped, ("along the old velocity",)),
    (named("keras", step(lambda v, g, r, m: m * v - r * g, lambda p, g, v, r, m: p + v)), ("other usual convention",)),
    (named("rate_inside", step(lambda v, g, r, m: m * v + r * g, lambda p, g, v, r, m: p - v)), ("rate is in the",)),
    (named("rate_twice", step(lambda v, g, r, m: m * v + r * g, usual)), ("twice",)),
    (named("averaged", step(lambda v, g, r, m: m * v + (1 - m) * g, usual)), ("average",)),
    (named("wrong_factor", step(lambda v, g, r, m: v + m * g, usual)), ("momentum multiplies the slope",)),
    (named("never_fades", step(lambda v, g, r, m: v + g, usual)), ("never fades",)),
    (named("two_minuses", step(lambda v, g, r, m: m * v - g, usual)), ("two minus",)),
    (named("climbs", step(lambda v, g, r, m: m * v + g, lambda p, g, v, r, m: p + r * v)), ("uphill",)),
    (
        named("both_steps", step(lambda v, g, r, m: m * v + g, lambda p, g, v, r, m: p - r * g - r * v)),
        ("along the slope and the velocity",),
    ),
    (
        named("nesterov", step(lambda v, g, r, m: m * v + g, lambda p, g, v, r, m: p - r * (g + m * v))),
        ("Nesterov",),
    ),
    (other_way_round, ("velocity comes first",)),
    (only_params, ("needs the velocity", "Only the params")),
    (biases_without_momentum, ("bias",)),
    (starts_from_zero, ("old velocity is not used",)),
    (fixed_momentum, ("fixed momentum",)),
    (writes_into_all, ("caller's",)),
]

UNNAMED = {"fixed_momentum": "any fixed number could stand there; the first difference is shown"}

EQUIVALENT = {}
