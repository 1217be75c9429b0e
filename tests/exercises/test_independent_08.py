"""Backpropagation against hand-computed numbers, and against ways to the same slopes that know nothing of it."""

import numpy as np
import pytest

from nnlab.calls.run import with_names
from nnlab.exercises import load, of_chapter
from nnlab.reference.backpropagation import (
    backward,
    bias_gradient,
    delta_cross_entropy,
    delta_hidden,
    delta_mse,
    find_the_bug,
    gradient_check,
    outer_gradient,
    relative_error,
    scalar_chain,
    weight_gradient,
)
from nnlab.reference.multilayer_networks import forward

CHAPTER = "08_backpropagation"

# One input, one relu node, two classes: z1 = 2 + 1 = 3, both scores are 0, so P = (1/2, 1/2) and delta = (-1/2, 1/2).
# One step back: -1/2 * 1 + 1/2 * (-1) = -1, and relu lets it pass.
PARAMS = [(np.array([[2.0]]), np.array([1.0])), (np.array([[1.0, -1.0]]), np.array([-3.0, 3.0]))]
X, Y = np.array([[1.0]]), np.array([[1.0, 0.0]])
ZS, ACTIVATIONS = [np.array([[3.0]]), np.array([[0.0, 0.0]])], [X, np.array([[3.0]]), np.array([[0.0, 0.0]])]
GRADS = [([[-1.0]], [-1.0]), ([[-1.5, 1.5]], [-0.5, 0.5])]
BUGGY = [(np.array([[-1.0]]), np.array([0.0])), (np.array([[1.5, -1.5]]), np.array([-0.5, 0.5]))]

BY_HAND = [
    (
        scalar_chain,
        (2.0, 0.0, 3.0, 1.0),
        {"z1": 0, "a1": 0.5, "z2": 1.5, "loss": 0.25, "dz2": 1, "dw2": 0.5, "da1": 3, "dz1": 0.75, "dw1": 1.5},
    ),
    (delta_mse, (np.array([[1.0, 2.0]]), np.array([[0.0, 5.0]])), [[2, -6]]),
    (delta_cross_entropy, (np.array([[0.0, np.log(3)]]), np.array([[1.0, 0.0]])), [[-0.75, 0.75]]),
    # (1, 2) W^T with W = [[1, 0], [2, 1], [0, -1]]: (1, 4, -2); the slopes of relu at (1, -1, 2): (1, 0, 1).
    (
        delta_hidden,
        (np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([[1.0, -1.0, 2.0]]), "relu"),
        [[1, 0, -2]],
    ),
    (delta_hidden, (np.array([[8.0]]), np.array([[1.0]]), np.array([[0.0]]), "sigmoid"), [[2]]),
    (outer_gradient, (np.array([1.0, 2.0, 3.0]), np.array([10.0, -1.0])), [[10, -1], [20, -2], [30, -3]]),
    # (1, 2) x (3) + (4, 5) x (-1).
    (weight_gradient, (np.array([[1.0, 2.0], [4.0, 5.0]]), np.array([[3.0], [-1.0]])), [[-1], [1]]),
    (bias_gradient, (np.array([[1.0, 2.0], [3.0, -5.0]]),), [4, -3]),
    (backward, (PARAMS, ZS, ACTIVATIONS, Y, "relu"), GRADS),
    # Lengths 5 and 10, and 5 between them.
    (relative_error, (np.array([3.0, 4.0]), np.array([6.0, 8.0])), 5 / 15),
    (gradient_check, (PARAMS, X, Y, "relu"), 0.0),
    (find_the_bug, (ZS, ACTIVATIONS, PARAMS, Y, "relu", BUGGY), ["b1", "W2"]),
]


