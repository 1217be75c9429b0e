"""Chapter 07's references against hand-computed values and against other ways to the same answer."""

import itertools
import math
import warnings

import numpy as np
import pytest

from nnlab.calls import run
from nnlab.exercises import load, of_chapter
from nnlab.judge.judge import verdict
from nnlab.reference.gradient_descent import complex_step_gradient
from nnlab.reference.layers_and_networks import collapse_linear, feed_forward
from nnlab.reference.multilayer_networks import (
    ACTIVATIONS,
    SLOPES,
    forward,
    init_params,
    predict_proba,
    relu,
    relu_prime,
    tanh_prime,
)

# The 2-2-2 network of the lesson, and x = (1, 2).
NETWORK = [
    (np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([0.0, -1.0])),
    (np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([-1.0, 0.5])),
]
ROW = np.array([[1.0, 2.0]])

BY_HAND = [
    (relu, (np.array([[-1.5, 0.0], [2.5, 1000.0]]),), [[0, 0], [2.5, 1000]]),
    (relu_prime, (np.array([[-1.5, 0.0], [2.5, 1000.0]]),), [[0, 0], [1, 1]]),
    # tanh(ln 2) = (2 - 1/2) / (2 + 1/2) = 3/5, so the slope is 16/25.
    (tanh_prime, (np.array([0.0, math.log(2), -math.log(2), 1000.0]),), [1, 16 / 25, 16 / 25, 0]),
    # z1 = (1 + 4 + 0, -1 + 1 - 1) = (5, -1); a1 = (5, 0); z2 = (5 - 1, 0 + 0.5) = (4, 0.5).
    (forward, (NETWORK, ROW, "relu"), ([[[5, -1]], [[4, 0.5]]], [[[1, 2]], [[5, 0]], [[4, 0.5]]])),
    # Without the bend: z2 = (5 - 2 - 1, 0 - 3 + 0.5) = (2, -2.5).
    (forward, (NETWORK, ROW, "identity"), ([[[5, -1]], [[2, -2.5]]], [[[1, 2]], [[5, -1]], [[2, -2.5]]])),
    # Scores 4 and 0.5: the first class has 1 / (1 + exp(-3.5)).
    (predict_proba, (NETWORK, ROW, "relu"), [[1 / (1 + math.exp(-3.5)), 1 / (1 + math.exp(3.5))]]),
]


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=[row[0].__name__ for row in BY_HAND])
def test_by_hand(function, inputs, expected):
    found = function(*inputs)
    if not isinstance(expected, tuple):
        found, expected = ([found],), ([expected],)
    assert len(found) == len(expected)
    for mine, right in zip(found, expected, strict=True):
        assert len(mine) == len(right)
        for array, numbers in zip(mine, right, strict=True):
            np.testing.assert_allclose(array, numbers, rtol=1e-12, atol=1e-12)


def test_init_params_by_hand_where_it_can_be():
    """Its weights are random; their number, shapes, biases and scale are not."""
    params = init_params([2, 3, 1], 5)
    assert [(W.shape, b.tolist()) for W, b in params] == [((2, 3), [0, 0, 0]), ((3, 1), [0])]
    ((W, _),) = init_params([8, 5000], 0)
    assert W.std() == pytest.approx(0.5, rel=0.02)


def test_every_exercise_is_computed_by_hand():
    assert {row[0].__name__ for row in BY_HAND} | {"init_params"} == set(of_chapter("07_multilayer_networks"))


def test_slopes_are_derivatives():
    """By the complex step where the function is smooth, by differences away from relu's corner."""
    z = np.array([-3.0, -1.2, -0.3, 0.4, 1.0, 2.5])
    for name, sigma in ACTIVATIONS.items():
        slopes = SLOPES[name](z)
        np.testing.assert_allclose((sigma(z + 1e-6) - sigma(z - 1e-6)) / 2e-6, slopes, atol=1e-8)
        if name in ("tanh", "identity"):
            np.testing.assert_allclose(complex_step_gradient(lambda at, f=sigma: f(at).sum(), z), slopes, rtol=1e-12)


def test_relu_by_other_formulas():
    z = np.random.default_rng(0).normal(size=(50, 3))
    np.testing.assert_allclose(relu(z), (z + np.abs(z)) / 2, atol=1e-15)
    np.testing.assert_array_equal(relu_prime(z), np.sign(relu(z)))
    np.testing.assert_allclose(relu(z) - relu(-z), z)


