"""Answers to gradient_check, right and wrong, as learners write them. `backward` is planted by the cases."""

import copy

import numpy as np

from nnlab.reference.backpropagation import backward, relative_error
from nnlab.reference.gradient_descent import numerical_gradient
from nnlab.reference.multilayer_networks import forward, predict_proba
from nnlab.reference.softmax_regression import cross_entropy, cross_entropy_from_scores


def one_function(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    worst = 0.0
    for i, (W, b) in enumerate(params):

        def loss_of_weights(array, i=i, b=b):
            moved = [*params[:i], (array, b), *params[i + 1 :]]
            return cross_entropy_from_scores(forward(moved, X, activation)[0][-1], Y)

        def loss_of_bias(array, i=i, W=W):
            moved = [*params[:i], (W, array), *params[i + 1 :]]
            return cross_entropy_from_scores(forward(moved, X, activation)[0][-1], Y)

        worst = max(worst, relative_error(grads[i][0], numerical_gradient(loss_of_weights, W, 1e-5)))
        worst = max(worst, relative_error(grads[i][1], numerical_gradient(loss_of_bias, b, 1e-5)))
    return worst


def loss_of(params, X, Y, activation):
    return cross_entropy(predict_proba(params, X, activation), Y)


def helper(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    errors = []
    for i, pair in enumerate(backward(params, zs, activations, Y, activation)):
        for j, gradient in enumerate(pair):

            def loss(array, i=i, j=j):
                moved = [list(layer) for layer in params]
                moved[i][j] = array
                return loss_of(moved, X, Y, activation)

            errors.append(relative_error(gradient, numerical_gradient(loss, params[i][j], 1e-5)))
    return np.max(errors)


def entry_by_entry(params, X, Y, activation):
    h = 1e-5
    grads = backward(params, *forward(params, X, activation), Y, activation)
    errors = []
    for i in range(len(params)):
        for j in (0, 1):
            numerical = np.zeros(params[i][j].shape)
            for at in np.ndindex(numerical.shape):
                up, down = copy.deepcopy(params), copy.deepcopy(params)
                up[i][j][at] += h
                down[i][j][at] -= h
                numerical[at] = (loss_of(up, X, Y, activation) - loss_of(down, X, Y, activation)) / (2 * h)
            G = grads[i][j]
            errors.append(np.linalg.norm(G - numerical) / (np.linalg.norm(G) + np.linalg.norm(numerical)))
    return max(errors)


def smaller_step(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    arrays = [array.copy() for pair in params for array in pair]

    def loss(array, place):
        held = arrays[place]
        arrays[place] = array
        pairs = list(zip(arrays[::2], arrays[1::2], strict=True))
        value = loss_of(pairs, X, Y, activation)
        arrays[place] = held
        return value

    flat = [array for pair in grads for array in pair]
    found = [numerical_gradient(lambda a, p=p: loss(a, p), arrays[p].copy(), 4e-6) for p in range(len(arrays))]
    return float(max(relative_error(g, h) for g, h in zip(flat, found, strict=True)))


def dictionary(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    found = {}
    for i in range(len(params)):
        W, b = params[i]
        f = lambda V, i=i, b=b: loss_of([*params[:i], (V, b), *params[i + 1 :]], X, Y, activation)  # noqa: E731
        g = lambda c, i=i, W=W: loss_of([*params[:i], (W, c), *params[i + 1 :]], X, Y, activation)  # noqa: E731
        found[f"W{i}"] = relative_error(grads[i][0], numerical_gradient(f, W, 1e-5))
        found[f"b{i}"] = relative_error(grads[i][1], numerical_gradient(g, b, 1e-5))
    return np.array(max(found.values()))


RIGHT = [one_function, helper, entry_by_entry, smaller_step, dictionary]


def errors_of(
    params, X, Y, activation, loss_of=loss_of, numerical=numerical_gradient, error=relative_error, parts=(0, 1)
):
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    errors = []
    for i in range(len(params)):
        for j in parts:

            def loss(array, i=i, j=j):
                moved = [list(layer) for layer in params]
                moved[i][j] = array
                return loss_of(moved, X, Y, activation)

            errors.append(error(grads[i][j], numerical(loss, params[i][j], 1e-5)))
    return errors


def always_zero(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    return max(relative_error(g, g) for pair in grads for g in pair)


def twice_backward(params, X, Y, activation):
    zs, activations = forward(params, X, activation)
    first, second = (backward(params, zs, activations, Y, activation) for _ in range(2))
    return max(relative_error(g, h) for a, b in zip(first, second, strict=True) for g, h in zip(a, b, strict=True))


def average(params, X, Y, activation):
    return float(np.mean(errors_of(params, X, Y, activation)))


def median(params, X, Y, activation):
    return float(np.median(errors_of(params, X, Y, activation)))


def total(params, X, Y, activation):
    return sum(errors_of(params, X, Y, activation))


def smallest(params, X, Y, activation):
    return min(errors_of(params, X, Y, activation))


def last(params, X, Y, activation):
    return errors_of(params, X, Y, activation)[-1]


def returns_in_the_loop(params, X, Y, activation):
    for error in errors_of(params, X, Y, activation):
        return error


def everything(params, X, Y, activation):
    return errors_of(params, X, Y, activation)


def verdict(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation)) < 1e-6


def only_weights(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, parts=(0,)))


def only_biases(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, parts=(1,)))


def without_the_last_layer(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation)[:-2], default=0.0)


def without_the_last_bias(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation)[:-1])


