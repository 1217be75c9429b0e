"""train_epoch: once through all the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import layers, numbers, one_hot_rows
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import backward
from nnlab.reference.multilayer_networks import SLOPES, forward
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.training import minibatches, sgd_step, train_epoch


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(sizes: list[int], n: int, rate: float, size: int, activation: str) -> tuple[Any, ...]:
        while True:
            params, X = layers(rng, *sizes), numbers(rng, n, sizes[0])
            zs, _ = forward(params, X, activation)
            # Away from relu's kink, and every hidden unit alive for some row.
            if all(np.abs(Z).min() > 0.01 for Z in zs) and all((Z > 0).any(axis=0).all() for Z in zs[:-1]):
                return params, X, one_hot_rows(rng, n, sizes[-1]), rate, size, activation

    yield Case("whole", inputs([2, 3, 2], 6, 0.5, 2, "sigmoid"), "2-3-2, 6 rows by 2, sigmoid")
    yield Case("whole", inputs([3, 2, 3], 8, 0.25, 4, "tanh"), "3-2-3, 8 rows by 4, tanh")
    yield Case("whole", inputs([2, 4, 3, 2], 6, 0.1, 3, "relu"), "2-4-3-2, 6 rows by 3, relu")
    yield Case("short", inputs([2, 3, 3], 7, 0.5, 3, "tanh"), "2-3-3, 7 rows by 3: the last batch has 1")
    yield Case("short", inputs([3, 3, 2], 5, 0.25, 4, "sigmoid"), "3-3-2, 5 rows by 4: the last batch has 1")
    yield Case("edge", inputs([2, 2, 2], 3, 0.5, 1, "sigmoid"), "2-2-2, one row each")
    yield Case("edge", inputs([2, 3, 2], 4, 0.5, 4, "tanh"), "one batch of all")
    yield Case("edge", inputs([2, 3, 2], 3, 0.5, 8, "sigmoid"), "batch_size above n: one batch of all")
    yield Case("edge", inputs([3, 2], 6, 0.5, 2, "identity"), "one layer: no hidden one")


Params = list[tuple[Any, Any]]


def gradients(params: Params, X: Any, Y: Any, activation: str) -> Params:
    return backward(params, *forward(params, X, activation), Y, activation)


def scaled(factor: Callable[[int, int, int], float]) -> Callable[..., Params]:
    """The epoch with each batch's gradient multiplied by a function of (its length, n, batch_size)."""

    def wrong(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
        for X_batch, Y_batch in minibatches(X, Y, batch_size):
            rate = learning_rate * factor(len(X_batch), len(X), batch_size)
            params = sgd_step(params, gradients(params, X_batch, Y_batch, activation), rate)
        return params

    return wrong


def not_carried(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
    """Every batch starts at the params that were given; the last one's result is returned."""
    moved = params
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        moved = sgd_step(params, gradients(params, X_batch, Y_batch, activation), learning_rate)
    return moved


def stale(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
    """Every step counts, but every gradient is taken at the params that were given."""
    moved = params
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        moved = sgd_step(moved, gradients(params, X_batch, Y_batch, activation), learning_rate)
    return moved


def not_reset(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
    """The gradients of earlier batches stay in the accumulator."""
    total = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        grads = gradients(params, X_batch, Y_batch, activation)
        total = [(W + dW, b + db) for (W, b), (dW, db) in zip(total, grads, strict=True)]
        params = sgd_step(params, total, learning_rate)
    return params


def updated_weights(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
    """The layer above is updated before its weights carry delta down."""
    moved = list(params)
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        zs, activations = forward(moved, X_batch, activation)
        delta = (softmax(zs[-1]) - Y_batch) / len(Y_batch)
        for i in range(len(moved) - 1, -1, -1):
            W, b = moved[i]
            moved[i] = (
                W - learning_rate * activations[i].T @ delta,
                b - learning_rate * delta.sum(axis=0),
            )
            if i > 0:
                delta = (delta @ moved[i][0].T) * SLOPES[activation](zs[i - 1])
    return moved


def in_place(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
    for X_batch, Y_batch in minibatches(X, Y, batch_size):
        for (W, b), (dW, db) in zip(params, gradients(params, X_batch, Y_batch, activation), strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return params


def dropped(params: Params, X: Any, Y: Any, learning_rate: float, batch_size: int, activation: str) -> Params:
    full = len(X) - len(X) % batch_size
    return train_epoch(params, X[:full], Y[:full], learning_rate, batch_size, activation)


STEP = "params = sgd_step(params, grads, learning_rate)"
BATCHES = "minibatches(X, Y, batch_size)"

exercise = Exercise(
    reference=train_epoch,
    draw=draw,
    parts=("W{i}", "b{i}"),
    claims=(
        Claim(SHAPE, 0.25, "new params, laid out like the old ones"),
        Claim("whole", 1.25, "right for several networks, rates and activations"),
        Claim("short", 0.75, "right where the last batch is short"),
        Claim("edge", 0.5, "right for one row each, one batch of all, a single layer"),
        Claim(ARGUMENTS, 0.25, "params, X and Y stay as they were"),
    ),
    hints=(
        "You have all four parts: minibatches, forward, backward, sgd_step. Loop over the batches; each begins with the params that the last one left.",
        "For each batch: zs, activations = forward(...), grads = backward(...), params = sgd_step(...). backward divides by its own number of rows already.",
        "for X_batch, Y_batch in minibatches(X, Y, batch_size): zs, activations = forward(params, X_batch, activation); grads = backward(params, zs, activations, Y_batch, activation); params = sgd_step(params, grads, learning_rate). Then return params.",
    ),
    mistakes=(
        Mistake(
            "params not carried on",
            "Every batch begins again with the params that were given, so only the last batch counts. Put the result of each step back into params.",
            wrong=not_carried,
        ),
        Mistake(
            "gradients of the old params",
            "The steps add up, but every gradient is taken at the params from before the epoch. Run forward and backward with the params that the last step left.",
            wrong=stale,
        ),
        Mistake(
            "updated W used for delta",
            "A layer was updated before its weights carried delta down to the layer below. All gradients first, with the old weights; then the step.",
            wrong=updated_weights,
        ),
        Mistake(
            "accumulator not reset",
            "The gradients of earlier batches are still in the accumulator. Set it to zero after each step: it belongs to one batch.",
            wrong=not_reset,
        ),
        Mistake(
            "1/n of the whole set",
            "Each batch is divided by the number of all rows. The loss is the mean of the batch: divide by the batch's own length.",
            wrong=scaled(lambda length, n, size: length / n),
        ),
        Mistake(
            "short batch divided by batch_size",
            "The short last batch is divided by batch_size. Divide by its own length, len(X_batch).",
            wrong=scaled(lambda length, n, size: length / size),
        ),
        Mistake(
            "sum in the place of mean",
            "Each step uses the sum over the batch. It is the mean here: divide by the batch's own length, once. backward does that already.",
            wrong=scaled(lambda length, n, size: length),
        ),
        Mistake(
            "divided twice",
            "The gradient is divided by the length of the batch twice: backward has done it already.",
            wrong=scaled(lambda length, n, size: 1 / length),
        ),
        Mistake(
            "divided by n once more",
            "The gradient is divided by the number of all rows, on top of the mean that backward takes. Leave that out.",
            wrong=scaled(lambda length, n, size: 1 / n),
        ),
        Mistake(
            "divided by batch_size once more",
            "The gradient is divided by batch_size, on top of the mean that backward takes. Leave that out.",
            wrong=scaled(lambda length, n, size: 1 / size),
        ),
        Mistake(
            "rate divided by the number of batches",
            "The learning rate is divided by the number of batches. Each step takes the whole rate.",
            wrong=scaled(lambda length, n, size: 1 / -(-n // size)),
        ),
        Mistake(
            "uphill",
            "The steps go uphill: subtract the learning rate times the slope.",
            edits=((STEP, "params = sgd_step(params, grads, -learning_rate)"),),
        ),
        Mistake(
            "first batch only",
            "Only the first batch counts: the return stands inside the loop. Put it after the loop.",
            edits=((BATCHES, f"{BATCHES}[:1]"),),
        ),
        Mistake(
            "short batch left out",
            "The short last batch is left out. Its rows are learned from too, in a step of their own.",
            wrong=dropped,
        ),
        Mistake(
            "one step for all",
            "You take one step, with the gradient of all rows. Take a step for each batch of batch_size rows.",
            edits=((BATCHES, "[(X, Y)]"),),
        ),
        Mistake(
            "all rows in every batch",
            "There is a step for each batch, but every one uses all of X. forward and backward get X_batch and Y_batch.",
            edits=(
                ("forward(params, X_batch, activation)", "forward(params, X, activation)"),
                ("activations, Y_batch, activation", "activations, Y, activation"),
            ),
        ),
        Mistake(
            "a step for each row",
            "You take a step after every row, whatever batch_size is. Take one after every batch.",
            edits=((BATCHES, "minibatches(X, Y, 1)"),),
        ),
        Mistake(
            "batches in reverse order",
            "The batches are taken from the last to the first. Go through them in order.",
            edits=((BATCHES, f"{BATCHES}[::-1]"),),
        ),
        Mistake(
            "biases stay",
            "The biases stay as they were. They take the same step as the weights.",
            edits=(
                (
                    STEP,
                    "params = [(W, b) for (W, _), (_, b) in zip(sgd_step(params, grads, learning_rate), params, strict=True)]",
                ),
            ),
        ),
        Mistake(
            "gradients come back",
            "These are the gradients of the last batch. Return the params.",
            edits=(("return params", "return grads"),),
        ),
        Mistake(
            "params unchanged",
            "The params come back as they were given: the result of each step is not kept. Write params = sgd_step(...).",
            edits=((STEP, "sgd_step(params, grads, learning_rate)"),),
        ),
        Mistake(
            "always sigmoid",
            "The hidden layers use the sigmoid, whatever is asked. Pass activation on to forward and to backward.",
            wrong=lambda params, X, Y, rate, size, activation: train_epoch(params, X, Y, rate, size, "sigmoid"),
        ),
        Mistake(
            "always relu",
            "The hidden layers use relu, whatever is asked. Pass activation on to forward and to backward.",
            wrong=lambda params, X, Y, rate, size, activation: train_epoch(params, X, Y, rate, size, "relu"),
        ),
        Mistake(
            "always tanh",
            "The hidden layers use tanh, whatever is asked. Pass activation on to forward and to backward.",
            wrong=lambda params, X, Y, rate, size, activation: train_epoch(params, X, Y, rate, size, "tanh"),
        ),
        Mistake(
            "two epochs",
            "You go through the data twice. An epoch is once.",
            edits=((BATCHES, f"({BATCHES} * 2)"),),
        ),
        Mistake(
            "in place",
            "W -= ... writes into the caller's arrays: after the call the old params are gone. Make new ones, as sgd_step does.",
            wrong=in_place,
        ),
    ),
)
