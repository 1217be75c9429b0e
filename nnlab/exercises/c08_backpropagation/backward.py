"""backward: all slopes of a network, from one pass back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import network
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.backpropagation import backward
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.types import Array


def inputs(rng: np.random.Generator, sizes: list[int], n: int, activation: str) -> Inputs:
    """What backward gets, with slopes of every array that are not small: a mistake in any of them is seen."""
    while True:
        params, X, Y = network(rng, sizes, n, activation)
        zs, activations = forward(params, X, activation)
        grads = backward(params, zs, activations, Y, activation)
        if all(np.abs(array).max() > 0.01 for pair in grads for array in pair):
            return params, zs, activations, Y, activation


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for sizes, n, activation in [([3, 4, 2], 5, "tanh"), ([2, 3, 4], 3, "sigmoid"), ([4, 5, 3], 6, "relu")]:
        yield Case("values", inputs(rng, sizes, n, activation), _words(sizes, n, activation))
    for sizes, n, activation in [([3, 4, 2, 3], 4, "tanh"), ([2, 3, 4, 3, 2], 5, "sigmoid")]:
        yield Case("deep", inputs(rng, sizes, n, activation), _words(sizes, n, activation))
    yield Case("deep", inputs(rng, [3, 2], 4, "tanh"), "a single layer, 3-2: no hidden step at all")
    for sizes, n, activation in [([3, 3, 3, 3], 5, "tanh"), ([2, 2, 2], 2, "sigmoid")]:
        yield Case("square", inputs(rng, sizes, n, activation), _words(sizes, n, activation) + ": all square")
    yield Case("edge", inputs(rng, [3, 2, 4], 1, "tanh"), "one row, 3-2-4, tanh")
    yield Case("edge", inputs(rng, [2, 3, 2], 4, "identity"), _words([2, 3, 2], 4, "identity"))
    params, X, Y = network(rng, [2, 3, 2], 3, "relu")
    params[0] = (params[0][0], np.zeros(3))
    X[0] = 0.0
    zs, activations = forward(params, X, "relu")
    yield Case("edge", (params, zs, activations, Y, "relu"), "zero biases, a row of zeros: relu at exactly 0")


def _words(sizes: list[int], n: int, activation: str) -> str:
    return f"{'-'.join(map(str, sizes))} network, {n} rows, {activation}"


def top_layer(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """The last layer alone, from the probabilities."""
    for (params, zs, activations, Y, _), grads in cases:
        E = np.exp(zs[-1] - zs[-1].max(axis=1, keepdims=True))
        delta = (E / E.sum(axis=1, keepdims=True) - Y) / len(Y)
        last = len(params)
        for name, found, right in zip(
            (f"dW{last}", f"db{last}"), grads[-1], (activations[-2].T @ delta, delta.sum(axis=0)), strict=True
        ):
            difference = np.abs(np.asarray(found, dtype=float) - right).max()
            if not difference <= 1e-4 * np.abs(right).max() + 1e-9:
                return f"{name} of a network of {last} layers is off by up to {difference:.3g}"
    return None


def agrees_with_differences(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """The mean cross-entropy with one parameter a little up and a little down."""
    for (params, zs, activations, Y, activation), grads in cases:
        if any(np.abs(Z).min() < 1e-3 for Z in zs[:-1]):
            continue  # at relu's kink there is no slope to measure
        for i in range(len(params)):
            for j, letter in enumerate("Wb"):
                found = np.asarray(grads[i][j], dtype=float)
                slopes = measured(params, i, j, activations[0], Y, activation)
                limit = 1e-4 * max(1e-2, np.abs(slopes).max())
                if not (np.abs(found - slopes) <= limit).all():
                    at = np.unravel_index(np.argmax(np.abs(found - slopes)), slopes.shape)
                    entry = f"d{letter}{i + 1}[{', '.join(map(str, at))}]"
                    return f"central differences of the loss give {slopes[at]:.4g} for {entry}, it says {found[at]:.4g}"
    return None


def measured(params: Any, i: int, j: int, X: Array, Y: Array, activation: str) -> Array:
    """Central differences of the mean cross-entropy by array j (0 the weights, 1 the bias) of layer i."""
    h, slopes = 1e-4, np.zeros(params[i][j].shape)
    for at in np.ndindex(slopes.shape):
        values = []
        for step in (h, -h):
            moved = [[W.copy(), b.copy()] for W, b in params]
            moved[i][j][at] += step
            scores = forward([(W, b) for W, b in moved], X, activation)[0][-1]
            top = scores.max(axis=1)
            values.append((top + np.log(np.exp(scores - top[:, None]).sum(axis=1)) - (scores * Y).sum(axis=1)).mean())
        slopes[at] = (values[0] - values[1]) / (2 * h)
    return slopes


TOP, STEP = "delta_cross_entropy(zs[-1], Y) / Y.shape[0]", "delta_hidden(delta, params[i][0], zs[i - 1], activation)"
WEIGHTS, BIAS = "weight_gradient(activations[i], delta)", "bias_gradient(delta)"

exercise = Exercise(
    reference=backward,
    draw=draw,
    parts=("dW{i}", "db{i}"),
    parts_reversed=True,
    claims=(
        Claim(SHAPE, 0.5, "a pair (dW, db) for each layer, from the first to the last, in the parameters' shapes"),
        Claim("top", 1.0, "the last layer's slopes are right", top_layer),
        Claim("values", 1.0, "all slopes are right for one hidden layer"),
        Claim("deep", 1.0, "right for two and three hidden layers, and for none"),
        Claim("square", 0.5, "right where all layers have one size"),
        Claim("edge", 0.25, "right for one row, for no bend, for relu at 0"),
        Claim("slopes", 0.5, "they agree with central differences of the loss", agrees_with_differences),
        Claim(ARGUMENTS, 0.25, "what it is given stays as it was"),
    ),
    hints=(
        "Begin at the top with the delta of the mean loss. At each layer: two slopes from delta, then one step back. Collect, and mind the order.",
        "delta = (P - Y)/n. For i from the last layer down: dW = A_i^T delta with A_i = activations[i], db = the sum of delta; where i > 0, delta = (delta W_i^T) * sigma'(zs[i - 1]).",
        "for i in range(len(params) - 1, -1, -1): grads.append((weight_gradient(activations[i], delta), bias_gradient(delta))); if i > 0: delta = delta_hidden(delta, params[i][0], zs[i - 1], activation). Return grads[::-1].",
    ),
    mistakes=(
        Mistake(
            "1/n forgotten",
            "All slopes are n times too large: the loss is a mean over the rows. Divide delta by n once, at the top.",
            edits=((TOP, "delta_cross_entropy(zs[-1], Y)"),),
        ),
        Mistake(
            "1/n at every layer",
            "The last layer is right, and each layer below is divided by n once more. 1/n enters once, at the top; delta carries it down.",
            edits=((STEP, f"{STEP} / Y.shape[0]"),),
        ),
        Mistake(
            "1/n twice",
            "All slopes are n times too small: 1/n is in here twice, at the top and again in the sums over the rows.",
            edits=((TOP, f"{TOP} / Y.shape[0]"),),
        ),
        Mistake(
            "1/n twice in the weights",
            "The biases are right, the weights are divided by n twice. delta carries 1/n already, so the sums over the rows are plain sums.",
            edits=((WEIGHTS, f"{WEIGHTS} / Y.shape[0]"),),
        ),
        Mistake(
            "1/n twice in the biases",
            "The weights are right, the biases are divided by n twice: a mean where a sum belongs. delta carries 1/n already.",
            edits=((BIAS, f"{BIAS} / Y.shape[0]"),),
        ),
        Mistake(
            "1/n in the weights only",
            "The weights are right, the biases are n times too large. Divide delta by n at the top: then both have it.",
            edits=((TOP, "delta_cross_entropy(zs[-1], Y)"), (WEIGHTS, f"{WEIGHTS} / Y.shape[0]")),
        ),
        Mistake(
            "1/n in the biases only",
            "The biases are right, the weights are n times too large. Divide delta by n at the top: then both have it.",
            edits=((TOP, "delta_cross_entropy(zs[-1], Y)"), (BIAS, f"{BIAS} / Y.shape[0]")),
        ),
        Mistake(
            "divided by n k",
            "You divide by all entries of Y. The loss averages over the rows only: divide by Y.shape[0].",
            edits=(("Y.shape[0]", "Y.size"),),
        ),
        Mistake(
            "divided by k",
            "You divide by the number of classes. The loss averages over the rows: divide by Y.shape[0].",
            edits=(("Y.shape[0]", "Y.shape[1]"),),
        ),
        Mistake(
            "Y - P",
            "Every slope has the wrong sign: delta at the top is P - Y, not Y - P.",
            edits=((TOP, "-delta_cross_entropy(zs[-1], Y) / Y.shape[0]"),),
        ),
        Mistake(
            "softmax left out",
            "delta at the top is Z - Y, with the scores. It is P - Y, with P = softmax(Z).",
            edits=((TOP, "(zs[-1] - Y) / Y.shape[0]"),),
        ),
        Mistake(
            "the squared error's delta",
            "delta at the top is 2 (Z - Y), the squared error's. This network's loss is the cross-entropy: P - Y.",
            edits=((TOP, "delta_mse(zs[-1], Y) / Y.shape[0]"),),
        ),
        Mistake(
            "extra p (1 - p)",
            "delta at the top has a factor p (1 - p) too many. P - Y is the slope by the scores already.",
            edits=((TOP, f"{TOP} * softmax(zs[-1]) * (1 - softmax(zs[-1]))"),),
        ),
        Mistake(
            "by the probabilities",
            "delta at the top is -Y / P, the slope by the probabilities. Going on to the scores gives P - Y.",
            edits=((TOP, "-Y / softmax(zs[-1]) / Y.shape[0]"),),
        ),
        Mistake(
            "sigma' at the scores",
            "delta at the top is multiplied by sigma' of the scores. The last layer has no activation: P - Y is all.",
            edits=((TOP, f"{TOP} * SLOPES[activation](zs[-1])"),),
        ),
        Mistake(
            "sigma' left out",
            "The last layer is right, those below lack the activation's slope: delta = (delta W^T) * sigma'(Z).",
            edits=((STEP, "delta @ params[i][0].T"),),
        ),
        Mistake(
            "sigma' at the activation",
            "sigma' is taken at the activations. It belongs at the pre-activations of the layer below: zs[i - 1].",
            edits=(("zs[i - 1]", "activations[i]"),),
        ),
        Mistake(
            "sigma' of the layer above",
            "sigma' is taken at zs[i], which belongs to the layer that delta comes from. The step goes to the layer below: zs[i - 1].",
            edits=(("zs[i - 1]", "zs[i]"),),
        ),
        Mistake(
            "W not transposed",
            "On the way back W is not transposed: delta @ W.T. Where all layers have one size the shapes do not tell.",
            edits=((STEP, "delta @ params[i][0] * SLOPES[activation](zs[i - 1])"),),
        ),
        Mistake(
            "W of the layer below",
            "The step back uses the weights of the layer below, params[i - 1]. The way from layer i down leads through the weights that led up to it: params[i].",
            edits=(("params[i][0]", "params[i - 1][0]"),),
        ),
        Mistake(
            "delta not carried on",
            "The delta of the top is used for every layer. Each step back has to be kept: delta = delta_hidden(...).",
            edits=((f"delta = {STEP}", "pass"),),
        ),
        Mistake(
            "a step too early",
            "delta moves to the layer below before the slopes of this layer are taken. First dW and db, then the step back.",
            edits=(
                (
                    f"grads.append(({WEIGHTS}, {BIAS}))",
                    f"d = {STEP} if i > 0 else delta; grads.append((weight_gradient(activations[i], d), bias_gradient(d)))",
                ),
            ),
        ),
        Mistake(
            "Z in the place of A",
            "The weight slopes below the top use the pre-activations. What W multiplies on the way forward is the activation: activations[i].",
            edits=(("weight_gradient(activations[i]", "weight_gradient((zs[i - 1] if i > 0 else activations[0])"),),
        ),
        Mistake(
            "a layer's own activation",
            "dW uses the layer's own output, activations[i + 1]. It needs the layer's input, activations[i].",
            edits=(("weight_gradient(activations[i]", "weight_gradient(activations[i + 1]"),),
        ),
        Mistake(
            "the input of the layer below",
            "dW uses activations[i - 1]. The list begins with X, so what goes into layer i is activations[i].",
            edits=(("weight_gradient(activations[i]", "weight_gradient(activations[i - 1]"),),
        ),
        Mistake(
            "X in every layer",
            "Every layer's dW uses X. A layer's input is the activation below it: activations[i].",
            edits=(("weight_gradient(activations[i]", "weight_gradient(activations[0]"),),
        ),
        Mistake(
            "summed deltas, no outer product",
            "The deltas are added up before they meet their inputs. Each example's delta belongs to its own input: dW = A^T delta.",
            edits=((WEIGHTS, "np.outer(activations[i].sum(axis=0), delta.sum(axis=0))"),),
        ),
        Mistake(
            "weights transposed",
            "Every dW is transposed: delta^T A. dW has the shape of W: A^T delta.",
            edits=((WEIGHTS, "delta.T @ activations[i]"),),
        ),
        Mistake(
            "zero biases",
            "Every db is 0. The loss does move with a bias: z = A W + b, so db is the sum of delta over the rows.",
            edits=((BIAS, "0 * bias_gradient(delta)"),),
        ),
        Mistake(
            "last bias 0",
            "The last layer's db is 0. The last layer has a bias, too: its db is the sum of delta over the rows.",
            edits=((BIAS, "bias_gradient(delta) * (i < len(params) - 1)"),),
        ),
        Mistake(
            "hidden biases 0",
            "The db of all layers but the last are 0. Each layer has its bias: db is the sum of that layer's delta.",
            edits=((BIAS, "bias_gradient(delta) * (i == len(params) - 1)"),),
        ),
        Mistake(
            "biases not added up",
            "Every db is delta itself, one row for each example. All rows share one bias: add them up, delta.sum(axis=0).",
            edits=((BIAS, "delta"),),
        ),
        Mistake(
            "biases summed over the other axis",
            "Every db adds up each row. Rows are examples: add up over them, axis=0.",
            edits=((BIAS, "delta.sum(axis=1)"),),
        ),
        Mistake(
            "last layer first",
            "The slopes stand in the order in which they are computed, last layer first. Turn the list round: grads[::-1].",
            edits=(("grads[::-1]", "grads"),),
        ),
        Mistake(
            "first layer left out",
            "The slopes of the first layer are missing: the loop has to go down to i = 0, range(len(params) - 1, -1, -1).",
            edits=(("range(len(params) - 1, -1, -1)", "range(len(params) - 1, 0, -1)"),),
        ),
        Mistake(
            "one step back too many",
            "It also steps back at i = 0, below which there is no layer: zs[i - 1] is zs[-1] then, the scores. Step back only where i > 0.",
            edits=(("if i > 0:", "if True:"),),
        ),
        Mistake(
            "weights first, then biases",
            "All weights come first, then all biases. One pair for each layer is asked for: [(dW1, db1), (dW2, db2), ...].",
            edits=(("grads[::-1]", "[dW for dW, _ in grads[::-1]], [db for _, db in grads[::-1]]"),),
        ),
        Mistake(
            "no biases",
            "There are only weights here. One pair for each layer is asked for: [(dW1, db1), (dW2, db2), ...].",
            edits=(("grads[::-1]", "[dW for dW, _ in grads[::-1]]"),),
        ),
        Mistake(
            "one flat list",
            "All arrays stand in one list. One pair for each layer is asked for: [(dW1, db1), (dW2, db2), ...].",
            edits=(("grads[::-1]", "[array for pair in grads[::-1] for array in pair]"),),
        ),
        Mistake(
            "b before W",
            "In each pair the bias comes first. The order is that of params: (dW, db).",
            edits=((f"({WEIGHTS}, {BIAS})", f"({BIAS}, {WEIGHTS})"),),
        ),
        Mistake(
            "relu mask always true",
            "The mask of relu is true everywhere: an activation of relu is never below 0. Test the pre-activation: zs[i - 1] > 0.",
            edits=((STEP, f'{STEP} if activation != "relu" else delta @ params[i][0].T'),),
        ),
        Mistake(
            "relu's slope 1 at 0",
            "At a pre-activation of exactly 0 the slope of relu counts as 0: the mask is Z > 0.",
            edits=((STEP, f'{STEP} if activation != "relu" else delta @ params[i][0].T * (zs[i - 1] >= 0)'),),
        ),
        Mistake(
            "always a (1 - a)",
            "It takes a (1 - a), the sigmoid's slope, whatever `activation` says: SLOPES[activation].",
            edits=((STEP, "delta @ params[i][0].T * activations[i] * (1 - activations[i])"),),
        ),
        Mistake(
            "always 1 - a^2",
            "It takes 1 - a^2, the slope of tanh, whatever `activation` says: SLOPES[activation].",
            edits=((STEP, "delta @ params[i][0].T * (1 - activations[i] ** 2)"),),
        ),
        Mistake(
            "always the sigmoid's slope",
            "It takes the sigmoid's slope whatever `activation` says: SLOPES[activation].",
            edits=(("zs[i - 1], activation)", 'zs[i - 1], "sigmoid")'),),
        ),
        Mistake(
            "always the slope of tanh",
            "It takes the slope of tanh whatever `activation` says: SLOPES[activation].",
            edits=(("zs[i - 1], activation)", 'zs[i - 1], "tanh")'),),
        ),
        Mistake(
            "always relu's slope",
            "It takes relu's slope whatever `activation` says: SLOPES[activation].",
            edits=(("zs[i - 1], activation)", 'zs[i - 1], "relu")'),),
        ),
    ),
)
