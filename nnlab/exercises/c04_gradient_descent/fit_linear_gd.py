"""fit_linear_gd: descent until the loss hardly changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array, numbers, tame, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.gradient_descent import fit_linear_gd, mse_gradient
from nnlab.reference.linear_regression import mean_squared_error, predict_linear


def rate_of(X: Array, share: float) -> float:
    """That share of the largest learning rate, to two digits."""
    return float(f"{share * len(X) / np.linalg.norm(X, ord=2) ** 2:.1e}")


def problem(rng: np.random.Generator, n: int, d: int, k: int) -> tuple[Array, Array, Array, float]:
    """X, Y, a W to begin at, and a learning rate with which descent converges; the loss ends well above 0."""
    X = tame(rng, n, d)
    return X, np.round(3 * numbers(rng, n, k) + 1, 2), numbers(rng, d, k), rate_of(X, 0.3)


def stopping(
    rng: np.random.Generator, n: int, d: int, k: int, steps: int, dtype: type = float, exact: bool = False
) -> Inputs:
    """Inputs for which descent stops after so many steps, by tolerance, and no rounding can make it another number.

    The change of the last step is below 0.9 tolerance, those before are above 1.1 tolerance. Where an exact fit exists
    the loss itself falls below tolerance, too, but clearly later.
    """
    while True:
        X, Y, W, rate = problem(rng, n, d, k)
        Y = X @ whole(rng, d, k) if exact else Y
        _, losses = fit_linear_gd(X, Y, W, rate, 0.0, steps + 15)
        changes = np.abs(np.diff(losses[: steps + 1]))
        tolerance = float(f"{np.sqrt(changes[-1] * changes[-2]):.1e}")
        clear = changes[-1] < 0.9 * tolerance and changes[:-1].min() > 1.1 * tolerance
        # Not too small either: float32 has to see it.
        clear = clear and 1e-3 * losses[steps] < tolerance < 0.9 * losses[steps]
        if clear and (losses[-1] < 0.9 * tolerance or not exact):
            return (*(array.astype(dtype) for array in (X, Y, W)), rate, tolerance, steps + 20)


def rising(rng: np.random.Generator, n: int, d: int, k: int, steps: int) -> Inputs:
    """Inputs with a learning rate so large that the loss rises in every step."""
    while True:
        X, Y, W, _ = problem(rng, n, d, k)
        inputs = (X, Y, W, rate_of(X, 1.8), 0.001, steps)
        _, losses = fit_linear_gd(*inputs)
        if np.diff(losses).min() > 0.1:
            return inputs


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, k, steps in [(6, 3, 2, 4), (5, 2, 3, 3)]:
        text = f"{n} rows, {d} features, {k} outputs, tolerance 0: {steps} steps"
        yield Case("values", (*problem(rng, n, d, k), 0.0, steps), text)
    yield Case("values", (*problem(rng, 3, 3, 3), 0.0, 3), "3 rows, 3 features, 3 outputs, tolerance 0: 3 steps")
    for n, d, k, steps in [(6, 2, 1, 4), (7, 3, 2, 6)]:
        yield Case("stops", stopping(rng, n, d, k, steps), f"the tolerance stops it after {steps} steps")
    inputs = stopping(rng, 6, 2, 2, 4, exact=True)
    yield Case("stops", inputs, "the loss falls towards 0, the tolerance stops it after 4 steps")
    X, Y = whole(rng, 4, 2), whole(rng, 2, 2)
    yield Case("hard", (X, X @ Y, Y, 0.01, 0.001, 9), "begins at a perfect fit, in whole numbers")
    yield Case("limit", (*problem(rng, 5, 2, 1), 0.001, 1), "max_steps is 1")
    yield Case("limit", (*problem(rng, 4, 2, 2), 0.001, 0), "max_steps is 0: no step at all")
    yield Case("rises", rising(rng, 5, 2, 1, 4), "the learning rate is too large: the loss rises")
    X = tame(rng, 4, 2)
    X = np.column_stack([X, X[:, 0]])
    yield Case("hard", (X, whole(rng, 4, 2), numbers(rng, 3, 2), rate_of(X, 0.4), 0.0, 3), "one column twice")
    X = tame(rng, 1, 1) * [1, -2, 0]
    yield Case("hard", (X, whole(rng, 1, 2) + 5, numbers(rng, 3, 2), rate_of(X, 0.3), 0.0, 2), "one row")
    yield Case("hard", stopping(rng, 5, 2, 1, 3, np.float32), "float32")


def ends_belong(cases: Sequence[tuple[Inputs, Any]]) -> str | None:
    for (X, Y, given, *_), (W, losses) in cases:
        for which, weights in (("first", given), ("last", np.asarray(W, dtype=float))):
            loss = np.sum((X @ weights - Y) ** 2) / len(X)
            found = float(np.asarray(losses)[0 if which == "first" else -1])
            if not abs(found - loss) <= 1e-4 * max(1.0, loss):
                of = "the given W" if which == "first" else "the returned W"
                return f"the {which} of the losses is {found:.4g}, but the loss of {of} is {loss:.4g}"
    return None


def first_loss_missing(
    X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int
) -> tuple[Any, Any]:
    losses: list[float] = []
    for _ in range(max_steps):
        W = W - learning_rate * mse_gradient(X, Y, W)
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def first_loss_dropped(*given: Any) -> tuple[Any, Any]:
    W, losses = fit_linear_gd(*given)
    return W, losses[1:]


def loss_before_the_step(
    X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int
) -> tuple[Any, Any]:
    losses: list[float] = []
    for _ in range(max_steps):
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        W = W - learning_rate * mse_gradient(X, Y, W)
        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def loss_before_the_step_stops_at_once(
    X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int
) -> tuple[Any, Any]:
    losses: list[float] = []
    for _ in range(max_steps):
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < tolerance:
            break
        W = W - learning_rate * mse_gradient(X, Y, W)
    return W, losses


def last_loss_dropped(*given: Any) -> tuple[Any, Any]:
    W, losses = fit_linear_gd(*given)
    return W, losses[:-1]


def one_gradient(X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int) -> tuple[Any, Any]:
    dW = mse_gradient(X, Y, W)
    losses = [mean_squared_error(predict_linear(X, W), Y)]
    for _ in range(max_steps):
        W = W - learning_rate * dW
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def last_step_not_kept(
    X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int
) -> tuple[Any, Any]:
    losses = [mean_squared_error(predict_linear(X, W), Y)]
    for _ in range(max_steps):
        moved = W - learning_rate * mse_gradient(X, Y, W)
        losses.append(mean_squared_error(predict_linear(X, moved), Y))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
        W = moved
    return W, losses


def stops_by_weights(X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int) -> tuple[Any, Any]:
    losses = [mean_squared_error(predict_linear(X, W), Y)]
    for _ in range(max_steps):
        step = learning_rate * mse_gradient(X, Y, W)
        W = W - step
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if np.linalg.norm(step) < tolerance:
            break
    return W, losses


def stops_by_gradient(
    X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int
) -> tuple[Any, Any]:
    losses = [mean_squared_error(predict_linear(X, W), Y)]
    for _ in range(max_steps):
        dW = mse_gradient(X, Y, W)
        W = W - learning_rate * dW
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if np.linalg.norm(dW) < tolerance:
            break
    return W, losses


def in_place(X: Any, Y: Any, W: Any, learning_rate: float, tolerance: float, max_steps: int) -> tuple[Any, Any]:
    losses = [mean_squared_error(predict_linear(X, W), Y)]
    for _ in range(max_steps):
        W -= learning_rate * mse_gradient(X, Y, W)
        losses.append(mean_squared_error(predict_linear(X, W), Y))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


CHANGE = "abs(losses[-1] - losses[-2])"
STEP = "gradient_step(W, mse_gradient(X, Y, W), learning_rate)"
FIRST = "mean_squared_error(predict_linear(X, W), Y)]"
LATER = "losses.append(mean_squared_error(predict_linear(X, W), Y))"

exercise = Exercise(
    reference=fit_linear_gd,
    draw=draw,
    parts=("W", "losses"),
    claims=(
        Claim(SHAPE, 0.25, "it returns W in its shape, and one loss more than it took steps"),
        Claim("values", 1.5, "W and losses are right after a few steps"),
        Claim("stops", 1.0, "it stops after the first step that changes the loss by less than tolerance"),
        Claim("limit", 0.5, "it takes at most max_steps steps, and none where max_steps is 0"),
        Claim("rises", 0.5, "it goes on when the loss rises"),
        Claim("hard", 0.25, "right for dependent columns, one row, float32 and whole numbers that fit already"),
        Claim("ends", 0.75, "the first loss belongs to the given W, the last to the returned one", ends_belong),
        Claim(ARGUMENTS, 0.25, "X, Y and the given W stay as they were"),
    ),
    hints=(
        "One loss before the first step; then a loop: step, new loss, compare it with the one before.",
        "At most max_steps times: W = gradient_step(W, mse_gradient(X, Y, W), learning_rate), append the new loss, stop when abs(change) < tolerance.",
        "for _ in range(max_steps): ...; if abs(losses[-1] - losses[-2]) < tolerance: break. Return W, losses after the loop.",
    ),
    mistakes=(
        Mistake(
            "first loss dropped",
            "The loss of the given W is missing: put it into the list before the first step.",
            wrong=first_loss_dropped,
        ),
        Mistake(
            "first loss missing",
            "The list begins with the loss after the first step. Begin with the loss of the given W: then the first step can be compared with it, too.",
            wrong=first_loss_missing,
        ),
        Mistake(
            "last loss dropped",
            "The loss of the returned W is missing: the list ends with that of the W before. Append the loss after each step.",
            wrong=last_loss_dropped,
        ),
        Mistake(
            "loss before the step",
            "Each loss is computed before its step, so the list ends one short of the returned W and the comparison comes a step late. Compute the new loss after the step.",
            wrong=loss_before_the_step,
        ),
        Mistake(
            "loss before the step, last loss missing",
            "Each loss is computed before its step, so after max_steps steps the loss of the returned W is missing. One loss before the loop, then one after each step.",
            wrong=loss_before_the_step_stops_at_once,
        ),
        Mistake(
            "never stops early",
            "It always takes max_steps steps. Stop once the loss changes by less than tolerance.",
            edits=((CHANGE, "tolerance"),),
        ),
        Mistake(
            "stops at a small loss",
            "It stops when the loss itself is below tolerance. It should stop when the loss changes by less than that.",
            edits=((CHANGE, "losses[-1]"),),
        ),
        Mistake(
            "stops after the first step",
            "It stops after the first step, whatever the loss does: a return or break stands inside the loop that belongs after it, or under the if.",
            edits=((f"{CHANGE} < tolerance", "True"),),
        ),
        Mistake(
            "no absolute value",
            "The change is compared with its sign. A falling loss has a negative change, which is always below tolerance: use abs.",
            edits=((CHANGE, "losses[-1] - losses[-2]"),),
        ),
        Mistake(
            "stops when the loss rises",
            "It stops as soon as the loss rises. Use abs(change): that the rate is too large should be seen in the losses.",
            edits=((CHANGE, "losses[-2] - losses[-1]"),),
        ),
        Mistake(
            "relative change",
            "The change is compared relative to the loss. Here tolerance is an amount of loss: abs(change) < tolerance.",
            edits=((CHANGE, "abs(losses[-1] - losses[-2]) / np.float64(losses[-2])"),),
        ),
        Mistake(
            "compared with the first loss",
            "Each loss is compared with the first one. Compare it with the one before, losses[-2].",
            edits=((CHANGE, "abs(losses[-1] - losses[0])"),),
        ),
        Mistake(
            "stops by the weights",
            "It stops when the weights change by less than tolerance. Here it is the loss whose change counts.",
            wrong=stops_by_weights,
        ),
        Mistake(
            "stops by the gradient",
            "It stops when the gradient is shorter than tolerance. Here it is the change of the loss that counts.",
            wrong=stops_by_gradient,
        ),
        Mistake(
            "goes on while the change is small",
            "The comparison is the wrong way round: it stops when the loss changes by more than tolerance.",
            edits=(("< tolerance", "> tolerance"),),
        ),
        Mistake(
            "uphill",
            "The steps go uphill: subtract the gradient.",
            edits=((STEP, "W + learning_rate * mse_gradient(X, Y, W)"),),
        ),
        Mistake(
            "half the gradient",
            "Every step is half as long as it should be: the slope of a square has a factor 2.",
            edits=(("learning_rate)", "learning_rate / 2)"),),
        ),
        Mistake(
            "gradient without 1/n",
            "Every step is n times as long as it should be: the loss is a mean over the examples, and so is its gradient.",
            edits=(("learning_rate)", "learning_rate * X.shape[0])"),),
        ),
        Mistake(
            "gradient over outputs too",
            "Every step is divided by the number of outputs. The loss averages over the examples only.",
            edits=(("learning_rate)", "learning_rate / Y.shape[1])"),),
        ),
        Mistake(
            "losses averaged over outputs too",
            "The losses are averaged over the outputs, too. Average over the examples only, as mean_squared_error does.",
            edits=((FIRST, "np.mean((X @ W - Y) ** 2)]"), (LATER, "losses.append(np.mean((X @ W - Y) ** 2))")),
        ),
        Mistake(
            "no learning rate",
            "The learning rate is missing: every step subtracts the whole gradient.",
            edits=(("mse_gradient(X, Y, W), learning_rate", "mse_gradient(X, Y, W), 1.0"),),
        ),
        Mistake(
            "one gradient for all steps",
            "The gradient is always that of the given W. Compute it anew at every step.",
            wrong=one_gradient,
        ),
        Mistake(
            "W does not move",
            "W stays the given one: each step has to begin where the last one ended, W = gradient_step(W, ...).",
            edits=(("W = gradient_step", "gradient_step"),),
        ),
        Mistake(
            "last step not kept",
            "It returns the W before the step that stops it. That step counts: losses[-1] belongs to the returned W.",
            wrong=last_step_not_kept,
        ),
        Mistake(
            "one step too many",
            "It takes one step more than max_steps allows.",
            edits=(("range(max_steps)", "range(max_steps + 1)"),),
        ),
        Mistake(
            "one step too few",
            "It takes one step less than max_steps allows: a loop over range(1, max_steps) has max_steps - 1 rounds.",
            edits=(("range(max_steps)", "range(1, max_steps)"),),
        ),
        Mistake(
            "only the last loss",
            "It returns the last loss alone. Return all of them, from the given W's to the returned one's.",
            edits=(("np.array(losses)", "losses[-1]"),),
        ),
        Mistake(
            "losses first",
            "The two parts are exchanged: W comes first, then the losses.",
            edits=(("return W, np.array(losses)", "return np.array(losses), W"),),
        ),
        Mistake(
            "in place",
            "W -= ... changes the caller's W, and fails where W holds whole numbers. W = W - ... makes a new array.",
            wrong=in_place,
        ),
    ),
)
