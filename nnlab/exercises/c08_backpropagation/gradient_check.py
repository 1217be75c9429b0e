"""gradient_check: is a whole backward pass right? Central differences tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import network
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.backpropagation import backward, gradient_check, relative_error
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.types import Array, Grads

RIGHT, WRONG = 1e-6, 1e-3  # below the one with a right backward, above the other with a wrong one
Change = Callable[[Array], Array]

# What is done to one array, and the words for it. The slight one changes every entry by 0.3 percent: an error of
# 0.0015, which a mean over the arrays would hide.
SIGN, ZERO, TWICE = "has the wrong sign", "is left at 0", "is twice as large"
LAST, TRANSPOSED = "is wrong in its last entry", "is transposed"
FOUR_TIMES, SLIGHT = "is four times too large", "is 0.3 percent too large"
CHANGES: dict[str, Change] = {
    SIGN: lambda array: -array,
    ZERO: lambda array: 0 * array,
    TWICE: lambda array: 2 * array,
    LAST: lambda array: array + np.abs(array).max() * (np.arange(array.size) == array.size - 1).reshape(array.shape),
    TRANSPOSED: lambda array: array.T,
    FOUR_TIMES: lambda array: 4 * array,
    SLIGHT: lambda array: 1.003 * array,
}

Slip = tuple[str, str]  # (an array such as "W1", "all" for all of them, or "" for none; what is done to it)
NONE: Slip = ("", "")
NEAR = "near its optimum"


class Call(tuple[Any, ...]):
    """The inputs of a case, which also know what is planted beside them: the claims' checks ask for it."""

    slip: Slip


def planted(name: str, words: str) -> Any:
    """A backward that is right but for the array of that name ("all": but for all of them)."""
    change = CHANGES[words]

    def wrong_backward(params: Any, zs: Any, activations: Any, Y: Any, activation: str) -> Grads:
        grads = [list(pair) for pair in backward(params, zs, activations, Y, activation)]
        for i, pair in enumerate(grads, start=1):
            for j, letter in enumerate("Wb"):
                if name in (f"{letter}{i}", "all"):
                    pair[j] = change(pair[j])
        return [(dW, db) for dW, db in grads]

    return wrong_backward


def plans(rng: np.random.Generator) -> Iterator[tuple[str, list[int], int, str, list[Slip]]]:
    """(claim, sizes, rows, activation, the slips of its cases).

    In every claim backward is right in some cases and wrong in others, for one and the same network: a check that
    always sounds the alarm is none, one that never does is none either. In which, in which array, and how, is drawn.
    """
    yield "right", [3, 4, 2], 5, "tanh", coins(rng, ("W1", "b1", "W2", "b2"))
    weights = [*zip(("W1", "W2", "W3"), order(rng, SIGN, LAST, TRANSPOSED), strict=True), ("all", FOUR_TIMES)]
    yield "weights", [2, 2, 2, 3], 4, "tanh", among_right(rng, weights)
    biases = zip(("b1", "b2", "b3"), order(rng, LAST, TWICE, ZERO), strict=True)
    yield "biases", [3, 2, 1, 2], 3, "sigmoid", among_right(rng, list(biases))
    yield "slight", [2, 3, 2], 6, "relu", among_right(rng, [(name, SLIGHT) for name in ("W1", "b1", "W2", "b2")])
    # Its slopes are small beside the curvature: a one-sided difference shows, and so does an error that is not relative.
    yield "slight", [2, 3], 8, NEAR, among_right(rng, [("W1", SLIGHT)])
    yield "edge", [3, 2, 4], 1, "identity", coins(rng, ("W1", "b1", "W2", "b2"))


def order(rng: np.random.Generator, one: str, other: str, early: str) -> list[str]:
    """The three kinds of slips for three layers, in an order of chance with `early` not in the last.

    There W is not square. And a last bias at 0 is no test of all entries nudged at once: their slope there is 0, too.
    """
    first, last = rng.permutation([one, other]).tolist()
    return [early, first, last] if rng.random() < 0.5 else [first, early, last]


