"""delta_hidden: one step back, from a layer to the one below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.backpropagation import delta_hidden
from nnlab.reference.multilayer_networks import ACTIVATIONS, SLOPES
from nnlab.reference.types import Function


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d_in: int, d_out: int, activation: str) -> Inputs:
        Z = numbers(rng, n, d_in)
        Z.flat[: min(2, Z.size)] = [0.75, -0.5][: min(2, Z.size)]  # relu shows one and hides one
        return numbers(rng, n, d_out), numbers(rng, d_in, d_out), Z, activation

    for n, d_in, d_out, activation in [
        (4, 3, 2, "sigmoid"),
        (3, 2, 4, "tanh"),
        (5, 3, 2, "relu"),
        (4, 2, 3, "identity"),
    ]:
        yield Case("values", inputs(n, d_in, d_out, activation), f"{n} rows, {d_in} below, {d_out} above, {activation}")
    yield Case("square", inputs(4, 3, 3, "tanh"), "as many below as above: a missing transpose stays silent")
    yield Case("square", inputs(3, 3, 3, "sigmoid"), "3 rows, 3 below, 3 above")
    yield Case("square", inputs(5, 2, 2, "relu"), "2 below, 2 above, relu")
    yield Case("edge", inputs(1, 3, 2, "tanh"), "one row")
    yield Case("edge", inputs(4, 1, 3, "sigmoid"), "one node below")
    yield Case("edge", inputs(3, 2, 1, "tanh"), "one node above")
    delta, W, Z, _ = inputs(3, 3, 2, "relu")
    Z[1] = 0.0
    yield Case("edge", (delta, W, Z, "relu"), "relu at a pre-activation of exactly 0: its slope is 0")
    yield Case("edge", (delta, W, 1000 * (Z - 0.1), "sigmoid"), "pre-activations far out: the slope is 0, not nan")


def from_activations(Z: Any, activation: str) -> Any:
    """The slope as it is written for an activation a."""
    formulas: dict[str, Function] = {
        "identity": np.ones_like,
        "sigmoid": lambda a: a * (1 - a),
        "tanh": lambda a: 1 - a**2,
        "relu": lambda a: np.where(a > 0, 1.0, 0.0),
    }
    return formulas[activation](Z)


def z_taken_for_a(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return (delta @ W.T) * from_activations(Z, activation)


def slope_at_a(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return (delta @ W.T) * SLOPES[activation](ACTIVATIONS[activation](Z))


def activation_itself(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return (delta @ W.T) * ACTIVATIONS[activation](Z)


def mask_with_zero(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return delta_hidden(delta, W, Z, activation) if activation != "relu" else (delta @ W.T) * (Z >= 0)


def mask_always_true(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return delta_hidden(delta, W, Z, activation) if activation != "relu" else (delta @ W.T) * (np.maximum(Z, 0) >= 0)


def text_order(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return SLOPES[activation](Z).T * (W @ delta.T)


def sum_missing(delta: Any, W: Any, Z: Any, activation: str) -> Any:
    return SLOPES[activation](Z)[:, :, None] * (W * delta[:, None, :])


def only(name: str) -> Any:
    """Right for that activation, which is applied whatever is asked."""

    def wrong(delta: Any, W: Any, Z: Any, activation: str) -> Any:
        return delta_hidden(delta, W, Z, name)

    return wrong


STEP, SLOPE = "(delta @ W.T)", "SLOPES[activation](Z)"
exercise = Exercise(
    reference=delta_hidden,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one number for each node below, shape (n, d_in)"),
        Claim("values", 1.0, "right for all four activations"),
        Claim("square", 0.75, "right where W is square and a missing transpose would not be noticed"),
        Claim("edge", 0.5, "right for one row, one node, relu at 0, a flat sigmoid"),
        Claim(ARGUMENTS, 0.25, "delta, W and Z stay as they were"),
    ),
    hints=(
        "Two parts. First send delta back through the weights; then ask how steep the activation is at Z.",
        "(delta W^T) * sigma'(Z): a matrix product, then entry by entry. SLOPES[activation] is sigma'.",
        "(delta @ W.T) * SLOPES[activation](Z).",
    ),
    mistakes=(
        Mistake(
            "sigma' left out",
            "The slope of the activation is missing: multiply delta W^T by sigma'(Z), entry by entry. Without it a network may still train, so the loss does not tell.",
            edits=((f"{STEP} * {SLOPE}", "delta @ W.T"),),
        ),
        Mistake(
            "W left out of account",
            "This is sigma'(Z) alone: what comes from above, delta W^T, is missing.",
            edits=((f"{STEP} * {SLOPE}", SLOPE),),
        ),
        Mistake(
            "sigma' at the activation",
            "sigma' is taken at the activation sigma(Z). It belongs at the pre-activation Z itself: the slopes of your tables want z.",
            wrong=slope_at_a,
        ),
        Mistake(
            "Z taken for the activation",
            "a (1 - a) and 1 - a^2 are written for an activation a, and here Z is put in their place. Z are pre-activations: SLOPES[activation](Z).",
            wrong=z_taken_for_a,
        ),
        Mistake(
            "sigma in the place of sigma'",
            "This multiplies by the activation sigma(Z). The chain rule wants its slope, sigma'(Z).",
            wrong=activation_itself,
        ),
        Mistake(
            "W not transposed",
            "W is not transposed. Forward goes A @ W, so the way back is delta @ W.T; with a square W the shapes do not tell.",
            edits=(("W.T", "W"),),
        ),
        Mistake(
            "the text's order",
            "This is the transpose, W delta with columns as in the text. Here each example is a row: delta @ W.T.",
            wrong=text_order,
        ),
        Mistake(
            "the sum over t left out",
            "Every product w_kt delta_t is kept by itself. A node below feeds all nodes above, so add up over t: the matrix product delta @ W.T does.",
            wrong=sum_missing,
        ),
        Mistake(
            "matrix product with the slope",
            "The slope is multiplied with @. Each node has its own slope: use *, entry by entry.",
            edits=((f"{STEP} * ", f"{STEP} @ "),),
        ),
        Mistake(
            "slope before the weights",
            "sigma'(Z) meets delta before the weights do. Z belongs to the layer below: first delta @ W.T, then times sigma'(Z).",
            edits=((f"{STEP} * {SLOPE}", f"(delta * {SLOPE}) @ W.T"),),
        ),
        Mistake(
            "slope twice",
            "sigma'(Z) is in here twice. One layer back, one slope.",
            edits=((SLOPE, f"{SLOPE} ** 2"),),
        ),
        Mistake(
            "relu's slope 1 at 0",
            "At a pre-activation of exactly 0 the slope of relu counts as 0: the mask is Z > 0.",
            wrong=mask_with_zero,
        ),
        Mistake(
            "relu mask always true",
            "The mask of relu is true everywhere: relu(Z) is never below 0, so >= 0 always holds. Test the pre-activation: Z > 0.",
            wrong=mask_always_true,
        ),
        Mistake(
            "always the sigmoid's slope",
            "It takes the sigmoid's slope whatever `activation` says. Look the slope up: SLOPES[activation](Z).",
            wrong=only("sigmoid"),
        ),
        Mistake(
            "always the slope of tanh",
            "It takes the slope of tanh whatever `activation` says. Look the slope up: SLOPES[activation](Z).",
            wrong=only("tanh"),
        ),
        Mistake(
            "always relu's slope",
            "It takes relu's slope whatever `activation` says. Look the slope up: SLOPES[activation](Z).",
            wrong=only("relu"),
        ),
    ),
)
