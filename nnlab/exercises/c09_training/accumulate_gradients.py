"""accumulate_gradients: the text's two accumulators, and what the second one is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import layers, numbers, one_hot_rows
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import backward
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.training import accumulate_gradients


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(sizes: list[int], n: int, activation: str) -> tuple[Any, ...]:
        while True:
            params, X = layers(rng, *sizes), numbers(rng, n, sizes[0])
            zs, _ = forward(params, X, activation)
            # Away from relu's kink, and in every layer some units alive.
            if all(np.abs(Z).min() > 0.01 and (Z > 0).any() for Z in zs):
                return params, X, one_hot_rows(rng, n, sizes[-1]), activation

    for sizes, n, activation in [([2, 3, 2], 4, "sigmoid"), ([3, 2, 4], 3, "tanh"), ([2, 4, 3, 2], 5, "relu")]:
        yield Case("values", inputs(sizes, n, activation), f"{'-'.join(map(str, sizes))}, {n} rows, {activation}")
    yield Case("edge", inputs([3, 3, 3], 3, "sigmoid"), "everything 3 by 3")
    yield Case("edge", inputs([2, 3, 2], 1, "tanh"), "one row")
    yield Case("edge", inputs([3, 2], 4, "identity"), "one layer: no hidden one")


Total = list[tuple[Any, Any]]


def each(params: Any, X: Any, Y: Any, activation: str) -> list[Total]:
    """The gradients of every single example."""
    return [
        backward(params, *forward(params, X[i : i + 1], activation), Y[i : i + 1], activation) for i in range(len(X))
    ]


def product_of_sums(params: Any, X: Any, Y: Any, activation: str) -> Total:
    """The outer product of the summed inputs of each layer and the summed deltas."""
    totals = accumulate_gradients(params, X, Y, activation)
    _, activations = forward(params, X, activation)
    return [(np.outer(A.sum(axis=0), delta), delta) for A, (_, delta) in zip(activations, totals, strict=False)]


def delta_for_both(params: Any, X: Any, Y: Any, activation: str) -> Total:
    """The summed delta in every row of W's gradient: the inputs are left out."""
    totals = accumulate_gradients(params, X, Y, activation)
    return [(np.zeros(W.shape) + delta, delta) for W, delta in totals]


def one_accumulator(params: Any, X: Any, Y: Any, activation: str) -> Total:
    """`[(zeros, zeros)] * L`, then +=: every layer adds to the same two arrays."""
    totals = [(np.zeros(params[0][0].shape), np.zeros(params[0][1].shape))] * len(params)
    for grads in each(params, X, Y, activation):
        for (W, b), (dW, db) in zip(totals, grads, strict=True):
            W += dW
            b += db
    return totals


def pre_activations(params: Any, X: Any, Y: Any, activation: str) -> Total:
    """Each layer's input without its activation."""
    totals = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for i in range(len(X)):
        zs, _ = forward(params, X[i : i + 1], activation)
        grads = backward(params, zs, [X[i : i + 1], *zs], Y[i : i + 1], activation)
        totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, grads, strict=True)]
    return totals


def vectors(params: Any, X: Any, Y: Any, activation: str) -> Total:
    """X[i] in the place of X[i:i+1]."""
    totals = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for i in range(len(X)):
        zs, activations = forward(params, X[i], activation)
        grads = backward(params, zs, activations, Y[i], activation)
        totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, grads, strict=True)]
    return totals


ADD = "(W + dW, b + db)"
LAST = "    return totals\n"

