"""fit_logistic: descent on the sum, a given number of steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.logistic_regression import fit_logistic, nll_gradient, predict_probability


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def inputs(n: int, d: int, rate: float, steps: int) -> Inputs:
        X, y = numbers(rng, n, d), rng.permutation(n) % 2
        return X, y, numbers(rng, d), float(numbers(rng)) or 0.5, rate, steps

    for n, d, rate, steps in [(5, 3, 0.1, 3), (6, 2, 0.3, 5), (4, 2, 0.2, 1)]:
        yield Case("values", inputs(n, d, rate, steps), f"{n} rows, {d} features, {steps} step{'s' * (steps > 1)}")
    yield Case("edge", inputs(3, 3, 0.25, 4), "as many rows as features, 4 steps")
    yield Case("edge", inputs(5, 2, 0.1, 0), "no step at all")
    yield Case("edge", inputs(1, 2, 0.5, 2), "one row")
    yield Case("edge", inputs(6, 1, 0.2, 4), "one feature")
    X, y, _, _, rate, steps = inputs(6, 2, 0.1, 30)
    yield Case("edge", (X, y, np.zeros(2), 0.0, rate, steps), "from 0, 30 steps")
    X, y, _, _, rate, steps = inputs(5, 2, 0.1, 3)
    yield Case("edge", (X, y, whole(rng, 2), 1, rate, steps), "whole numbers in w and b")
    X, y, w, b, rate, steps = inputs(6, 3, 0.1, 3)
    yield Case("edge", (X.astype(np.float32), y, w.astype(np.float32), b, rate, steps), "float32")


Fitted = tuple[Any, Any]


def in_place(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b


def new_w_in_db(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        w = w - learning_rate * nll_gradient(X, y, w, b)[0]
        b = b - learning_rate * nll_gradient(X, y, w, b)[1]
    return w, b


def new_b_in_dw(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        b = b - learning_rate * nll_gradient(X, y, w, b)[1]
        w = w - learning_rate * nll_gradient(X, y, w, b)[0]
    return w, b


def one_gradient(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    dw, db = nll_gradient(X, y, w, b)
    for _ in range(steps):
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


def example_by_example(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        for i in range(len(y)):
            dw, db = nll_gradient(X[i : i + 1], y[i : i + 1], w, b)
            w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


def one_example_a_step(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for step in range(steps):
        i = step % len(y)
        dw, db = nll_gradient(X[i : i + 1], y[i : i + 1], w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


def after_one_step(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    return fit_logistic(X, y, w, b, learning_rate, min(steps, 1))


def on_the_scores(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        delta = X @ w + b - y
        w, b = w - learning_rate * X.T @ delta, b - learning_rate * delta.sum()
    return w, b


def falling_rate(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for step in range(steps):
        w, b = fit_logistic(X, y, w, b, learning_rate / (1 + step), 1)
    return w, b


def always_1000_steps(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    return fit_logistic(X, y, w, b, learning_rate, 1000)


def slopes_for_weights(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        w, b = nll_gradient(X, y, w, b)
    return w, b


def gradients(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    return nll_gradient(X, y, *fit_logistic(X, y, w, b, learning_rate, steps))


def on_the_squares(X: Any, y: Any, w: Any, b: float, learning_rate: float, steps: int) -> Fitted:
    for _ in range(steps):
        p = predict_probability(X, w, b)
        delta = (p - y) * p * (1 - p)
        w, b = w - learning_rate * X.T @ delta, b - learning_rate * delta.sum()
    return w, b


exercise = Exercise(
    reference=fit_logistic,
    draw=draw,
    parts=("w", "b"),
    claims=(
        Claim(SHAPE, 0.25, "it returns w in its shape, and b, a single number"),
        Claim("values", 1.0, "right after a few steps on the sum, each over all rows"),
        Claim("edge", 0.5, "right for no step, many steps, one row, one feature, whole numbers, float32"),
        Claim(ARGUMENTS, 0.25, "X, y and the given w stay as they were"),
    ),
    hints=(
        "A loop of so many steps. In each: the slopes at the present w and b, then both move downhill.",
        "dw, db = nll_gradient(X, y, w, b), then w - learning_rate dw and b - learning_rate db.",
        "for _ in range(steps): dw, db = nll_gradient(X, y, w, b); w = w - learning_rate * dw; b = b - learning_rate * db.",
    ),
    mistakes=(
        Mistake(
            "uphill",
            "Both steps go uphill: the gradient is subtracted.",
            edits=(("w - learning_rate", "w + learning_rate"), ("b - learning_rate", "b + learning_rate")),
        ),
        Mistake(
            "w uphill", "w goes uphill: its slope is subtracted.", edits=(("w - learning_rate", "w + learning_rate"),)
        ),
        Mistake(
            "b uphill", "b goes uphill: its slope is subtracted.", edits=(("b - learning_rate", "b + learning_rate"),)
        ),
        Mistake(
            "nothing moves",
            "w and b come back as they were given. A line like w - learning_rate * dw alone changes nothing: w = w - learning_rate * dw.",
            edits=(("w = w - learning_rate * dw", "pass"), ("b = b - learning_rate * db", "pass")),
        ),
        Mistake(
            "w moved by db",
            "Every weight moves by the slope of b. w moves by its own: w - learning_rate * dw.",
            edits=(("learning_rate * dw", "learning_rate * db"),),
        ),
        Mistake(
            "slopes for weights",
            "The slopes take the place of w and b: w, b = nll_gradient(...). Give them names of their own, dw and db, and step.",
            wrong=slopes_for_weights,
        ),
        Mistake(
            "b never moves",
            "b stays as it was. It is learnt too: b - learning_rate * db.",
            edits=(("b = b - learning_rate * db", "pass"),),
        ),
        Mistake(
            "w never moves",
            "w stays as it was. It is learnt too: w - learning_rate * dw.",
            edits=(("w = w - learning_rate * dw", "pass"),),
        ),
        Mistake(
            "the mean's steps",
            "These are steps on the mean loss: the gradient is divided by n. Here descent is on the sum, so do not divide.",
            edits=(
                ("learning_rate * dw", "learning_rate * dw / len(y)"),
                ("learning_rate * db", "learning_rate * db / len(y)"),
            ),
        ),
        Mistake(
            "the mean's steps for w",
            "dw is divided by n, and db is not. Here descent is on the sum: do not divide.",
            edits=(("learning_rate * dw", "learning_rate * dw / len(y)"),),
        ),
        Mistake(
            "the mean's steps for b",
            "db is divided by n, and dw is not. Here descent is on the sum: do not divide.",
            edits=(("learning_rate * db", "learning_rate * db / len(y)"),),
        ),
        Mistake(
            "descent on scores",
            "The gradient is taken from the scores X w + b, as in linear regression: the sigmoid is missing. It is X^T (p - y).",
            wrong=on_the_scores,
        ),
        Mistake(
            "the rate falls",
            "The learning rate gets smaller from step to step. Here it stays as it is given.",
            wrong=falling_rate,
        ),
        *(
            Mistake(
                f"always {count} steps",
                f"It takes {count} steps, whatever steps says. Use the argument.",
                edits=(("range(steps)", f"range({count})"),),
            )
            for count in (10, 100)
        ),
        Mistake(
            "no learning rate",
            "The learning rate is missing: the whole gradient is subtracted.",
            edits=(("learning_rate * dw", "dw"), ("learning_rate * db", "db")),
        ),
        Mistake(
            "b without learning rate",
            "The learning rate is missing in the step of b.",
            edits=(("learning_rate * db", "db"),),
        ),
        Mistake(
            "new w in db",
            "db is computed with the w that has just moved. Compute both slopes first, at the same w and b, then move both.",
            wrong=new_w_in_db,
        ),
        Mistake(
            "new b in dw",
            "dw is computed with the b that has just moved. Compute both slopes first, at the same w and b, then move both.",
            wrong=new_b_in_dw,
        ),
        Mistake(
            "one gradient for all steps",
            "The slopes are computed once, before the loop. They change with every step: compute them inside.",
            wrong=one_gradient,
        ),
        Mistake(
            "one step too few",
            "This is one step too few: range(steps) makes that many.",
            edits=(("range(steps)", "range(1, steps)"),),
        ),
        Mistake(
            "one step too many",
            "This is one step too many: range(steps) makes that many.",
            edits=(("range(steps)", "range(steps + 1)"),),
        ),
        Mistake(
            "returns in the loop",
            "It ends after the first step, whatever steps says: return stands inside the loop, or the step below it, or the moved w is not kept for the next one.",
            wrong=after_one_step,
        ),
        Mistake(
            "starts at 0",
            "It starts from zeros. Start from the w and b that are given.",
            edits=(("    for _ in", "    w, b = np.zeros(w.shape), 0.0\n    for _ in"),),
        ),
        Mistake(
            "example by example",
            "It steps after every single example. Here each step is over all rows at once.",
            wrong=example_by_example,
        ),
        Mistake(
            "one example a step",
            "Each step looks at one example only. Here each step is over all rows at once.",
            wrong=one_example_a_step,
        ),
        Mistake(
            "gradients returned", "It returns the slopes. Return where descent has arrived: w, b.", wrong=gradients
        ),
        Mistake(
            "descent on squares",
            "p (1 - p) is in the gradient, which makes it descent on squared differences. On the negative log-likelihood it is X^T (p - y).",
            wrong=on_the_squares,
        ),
        Mistake(
            "in place",
            "w -= ... changes the caller's w, and fails where it holds whole numbers. Make a new array: w = w - ....",
            wrong=in_place,
        ),
        Mistake("only w", "It returns w alone. Return both: w, b.", edits=(("return w, b", "return w"),)),
        # The last, and a function: as edits, it would be tried together with each of the others, for 1000 steps.
        Mistake(
            "always 1000 steps",
            "It takes 1000 steps, whatever steps says. Use the argument.",
            wrong=always_1000_steps,
        ),
    ),
)