def test_tanh_is_a_stretched_sigmoid():
    z = np.linspace(-4, 4, 33)
    np.testing.assert_allclose(tanh_prime(z), 4 * SLOPES["sigmoid"](2 * z), rtol=1e-12)


def test_forward_without_bend_is_one_layer():
    rng = np.random.default_rng(1)
    params, X = (
        [(rng.normal(size=(3, 4)), rng.normal(size=4)), (rng.normal(size=(4, 2)), rng.normal(size=2))],
        rng.normal(size=(5, 3)),
    )
    W, b = collapse_linear(*params[0], *params[1])
    np.testing.assert_allclose(forward(params, X, "identity")[0][-1], X @ W + b)


def test_forward_unit_by_unit():
    """Each number by Python's own arithmetic, one unit and one example at a time."""
    plain = {
        "identity": lambda z: z,
        "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
        "tanh": math.tanh,
        "relu": lambda z: max(z, 0.0),
    }
    for case in [*load("forward").cases(0), *load("forward").cases(1)]:
        params, X, activation = case.inputs
        zs, activations = forward(params, X, activation)
        assert len(activations) == len(zs) + 1 == len(params) + 1
        assert activations[0] is X
        for row in range(len(X)):
            a = X[row].tolist()
            for i, (W, b) in enumerate(params):
                z = [sum(a[j] * W[j][k] for j in range(len(a))) + b[k] for k in range(len(b))]
                last = i == len(params) - 1
                a = z if last else [plain[activation](value) for value in z]
                np.testing.assert_allclose(zs[i][row], z, rtol=1e-12, atol=1e-12)
                np.testing.assert_allclose(activations[i + 1][row], a, rtol=1e-12, atol=1e-12)


def test_predict_proba_is_chapter_02s_network_when_there_are_no_biases():
    rng = np.random.default_rng(2)
    W1, W2, X = rng.normal(size=(3, 2)), rng.normal(size=(2, 3)), rng.normal(size=(4, 3))
    params = [(W1, np.zeros(2)), (W2, np.zeros(3))]
    np.testing.assert_allclose(predict_proba(params, X, "sigmoid"), feed_forward(X, W1, W2), rtol=1e-12)


def test_predict_proba_ignores_what_is_added_to_all_scores():
    rng = np.random.default_rng(3)
    params, X = init_params([3, 5, 4], 0), rng.normal(size=(6, 3))
    P = predict_proba(params, X, "relu")
    np.testing.assert_allclose(P.sum(axis=1), 1, rtol=1e-12)
    (W1, b1), (W2, b2) = params
    np.testing.assert_allclose(predict_proba([(W1, b1), (W2, b2 + 700)], X, "relu"), P, rtol=1e-9)


def test_he_scale_keeps_the_mean_square_through_relu_layers():
    """Its reason: the pre-activations of every layer have the same mean square, whatever the widths."""
    rng = np.random.default_rng(4)
    sizes = [400, 300, 500, 200, 400]
    squares = np.zeros(len(sizes) - 1)
    for seed in range(20):
        zs, _ = forward(init_params(sizes, seed), rng.normal(size=(50, 400)), "relu")
        squares += [np.mean(Z**2) / 20 for Z in zs]
    np.testing.assert_allclose(squares, 2, rtol=0.1)


def drawn(name, seed, shape):
    rng = np.random.default_rng([seed, *shape])
    return {
        "normal": lambda: rng.normal(size=shape),
        "uniform": lambda: rng.uniform(-(3**0.5), 3**0.5, size=shape),
        "laplace": lambda: rng.laplace(size=shape) / 2**0.5,
        "signs": lambda: rng.choice([-1.0, 1.0], size=shape),
        "triangular": lambda: rng.triangular(-(6**0.5), 0, 6**0.5, size=shape),
    }[name]()


@pytest.mark.parametrize("name", ["normal", "uniform", "laplace", "signs", "triangular"])
def test_no_right_initialisation_is_refused(name):
    """Whatever the distribution, as long as its standard deviation is right: 60 draws of the cases, all accepted."""

    def params(sizes, seed):
        pairs = itertools.pairwise(sizes)
        return [((2 / i) ** 0.5 * drawn(name, 100 * seed + at, (i, o)), np.zeros(o)) for at, (i, o) in enumerate(pairs)]

    for seed in range(60):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            report, _ = verdict(load("init_params"), lambda inputs: run(params, inputs), seed)
        assert report.passed, [finding.evidence for finding in report.findings]