def same(found, expected):
    if isinstance(expected, dict):
        assert list(found) == list(expected)
        found, expected = list(found.values()), list(expected.values())
    if isinstance(expected, list) and expected and isinstance(expected[0], str):
        assert found == expected
    elif isinstance(expected, list) and expected and isinstance(expected[0], tuple):
        for mine, right in zip(found, expected, strict=True):
            same(list(mine[0]), right[0])
            same(mine[1], right[1])
    else:
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=[row[0].__name__ for row in BY_HAND])
def test_by_hand(function, inputs, expected):
    same(function(*inputs), expected)


def test_every_reference_is_computed_by_hand_once():
    assert {row[0].__name__ for row in BY_HAND} == set(of_chapter(CHAPTER))


def cases(name):
    return [case.inputs for seed in range(3) for case in load(name).cases(seed)]


# The complex step is exact for smooth functions and shares nothing with the chain rule. numpy's tanh and exp take
# complex numbers, and so does everything below, which is written for it alone.
BENDS = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(np.real(z) > 0, z, 0),
}


def complex_slopes(f, at):
    slopes = np.zeros(at.shape)
    for i in np.ndindex(at.shape):
        moved = at.astype(complex)
        moved[i] += 1e-30j
        slopes[i] = f(moved).imag / 1e-30
    return slopes


def cross_entropy_of(Z, Y):
    """Summed over the rows."""
    top = np.real(Z).max(axis=1, keepdims=True)
    return (np.log(np.exp(Z - top).sum(axis=1)) + top[:, 0] - (Z * Y).sum(axis=1)).sum()


def scores_of(params, X, activation):
    A = X
    for W, b in params[:-1]:
        A = BENDS[activation](A @ W + b)
    return A @ params[-1][0] + params[-1][1]


def test_the_chain_by_complex_steps():
    for x, w1, w2, y in cases("scalar_chain"):
        found = scalar_chain(x, w1, w2, y)

        def loss(numbers, x=x, y=y):
            return (numbers[1] * BENDS["sigmoid"](numbers[0] * x) - y) ** 2

        np.testing.assert_allclose([found["dw1"], found["dw2"]], complex_slopes(loss, np.array([w1, w2])), atol=1e-12)
        by_z1 = complex_slopes(lambda z, w2=w2, y=y: (w2 * BENDS["sigmoid"](z) - y) ** 2, np.array(found["z1"]))
        assert found["dz1"] == pytest.approx(float(by_z1))


@pytest.mark.parametrize(
    ("function", "loss"),
    [(delta_mse, lambda Z, Y: ((Z - Y) ** 2).sum()), (delta_cross_entropy, cross_entropy_of)],
    ids=["delta_mse", "delta_cross_entropy"],
)
def test_output_deltas_by_complex_steps(function, loss):
    for Z, Y in cases(function.__name__):
        slopes = complex_slopes(lambda at, Y=Y: loss(at, Y), Z)
        np.testing.assert_allclose(function(Z, Y), slopes, atol=1e-10)


def test_one_step_back_by_complex_steps():
    """delta is the slope of sum(delta * (sigma(Z) W)) by its last factor; so its slope by Z is one step back."""
    for delta, W, Z, activation in cases("delta_hidden"):

        def bent(z, activation=activation):
            return BENDS[activation](np.clip(np.real(z), -300, 300) + 1j * np.imag(z))

        slopes = complex_slopes(lambda at, delta=delta, W=W, bent=bent: (delta * (bent(at) @ W)).sum(), Z)
        np.testing.assert_allclose(delta_hidden(delta, W, Z, activation), slopes, atol=1e-12)


def test_a_batch_is_the_sum_of_its_examples():
    for A, delta in cases("weight_gradient"):
        total = sum(outer_gradient(a, d) for a, d in zip(A, delta, strict=True))
        np.testing.assert_allclose(weight_gradient(A, delta), total, atol=1e-12)
        entries = [
            [sum(A[i, j] * delta[i, k] for i in range(len(A))) for k in range(delta.shape[1])]
            for j in range(A.shape[1])
        ]
        np.testing.assert_allclose(weight_gradient(A, delta), entries, atol=1e-12)
        # A bias is a weight whose input is always 1.
        np.testing.assert_allclose(bias_gradient(delta), weight_gradient(np.ones((len(A), 1)), delta)[0], atol=1e-12)


