"""forward: through the network, keeping all that backpropagation will ask for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference import multilayer_networks
from nnlab.reference.multilayer_networks import forward


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for sizes, n, activation in [([2, 3, 2], 4, "relu"), ([3, 2, 4, 2], 3, "tanh"), ([2, 4, 3], 5, "sigmoid")]:
        yield Case("values", network(rng, sizes, n, activation), f"{named(sizes)}, {n} rows, {activation}")
    yield Case("values", network(rng, [2, 3, 3, 1], 4, "relu"), "2-3-3-1, 4 rows, relu")
    yield Case("identity", network(rng, [3, 2, 2], 4, "identity"), "3-2-2, 4 rows, identity")
    yield Case("square", network(rng, [3, 3, 3], 3, "relu"), "everything 3 by 3, relu")
    yield Case("small", network(rng, [3, 4, 2], 1, "tanh"), "3-4-2, one row, tanh")
    yield Case("small", network(rng, [3, 2], 4, "relu"), "a single layer, relu")
    params, X, activation = network(rng, [2, 3, 2], 2, "sigmoid")
    yield Case("small", (params, np.zeros_like(X), activation), "X = 0, sigmoid: the biases")


def named(sizes: list[int]) -> str:
    return "-".join(map(str, sizes))


def network(rng: np.random.Generator, sizes: list[int], n: int, activation: str) -> tuple[Any, Any, str]:
    """(params, X, activation) in which each layer's pre-activations, and X, have entries of both signs."""
    while True:
        params = [(numbers(rng, d_in, d_out), numbers(rng, d_out)) for d_in, d_out in itertools.pairwise(sizes)]
        X = numbers(rng, n, sizes[0])
        zs, _ = forward(params, X, activation)
        values = np.concatenate([np.ravel(part) for part in (X, *zs)])
        two_signs = all(part.min() < -0.1 and part.max() > 0.1 for part in (X, *zs))
        if two_signs and np.abs(values).min() > 0.01 and all(np.abs(b).max() > 0.25 for _, b in params):
            return params, X, activation


def _handed_on(params: Any, X: Any, activation: str) -> Any:
    """Keeps the activations, but computes the next layer from Z."""
    zs, activations, Z = [], [X], X
    for W, b in params:
        Z = Z @ W + b
        zs.append(Z)
        activations.append(multilayer_networks.ACTIVATIONS[activation](Z))
    activations[-1] = Z
    return zs, activations


def _two_layers(params: Any, X: Any, activation: str) -> Any:
    (W1, b1), (W2, b2) = params
    Z1 = X @ W1 + b1
    A1 = multilayer_networks.ACTIVATIONS[activation](Z1)
    Z2 = A1 @ W2 + b2
    return [Z1, Z2], [X, A1, Z2]


def _one_bend(params: Any, X: Any, activation: str) -> Any:
    zs, activations = [], [X]
    for i, (W, b) in enumerate(params):
        Z = activations[-1] @ W + b
        zs.append(Z)
        bent = i == 0 and len(params) > 1
        activations.append(multilayer_networks.ACTIVATIONS[activation](Z) if bent else Z)
    return zs, activations


