"""The references of chapter 09 against hand-computed values and against other ways to the same answer."""

from itertools import pairwise

import numpy as np
import pytest

from nnlab.exercises import load, of_chapter
from nnlab.reference.training import (
    accumulate_gradients,
    minibatches,
    momentum_step,
    sgd_step,
    should_stop,
    shuffle_together,
    train_epoch,
    train_validation_split,
)


def same(found, expected):
    """Lists and tuples of arrays, entry by entry."""
    if isinstance(expected, list | tuple):
        assert len(found) == len(expected)
        for mine, right in zip(found, expected, strict=True):
            same(mine, right)
    else:
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def layer(W, b):
    return np.array(W, dtype=float), np.array(b, dtype=float)


ROWS = np.array([[1.0], [2.0], [3.0]])
# With all weights zero every score is 0, so p = 1/2 for each of two classes: delta = (1/2, 1/2) - y, and the hidden
# activation of a sigmoid is 1/2.
ZERO = [layer(np.zeros((1, 2)), np.zeros(2)), layer(np.zeros((2, 2)), np.zeros(2))]
ONE_LAYER = [layer(np.zeros((1, 2)), np.zeros(2))]

BY_HAND = [
    (sgd_step, ([layer([[1, 2]], [3, 4])], [layer([[10, -20]], [0, 5])], 0.1), [layer([[0, 4]], [3, 3.5])]),
    # v = 0.5 * 4 + 2 = 4, p = 1 - 0.1 * 4; v = 0.5 * (-2) + 0 = -1, p = 0 + 0.1.
    (
        momentum_step,
        ([layer([[1]], [0])], [layer([[2]], [0])], [layer([[4]], [-2])], 0.1, 0.5),
        ([layer([[0.6]], [0.1])], [layer([[4]], [-1])]),
    ),
    (
        minibatches,
        (ROWS, np.array([7, 8, 9]), 2),
        [(np.array([[1], [2]]), np.array([7, 8])), (np.array([[3]]), np.array([9]))],
    ),
    # Rows 1, 2, 3 with classes 0, 1, 1: deltas (-1/2, 1/2), (1/2, -1/2), (1/2, -1/2). Each times its x, and summed.
    (
        accumulate_gradients,
        (ONE_LAYER, ROWS, np.array([[1.0, 0], [0, 1], [0, 1]]), "sigmoid"),
        [layer([[2, -2]], [0.5, -0.5])],
    ),
    # The first layer gets nothing through zero weights; the second 1/2 of the summed delta for each hidden unit.
    (
        accumulate_gradients,
        (ZERO, ROWS, np.array([[1.0, 0], [0, 1], [0, 1]]), "sigmoid"),
        [layer([[0, 0]], [0, 0]), layer([[0.25, -0.25], [0.25, -0.25]], [0.5, -0.5])],
    ),
    # One batch of two rows, 1 and 2, both of class 1: the mean of x delta is ((1 + 2)/2)(1/2, -1/2). Rate 4.
    (
        train_epoch,
        (ONE_LAYER, ROWS[:2], np.array([[0.0, 1], [0, 1]]), 4.0, 2, "relu"),
        [layer([[-3, 3]], [-2, 2])],
    ),
    (should_stop, ([1.0, 0.7, 0.6, 0.65, 0.62], 0.01, 2), True),
    (should_stop, ([1.0, 0.7, 0.6, 0.65, 0.62], 0.01, 3), False),
    (should_stop, ([1.0, 2.0], 0.01, 2), False),
]


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=[row[0].__name__ for row in BY_HAND])
def test_by_hand(function, inputs, expected):
    same(function(*inputs), expected)


def test_every_reference_is_tested_here():
    tested = {row[0].__name__ for row in BY_HAND} | {"shuffle_together", "train_validation_split"}
    assert tested == set(of_chapter("09_training"))


def cases(name):
    return [case.inputs for seed in range(3) for case in load(name).cases(seed)]


# The summed cross-entropy of a network, written out anew; it takes complex weights.
BENDS = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    "relu": lambda z: np.where(np.real(z) > 0, z, 0),
}


def summed_loss(params, X, Y, activation):
    total = 0
    for x, y in zip(X, Y, strict=True):
        row = x
        for W, b in params[:-1]:
            row = BENDS[activation](row @ W + b)
        W, b = params[-1]
        scores = row @ W + b
        total = total + np.log(np.exp(scores).sum()) - scores @ y
    return total


def complex_steps(params, X, Y, activation):
    """The gradient of the summed loss by every entry: the imaginary part of the loss, a tiny step in that direction."""
    found = []
    for i, layer in enumerate(params):
        slopes = []
        for j, array in enumerate(layer):
            slope = np.empty(array.shape)
            for at in np.ndindex(array.shape):
                moved = array.astype(complex)
                moved[at] += 1e-30j
                pair = (moved, layer[1]) if j == 0 else (layer[0], moved)
                changed = [*params[:i], pair, *params[i + 1 :]]
                slope[at] = np.imag(summed_loss(changed, X, Y, activation)) / 1e-30
            slopes.append(slope)
        found.append(tuple(slopes))
    return found


def close(found, expected):
    for mine, right in zip(found, expected, strict=True):
        for a, b in zip(mine, right, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-11)


