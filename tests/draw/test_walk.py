"""The walk's numbers against central differences and the course's functions; a wrong function is named, where it is wrong."""

import re

import numpy as np
import pytest

from nnlab import draw
from nnlab.draw.given import network
from nnlab.draw.walk.ask import example
from nnlab.draw.walk.steps import plain
from nnlab.draw.walk.trace import REFERENCE, trace
from nnlab.errors import NnlabError
from nnlab.reference.backpropagation import backward, delta_hidden
from nnlab.reference.multilayer_networks import ACTIVATIONS, forward, init_params

rng = np.random.default_rng(3)
PARAMS = [(W, rng.normal(size=b.shape)) for W, b in init_params([3, 4, 3], 5)]
X, LABEL = np.array([0.8, -0.4, 1.3]), 2
DEEP = [(W, rng.normal(size=b.shape)) for W, b in init_params([2, 3, 3, 2], 6)]


def loss_of(params, activation):
    """Written anew, so that it is no copy of what is tested."""
    a = X
    for i, (W, b) in enumerate(params):
        z = a @ W + b
        a = z if i == len(params) - 1 else ACTIVATIONS[activation](z)
    return float(np.log(np.exp(z).sum()) - z[LABEL])


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_every_slope_agrees_with_central_differences(activation):
    made = trace(PARAMS, X, np.eye(3)[LABEL], activation, {})
    h = 1e-6
    for layer in (1, 2):
        for part, kind in enumerate(("dW", "db")):
            array = PARAMS[layer - 1][part]
            for at in np.ndindex(array.shape):
                losses = []
                for sign in (1, -1):
                    moved = [[W.copy(), b.copy()] for W, b in PARAMS]
                    moved[layer - 1][part][at] += sign * h
                    losses.append(loss_of(moved, activation))
                assert made.stage(kind, layer).got[at] == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-7)


def test_every_array_is_what_forward_and_backward_give():
    made = trace(DEEP, X[:2], np.eye(2)[1], "tanh", {})
    zs, activations = forward(DEEP, X[None, :2], "tanh")
    for i, (dW, db) in enumerate(backward(DEEP, zs, activations, np.eye(2)[[1]], "tanh")):
        assert np.array_equal(made.stage("z", i + 1).got, zs[i][0])
        assert np.allclose(made.stage("dW", i + 1).got, dW, rtol=1e-12)
        assert np.allclose(made.stage("db", i + 1).got, db, rtol=1e-12)
    assert np.array_equal(made.stage("a", 2).got, activations[2][0])
    assert made.stage("p", 3).got.sum() == pytest.approx(1)
    assert not any(stage.differs.any() for stage in made.stages)


def test_a_step_is_its_formula_with_the_numbers_put_in():
    """By hand: chapter 07's network, x = (1, 2)."""
    small = [([[1, -1], [2, 0.5]], [0, -1]), ([[1, 0], [2, 3]], [-1, 0.5])]
    steps = {plain(step.name): step for step in draw.walk(small, [1, 2], 0, activation="relu").steps}
    assert steps["z1 (1)"].filled == "z_{1}^{(1)} = 1 · 1 + 2 · 2 + 0 = 5"
    assert steps["z2 (1)"].filled == "z_{2}^{(1)} = 1 · (−1) + 2 · 0.5 + (−1) = −1"
    assert steps["a2 (1)"].filled == "a_{2}^{(1)} = max(−1, 0) = 0"
    assert steps["z1 (2)"].value == "4"
    assert steps["p1"].filled == "p_{1} = exp(4) / (exp(4) + exp(0.5)) = 0.9707"
    assert steps["δ1 (2)"].filled == "δ_{1}^{(2)} = 0.9707 − 1 = −0.02931"
    assert steps["dw12 (2)"].filled == "dw_{12}^{(2)} = 5 · 0.02931 = 0.1466"
    assert steps["δ2 (1)"].filled.endswith("· 0 = 0")


def test_the_steps_are_all_numbers_in_the_order_in_which_they_are_made():
    walk = draw.walk(PARAMS, X, LABEL)
    kinds = " ".join(stage.kind for stage in walk.trace.stages)
    assert kinds == "z a z p loss delta dW db delta dW db"
    assert len(walk.steps) == 4 + 4 + 3 + 3 + 1 + 3 + 12 + 3 + 4 + 12 + 4
    assert [step.back for step in walk.steps] == [False] * 15 + [True] * 38
    assert walk.first == 0


