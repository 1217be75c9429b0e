"""Answers to fit_logistic, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def nll_gradient(X, y, w, b):
    delta = sigmoid(X @ w + b) - y
    return X.T @ delta, delta.sum()


def short(X, y, w, b, learning_rate, steps):
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


def counts_down(X, y, w, b, learning_rate, steps):
    while steps > 0:
        slope = nll_gradient(X, y, w, b)
        w = w - learning_rate * slope[0]
        b = b - learning_rate * slope[1]
        steps -= 1
    return w, b


def on_a_copy(X, y, w, b, learning_rate, steps):
    w = np.array(w, dtype=float)
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b


def in_one_vector(X, y, w, b, learning_rate, steps):
    A, v = np.column_stack([X, np.ones(len(X))]), np.append(w, b)
    for _ in range(steps):
        v = v - learning_rate * A.T @ (sigmoid(A @ v) - y)
    return v[:-1], v[-1]


def recursive(X, y, w, b, learning_rate, steps):
    if steps == 0:
        return w, b
    dw, db = nll_gradient(X, y, w, b)
    return recursive(X, y, w - learning_rate * dw, b - learning_rate * db, learning_rate, steps - 1)


def as_lists(X, y, w, b, learning_rate, steps):
    w, b = short(X, y, w, b, learning_rate, steps)
    return [w.tolist(), float(b)]


def uphill_of_the_negative(X, y, w, b, learning_rate, steps):
    for _ in range(steps):
        delta = y - sigmoid(X @ w + b)
        w, b = w + learning_rate * X.T @ delta, b + learning_rate * np.sum(delta)
    return w, b


RIGHT = right(
    short=short,
    counts_down=counts_down,
    on_a_copy=on_a_copy,
    in_one_vector=in_one_vector,
    recursive=recursive,
    as_lists=as_lists,
    uphill_of_the_negative=uphill_of_the_negative,
)


def walking(move):
    """A descent whose step is move(X, y, w, b, learning_rate)."""

    def walk(X, y, w, b, learning_rate, steps):
        for _ in range(steps):
            w, b = move(X, y, w, b, learning_rate)
        return w, b

    return walk


def slopes(X, y, w, b, rate, sign_w=-1, sign_b=-1):
    dw, db = nll_gradient(X, y, w, b)
    return w + sign_w * rate * dw, b + sign_b * rate * db


def mean_step(X, y, w, b, rate):
    return slopes(X, y, w, b, rate / len(X))


def mean_step_of_w(X, y, w, b, rate):
    return slopes(X, y, w, b, rate / len(X))[0], slopes(X, y, w, b, rate)[1]


def new_w(X, y, w, b, rate):
    w = w - rate * nll_gradient(X, y, w, b)[0]
    return w, b - rate * nll_gradient(X, y, w, b)[1]


def new_b(X, y, w, b, rate):
    b = b - rate * nll_gradient(X, y, w, b)[1]
    return w - rate * nll_gradient(X, y, w, b)[0], b


def linear_step(X, y, w, b, rate):
    delta = X @ w + b - y
    return w - rate * X.T @ delta, b - rate * delta.sum()


def squares_step(X, y, w, b, rate):
    p = sigmoid(X @ w + b)
    delta = (p - y) * p * (1 - p)
    return w - rate * X.T @ delta, b - rate * delta.sum()


def half_batch_step(X, y, w, b, rate):
    return slopes(X[::2], y[::2], w, b, rate)


def return_inside(X, y, w, b, learning_rate, steps):
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        return w - learning_rate * dw, b - learning_rate * db
    return w, b


def not_kept(X, y, w, b, learning_rate, steps):
    new_w, new_b = w, b
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        new_w, new_b = w - learning_rate * dw, b - learning_rate * db
    return new_w, new_b


def outside(X, y, w, b, learning_rate, steps):
    dw, db = nll_gradient(X, y, w, b)
    for _ in range(steps):
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


def zeros(X, y, w, b, learning_rate, steps):
    return short(X, y, np.zeros(X.shape[1]), 0.0, learning_rate, steps)


def always_100(X, y, w, b, learning_rate, steps):
    return short(X, y, w, b, learning_rate, 100)


def stochastic(X, y, w, b, learning_rate, steps):
    for _ in range(steps):
        for x, label in zip(X, y, strict=True):
            delta = sigmoid(x @ w + b) - label
            w, b = w - learning_rate * delta * x, b - learning_rate * delta
    return w, b


def in_place(X, y, w, b, learning_rate, steps):
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b


def last_slopes(X, y, w, b, learning_rate, steps):
    return nll_gradient(X, y, *short(X, y, w, b, learning_rate, steps))


def falling_rate(X, y, w, b, learning_rate, steps):
    for step in range(steps):
        w, b = slopes(X, y, w, b, learning_rate / (1 + step))
    return w, b


def stops_early(X, y, w, b, learning_rate, steps):
    for _ in range(steps):
        dw, db = nll_gradient(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
        if np.abs(learning_rate * dw).max() < 0.2:
            break
    return w, b


WRONG = wrong(
    uphill=(walking(lambda *at: slopes(*at, 1, 1)), "uphill"),
    w_uphill=(walking(lambda *at: slopes(*at, 1, -1)), "w goes uphill"),
    b_uphill=(walking(lambda *at: slopes(*at, -1, 1)), "b goes uphill"),
    fixed_b=(walking(lambda X, y, w, b, rate: (slopes(X, y, w, b, rate)[0], b)), "b stays"),
    fixed_w=(walking(lambda X, y, w, b, rate: (w, slopes(X, y, w, b, rate)[1])), "w stays"),
    not_assigned=(lambda X, y, w, b, rate, steps: (w, b), "changes nothing"),
    w_by_db=(
        walking(lambda X, y, w, b, rate: (w - rate * nll_gradient(X, y, w, b)[1], slopes(X, y, w, b, rate)[1])),
        "slope of b",
    ),
    slopes_for_weights=(walking(lambda X, y, w, b, rate: nll_gradient(X, y, w, b)), "take the place"),
    mean_steps=(walking(mean_step), "mean"),
    mean_steps_of_w=(walking(mean_step_of_w), "dw is divided by n"),
    no_rate=(walking(lambda X, y, w, b, rate: slopes(X, y, w, b, 1.0)), "learning rate"),
    b_no_rate=(
        walking(lambda X, y, w, b, rate: (slopes(X, y, w, b, rate)[0], slopes(X, y, w, b, 1.0)[1])),
        "learning rate",
    ),
    new_w_first=(walking(new_w), "just moved"),
    new_b_first=(walking(new_b), "just moved"),
    linear_steps=(walking(linear_step), "linear regression"),
    squares_steps=(walking(squares_step), "p (1 - p)"),
    half_batch=(walking(half_batch_step), "every second row"),
    return_inside=(return_inside, "first step"),
    not_kept=(not_kept, "first step"),
    outside=(outside, "once"),
    zeros=(zeros, "zeros"),
    always_100=(always_100, "100 steps"),
    one_more=(lambda X, y, w, b, rate, steps: short(X, y, w, b, rate, steps + 1), "too many"),
    one_less=(lambda X, y, w, b, rate, steps: short(X, y, w, b, rate, steps - 1), "too few"),
    stochastic=(stochastic, "single example"),
    in_place=(in_place, "w -=", "altered w"),
    last_slopes=(last_slopes, "slopes"),
    w_alone=(lambda *given: short(*given)[0], "w alone"),
    falling_rate=(falling_rate, "gets smaller"),
    stops_early=(stops_early, "stops before"),
    always_25=(lambda X, y, w, b, rate, steps: short(X, y, w, b, rate, 25), "25 steps"),
)

UNNAMED = {
    "half_batch": "which rows are used cannot be seen from w and b after some steps",
    "stops_early": "when it stops depends on a tolerance that only its author knows",
    "always_25": "any number of steps may have been fixed; only the usual ones are tried",
}
