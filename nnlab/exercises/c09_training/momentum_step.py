"""momentum_step: a step that remembers where it was going."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import layers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.training import momentum_step


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(*sizes: int) -> tuple[Any, Any, Any]:
        return layers(rng, *sizes), layers(rng, *sizes), layers(rng, *sizes)

    for sizes, rate, momentum in [((3, 2), 0.1, 0.9), ((2, 4, 3), 0.03, 0.5), ((2, 3, 1, 2), 0.7, 0.8)]:
        note = f"{'-'.join(map(str, sizes))}, rate {rate}, momentum {momentum}"
        yield Case("values", (*inputs(*sizes), rate, momentum), note)
    yield Case("values", (*inputs(2, 2, 2), 0.2, 0.6), "2-2-2: all layers alike")
    params, grads, _ = inputs(2, 3, 2)
    none = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    yield Case("edge", (params, grads, none, 0.1, 0.9), "velocity zero: the first step")
    yield Case("edge", (*inputs(3, 2), 0.1, 0.0), "momentum 0: the plain step")
    params, _, velocity = inputs(2, 3, 2)
    yield Case("edge", (params, none, velocity, 0.1, 0.75), "no slope: it rolls on")


V = "momentum * vW + dW", "momentum * vb + db"
STEP = "return sgd_step(params, velocity, learning_rate), velocity"


def velocity_as(W: str, b: str) -> tuple[tuple[str, str], ...]:
    return (V[0], W), (V[1], b)


def in_place(params: Any, grads: Any, velocity: Any, learning_rate: float, momentum: float) -> Any:
    for (W, b), (dW, db), (vW, vb) in zip(params, grads, velocity, strict=True):
        vW *= momentum
        vW += dW
        vb *= momentum
        vb += db
        W -= learning_rate * vW
        b -= learning_rate * vb
    return params, velocity


def velocity_in_place(params: Any, grads: Any, velocity: Any, learning_rate: float, momentum: float) -> Any:
    moved = []
    for (W, b), (dW, db), (vW, vb) in zip(params, grads, velocity, strict=True):
        vW *= momentum
        vW += dW
        vb *= momentum
        vb += db
        moved.append((W - learning_rate * vW, b - learning_rate * vb))
    return moved, velocity


exercise = Exercise(
    reference=momentum_step,
    draw=draw,
    parts=("params", "velocity"),
    stretch=True,
    claims=(
        Claim(SHAPE, 0.25, "a pair: params and velocity, both laid out like params"),
        Claim("values", 1.0, "right for several networks, rates and momenta"),
        Claim("edge", 0.25, "right at velocity 0, at momentum 0, without a slope"),
        Claim(ARGUMENTS, 0.5, "params, grads and velocity stay as they were"),
    ),
    hints=(
        "Two lines: first the new velocity of every array, then a step along that velocity in the place of the slope.",
        "v = momentum v + g, then p = p - learning_rate v, with the v just computed.",
        "velocity = [(momentum * vW + dW, momentum * vb + db) for ...]; return sgd_step(params, velocity, learning_rate), velocity.",
    ),
    mistakes=(
        Mistake(
            "velocity not carried on",
            "The old velocity is not used: the new one is the slope alone. It is momentum v + g.",
            edits=velocity_as("dW", "db"),
        ),
        Mistake(
            "velocity not used",
            "The params take the plain step, along the slope. Step along the new velocity.",
            edits=((STEP, "return sgd_step(params, grads, learning_rate), velocity"),),
        ),
        Mistake(
            "the old velocity comes back",
            "The params are right, but the old velocity is returned: the next step would know nothing of this one. Return the new one.",
            wrong=lambda params, grads, velocity, rate, momentum: (
                momentum_step(params, grads, velocity, rate, momentum)[0],
                velocity,
            ),
        ),
        Mistake(
            "a step behind",
            "The step is taken along the old velocity. Compute the new velocity first, then step along it.",
            wrong=lambda params, grads, velocity, rate, momentum: (
                momentum_step(params, velocity, velocity, rate, 0.0)[0],
                momentum_step(params, grads, velocity, rate, momentum)[1],
            ),
        ),
        Mistake(
            "the rate inside the velocity, with its sign",
            "This is the other usual convention: v = momentum v - learning_rate g, p = p + v. Here the rate comes in with the step: v = momentum v + g, p = p - learning_rate v.",
            edits=(
                *velocity_as("momentum * vW - learning_rate * dW", "momentum * vb - learning_rate * db"),
                (STEP, "return sgd_step(params, velocity, -1), velocity"),
            ),
        ),
        Mistake(
            "the rate inside the velocity",
            "The learning rate is in the velocity here. Keep it out: v = momentum v + g, p = p - learning_rate v.",
            edits=(
                *velocity_as("momentum * vW + learning_rate * dW", "momentum * vb + learning_rate * db"),
                (STEP, "return sgd_step(params, velocity, 1), velocity"),
            ),
        ),
        Mistake(
            "the rate twice",
            "The learning rate enters twice, in the velocity and in the step. It belongs to the step alone.",
            edits=velocity_as("momentum * vW + learning_rate * dW", "momentum * vb + learning_rate * db"),
        ),
        Mistake(
            "an average",
            "The slope is weighed with 1 - momentum: that is a moving average. Here it enters whole: momentum v + g.",
            edits=velocity_as("momentum * vW + (1 - momentum) * dW", "momentum * vb + (1 - momentum) * db"),
        ),
        Mistake(
            "momentum on the slope",
            "momentum multiplies the slope. It multiplies the old velocity: momentum v + g.",
            edits=velocity_as("vW + momentum * dW", "vb + momentum * db"),
        ),
        Mistake(
            "momentum on both",
            "momentum multiplies the sum. It multiplies the old velocity alone: momentum v + g.",
            edits=velocity_as("momentum * (vW + dW)", "momentum * (vb + db)"),
        ),
        Mistake(
            "momentum left out",
            "The old velocity is added whole, so it never fades. Multiply it by momentum.",
            edits=velocity_as("vW + dW", "vb + db"),
        ),
        Mistake(
            "biases without momentum",
            "The biases have no memory: their velocity is the slope alone. It is momentum * vb + db, as for the weights.",
            edits=((V[1], "db"),),
        ),
        Mistake(
            "slope subtracted",
            "The slope is subtracted from the velocity and the velocity from the params: two minus signs. v = momentum v + g, the minus comes with the step.",
            edits=velocity_as("momentum * vW - dW", "momentum * vb - db"),
        ),
        Mistake(
            "uphill",
            "The step goes uphill: p - learning_rate v.",
            edits=((STEP, "return sgd_step(params, velocity, -learning_rate), velocity"),),
        ),
        Mistake(
            "slope and velocity in one step",
            "The step goes along the slope and the velocity together. The new velocity contains the slope already: p - learning_rate v.",
            edits=(
                (STEP, "return sgd_step(sgd_step(params, grads, learning_rate), velocity, learning_rate), velocity"),
            ),
        ),
        Mistake(
            "Nesterov's step",
            "This is Nesterov's variant, which looks a step ahead: p - learning_rate (g + momentum v). Here it is p - learning_rate v.",
            wrong=lambda params, grads, velocity, rate, momentum: (
                momentum_step(params, grads, momentum_step(params, grads, velocity, rate, momentum)[1], rate, momentum)[
                    0
                ],
                momentum_step(params, grads, velocity, rate, momentum)[1],
            ),
        ),
        Mistake(
            "exchanged",
            "Both are right, but velocity comes first. Return (params, velocity).",
            edits=((STEP, "return velocity, sgd_step(params, velocity, learning_rate)"),),
        ),
        Mistake(
            "params alone",
            "Only the params come back. The next step needs the velocity too: return params, velocity.",
            edits=((STEP, "return sgd_step(params, velocity, learning_rate)"),),
        ),
        Mistake(
            "in place",
            "The caller's arrays are changed: += and -= write into them. Make new arrays, momentum * vW + dW and W - learning_rate * vW.",
            wrong=in_place,
        ),
        Mistake(
            "velocity in place",
            "The caller's velocity is changed: *= and += write into it. Make a new array, momentum * vW + dW.",
            wrong=velocity_in_place,
        ),
    ),
)