def test_without_a_target_it_ends_at_the_probabilities():
    walk = draw.walk(PARAMS, X)
    assert [stage.kind for stage in walk.trace.stages] == ["z", "a", "z", "p"]
    assert len(walk.steps) == 4 + 4 + 3 + 3
    assert np.array_equal(walk.trace.stage("p", 2).got, draw.walk(PARAMS, X, LABEL).trace.stage("p", 2).got)
    assert not any(word in walk.picture for word in ("loss", "slope", "δ", "y<"))


def test_where_it_stands_stays_within_the_walk():
    walk = draw.walk(PARAMS, X, LABEL)
    for asked, stands in ((5, 5), (-1, 0), (10**6, len(walk.steps))):
        walk.at = asked
        assert walk.at == stands


def no_slope_of_the_bend(delta, W, Z, activation):
    return delta @ W.T


def softmax_of_the_negative(Z):
    return REFERENCE["softmax"](-Z)


def activation_at_the_end(params, X, activation):
    zs, activations = forward(params, X, activation)
    return zs, [*activations[:-1], ACTIVATIONS[activation](zs[-1])]


def activated_input(params, X, activation):
    zs, activations = forward(params, ACTIVATIONS[activation](X), activation)
    return zs, activations


def bias_forgotten(params, X, activation):
    return forward([(W, 0 * b) for W, b in params], X, activation)


WRONG = {
    "delta_hidden": (no_slope_of_the_bend, "δ1 (1)", "σ'(Z)"),
    "softmax": (softmax_of_the_negative, "p1", "softmax(Z)"),
    "delta_cross_entropy": (lambda Z, Y: Z - Y, "δ1 (2)", "δ = P − Y"),
    "weight_gradient": (lambda A, delta: A.T @ delta / 2, "dw11 (2)", "dW = A^T δ"),
    "bias_gradient": (lambda delta: 0 * delta[0], "db1 (2)", "sum of δ"),
    "cross_entropy_from_scores": (lambda Z, Y: 0.0, "L", "ln p"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_first_difference_is_named_with_its_formula(name):
    function, where, formula = WRONG[name]

    def wrong(*inputs):
        return function(*inputs)

    wrong.__name__ = name
    walk = draw.walk(PARAMS, X, LABEL, wrong)
    step = walk.steps[walk.first - 1]
    assert plain(step.name) == where
    assert step.verdict.startswith(f"Your {name} gives ")
    assert formula in plain(step.verdict)
    assert f"The first difference is {where}. Your {name}" in walk.words


@pytest.mark.parametrize(
    ("function", "where", "words"),
    [
        (bias_forgotten, "z1 (1)", "Z = A W + b"),
        (activation_at_the_end, "z1 (2)", "gave activations[2] that is not zs[1]: the last layer has no activation."),
        (activated_input, "z1 (1)", "gave activations[0] that is not X: the input has no activation."),
    ],
)
def test_a_wrong_forward_is_found_where_it_is_wrong(function, where, words):
    def wrong(*inputs):
        return function(*inputs)

    wrong.__name__ = "forward"
    walk = draw.walk(PARAMS, X, LABEL, wrong)
    step = walk.steps[walk.first - 1]
    assert plain(step.name) == where
    assert words in plain(step.verdict)


def without_sigma_prime(params, zs, activations, Y, activation):
    return backward(params, zs, activations, Y, "identity")


def biases_left_at_0(params, zs, activations, Y, activation):
    return [(dW, 0 * db) for dW, db in backward(params, zs, activations, Y, activation)]


def z_for_a(params, zs, activations, Y, activation):
    return backward(params, zs, [activations[0], *zs], Y, activation)


def uphill(params, zs, activations, Y, activation):
    return [(-dW, -db) for dW, db in backward(params, zs, activations, Y, activation)]


@pytest.mark.parametrize(
    ("function", "where"),
    [
        (without_sigma_prime, "δ1 (1)"),
        (biases_left_at_0, "db1 (2)"),
        (z_for_a, "dw11 (2)"),
        (uphill, "δ1 (2)"),
    ],
)
def test_a_backward_in_one_piece_is_read_as_chapter_08_reads_it(function, where):
    """Both slopes wrong: delta is. One of them wrong: that one is."""

    def wrong(*inputs):
        return function(*inputs)

    wrong.__name__ = "backward"
    walk = draw.walk(PARAMS, X, LABEL, wrong)
    assert plain(walk.steps[walk.first - 1].name) == where


def test_a_fault_is_marked_where_it_is_made_and_not_where_it_is_felt():
    def wrong(delta, W, Z, activation):
        return 2 * delta_hidden(delta, W, Z, activation)

    wrong.__name__ = "delta_hidden"
    walk = draw.walk(PARAMS, X, LABEL, wrong)
    assert [plain(step.name) for step in walk.steps if step.verdict] == [f"δ{k} (1)" for k in (1, 2, 3, 4)]
    right = draw.walk(PARAMS, X, LABEL)
    assert np.allclose(walk.trace.stage("dW", 1).got, 2 * right.trace.stage("dW", 1).got)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda delta, W, Z, activation: 1 / 0, "raised ZeroDivisionError in the line"),
        (lambda delta, W, Z, activation: delta, "gave the shape (1, 3), needs the shape (1, 4)."),
        (lambda delta, W, Z, activation: None, "gave None, as a function without return does."),
        (lambda delta, W, Z, activation: "delta", "gave 'delta', needs an array of numbers."),
    ],
)
def test_a_function_without_an_answer_does_not_end_the_walk(answer, words):
    answer.__name__ = "delta_hidden"
    walk = draw.walk(PARAMS, X, LABEL, answer)
    step = walk.steps[walk.first - 1]
    assert plain(step.name) == "δ1 (1)"
    assert step.verdict.startswith("Your delta_hidden ")
    assert words in step.verdict
    assert 'check("delta_hidden") says more.' in step.verdict
    assert np.allclose(walk.trace.stage("dW", 1).got, draw.walk(PARAMS, X, LABEL).trace.stage("dW", 1).got)