exercise = Exercise(
    reference=accumulate_gradients,
    draw=draw,
    parts=("dW{i}", "delta{i}"),
    parts_reversed=True,
    claims=(
        Claim(SHAPE, 0.25, "a list with a pair for each layer, in the shapes of W and b"),
        Claim("values", 1.0, "right for several networks and activations"),
        Claim("edge", 0.5, "right for square layers, one row, a single layer"),
        Claim(ARGUMENTS, 0.25, "params, X and Y stay as they were"),
    ),
    hints=(
        "Zeros for every array, before the loop. Then for each example: forward, backward, add. One example is X[i:i+1], a table of one row.",
        "backward gives [(dW1, db1), ...] of a mean over the rows; of one row that is the example's own gradient. Add dW to the first and db to the second of each pair.",
        "totals = [(W + dW, b + db) for (W, b), (dW, db) in zip(totals, backward(params, zs, activations, Y[i:i+1], activation))], in a loop over i.",
    ),
    mistakes=(
        Mistake(
            "mean in the place of sums",
            "This is divided by the number of examples: a mean. The accumulators hold sums; 1/n would come with the step.",
            wrong=lambda params, X, Y, activation: backward(params, *forward(params, X, activation), Y, activation),
        ),
        Mistake(
            "outer product of the sums",
            "The weights' part is the outer product of two sums: of the layer's inputs, and of delta. The sum of the outer products is another thing: form a_i^T delta_i for each example, and add those up.",
            wrong=product_of_sums,
        ),
        Mistake(
            "delta for the weights too",
            "delta alone is added up for the weights as well. That is the gradient of the bias; for W each delta multiplies its own example's input first.",
            wrong=delta_for_both,
        ),
        Mistake(
            "only the last example",
            "Only the last example's gradients come back: they replace the totals, or the totals are set to zero inside the loop. Set them once, before the loop, and add.",
            edits=((ADD, "(dW, db)"),),
        ),
        Mistake(
            "last example left out",
            "The last example is left out. range(len(X)) reaches it.",
            edits=(("range(len(X))", "range(len(X) - 1)"),),
        ),
        Mistake(
            "first example left out",
            "The first example is left out: rows are counted from 0.",
            edits=(("range(len(X))", "range(1, len(X))"),),
        ),
        Mistake(
            "first example only",
            "Only the first example counts: the return stands inside the loop. Put it after the loop.",
            edits=((LAST.strip("\n"), "    return totals"), ("range(len(X))", "range(1)")),
        ),
        Mistake(
            "first example twice",
            "The first example counts for all: X[0:1] stands where X[i:i+1] belongs.",
            edits=(("X[i : i + 1]", "X[:1]"), ("Y[i : i + 1]", "Y[:1]")),
        ),
        Mistake(
            "targets of the first example",
            "Every example is held against the first target. Y[i:i+1] belongs to X[i:i+1].",
            edits=(("Y[i : i + 1]", "Y[:1]"),),
        ),
        Mistake(
            "begins with params",
            "The weights are summed as well: the totals begin with params. They begin with zeros.",
            edits=(("(np.zeros(W.shape), np.zeros(b.shape))", "(W, b)"),),
        ),
        Mistake(
            "subtracted",
            "The gradients are subtracted. An accumulator adds; the minus comes with the step.",
            edits=((ADD, "(W - dW, b - db)"),),
        ),
        Mistake(
            "biases not accumulated",
            "The second accumulator stays at its beginning. delta is added up too: it is the gradient of the bias.",
            edits=((ADD, "(W + dW, b)"),),
        ),
        Mistake(
            "biases replaced",
            "The second accumulator holds the last example's delta alone: add it, b + db.",
            edits=((ADD, "(W + dW, db)"),),
        ),
        Mistake(
            "one array for all layers",
            "[(zeros, zeros)] * L repeats one pair of arrays, so that all layers add to the same ones. Make a pair for each layer: [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params].",
            wrong=one_accumulator,
        ),
        Mistake(
            "a vector for a row",
            "X[i] is a vector, and forward and backward want a table with one row an example. X[i:i+1] is a table of one row.",
            wrong=vectors,
        ),
        Mistake(
            "pre-activations as inputs",
            "A hidden layer's pre-activation stands where its activation belongs: what enters the next layer is the activation. backward gets activations as forward gave them.",
            wrong=pre_activations,
        ),
        Mistake(
            "exchanged",
            "The two are exchanged in each pair: the weights' sum comes first, then that of delta.",
            edits=(
                (ADD, "(b + dW, W + db)"),
                ("(np.zeros(W.shape), np.zeros(b.shape))", "(np.zeros(b.shape), np.zeros(W.shape))"),
            ),
        ),
        Mistake(
            "last layer first",
            "The layers stand in reverse order. backward gives them from the first to the last; keep that order.",
            edits=((LAST.strip("\n"), "    return totals[::-1]"),),
        ),
        Mistake(
            "one list an example",
            "These are the gradients of every example, one list each. Add them up.",
            wrong=each,
        ),
        Mistake(
            "always sigmoid",
            "The hidden layers use the sigmoid, whatever is asked. Pass activation on to forward and to backward.",
            wrong=lambda params, X, Y, activation: accumulate_gradients(params, X, Y, "sigmoid"),
        ),
        Mistake(
            "always relu",
            "The hidden layers use relu, whatever is asked. Pass activation on to forward and to backward.",
            wrong=lambda params, X, Y, activation: accumulate_gradients(params, X, Y, "relu"),
        ),
        Mistake(
            "always tanh",
            "The hidden layers use tanh, whatever is asked. Pass activation on to forward and to backward.",
            wrong=lambda params, X, Y, activation: accumulate_gradients(params, X, Y, "tanh"),
        ),
    ),
)