def among_right(rng: np.random.Generator, wrong: list[Slip]) -> list[Slip]:
    """These slips and one or two right backward passes, in an order of chance."""
    slips = wrong + [NONE] * int(rng.integers(1, 3))
    return [slips[i] for i in rng.permutation(len(slips))]


def coins(rng: np.random.Generator, names: tuple[str, ...]) -> list[Slip]:
    """Four cases, one to three of them with a slip of a drawn kind in one of the arrays."""
    slips = [(str(rng.choice(names)), str(rng.choice([SIGN, TWICE, LAST]))) for _ in range(rng.integers(1, 4))]
    slips += [NONE] * (4 - len(slips))
    return [slips[i] for i in rng.permutation(4)]


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for claim, sizes, n, activation, slips in plans(rng):
        inputs = near_the_optimum(rng, sizes, n) if activation == NEAR else measurable(rng, sizes, n, activation)
        network = f"{'-'.join(map(str, sizes))} network, {n} row{'s' * (n > 1)}, {activation}"
        for slip in slips:
            call = Call(inputs)
            call.slip = slip
            back = backward if slip == NONE else planted(*slip)
            yield Case(claim, call, f"{network}, {said(*slip)}", 1e-3, (("backward", back),))


def said(name: str, words: str) -> str:
    if not name:
        return "backward is right"
    return f"in backward every array {words}" if name == "all" else f"in backward d{name} {words}"


def measurable(rng: np.random.Generator, sizes: list[int], n: int, activation: str) -> Inputs:
    """params, X, Y, activation, with slopes of every array that can be measured, and none that outweighs the others."""
    while True:
        params, X, Y = network(rng, sizes, n, activation)
        zs, activations = forward(params, X, activation)
        arrays = [array for pair in backward(params, zs, activations, Y, activation) for array in pair]
        lengths = np.array([np.linalg.norm(array) for array in arrays])
        skewed = all(relative_error(dW, dW.T) > 0.01 for dW in arrays[::2] if dW.shape[0] == dW.shape[1])
        if lengths.min() > 0.05 and lengths.max() < 0.9 * np.linalg.norm(lengths) and skewed:
            return params, X, Y, activation


def near_the_optimum(rng: np.random.Generator, sizes: list[int], n: int) -> Inputs:
    """Params of one layer with small slopes: of a length between 0.002 and 0.1."""
    while True:
        params, X, Y = network(rng, sizes, n, "tanh")
        (W, b), P = params[0], None
        for _ in range(300):
            E = np.exp(X @ W + b)
            P = E / E.sum(axis=1, keepdims=True)
            W, b = W - X.T @ (P - Y) / n, b - (P - Y).sum(axis=0) / n
        params = [(np.round(W, 2), np.round(b, 2))]
        zs, activations = forward(params, X, "tanh")
        lengths = [np.linalg.norm(array) for array in backward(params, zs, activations, Y, "tanh")[0]]
        if min(lengths) > 2e-3 and max(lengths) < 0.1 and np.abs(params[0][0]).max() < 8:
            return params, X, Y, "tanh"


