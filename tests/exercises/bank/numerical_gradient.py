"""Answers to numerical_gradient, right and wrong, as learners write them."""

import numpy as np


def with_a_step_array(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[i] = h
        dW[i] = (f(W + step) - f(W - step)) / (2 * h)
    return dW


def with_nditer(f, W, h):
    W = W.astype(float)
    dW = np.zeros_like(W)
    it = np.nditer(W, flags=["multi_index", "zerosize_ok"], op_flags=["readwrite"])
    for _ in it:
        i = it.multi_index
        old = W[i].item()
        W[i] = old + h
        above = f(W)
        W[i] = old - h
        dW[i] = (above - f(W)) / h / 2
        W[i] = old
    return dW


def flat(f, W, h):
    slopes = []
    for i in range(W.size):
        up, down = W.astype(float), W.astype(float)
        up.flat[i] += h
        down.flat[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes).reshape(W.shape)


def as_list(f, W, h):
    base = np.array(W, dtype=float).ravel()
    eye = np.eye(base.size)
    slopes = [0.5 * (f((base + h * e).reshape(W.shape)) - f((base - h * e).reshape(W.shape))) / h for e in eye]
    return np.reshape(slopes, W.shape).tolist()


def restores_the_callers(f, W, h):
    if W.dtype.kind == "i":
        return with_a_step_array(f, W, h)
    dW = np.empty(W.shape)
    for i in np.ndindex(*W.shape):
        kept = float(W[i])
        W[i] = kept + h
        above = f(W)
        W[i] = kept - h
        below = f(W)
        W[i] = kept
        dW[i] = (above - below) / (2 * h)
    return dW


def slope_of(g, h):
    return (g(h) - g(-h)) / (2 * h)


def with_a_helper(f, W, h):
    def moved(i, t):
        copy = W.astype(np.float64)
        copy[i] += t
        return f(copy)

    dW = np.zeros(W.shape)
    for i, _ in np.ndenumerate(W):
        dW[i] = slope_of(lambda t, i=i: moved(i, t), h)
    return dW


RIGHT = [with_a_step_array, with_nditer, flat, as_list, restores_the_callers, with_a_helper]


def forward(f, W, h):
    W = W.astype(float)
    dW = np.zeros(W.shape)
    base = f(W)
    for i in np.ndindex(W.shape):
        W[i] += h
        dW[i] = (f(W) - base) / h
        W[i] -= h
    return dW


def backward(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W) - f(W - E)) / h
    return dW


def forward_over_two(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W)) / (2 * h)
    return dW


def over_h(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W - E)) / h
    return dW


def brackets(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W - E)) / 2 * h
    return dW


def difference_only(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = f(W + E) - f(W - E)
    return dW


def curvature(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) + f(W - E) - 2 * f(W)) / h**2
    return dW


def stays_moved(f, W, h):
    W = W.astype(float)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] += h
        above = f(W)
        W[i] -= 2 * h
        dW[i] = (above - f(W)) / (2 * h)
    return dW


def all_together(f, W, h):
    return (f(W + h) - f(W - h)) / (2 * h)


def all_together_in_a_loop(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        dW[i] = (f(W + h) - f(W - h)) / (2 * h)
    return dW


def rows_together(f, W, h):
    dW = np.zeros(W.shape)
    for i in range(len(W)):
        up, down = W.astype(float), W.astype(float)
        up[i] += h
        down[i] -= h
        dW[i] = (f(up) - f(down)) / (2 * h)
    return dW


def integer_copy(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        up, down = W.copy(), W.copy()
        up[i] = W[i] + h
        down[i] = W[i] - h
        dW[i] = (f(up) - f(down)) / (2 * h)
    return dW


def integer_result(f, W, h):
    dW = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W - E)) / (2 * h)
    return dW


def integer_step(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = h
        dW[i] = (f(W + E) - f(W - E)) / (2 * h)
    return dW


def fixed_h(f, W, h):
    h = 1e-6
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W - E)) / (2 * h)
    return dW


def spoils(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] = W[i] + h
        above = f(W)
        W[i] = W[i] - 2 * h
        below = f(W)
        dW[i] = (above - below) / (2 * h)
    return dW


def reversed_sign(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W - E) - f(W + E)) / (2 * h)
    return dW


def flat_result(f, W, h):
    slopes = []
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        slopes.append((f(W + E) - f(W - E)) / (2 * h))
    return np.array(slopes)


def plus_for_minus(f, W, h):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) + f(W - E)) / (2 * h)
    return dW


def relative_step(f, W, h):
    W = W.astype(float)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h * W[i]
        dW[i] = (f(W + E) - f(W - E)) / (2 * h)
    return dW


def two_loops(f, W, h):
    dW = np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            E = np.zeros(W.shape)
            E[i, j] = h
            dW[i, j] = (f(W + E) - f(W - E)) / (2 * h)
    return dW


def last_left_out(f, W, h):
    dW = np.zeros(W.size)
    for i in range(W.size - 1):
        e = np.zeros(W.size)
        e[i] = h
        E = e.reshape(W.shape)
        dW[i] = (f(W + E) - f(W - E)) / (2 * h)
    return dW.reshape(W.shape)


def one_sided_and_moved(f, W, h):
    W = W.astype(float)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        before = f(W)
        W[i] += h
        dW[i] = (f(W) - before) / h
    return dW


WRONG = [
    (forward, ("one-sided",)),
    (backward, ("to the left",)),
    (forward_over_two, ("half",)),
    (over_h, ("twice",)),
    (brackets, ("brackets",)),
    (difference_only, ("divide",)),
    (curvature, ("second difference",)),
    (stays_moved, ("put it back",)),
    (all_together, ("together",)),
    (all_together_in_a_loop, ("together",)),
    (rows_together, ("rows",)),
    (integer_copy, ("whole numbers",)),
    (integer_result, ("whole numbers",)),
    (integer_step, ("integer",)),
    (fixed_h, ("step of its own",)),
    (spoils, ("caller", "put it back")),
    (reversed_sign, ("negative",)),
    (flat_result, ("shape",)),
    (plus_for_minus, ("plus where a minus",)),
    (relative_step, ("W",)),
    (two_loops, ("IndexError",)),
    (last_left_out, ("last",)),
    (one_sided_and_moved, ("one-sided", "put it back")),
]

EQUIVALENT = {
    "dW = np.ones_like(W)": "every entry is written afterwards",
    "for i in np.ndindex(dW.shape):": "dW has W's shape",
}
