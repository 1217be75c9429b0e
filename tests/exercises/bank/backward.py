"""Answers to backward, right and wrong, as learners write them: with their own functions, or with everything inline."""

import numpy as np

from nnlab.reference.backpropagation import bias_gradient, delta_cross_entropy, delta_hidden, weight_gradient
from nnlab.reference.multilayer_networks import SLOPES
from nnlab.reference.one_neuron import sigmoid
from nnlab.reference.softmax_regression import softmax


def with_own_functions(params, zs, activations, Y, activation):
    delta = delta_cross_entropy(zs[-1], Y) / len(Y)
    grads = []
    for i in reversed(range(len(params))):
        grads.insert(0, (weight_gradient(activations[i], delta), bias_gradient(delta)))
        if i:
            delta = delta_hidden(delta, params[i][0], zs[i - 1], activation)
    return grads


def inline(params, zs, activations, Y, activation):
    E = np.exp(zs[-1] - zs[-1].max(axis=1, keepdims=True))
    delta = (E / E.sum(axis=1, keepdims=True) - Y) / Y.shape[0]
    grads = [None] * len(params)
    for i in range(len(params) - 1, -1, -1):
        W, _ = params[i]
        grads[i] = (activations[i].T @ delta, delta.sum(axis=0))
        if i > 0:
            delta = delta @ W.T
            a = activations[i]
            if activation == "sigmoid":
                delta = delta * a * (1 - a)
            elif activation == "tanh":
                delta = delta * (1 - a**2)
            elif activation == "relu":
                delta = delta * (zs[i - 1] > 0)
    return grads


def average_at_the_end(params, zs, activations, Y, activation):
    n = len(Y)
    delta = softmax(zs[-1]) - Y
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append([activations[i].T @ delta / n, delta.mean(axis=0)])
        if i > 0:
            delta = (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1])
    grads.reverse()
    return tuple(grads)


def example_by_example(params, zs, activations, Y, activation):
    n = len(Y)
    sums = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for r in range(n):
        delta = softmax(zs[-1][r : r + 1])[0] - Y[r]
        for i in range(len(params) - 1, -1, -1):
            dW, db = sums[i]
            sums[i] = (dW + np.outer(activations[i][r], delta), db + delta)
            if i > 0:
                delta = SLOPES[activation](zs[i - 1][r]) * (params[i][0] @ delta)
    return [(dW / n, db / n) for dW, db in sums]


def deltas_first(params, zs, activations, Y, activation):
    deltas = [(softmax(zs[-1]) - Y) / len(Y)]
    for (W, _), Z in zip(params[:0:-1], zs[-2::-1], strict=True):
        deltas.append(np.einsum("ik,jk->ij", deltas[-1], W) * SLOPES[activation](Z))
    deltas.reverse()
    return [(np.einsum("ij,ik->jk", a, d), np.einsum("ik->k", d)) for a, d in zip(activations, deltas, strict=False)]


def recursive(params, zs, activations, Y, activation):
    def from_layer(i, delta):
        here = (activations[i].T @ delta, delta.sum(axis=0))
        if i == 0:
            return [here]
        return [*from_layer(i - 1, (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1])), here]

    return from_layer(len(params) - 1, (softmax(zs[-1]) - Y) / len(Y))


def by_labels(params, zs, activations, Y, activation):
    delta = softmax(zs[-1])
    delta[np.arange(len(Y)), Y.argmax(axis=1)] -= 1
    delta /= len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((np.array([[float(a @ d) for d in delta.T] for a in activations[i].T]), [sum(c) for c in delta.T]))
        if i > 0:
            delta = (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1])
    return grads[::-1]


def single_precision(params, zs, activations, Y, activation):
    to = np.float32
    delta = softmax(zs[-1].astype(to)) - Y.astype(to)
    delta = delta / to(len(Y))
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].astype(to).T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ params[i][0].astype(to).T) * SLOPES[activation](zs[i - 1]).astype(to)
    return grads[::-1]


RIGHT = [
    with_own_functions,
    inline,
    average_at_the_end,
    example_by_example,
    deltas_first,
    recursive,
    by_labels,
    single_precision,
]


def inlined(
    top=lambda Z, Y: (softmax(Z) - Y) / len(Y),
    weights=lambda A, d: A.T @ d,
    biases=lambda d: d.sum(axis=0),
    back=lambda d, W: d @ W.T,
    slope=lambda f, Z, a: f(Z),
):
    """A pass with some of its steps in other words."""

    def wrong(params, zs, activations, Y, activation):
        delta = top(zs[-1], Y)
        grads = []
        for i in range(len(params) - 1, -1, -1):
            grads.append((weights(activations[i], delta), biases(delta)))
            if i > 0:
                delta = back(delta, params[i][0]) * slope(SLOPES[activation], zs[i - 1], activations[i])
        return grads[::-1]

    return wrong