def without_the_first_layer(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation)[2:], default=0.0)


def forward_difference(f, W, h):
    dW = np.zeros(W.shape)
    for at in np.ndindex(W.shape):
        moved = W.copy()
        moved[at] += h
        dW[at] = (f(moved) - f(W)) / h
    return dW


def one_sided(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, numerical=forward_difference))


def sum_loss(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, loss_of=lambda *given: len(X) * loss_of(*given)))


def frozen_loss(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, loss_of=lambda moved, *rest: loss_of(params, *rest)))


def squared_loss(params, X, Y, activation):
    def squared(moved, X, Y, activation):
        return np.mean(np.sum((forward(moved, X, activation)[0][-1] - Y) ** 2, axis=1))

    return max(errors_of(params, X, Y, activation, loss_of=squared))


def sigmoid_always(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, loss_of=lambda m, X, Y, a: loss_of(m, X, Y, "sigmoid")))


def absolute(params, X, Y, activation):
    return max(errors_of(params, X, Y, activation, error=lambda g, h: float(np.linalg.norm(g - h))))


def joined(params, X, Y, activation):
    pairs = errors_of(params, X, Y, activation, error=lambda g, h: (g.ravel(), h.ravel()))
    return relative_error(np.concatenate([g for g, _ in pairs]), np.concatenate([h for _, h in pairs]))


def large_step(params, X, Y, activation):
    numerical = lambda f, W, h: numerical_gradient(f, W, 0.1)  # noqa: E731
    return max(errors_of(params, X, Y, activation, numerical=numerical))


def tiny_step(params, X, Y, activation):
    numerical = lambda f, W, h: numerical_gradient(f, W, 1e-12)  # noqa: E731
    return max(errors_of(params, X, Y, activation, numerical=numerical))


def lengths_only(params, X, Y, activation):
    error = lambda g, h: abs(np.linalg.norm(g) - np.linalg.norm(h)) / (np.linalg.norm(g) + np.linalg.norm(h))  # noqa: E731
    return max(errors_of(params, X, Y, activation, error=error))


def late_binding(params, X, Y, activation):
    """All functions see the last i and j: they are called after the loop."""
    zs, activations = forward(params, X, activation)
    grads = backward(params, zs, activations, Y, activation)
    losses = []
    for i in range(len(params)):
        for j in range(2):

            def loss(array):
                moved = [list(layer) for layer in params]
                moved[i][j] = array  # noqa: B023
                return loss_of(moved, X, Y, activation)

            losses.append(loss)
    flat = [array for pair in params for array in pair]
    slopes = [numerical_gradient(f, a, 1e-5) for f, a in zip(losses, flat, strict=True)]
    return max(relative_error(g, h) for g, h in zip([a for pair in grads for a in pair], slopes, strict=True))


def all_at_once(params, X, Y, activation):
    numerical = lambda f, W, h: (f(W + h) - f(W - h)) / (2 * h)  # noqa: E731
    return max(errors_of(params, X, Y, activation, numerical=numerical))


def leaves_moved(params, X, Y, activation):
    grads = backward(params, *forward(params, X, activation), Y, activation)
    errors = []
    for i in range(len(params)):
        for j in range(2):
            array, numerical = params[i][j], np.zeros(params[i][j].shape)
            for at in np.ndindex(array.shape):
                array[at] += 1e-5
                above = loss_of(params, X, Y, activation)
                array[at] -= 2e-5
                numerical[at] = (above - loss_of(params, X, Y, activation)) / 2e-5
            errors.append(relative_error(grads[i][j], numerical))
    return max(errors)


WRONG = [
    (always_zero, ("about 0",)),
    (twice_backward, ("about 0",)),
    (average, ("mean",)),
    (median, ("above 1e-3", "about 0")),
    (total, ("sum",)),
    (smallest, ("smallest",)),
    (last, ("last array",)),
    (returns_in_the_loop, ("first array",)),
    (everything, ("all errors", "single number")),
    (verdict, ("true or false",)),
    (only_weights, ("biases are never",)),
    (only_biases, ("weights are never",)),
    (without_the_last_layer, ("last layer",)),
    (without_the_last_bias, ("last bias",)),
    (without_the_first_layer, ("first layer",)),
    (one_sided, ("one-sided",)),
    (sum_loss, ("sum over the rows",)),
    (frozen_loss, ("does not use the array",)),
    (squared_loss, ("squared error",)),
    (sigmoid_always, ("sigmoid",)),
    (absolute, ("not relative",)),
    (joined, ("put into one",)),
    (large_step, ("below 1e-6",)),
    (tiny_step, ("below 1e-6",)),
    (lengths_only, ("compares the lengths",)),
    (late_binding, ("raised", "below 1e-6")),
    (all_at_once, ("nudged together",)),
    (leaves_moved, ("alter",)),
]

SAME = "params, zs and grads have an entry for each layer"
EQUIVALENT = {
    "for i in range(len(grads)):": SAME,
    "for i in range(len(zs)):": SAME,
    "errors.append(relative_error(numerical_gradient(loss, params[i][j], 1e-05), grads[i][j]))": "it is symmetric",
    "return cross_entropy_from_scores(_[-1], Y)": "the last activations are the scores",
    "errors.append(relative_error(grads[i][j], numerical_gradient(loss, params[i][j], 2e-05)))": "any h near 1e-5 will do",
    "errors.append(relative_error(grads[i][j], numerical_gradient(loss, params[i][j], 5e-06)))": "any h near 1e-5 will do",
}