def test_accumulated_gradients_are_those_of_the_summed_loss():
    for params, X, Y, activation in cases("accumulate_gradients"):
        close(accumulate_gradients(params, X, Y, activation), complex_steps(params, X, Y, activation))


def test_an_epoch_is_a_step_of_complex_slopes_for_each_batch():
    for params, X, Y, rate, size, activation in cases("train_epoch"):
        moved = params
        for start in range(0, len(X), size):
            part = slice(start, start + size)
            slopes = complex_steps(moved, X[part], Y[part], activation)
            share = rate / len(X[part])
            moved = [(W - share * dW, b - share * db) for (W, b), (dW, db) in zip(moved, slopes, strict=True)]
        close(train_epoch(params, X, Y, rate, size, activation), moved)


def test_small_steps_lower_the_loss():
    for params, X, Y, _, _, activation in cases("train_epoch"):
        after = train_epoch(params, X, Y, 1e-4, len(X), activation)
        assert summed_loss(after, X, Y, activation) < summed_loss(params, X, Y, activation)


def test_velocity_is_a_weighted_sum_of_the_slopes():
    """After k steps from rest v = sum_i momentum^(k - i) g_i, and p has moved by the sum of all v."""
    rng = np.random.default_rng(0)
    slopes = rng.normal(size=(6, 1, 2))
    params, velocity = [(np.zeros((1, 2)), np.zeros(2))], [(np.zeros((1, 2)), np.zeros(2))]
    for slope in slopes:
        params, velocity = momentum_step(params, [(slope, slope[0])], velocity, 0.1, 0.7)
    powers = 0.7 ** np.arange(5, -1, -1.0)
    np.testing.assert_allclose(velocity[0][0], np.tensordot(powers, slopes, 1))
    walked = sum(0.7 ** (k - i) * slopes[i] for k in range(6) for i in range(k + 1))
    np.testing.assert_allclose(params[0][0], -0.1 * walked)
    np.testing.assert_allclose(params[0][1], -0.1 * walked[0])


def test_batches_put_together_are_the_rows_again():
    for X, Y, size in cases("minibatches"):
        batches = minibatches(X, Y, size)
        np.testing.assert_array_equal(np.concatenate([x for x, _ in batches]), X)
        np.testing.assert_array_equal(np.concatenate([y for _, y in batches]), Y)
        assert [len(x) for x, _ in batches[:-1]] == [size] * (len(batches) - 1)
        assert 0 < len(batches[-1][0]) <= size


def test_shuffling_keeps_every_row_with_its_target():
    X = np.arange(40).reshape(20, 2)
    for seed in range(20):
        X_new, Y_new = shuffle_together(X, X[:, 0] * 10, seed)
        assert sorted(X_new[:, 0]) == sorted(X[:, 0])
        np.testing.assert_array_equal(X_new[:, 0] * 10, Y_new)
        np.testing.assert_array_equal(X_new[:, 1], X_new[:, 0] + 1)


def test_every_place_is_as_likely_as_another():
    """Over many seeds row 0 comes to each of 5 places about equally often, and is held out in 2 of 5 cases."""
    X = np.arange(5)[:, None]
    places, held = np.zeros(5), 0
    for seed in range(2000):
        X_new, _ = shuffle_together(X, X, seed)
        places[np.flatnonzero(X_new[:, 0] == 0)] += 1
        held += 0 in train_validation_split(X, X, 0.4, seed)[2]
    # Five standard deviations of a binomial count.
    assert (np.abs(places - 400) < 5 * np.sqrt(2000 * 0.2 * 0.8)).all()
    assert abs(held - 800) < 5 * np.sqrt(2000 * 0.4 * 0.6)


def test_a_split_is_a_partition():
    for X, Y, fraction, seed in cases("train_validation_split"):
        X_train, Y_train, X_val, Y_val = train_validation_split(X, Y, fraction, seed)
        assert abs(len(X_val) - fraction * len(X)) <= 0.5
        rows = [
            (*x, *np.atleast_1d(y)) for x, y in [*zip(X_train, Y_train, strict=True), *zip(X_val, Y_val, strict=True)]
        ]
        assert sorted(rows) == sorted((*x, *np.atleast_1d(y)) for x, y in zip(X, Y, strict=True))


def by_words(losses, tolerance, patience):
    """Epoch by epoch: did any of the last ones reach the best before them, less the tolerance?"""
    n = len(losses)
    if n - patience < 1:
        return False
    best = sorted(losses[: n - patience])[0]
    return not any(best - losses[i] >= tolerance for i in range(n - patience, n))


def test_stopping_is_what_its_sentence_says():
    rng = np.random.default_rng(1)
    for _ in range(2000):
        losses = np.round(rng.uniform(0, 2, size=rng.integers(1, 9)), 3).tolist()
        tolerance, patience = round(rng.uniform(0.0001, 0.5), 4) + 0.00005, int(rng.integers(1, 5))
        assert should_stop(losses, tolerance, patience) == by_words(losses, tolerance, patience)


def test_no_decision_about_stopping_hangs_on_rounding():
    for losses, tolerance, _ in cases("should_stop"):
        for a in losses:
            for b in losses:
                assert abs(abs(a - b) - tolerance) > 0.02 * tolerance


def test_losses_of_a_case_differ():
    for losses, _, _ in cases("should_stop"):
        assert all(a != b for a, b in pairwise(sorted(losses)))
