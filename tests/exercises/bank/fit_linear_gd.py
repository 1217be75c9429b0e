"""Answers to fit_linear_gd, right and wrong, as learners write them."""

import numpy as np


def mse(X, Y, W):
    return np.sum((X @ W - Y) ** 2) / len(X)


def slope(X, Y, W):
    return 2 / len(X) * X.T @ (X @ W - Y)


def with_for(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def with_while(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    steps, change = 0, np.inf
    while steps < max_steps and change >= tolerance:
        W = W - learning_rate * slope(X, Y, W)
        losses += [mse(X, Y, W)]
        change = np.abs(losses[-2] - losses[-1])
        steps += 1
    return W, losses


def looks_before_it_steps(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for step in range(max_steps):
        if step > 0 and abs(losses[step] - losses[step - 1]) < tolerance:
            break
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
    return W, losses


def on_a_copy(X, Y, W, learning_rate, tolerance, max_steps):
    W = W.astype(float)
    loss = mse(X, Y, W)
    losses = [loss]
    for _ in range(max_steps):
        W -= learning_rate * slope(X, Y, W)
        before, loss = loss, mse(X, Y, W)
        losses.append(loss)
        if -tolerance < loss - before < tolerance:
            return W, np.array(losses)
    return W, np.array(losses)


def recursive(X, Y, W, learning_rate, tolerance, max_steps):
    loss = float(mse(X, Y, W))
    if max_steps == 0:
        return W, [loss]
    moved = W - learning_rate * slope(X, Y, W)
    if abs(mse(X, Y, moved) - loss) < tolerance:
        return moved, [loss, float(mse(X, Y, moved))]
    W, losses = recursive(X, Y, moved, learning_rate, tolerance, max_steps - 1)
    return W, [loss, *losses]


def all_arrays(X, Y, W, learning_rate, tolerance, max_steps):
    losses = np.full(max_steps + 1, np.nan)
    losses[0] = mse(X, Y, W)
    n = 0
    while n < max_steps:
        W = W - learning_rate * slope(X, Y, W)
        n += 1
        losses[n] = mse(X, Y, W)
        if abs(losses[n] - losses[n - 1]) < tolerance:
            break
    return [W.tolist() if W.dtype != np.float32 else W, losses[: n + 1]]


RIGHT = [with_for, with_while, looks_before_it_steps, on_a_copy, recursive, all_arrays]


def loss_first_then_step(X, Y, W, learning_rate, tolerance, max_steps):
    losses = []
    for i in range(max_steps):
        losses.append(mse(X, Y, W))
        W = W - learning_rate * slope(X, Y, W)
        if i > 0 and abs(losses[i] - losses[i - 1]) < tolerance:
            break
    return W, losses


def no_first_loss(X, Y, W, learning_rate, tolerance, max_steps):
    losses = []
    previous = np.inf
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        loss = mse(X, Y, W)
        losses.append(loss)
        if abs(previous - loss) < tolerance:
            break
        previous = loss
    return W, losses


def no_stop(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
    return W, losses


def small_loss(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if losses[-1] < tolerance:
            break
    return W, losses


def signed_change(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if losses[-1] - losses[-2] < tolerance:
            break
    return W, losses


def gives_up_when_rising(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if losses[-2] - losses[-1] < tolerance:
            break
    return W, losses


def relative(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance * losses[-2]:
            break
    return W, losses


def by_weights(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        new = W - learning_rate * slope(X, Y, W)
        moved = np.linalg.norm(new - W)
        W = new
        losses.append(mse(X, Y, W))
        if moved < tolerance:
            break
    return W, losses


def by_gradient(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        dW = slope(X, Y, W)
        W = W - learning_rate * dW
        losses.append(mse(X, Y, W))
        if np.sqrt(np.sum(dW**2)) < tolerance:
            break
    return W, losses


def uphill(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W + learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def half_slope(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * X.T @ (X @ W - Y) / len(X)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def sum_slope(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * 2 * X.T @ (X @ W - Y)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def mean_over_outputs(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [np.mean((X @ W - Y) ** 2)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(np.mean((X @ W - Y) ** 2))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def rate_ignored(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def gradient_once(X, Y, W, learning_rate, tolerance, max_steps):
    dW = slope(X, Y, W)
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * dW
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def forgets_to_move(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        new = W - learning_rate * slope(X, Y, W)  # noqa: F841
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def keeps_the_old(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        new = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, new))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
        W = new
    return W, losses


def one_more(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    step = 0
    while step <= max_steps:
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        step += 1
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def last_only(X, Y, W, learning_rate, tolerance, max_steps):
    loss = mse(X, Y, W)
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        before, loss = loss, mse(X, Y, W)
        if abs(loss - before) < tolerance:
            break
    return W, loss


def losses_first(X, Y, W, learning_rate, tolerance, max_steps):
    W, losses = with_for(X, Y, W, learning_rate, tolerance, max_steps)
    return losses, W


def alters(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W -= learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
    return W, losses


def from_zero(X, Y, W, learning_rate, tolerance, max_steps):
    W = np.zeros(W.shape)
    return with_for(X, Y, W, learning_rate, tolerance, max_steps)


def only_weights(X, Y, W, learning_rate, tolerance, max_steps):
    return with_for(X, Y, W, learning_rate, tolerance, max_steps)[0]


def at_least_one_step(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    while True:
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance or len(losses) > max_steps:
            return W, losses


def half_slope_no_stop(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * X.T @ (X @ W - Y) / len(X)
        losses.append(mse(X, Y, W))
    return W, losses


def returns_in_the_loop(X, Y, W, learning_rate, tolerance, max_steps):
    losses = [mse(X, Y, W)]
    for _ in range(max_steps):
        W = W - learning_rate * slope(X, Y, W)
        losses.append(mse(X, Y, W))
        if abs(losses[-1] - losses[-2]) < tolerance:
            break
        return W, losses
    return W, losses


WRONG = [
    (loss_first_then_step, ("before its step",)),
    (no_first_loss, ("given W",)),
    (no_stop, ("always takes max_steps",)),
    (small_loss, ("loss itself",)),
    (signed_change, ("sign",)),
    (gives_up_when_rising, ("rises",)),
    (relative, ("relative",)),
    (by_weights, ("weights",)),
    (by_gradient, ("gradient is shorter",)),
    (uphill, ("uphill",)),
    (half_slope, ("half",)),
    (sum_slope, ("n times",)),
    (mean_over_outputs, ("averaged over the outputs",)),
    (rate_ignored, ("learning rate",)),
    (gradient_once, ("anew",)),
    (forgets_to_move, ("stays",)),
    (keeps_the_old, ("before the step that stops",)),
    (one_more, ("one step more",)),
    (last_only, ("last loss alone",)),
    (losses_first, ("exchanged",)),
    (alters, ("caller",)),
    (from_zero, ("W were left out", "zeros")),
    (only_weights, ("tuple of 2", "only one part", "losses")),
    (at_least_one_step, ("max_steps",)),
    (half_slope_no_stop, ("half", "always takes")),
    (returns_in_the_loop, ("first",)),
]

EQUIVALENT = {
    "losses = [mean_squared_error(Y, predict_linear(X, W))]": "a square does not see the sign",
    "losses.append(mean_squared_error(Y, predict_linear(X, W)))": "a square does not see the sign",
    "W = gradient_step(W, learning_rate, mse_gradient(X, Y, W))": "the two are multiplied with each other",
    "if abs(losses[-2] - losses[-1]) < tolerance:": "abs does not see the sign",
    "if abs(losses[-1] - losses[-2]) <= tolerance:": "no change that equals the tolerance is tested",
    "return (W, losses)": "a list is as right as an array",
}