def within_bounds(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    """Below 1e-6 where backward is right, above 1e-3 (and at most 1) where it is not; the number itself is free."""
    for call, value in cases:
        assert isinstance(call, Call)
        params, X, _, activation = call
        name, words = call.slip
        error = float(value)
        sizes = "-".join(map(str, [X.shape[1], *(len(b) for _, b in params)]))
        where = f"{said(name, words)} ({sizes} network, {len(X)} row{'s' * (len(X) > 1)}, {activation})"
        if not name and not 0 <= error < RIGHT:
            return f"{where}, and it says {error:.3g}; below 1e-6 is right"
        if name and not error > WRONG:
            return f"{where}, and it says {error:.3g}; above 1e-3 is right"
        if not error <= 1 + RIGHT:
            return f"{where}, and it says {error:.3g}; a relative error is never above 1"
    return None


def one_sided(params: Any, X: Any, Y: Any, activation: str) -> float:
    return _with(lambda f, W, h: _differences(f, W, h, 0.0), params, X, Y, activation, backward)


def _differences(f: Any, W: Any, h: float, below: float) -> Any:
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        up, down = W.copy(), W.copy()
        up[i] += h
        down[i] -= below * h
        dW[i] = (f(up) - f(down)) / (h + below * h)
    return dW


def _with(numerical: Any, params: Any, X: Any, Y: Any, activation: str, back: Any) -> float:
    zs, activations = forward(params, X, activation)
    grads = back(params, zs, activations, Y, activation)
    errors = []
    for i in range(len(params)):
        for j in range(2):

            def loss(array: Any, i: int = i, j: int = j) -> Any:
                W, b = params[i]
                moved = [*params[:i], (array, b) if j == 0 else (W, array), *params[i + 1 :]]
                Z = forward(moved, X, activation)[0][-1]
                top = Z.max(axis=1)
                return (top + np.log(np.exp(Z - top[:, None]).sum(axis=1)) - (Z * Y).sum(axis=1)).mean()

            errors.append(relative_error(grads[i][j], numerical(loss, params[i][j], 1e-5)))
    return max(errors)


NUMERICAL, LENGTH = "numerical_gradient(loss, params[i][j], 1e-5)", "np.linalg.norm"
ERROR = f"relative_error(grads[i][j], {NUMERICAL})"
LOSS = "cross_entropy_from_scores(zs[-1], Y)"
ONE_SIDED = """
    def one_sided(f, W, h):
        dW = np.zeros(W.shape)
        for at in np.ndindex(W.shape):
            step = np.zeros(W.shape)
            step[at] = h
            dW[at] = (f(W + step) - f(W)) / h
        return dW

    errors = []
"""
JOINED = "relative_error(np.concatenate([a.ravel() for pair in grads for a in pair]), np.concatenate([a.ravel() for a in errors]))"

exercise = Exercise(
    reference=gradient_check,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("right", 0.75, "below 1e-6 when backward is right, and only then", within_bounds),
        Claim(
            "weights",
            0.75,
            "it tells a right backward from one with an error in any one of the weights",
            within_bounds,
        ),
        Claim(
            "biases",
            0.75,
            "it tells a right backward from one with an error in any one of the biases, the last included",
            within_bounds,
        ),
        Claim("slight", 1.0, "also when that array is only 0.3 percent off", within_bounds),
        Claim("edge", 0.25, "also for one row, and without a bend", within_bounds),
        Claim(ARGUMENTS, 0.25, "params, X and Y stay as they were"),
    ),
    hints=(
        "For each array there is a function: the loss with that one array replaced and all else as it is. numerical_gradient takes its slope.",
        "For each layer i and each of its two arrays: relative_error(grads[i][j], numerical_gradient(loss, params[i][j], 1e-5)); return the largest.",
        "def loss(array): build a list like params with array in place i, then zs, _ = forward(moved, X, activation) and return cross_entropy_from_scores(zs[-1], Y).",
    ),
    mistakes=(
        Mistake(
            "always about 0",
            "It says about 0 even when backward is wrong. Either something is compared with itself, or backward is not called: grads = backward(params, zs, activations, Y, activation).",
            edits=((ERROR, "0.0"),),
        ),
        Mistake(
            "mean of the errors",
            "This is the mean of the arrays' errors, which hides one wrong array among right ones. Return the largest.",
            edits=(("max(errors)", "float(np.mean(errors))"),),
        ),
        Mistake(
            "smallest error",
            "This is the smallest error: one right array hides all wrong ones. Return the largest, max(errors).",
            edits=(("max(errors)", "min(errors)"),),
        ),
        Mistake(
            "last array only",
            "Only the last array's error is returned. Keep the errors of all in a list, then return the largest.",
            edits=(("max(errors)", "errors[-1]"),),
        ),
        Mistake(
            "first array only",
            "Only the first array's error is returned: a return stands inside the loop, or only one array is looked at.",
            edits=(("max(errors)", "errors[0]"),),
        ),
        Mistake(
            "sum of the errors",
            "This is the sum of the arrays' errors. Return the largest: with many arrays a sum grows by itself.",
            edits=(("max(errors)", "sum(errors)"),),
        ),
        Mistake(
            "all errors",
            "It returns all errors, one for each array. Return the largest, a single number.",
            edits=(("max(errors)", "errors"),),
        ),
        Mistake(
            "yes or no",
            "It returns True or False. Return the error itself, a number: the caller decides what is small.",
            edits=(("max(errors)", "max(errors) < 1e-6"),),
        ),
        Mistake(
            "all arrays in one",
            "All arrays are put into one before they are compared, so an error in a small array drowns. One relative error for each array, then the largest.",
            edits=(
                (f"errors.append({ERROR})", "errors.append(numerical_gradient(loss, params[i][j], 1e-5))"),
                ("max(errors)", JOINED),
            ),
        ),
        Mistake(
            "biases left out",
            "The biases are never looked at. Each layer has two arrays: W and b.",
            edits=(("range(2)", "range(1)"),),
        ),
        Mistake(
            "weights left out",
            "The weights are never looked at. Each layer has two arrays: W and b.",
            edits=(("range(2)", "range(1, 2)"),),
        ),
        Mistake(
            "last layer left out",
            "The last layer is never looked at: range(len(params)) reaches it.",
            edits=(("range(len(params))", "range(len(params) - 1)"), ("max(errors)", "max(errors, default=0.0)")),
        ),
        Mistake(
            "last bias left out",
            "The last bias is never looked at. Each layer has two arrays, W and b, the last one too.",
            edits=(("max(errors)", "max(errors[:-1])"),),
        ),
        Mistake(
            "lengths compared",
            "It compares the lengths of the arrays. A wrong sign or a transpose leaves the length as it is: take the length of the difference.",
            edits=(
                (
                    ERROR,
                    f"(lambda G, H: abs({LENGTH}(G) - {LENGTH}(H)) / ({LENGTH}(G) + {LENGTH}(H)))(grads[i][j], {NUMERICAL})",
                ),
            ),
        ),
        Mistake(
            "first layer left out",
            "The first layer is never looked at: count from 0.",
            edits=(("range(len(params))", "range(1, len(params))"), ("max(errors)", "max(errors, default=0.0)")),
        ),
        Mistake(
            "one-sided differences",
            "The differences are one-sided, so a right backward looks wrong: their error is of order h. Use your numerical_gradient, which steps to both sides.",
            edits=(("    errors = []\n", ONE_SIDED.lstrip("\n")), ("numerical_gradient(", "one_sided(")),
        ),
        Mistake(
            "all entries at once",
            "All entries of an array are nudged together, which gives one slope for all of them. numerical_gradient nudges one entry at a time.",
            edits=(
                (
                    "numerical_gradient(loss, params[i][j], 1e-5)",
                    "(loss(params[i][j] + 1e-5) - loss(params[i][j] - 1e-5)) / 2e-5",
                ),
            ),
        ),
        Mistake(
            "sum instead of mean",
            "The loss is the sum over the rows here, so a right backward looks wrong by the factor n. backward is of the mean: cross_entropy_from_scores gives it.",
            edits=((LOSS, f"X.shape[0] * {LOSS}"),),
        ),
        Mistake(
            "the loss does not move",
            "The differences are all 0: the loss does not use the array that it is given. Build new params with that array in its place, and run forward on those.",
            edits=(("forward(moved,", "forward(params,"),),
        ),
        Mistake(
            "another loss",
            "The loss is the squared error here. backward is of the mean cross-entropy: cross_entropy_from_scores(zs[-1], Y).",
            edits=((LOSS, "np.sum((zs[-1] - Y) ** 2) / X.shape[0]"),),
        ),
        Mistake(
            "activation fixed",
            "The loss is computed with sigmoid, whatever `activation` says. Pass it on to forward.",
            edits=(("forward(moved, X, activation)", 'forward(moved, X, "sigmoid")'),),
        ),
        Mistake(
            "absolute error",
            "This is the length of the difference, not relative: small arrays pass although they are wrong. Use relative_error.",
            edits=((ERROR, "float(np.linalg.norm(grads[i][j] - numerical_gradient(loss, params[i][j], 1e-5)))"),),
        ),
        Mistake(
            "W and b exchanged",
            "The slope by the weights is compared with the one by the bias: the array is put into the wrong place of its pair.",
            edits=(("(array, b) if j == 0 else (W, array)", "(array, b) if j == 1 else (W, array)"),),
        ),
    ),
)
