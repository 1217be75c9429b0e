"""fit_linear_gd: descent until the loss hardly changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gradient_descent import fit_linear_gd


def problem(rng: np.random.Generator, n: int, d: int, k: int) -> tuple[Any, Any, Any, float]:
    """Data, a starting W, and a learning rate at which descent converges well."""
    X = np.hstack([np.ones((n, 1)), rng.normal(size=(n, d - 1))])
    Y = X @ rng.normal(size=(d, k)) + 0.1 * rng.normal(size=(n, k))
    rate = 0.5 * n / np.linalg.norm(X, ord=2) ** 2
    return X, Y, rng.normal(size=(d, k)), float(rate)


def clear_tolerance(inputs: tuple[Any, ...], steps: int) -> float:
    """A tolerance that stops descent after exactly that many steps, far from any tie: between two changes of the loss."""
    X, Y, W, rate = inputs
    _, losses = fit_linear_gd(X, Y, W, rate, 0.0, steps)
    changes = -np.diff(losses)
    return float(np.sqrt(changes[-1] * changes[-2]))


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, k, steps in [(7, 3, 2, 6), (6, 2, 1, 4), (5, 3, 3, 8)]:
        inputs = problem(rng, n, d, k)
        yield Case(
            "stops", (*inputs, clear_tolerance(inputs, steps), 50), f"{n} rows, {d} features, stops by tolerance"
        )
    for n, d, k, steps in [(6, 3, 2, 5), (7, 2, 2, 1)]:
        yield Case("limit", (*problem(rng, n, d, k), 0.0, steps), f"max_steps is {steps}")
    yield Case("limit", (*problem(rng, 4, 2, 1), 1e-3, 0), "max_steps is 0: no step at all")
    X, Y, W, rate = problem(rng, 6, 2, 1)
    yield Case("diverges", (X, Y, W, 5 * rate, 1e-6, 6), "a learning rate that is too large: the loss rises")


def losses_belong(cases: Sequence[tuple[Any, Any]]) -> str | None:
    for (X, Y, W0, *_), (W, losses) in cases:
        for which, weights in ((0, W0), (-1, np.asarray(W))):
            loss = np.sum((X @ weights - Y) ** 2) / len(X)
            if len(losses) == 0 or abs(losses[which] - loss) > 1e-6 * max(1.0, loss):
                name = "the given W" if which == 0 else "the returned W"
                return f"losses[{which}] should be the loss of {name}, {loss:.4g}"
    return None


exercise = Exercise(
    reference=fit_linear_gd,
    draw=draw,
    parts=("W", "losses"),
    claims=(
        Claim(SHAPE, 0.5, "it returns W and the losses, one more than the steps taken"),
        Claim("stops", 1.25, "it stops after the step whose change is below tolerance"),
        Claim("limit", 0.5, "it takes max_steps steps at most, also 0"),
        Claim("diverges", 0.25, "a rising loss is no reason to stop"),
        Claim("losses", 0.25, "losses[0] belongs to the given W, losses[-1] to the returned one", losses_belong),
        Claim(ARGUMENTS, 0.25, "X, Y and the given W stay as they were"),
    ),
    hints=(
        "One loss before the first step, then a loop: step, new loss, compare with the one before.",
        "At most max_steps times: W = gradient_step(W, mse_gradient(X, Y, W), learning_rate); append the loss; stop when abs(change) < tolerance.",
        "for _ in range(max_steps): ...; if abs(losses[-1] - losses[-2]) < tolerance: break. Return (W, losses) after the loop.",
    ),
    mistakes=(
        Mistake(
            "first loss missing",
            "The loss of the given W is missing: put it into the list before the first step.",
            wrong=lambda *given: _without_first(*given),
        ),
        Mistake(
            "last loss missing",
            "The loss of the returned W is missing: append the loss after each step, not before it.",
            wrong=lambda *given: _without_last(*given),
        ),
        Mistake(
            "never stops early",
            "It always takes max_steps steps. Stop once the loss changes by less than tolerance.",
            edits=(("if abs(losses[-1] - losses[-2]) < tolerance:", "if False:"),),
        ),
        Mistake(
            "stops at a small loss",
            "It stops when the loss itself is below tolerance. It should stop when the loss changes by less than that.",
            edits=(("abs(losses[-1] - losses[-2])", "losses[-1]"),),
        ),
        Mistake(
            "no absolute value",
            "The change is compared with its sign. A falling loss has a negative change, always below tolerance: use abs.",
            edits=(("abs(losses[-1] - losses[-2])", "losses[-1] - losses[-2]"),),
        ),
        Mistake(
            "stops when the loss rises",
            "It stops as soon as the loss rises. Use abs(change): too large a rate should be seen in the losses.",
            edits=(("abs(losses[-1] - losses[-2])", "losses[-2] - losses[-1]"),),
        ),
        Mistake(
            "uphill",
            "The steps go uphill: subtract the gradient.",
            edits=(("mse_gradient(X, Y, W), learning_rate", "mse_gradient(X, Y, W), -learning_rate"),),
        ),
        Mistake(
            "gradient of the first W",
            "The gradient is always that of the given W. Compute it anew at every step.",
            wrong=lambda *given: _stale(*given),
        ),
        Mistake(
            "relative change",
            "The change is compared relative to the loss. Here tolerance is an amount of loss: abs(change) < tolerance.",
            edits=(("abs(losses[-1] - losses[-2])", "abs(losses[-1] - losses[-2]) / losses[-2]"),),
        ),
        Mistake(
            "the step that stops is not taken",
            "It returns the W before the last step. The step whose change is small still counts.",
            wrong=lambda *given: _before_last(*given),
        ),
        Mistake(
            "one step too many",
            "It takes one step more than max_steps allows.",
            edits=(("range(max_steps)", "range(max_steps + 1)"),),
        ),
        Mistake(
            "half the gradient",
            "Every step is half as long as it should be: the slope of a square has a factor 2.",
            edits=(("mse_gradient(X, Y, W), learning_rate", "mse_gradient(X, Y, W), 0.5 * learning_rate"),),
        ),
    ),
)


def _loss(X: Any, Y: Any, W: Any) -> float:
    return float(np.sum((X @ W - Y) ** 2) / len(X))


def _without_first(*given: Any) -> Any:
    W, losses = fit_linear_gd(*given)
    return W, losses[1:]


def _without_last(*given: Any) -> Any:
    W, losses = fit_linear_gd(*given)
    return W, losses[:-1]


def _stale(X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int) -> Any:
    dW = 2 * X.T @ (X @ W - Y) / len(X)
    losses = [_loss(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * dW
        losses.append(_loss(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def _before_last(X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int) -> Any:
    losses = [_loss(X, Y, W)]
    for _ in range(max_steps):
        moved = W - learning_rate * 2 * X.T @ (X @ W - Y) / len(X)
        losses.append(_loss(X, Y, moved))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
        W = moved
    return W, losses