def test_backward_by_complex_steps():
    for params, _, activations, Y, activation in cases("backward"):
        zs, again = forward(params, activations[0], activation)
        np.testing.assert_array_equal(again[-1], activations[-1])  # what it is given fits together
        if any(np.abs(Z).min() < 1e-9 for Z in zs[:-1]):
            continue  # at relu's kink there is no slope
        grads = backward(params, zs, activations, Y, activation)
        for i in range(len(params)):
            for j in range(2):

                def loss(array, i=i, j=j, params=params, X=activations[0], Y=Y, activation=activation):
                    moved = [list(pair) for pair in params]
                    moved[i][j] = array
                    return cross_entropy_of(scores_of(moved, X, activation), Y) / len(Y)

                np.testing.assert_allclose(grads[i][j], complex_slopes(loss, params[i][j]), rtol=1e-9, atol=1e-12)


def test_backward_does_not_change_with_copies_of_the_data():
    """The loss is a mean: every row twice is the same loss, and the same slopes."""
    rng = np.random.default_rng(0)
    params = [(rng.normal(size=(3, 4)), rng.normal(size=4)), (rng.normal(size=(4, 2)), rng.normal(size=2))]
    X, Y = rng.normal(size=(5, 3)), np.eye(2)[[0, 1, 1, 0, 1]]
    once = backward(params, *forward(params, X, "tanh"), Y, "tanh")
    X2, Y2 = np.vstack([X, X]), np.vstack([Y, Y])
    twice = backward(params, *forward(params, X2, "tanh"), Y2, "tanh")
    for a, b in zip(once, twice, strict=True):
        np.testing.assert_allclose(a[0], b[0], atol=1e-12)
        np.testing.assert_allclose(a[1], b[1], atol=1e-12)


def test_relative_error_is_symmetric_and_has_no_unit():
    for G, H in cases("relative_error"):
        error = relative_error(G, H)
        assert 0 <= error <= 1 + 1e-12
        assert relative_error(H, G) == pytest.approx(error, rel=1e-12)
        assert relative_error(3 * G, 3 * H) == pytest.approx(error, rel=1e-12)


def test_gradient_check_tells_right_from_wrong_with_room_to_spare():
    for seed in range(8):
        for case in load("gradient_check").cases(seed):
            params, X, _, activation = case.inputs
            zs, _ = forward(params, X, activation)
            assert all(np.abs(Z).min() > 1e-3 for Z in zs[:-1])  # away from relu's kink
            error = with_names(gradient_check, dict(case.given))(*case.inputs)
            if "backward is right" in case.note:
                assert error < 1e-8
            else:
                assert 1.4e-3 < error <= 1 + 1e-9


def test_the_bugs_to_find_are_clear():
    """Wrong by 0.4 percent at least, or by rounding: no tolerance between decides otherwise."""
    seen = set()
    for zs, activations, params, Y, activation, grads in cases("find_the_bug"):
        right = backward(params, zs, activations, Y, activation)
        errors = [relative_error(g, r) for a, b in zip(grads, right, strict=True) for g, r in zip(a, b, strict=True)]
        assert all(error < 1e-11 or error > 4e-3 for error in errors)
        names = [f"{letter}{i + 1}" for i in range(len(params)) for letter in "Wb"]
        expected = [name for name, error in zip(names, errors, strict=True) if error > 4e-3]
        assert find_the_bug(zs, activations, params, Y, activation, grads) == expected
        seen.add(len(expected))
    assert {0, 1, 2} <= seen
    assert max(seen) > 3


def test_cases_can_be_read():
    for name in of_chapter(CHAPTER):
        for case in load(name).cases(5):
            assert case.note
            assert all(np.size(value) <= 28 for value in case.inputs if isinstance(value, np.ndarray))
