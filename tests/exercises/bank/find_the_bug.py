"""Answers to find_the_bug, right and wrong, as learners write them."""

import numpy as np

from nnlab.reference.backpropagation import backward, relative_error
from nnlab.reference.multilayer_networks import predict_proba
from nnlab.reference.softmax_regression import cross_entropy


def names_of(test, first=1, letters=("W", "b")):
    """A search with that test of (theirs, right)."""

    def search(zs, activations, params, Y, activation, grads):
        right = backward(params, zs, activations, Y, activation)
        names = []
        for i in range(len(params)):
            for j, letter in enumerate(letters):
                if test(grads[i][j], right[i][j]):
                    names.append(letter + str(i + first))
        return names

    return search


def called(name, function):
    function.__name__ = name
    return function


def comprehension(zs, activations, params, Y, activation, grads):
    right = backward(params, zs, activations, Y, activation)
    return [
        f"{'Wb'[j]}{i + 1}"
        for i, (pair, theirs) in enumerate(zip(right, grads, strict=True))
        for j in range(2)
        if relative_error(pair[j], theirs[j]) > 1e-5
    ]


def with_arrays(zs, activations, params, Y, activation, grads):
    names = []
    for i, ((dW, db), (gW, gb)) in enumerate(
        zip(backward(params, zs, activations, Y, activation), grads, strict=True), 1
    ):
        if not np.allclose(dW, gW):
            names.append(f"W{i}")
        if not np.allclose(db, gb):
            names.append(f"b{i}")
    return names


def by_differences(zs, activations, params, Y, activation, grads):
    X, h, names = activations[0], 1e-5, []
    for i in range(len(params)):
        for j, letter in enumerate("Wb"):
            slopes = np.zeros(params[i][j].shape)
            for at in np.ndindex(slopes.shape):
                values = []
                for step in (h, -h):
                    moved = [[W.copy(), b.copy()] for W, b in params]
                    moved[i][j][at] += step
                    values.append(cross_entropy(predict_proba(moved, X, activation), Y))
                slopes[at] = (values[0] - values[1]) / (2 * h)
            if relative_error(slopes, grads[i][j]) > 1e-4:
                names.append(f"{letter}{i + 1}")
    return names


def as_tuple(*given):
    return tuple(comprehension(*given))


RIGHT = [
    comprehension,
    with_arrays,
    by_differences,
    as_tuple,
    called("largest_difference", names_of(lambda g, r: np.abs(g - r).max() > 1e-8)),
    called("relative", names_of(lambda g, r: relative_error(g, r) > 1e-6)),
]


def only_first(*given):
    return comprehension(*given)[:1]


def reversed_order(*given):
    return comprehension(*given)[::-1]


def last_layer_first(zs, activations, params, Y, activation, grads):
    right, names = backward(params, zs, activations, Y, activation), []
    for i in range(len(params) - 1, -1, -1):
        for j in range(2):
            if relative_error(grads[i][j], right[i][j]) > 1e-6:
                names.append(f"{'Wb'[j]}{i + 1}")
    return names


def alphabetical(*given):
    return sorted(comprehension(*given))


def with_d(*given):
    return ["d" + name for name in comprehension(*given)]


def as_text(*given):
    return ", ".join(comprehension(*given))


def none_for_right(*given):
    return comprehension(*given) or None


def as_set(*given):
    return set(comprehension(*given))


def pairs(*given):
    return [(int(name[1]) - 1, "Wb".index(name[0])) for name in comprehension(*given)]


def first_layer_at_fault(*given):
    """Only where the fault arose, on the way back: the highest layer."""
    return comprehension(*given)[-1:]


def counts(*given):
    return len(comprehension(*given))


def whole_layers(zs, activations, params, Y, activation, grads):
    names = comprehension(zs, activations, params, Y, activation, grads)
    layers = {name[1] for name in names}
    return [f"{letter}{i + 1}" for i in range(len(params)) for letter in "Wb" if str(i + 1) in layers]


def shapes_only(zs, activations, params, Y, activation, grads):
    names = []
    for i in range(len(params)):
        for j in range(2):
            if grads[i][j].shape != params[i][j].shape:
                names.append(f"{'Wb'[j]}{i + 1}")
    return names


def fixed_to_two_layers(zs, activations, params, Y, activation, grads):
    right = backward(params, zs, activations, Y, activation)
    return [f"{'Wb'[j]}{i + 1}" for i in range(2) for j in range(2) if relative_error(grads[i][j], right[i][j]) > 1e-6]


WRONG = [
    (called("from_zero", names_of(lambda g, r: relative_error(g, r) > 1e-6, first=0)), ("counted from 0",)),
    (called("the_right_ones", names_of(lambda g, r: relative_error(g, r) < 1e-6)), ("right",)),
    (called("exact", names_of(lambda g, r: not np.array_equal(g, r))), ("rounding",)),
    (called("any_difference", names_of(lambda g, r: (g != r).any())), ("rounding",)),
    (called("loose", names_of(lambda g, r: relative_error(g, r) > 0.05)), ("a little off",)),
    (called("all_entries", names_of(lambda g, r: (np.abs(g - r) > 1e-6).all())), ("all its entries",)),
    (called("lengths", names_of(lambda g, r: abs(np.linalg.norm(g) - np.linalg.norm(r)) > 1e-6)), ("lengths",)),
    (called("weights_only", names_of(lambda g, r: relative_error(g, r) > 1e-6, letters=("W",))), ("only weights",)),
    (called("signed", names_of(lambda g, r: np.sum(g - r) > 1e-6)), ("cancel",)),
    (called("the_example", lambda zs, activations, params, Y, activation, grads: ["W2", "b1"]), ("the example",)),
    (only_first, ("stops at the first",)),
    (reversed_order, ("order",)),
    (last_layer_first, ("order",)),
    (alphabetical, ("sorted by letter",)),
    (with_d, ("carry a d",)),
    (as_text, ("one text",)),
    (none_for_right, ("none",)),
    (as_set, ("set",)),
    (pairs, ("expected", "needs", "got")),
    (first_layer_at_fault, ("the last",)),
    (counts, ("expected", "got")),
    (whole_layers, ("both are named",)),
    (shapes_only, ("no array is found wrong",)),
    (fixed_to_two_layers, ("first two layers", "index", "outside")),
]

EQUIVALENT = {
    "if relative_error(grads[i][j], right[j]) >= 1e-06:": "no error is exactly 1e-6",
    "if relative_error(right[j], grads[i][j]) > 1e-06:": "it is symmetric",
    "if relative_error(grads[i][j], right[j]) > 2e-06:": "any tolerance between rounding and a slip will do",
    "if relative_error(grads[i][j], right[j]) > 5e-07:": "any tolerance between rounding and a slip will do",
}