def called(name, function):
    function.__name__ = name
    return function


def mean_in_hidden_steps(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1]) / len(Y)
    return grads[::-1]


def pre_activations(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    inputs = [activations[0], *zs]
    for i in range(len(params) - 1, -1, -1):
        grads.append((inputs[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1])
    return grads[::-1]


def slope_of_the_wrong_layer(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = delta_hidden(delta, params[i][0], zs[i], activation)
    return grads[::-1]


def weights_of_the_wrong_layer(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = delta_hidden(delta, params[i - 1][0], zs[i - 1], activation)
    return grads[::-1]


def step_below_the_input(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].T @ delta, delta.sum(axis=0)))
        delta = (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1])
    return grads[::-1]


def not_reversed(params, zs, activations, Y, activation):
    return with_own_functions(params, zs, activations, Y, activation)[::-1]


def top_never_moves(params, zs, activations, Y, activation):
    delta = delta_cross_entropy(zs[-1], Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((weight_gradient(activations[i], delta), bias_gradient(delta)))
        if i > 0:
            delta_hidden(delta, params[i][0], zs[i - 1], activation)
    return grads[::-1]


def moves_first(params, zs, activations, Y, activation):
    delta = delta_cross_entropy(zs[-1], Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        if i > 0:
            delta = delta_hidden(delta, params[i][0], zs[i - 1], activation)
        grads.append((weight_gradient(activations[i], delta), bias_gradient(delta)))
    return grads[::-1]


def weights_then_biases(params, zs, activations, Y, activation):
    grads = with_own_functions(params, zs, activations, Y, activation)
    return [dW for dW, _ in grads], [db for _, db in grads]


def only_the_weights(params, zs, activations, Y, activation):
    return [dW for dW, _ in with_own_functions(params, zs, activations, Y, activation)]


def only_two_layers(params, zs, activations, Y, activation):
    (_, _), (W2, _) = params
    delta2 = (softmax(zs[1]) - Y) / len(Y)
    delta1 = (delta2 @ W2.T) * SLOPES[activation](zs[0])
    return [(activations[0].T @ delta1, delta1.sum(axis=0)), (activations[1].T @ delta2, delta2.sum(axis=0))]


def first_layer_left_out(params, zs, activations, Y, activation):
    return with_own_functions(params, zs, activations, Y, activation)[1:]


def scores_through_the_activation(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y) * SLOPES[activation](zs[-1])
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = delta_hidden(delta, params[i][0], zs[i - 1], activation)
    return grads[::-1]


def writes_into_the_scores(params, zs, activations, Y, activation):
    E = np.exp(zs[-1] - zs[-1].max(axis=1, keepdims=True))
    zs[-1] = (E / E.sum(axis=1, keepdims=True) - Y) / len(Y)
    return inlined(top=lambda Z, Y: Z)(params, zs, activations, Y, activation)


def relu_mask_of_the_activation(params, zs, activations, Y, activation):
    def slope(f, Z, a):
        return np.where(a >= 0, 1.0, 0.0) if activation == "relu" else f(Z)

    return inlined(slope=slope)(params, zs, activations, Y, activation)


def last_bias_forgotten(params, zs, activations, Y, activation):
    grads = with_own_functions(params, zs, activations, Y, activation)
    grads[-1] = (grads[-1][0], np.zeros_like(grads[-1][1]))
    return grads


def only_the_last_bias(params, zs, activations, Y, activation):
    grads = with_own_functions(params, zs, activations, Y, activation)
    return [(dW, np.zeros_like(db)) for dW, db in grads[:-1]] + grads[-1:]


def input_too_low(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i - 1].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ params[i][0].T) * SLOPES[activation](zs[i - 1])
    return grads[::-1]


def flat_list(params, zs, activations, Y, activation):
    return [array for pair in with_own_functions(params, zs, activations, Y, activation) for array in pair]


def labels_guessed(params, zs, activations, Y, activation):
    guesses = np.eye(Y.shape[1])[zs[-1].argmax(axis=1)]
    return with_own_functions(params, zs, activations, guesses, activation)


def first_slope_for_all(params, zs, activations, Y, activation):
    delta = (softmax(zs[-1]) - Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append((activations[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ params[i][0].T) * SLOPES[activation](zs[0])
    return grads[::-1]


def returns_nothing(params, zs, activations, Y, activation):
    with_own_functions(params, zs, activations, Y, activation)


WRONG = [
    (called("no_mean", inlined(top=lambda Z, Y: softmax(Z) - Y)), ("n times too large",)),
    (mean_in_hidden_steps, ("once more",)),
    (
        called("mean_twice", inlined(weights=lambda A, d: A.T @ d / len(d), biases=lambda d: d.mean(axis=0))),
        ("too small",),
    ),
    (called("weights_mean_twice", inlined(weights=lambda A, d: A.T @ d / len(A))), ("weights are divided",)),
    (called("biases_mean_twice", inlined(biases=lambda d: d.mean(axis=0))), ("biases are divided",)),
    (
        called("weights_mean_only", inlined(top=lambda Z, Y: softmax(Z) - Y, weights=lambda A, d: A.T @ d / len(A))),
        ("biases are n times",),
    ),
    (
        called("biases_mean_only", inlined(top=lambda Z, Y: softmax(Z) - Y, biases=lambda d: d.mean(axis=0))),
        ("weights are n times",),
    ),
    (called("over_all", inlined(top=lambda Z, Y: (softmax(Z) - Y) / Y.size)), ("all entries",)),
    (called("over_classes", inlined(top=lambda Z, Y: (softmax(Z) - Y) / Y.shape[1])), ("classes",)),
    (called("sign", inlined(top=lambda Z, Y: (Y - softmax(Z)) / len(Y))), ("sign",)),
    (called("sign_no_mean", inlined(top=lambda Z, Y: Y - softmax(Z))), ("two things", "n times too large", "negative")),
    (called("scores", inlined(top=lambda Z, Y: (Z - Y) / len(Y))), ("scores",)),
    (called("squared_error", inlined(top=lambda Z, Y: 2 * (Z - Y) / len(Y))), ("squared error",)),
    (
        called("extra_slope", inlined(top=lambda Z, Y: (softmax(Z) - Y) * softmax(Z) * (1 - softmax(Z)) / len(Y))),
        ("p (1 - p)",),
    ),
    (called("by_probabilities", inlined(top=lambda Z, Y: -Y / softmax(Z) / len(Y))), ("probabilities",)),
    (scores_through_the_activation, ("no activation",)),
    (called("no_slope", inlined(slope=lambda f, Z, a: 1.0)), ("lack the activation's slope",)),
    (called("slope_at_activation", inlined(slope=lambda f, Z, a: f(a))), ("pre-activations",)),
    (slope_of_the_wrong_layer, ("zs[i]",)),
    (called("no_transpose", inlined(back=lambda d, W: d @ W)), ("not transposed",)),
    (weights_of_the_wrong_layer, ("layer below",)),
    (step_below_the_input, ("also steps back at i = 0",)),
    (top_never_moves, ("every layer",)),
    (moves_first, ("before the slopes",)),
    (pre_activations, ("pre-activations",)),
    (called("sums_only", inlined(weights=lambda A, d: np.outer(A.sum(axis=0), d.sum(axis=0)))), ("own input",)),
    (called("transposed", inlined(weights=lambda A, d: d.T @ A)), ("transposed",)),
    (called("zero_biases", inlined(biases=lambda d: np.zeros(d.shape[1]))), ("every db is 0",)),
    (called("biases_unsummed", inlined(biases=lambda d: d)), ("add them up",)),
    (called("biases_keepdims", inlined(biases=lambda d: d.sum(axis=0, keepdims=True))), ("axis too many", "shape")),
    (called("biases_other_axis", inlined(biases=lambda d: d.sum(axis=1))), ("axis=0",)),
    (not_reversed, ("last layer first",)),
    (weights_then_biases, ("then all biases",)),
    (only_the_weights, ("only weights",)),
    (first_layer_left_out, ("first layer are missing",)),
    (only_two_layers, ("unpack", "value")),
    (called("always_sigmoid", inlined(slope=lambda f, Z, a: sigmoid(Z) * (1 - sigmoid(Z)))), ("whatever",)),
    (called("always_tanh", inlined(slope=lambda f, Z, a: 1 - a**2)), ("1 - a^2",)),
    (
        called("no_slope_zero_biases", inlined(slope=lambda f, Z, a: 1.0, biases=lambda d: np.zeros(d.shape[1]))),
        ("two things", "every db is 0", "lack"),
    ),
    (
        called("no_mean_transposed", inlined(top=lambda Z, Y: softmax(Z) - Y, weights=lambda A, d: d.T @ A)),
        ("two things", "transposed"),
    ),
    (relu_mask_of_the_activation, ("true everywhere",)),
    (writes_into_the_scores, ("alter",)),
    (last_bias_forgotten, ("last layer's db is 0",)),
    (only_the_last_bias, ("all layers but the last",)),
    (input_too_low, ("activations[i - 1]",)),
    (flat_list, ("one list",)),
    (labels_guessed, ("db2: 2 of 2 values differ", "dW2: 8 of 8", "differ")),
    (first_slope_for_all, ("broadcast", "shapes")),
    (returns_nothing, ("return",)),
]

EQUIVALENT = {
    "delta = delta_cross_entropy(activations[-1], Y) / Y.shape[0]": "the last activations are the scores",
    "for i in range(len(zs) - 1, -1, -1):": "there is one Z for each layer",
}