def without_numbers(params, X, activation):
    zs, activations = forward(params, X, activation)
    return [zs[0] * np.nan, *zs[1:]], [activations[0], activations[1] * np.nan, *activations[2:]]


def test_numbers_that_end_are_marked_where_they_end_and_not_after():
    """nan in, nan out is no mistake of the functions that come later."""

    def softmax(Z):
        return Z / 0

    def forward(*inputs):
        return without_numbers(*inputs)

    walk = draw.walk(PARAMS, X, LABEL, softmax)
    assert [plain(step.name) for step in walk.steps if step.verdict] == ["p1", "p2", "p3"]
    assert "Your softmax gives inf here" in walk.steps[walk.first - 1].verdict.replace("−", "")
    walk = draw.walk(DEEP, X[:2], 1, forward)
    assert {step.title for step in walk.steps if step.verdict} <= {
        "Forward, layer 1: the sum z of each node",
        "Forward, layer 2: the sum z of each node",
    }
    for drawn in (walk, draw.walk(init_params([3, 12, 3], 0), X, LABEL, softmax)):
        sizes = re.findall(r' (?:x1|x|r|width|stroke-width|fill-opacity|style)="([^"]*)"', drawn.picture)
        assert not any("nan" in size or "inf" in size for size in sizes)


def test_an_infinite_number_hides_no_fault_beside_it():
    def softmax(Z):
        return np.array([[np.inf, 5.0, 5.0]])

    walk = draw.walk(PARAMS, X, LABEL, softmax)
    assert [plain(step.name) for step in walk.steps if step.verdict] == ["p1", "p2", "p3"]


def test_large_numbers_overflow_without_a_word_from_numpy():
    deep = [(np.full((3, 3), 1e90), np.zeros(3))] * 5
    assert draw.walk(deep, X, 1, activation="relu").first == 0


def test_other_kinds_of_numbers_are_the_same_walk():
    narrow = [(W.astype(np.float32), b.astype(np.float32)) for W, b in PARAMS]
    wide = [(W.astype(float), b.astype(float)) for W, b in narrow]
    for y in (np.bool_(True), 1.0, np.float32(1)):
        assert draw.walk(narrow, X, y).words == draw.walk(wide, X, 1).words


class OnDevice:
    """As CuPy's arrays: NumPy must not touch it, and get() brings it."""

    __cuda_array_interface__ = {}  # noqa: RUF012

    def __init__(self, array):
        self.array = array

    def __array__(self, *_, **__):
        raise TypeError("Implicit conversion to a NumPy array is not allowed")

    def get(self):
        return self.array