exercise = Exercise(
    reference=forward,
    draw=draw,
    parts=("zs", "activations"),
    claims=(
        Claim(SHAPE, 0.5, "two lists: as many zs as layers, and one entry more in activations"),
        Claim("values", 1.0, "right for several networks and activations"),
        Claim("identity", 0.25, "right with the identity, where there is no bend"),
        Claim("square", 0.25, "right where everything is square"),
        Claim("small", 0.5, "right for one row, a single layer, X = 0"),
        Claim(ARGUMENTS, 0.25, "params and X stay as they were"),
    ),
    hints=(
        "Keep two lists. activations begins with X, zs is empty. Each layer takes the last entry of activations.",
        "Z = A W + b, then A = activation(Z). The last layer has no activation: its A is its Z. "
        "ACTIVATIONS[activation] is the function.",
        "for W, b in params: Z = activations[-1] @ W + b; zs.append(Z); activations.append(ACTIVATIONS[activation](Z)). "
        "After the loop: activations[-1] = zs[-1].",
    ),
    mistakes=(
        Mistake(
            "activation on the last layer",
            "The activation is applied to the last layer too. Its scores stay as they are: the softmax or the loss comes next.",
            edits=(("    activations[-1] = zs[-1]  # the last layer's scores are left as they are\n", ""),),
        ),
        Mistake(
            "activation on the input",
            "The activation is applied to X. The input has none: activations[0] is X itself.",
            edits=(("[], [X]", "[], [ACTIVATIONS[activation](X)]"),),
        ),
        Mistake(
            "X left out",
            "X is missing from activations: it is activations[0], the input of the first layer.",
            edits=(("return zs, activations", "return zs, activations[1:]"),),
        ),
        Mistake(
            "the last scores left out",
            "The last scores are missing from activations: the last entry there is the last entry of zs.",
            edits=(("return zs, activations", "return zs, activations[:-1]"),),
        ),
        Mistake(
            "biases left out",
            "The biases are missing: Z = A @ W + b.",
            edits=(("@ W + b", "@ W"),),
        ),
        Mistake(
            "no activation",
            "No activation is applied, so that all layers are one (chapter 02). Hidden layers hand on ACTIVATIONS[activation](Z).",
            edits=(("ACTIVATIONS[activation](Z)", "Z"),),
        ),
        Mistake(
            "Z handed on",
            "The next layer is given Z. What it takes is the activation A, the last entry of activations.",
            wrong=_handed_on,
        ),
        Mistake(
            "activations in zs",
            "zs holds the activations. It keeps Z, as it is before the activation: the slopes will be taken there.",
            edits=(
                ("zs.append(Z)", "zs.append(ACTIVATIONS[activation](Z))"),
                ("activations[-1] = zs[-1]", "activations[-1] = zs[-1] = Z"),
            ),
        ),
        Mistake(
            "only activations, twice",
            "Both lists hold activations. zs keeps Z, as it is before the activation; and the last layer has none.",
            edits=(
                ("activations[-1] @ W + b", "ACTIVATIONS[activation](activations[-1] @ W + b)"),
                ("activations.append(ACTIVATIONS[activation](Z))", "activations.append(Z)"),
            ),
        ),
        Mistake(
            "two layers only",
            "It unpacks params into exactly two layers. A network may have one layer or five: loop over params.",
            wrong=_two_layers,
        ),
        Mistake(
            "one bend only",
            "Only the first layer gets an activation. All layers but the last get it.",
            wrong=_one_bend,
        ),
        Mistake(
            "the first layer alone",
            "It returns after the first layer: the return stands inside the loop. Move it to the left.",
            edits=(
                ("in params:", "in params[:1]:"),
                ("    activations[-1] = zs[-1]  # the last layer's scores are left as they are\n", ""),
            ),
        ),
        Mistake(
            "the first layer alone, the last one without a bend",
            "It returns after the first layer: the return stands inside the loop. Move it to the left.",
            edits=(
                ("in params:", "in params[:1]:"),
                (
                    "    activations[-1] = zs[-1]  #",
                    "    activations[-1] = zs[-1] if len(params) == 1 else activations[-1]  #",
                ),
            ),
        ),
        Mistake(
            "the last layer left out",
            "The last layer is missing: zs has an entry for every layer, and the loop has to run over all of params.",
            edits=(
                ("in params:", "in params[:-1]:"),
                ("    activations[-1] = zs[-1]  # the last layer's scores are left as they are\n", ""),
            ),
        ),
        Mistake(
            "activation where a layer reads",
            "The activation is applied where a layer reads: then X gets one as well, and activations holds Z. Apply it to Z, "
            "where it is put into activations.",
            edits=(
                ("activations[-1] @ W", "ACTIVATIONS[activation](activations[-1]) @ W"),
                ("activations.append(ACTIVATIONS[activation](Z))", "activations.append(Z)"),
            ),
        ),
        Mistake(
            "the assignment the other way round",
            "The last assignment goes the wrong way: it is activations whose last entry has to become Z, not zs.",
            edits=(("activations[-1] = zs[-1]", "zs[-1] = activations[-1]"),),
        ),
        Mistake(
            "the name called",
            'activation is a word, such as "relu". The function for it is ACTIVATIONS[activation].',
            edits=(("ACTIVATIONS[activation](Z)", "activation(Z)"),),
        ),
        Mistake(
            "exchanged",
            "The two lists are exchanged: zs comes first, then activations.",
            edits=(("return zs, activations", "return activations, zs"),),
        ),
        Mistake(
            "bias after the activation",
            "The bias is added after the activation. It belongs inside: Z = A @ W + b, then the activation.",
            edits=(
                ("@ W + b", "@ W"),
                ("ACTIVATIONS[activation](Z)", "ACTIVATIONS[activation](Z) + b"),
                ("activations[-1] = zs[-1]", "activations[-1] = zs[-1] + b"),
            ),
        ),
        Mistake(
            "always relu",
            "It uses relu whatever is asked for. Look the function up: ACTIVATIONS[activation].",
            edits=(("ACTIVATIONS[activation]", 'ACTIVATIONS["relu"]'),),
        ),
        Mistake(
            "always sigmoid",
            "It uses the sigmoid whatever is asked for. Look the function up: ACTIVATIONS[activation].",
            edits=(("ACTIVATIONS[activation]", 'ACTIVATIONS["sigmoid"]'),),
        ),
        Mistake(
            "always tanh",
            "It uses tanh whatever is asked for. Look the function up: ACTIVATIONS[activation].",
            edits=(("ACTIVATIONS[activation]", 'ACTIVATIONS["tanh"]'),),
        ),
        Mistake(
            "softmax at the end",
            "The last activation is the softmax here. forward leaves the scores as they are; predict_proba applies the softmax.",
            edits=(("activations[-1] = zs[-1]", "activations[-1] = softmax(zs[-1])"),),
        ),
        Mistake(
            "X in zs too",
            "zs begins with X. No layer computed it: zs begins with the first layer's Z, and is one entry shorter than activations.",
            edits=(("return zs, activations", "return [X, *zs], activations"),),
        ),
        Mistake(
            "scores alone",
            "Only the last scores are returned. Backpropagation needs them all: return the two lists.",
            edits=(("return zs, activations", "return zs[-1]"),),
        ),
        Mistake(
            "activations alone",
            "Only activations is returned. The pre-activations are asked for as well: return zs, activations.",
            edits=(("return zs, activations", "return activations"),),
        ),
        Mistake(
            "last activation computed twice",
            "activations has an entry too many: the last layer's scores are added to what it already holds, instead of replacing it.",
            edits=(("activations[-1] = zs[-1]", "activations.append(zs[-1])"),),
        ),
    ),
)