def test_params_on_a_device_are_brought():
    there = [(OnDevice(W), OnDevice(b)) for W, b in PARAMS]
    assert draw.walk(there, X, LABEL).words == draw.walk(PARAMS, X, LABEL).words


def test_a_function_cannot_spoil_what_comes_after_it():
    def wrong(Z):
        P = REFERENCE["softmax"](Z)
        Z *= 0
        return P

    wrong.__name__ = "softmax"
    assert draw.walk(PARAMS, X, LABEL, wrong).first == 0


def test_what_is_given_stays_as_it_was():
    before = [(W.copy(), b.copy()) for W, b in PARAMS]
    draw.walk(PARAMS, X, LABEL)
    assert all(np.array_equal(W, V) and np.array_equal(b, c) for (W, b), (V, c) in zip(PARAMS, before, strict=True))


def test_the_functions_that_passed_are_taken_and_no_others(monkeypatch):
    from nnlab import mine

    def mine_own(Z):
        return REFERENCE["softmax"](Z)

    monkeypatch.setattr(mine, "solved", lambda name: mine_own if name == "softmax" else None)
    walk = draw.walk(PARAMS, X, LABEL)
    assert "Your own: softmax." in walk.about
    assert "delta_hidden" in walk.about.partition("The course's:")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((PARAMS, [1, 2], 0), "x has shape (2,), needs (3,)"),
        ((PARAMS, np.ones((5, 3)), 0), "one example for this network; take one of them, such as x[0]."),
        ((PARAMS, np.ones((3, 1)), 0), "one example for this network; try x.reshape(-1)."),
        ((init_params([4, 3], 0), np.ones((2, 2)), 0), "one example for this network; try x.reshape(-1)."),
        ((init_params([4, 3], 0), np.ones((9, 2, 2)), 0), "take one of them, such as x[0].reshape(-1)."),
        ((init_params([784, 10, 3], 0), np.ones(784), 0), "7,870 weights and up to 784 nodes in a layer"),
        ((init_params([100, 100, 3], 0), np.ones(100), 0), "10,300 weights and up to 100 nodes"),
        ((PARAMS, X, [5, 5, 5]), "needs entries from 0 that add up to 1"),
        ((PARAMS, X, 3), "from 0 to 2"),
        ((PARAMS, X, 0.5), "from 0 to 2"),
        ((PARAMS, X, [1, 0]), "y has shape (2,), needs (3,)"),
        ((PARAMS, X, "cat"), "y is 'cat'"),
        ((PARAMS, "cat", 0), "x is 'cat'"),
        (([], X, 0), "params is empty"),
        (([(np.ones((3, 2)), np.ones(3))], X, 0), "layer 1 has W of shape (3, 2) and b of shape (3,)"),
        ((7, X, 0), "pairs (W, b)"),
        ((PARAMS, X, [1]), "y has shape (1,), needs (3,): the one-hot row of this example, or its class; try y[0]"),
        ((PARAMS, X, [0, 0, 0]), "needs entries from 0 that add up to 1"),
        ((PARAMS, X, [-1, 1, 1]), "needs entries from 0 that add up to 1"),
        ((init_params([3, 1], 0), X, 0), "the network has one output, whose softmax is 1"),
        (([(1e200 * W, b) for W, b in PARAMS], X, 0), "W1 has entries beyond 1e+100"),
        (([("a", [1.0])], X, 0), "W1 is 'a', needs numbers"),
        (([(np.full((3, 1), np.nan), [0.0])], X, 0), "W1 has entries that are no finite numbers"),
        (([PARAMS[0], PARAMS[0]], X, 0), "layer 1 gives 4 numbers and layer 2 takes 3"),
        ((PARAMS, X, 0, print), "walk has no place for print"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(arguments, words):
    with pytest.raises(NnlabError) as error:
        draw.walk(*arguments)
    assert words in str(error.value)
    assert str(error.value).endswith(".")
    assert error.value._render_traceback_() == [str(error.value)]


def test_an_unknown_activation_is_answered_with_those_there_are():
    with pytest.raises(NnlabError, match="identity, sigmoid, tanh, relu"):
        draw.walk(PARAMS, X, 0, activation="softplus")


@pytest.mark.parametrize("y", [1, np.int64(1), [0, 1, 0], [[0.0, 1.0, 0.0]]])
def test_y_is_a_class_or_one_hot(y):
    assert example(X[None], y, network(PARAMS, "relu"))[1].tolist() == [0, 1, 0]
