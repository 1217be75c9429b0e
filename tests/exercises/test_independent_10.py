"""Chapter 10: by hand, by other ways to the same answer, and by a network that is trained without the course's functions."""

import numpy as np
import pytest

from nnlab.data import animals, cat_split
from nnlab.exercises import load
from nnlab.exercises.c10_cats.train_cat_network import CASES, HELD, HIDDEN, OTHERS, _held_out, _linear, _score
from nnlab.reference.cats import baseline_accuracy, images_to_rows, train_cat_network, worst_mistakes
from nnlab.reference.multilayer_networks import forward, init_params, predict_proba


def test_rows_by_hand():
    grey = np.array([[[0, 255], [51, 102]], [[255, 255], [0, 204]]], np.uint8)
    np.testing.assert_allclose(images_to_rows(grey), [[0, 1, 0.2, 0.4], [1, 1, 0, 0.8]])
    colour = np.array([[[[255, 0, 51]], [[102, 153, 204]]]], np.uint8)  # 2 x 1 pixels
    np.testing.assert_allclose(images_to_rows(colour), [[1, 0, 0.2, 0.4, 0.6, 0.8]])


def test_rows_go_back_to_the_pictures():
    images = animals().images[:50]
    np.testing.assert_array_equal(np.rint(images_to_rows(images) * 255).reshape(images.shape), images)


def test_baseline_by_hand():
    assert baseline_accuracy(np.array([0, 0, 1, 0])) == 0.75
    assert baseline_accuracy(np.array([1, 1, 0, 1, 1])) == 0.8
    assert baseline_accuracy(np.array([1])) == 1.0


def test_baseline_is_the_better_of_both_constant_guesses():
    for (labels,) in (case.inputs for seed in range(5) for case in load("baseline_accuracy").cases(seed)):
        guesses = [np.full(len(labels), guess) for guess in (0, 1)]
        assert baseline_accuracy(labels) == pytest.approx(max(np.mean(guess == labels) for guess in guesses))


def test_mistakes_by_hand():
    p, y = np.array([0.9, 0.2, 0.6, 0.5, 0.4]), np.array([0, 1, 1, 0, 0])
    assert worst_mistakes(p, y, 5).tolist() == [0, 1, 3]  # 0.9, 0.8 and 0.5 went to the wrong class
    assert worst_mistakes(p, y, 1).tolist() == [0]


def test_mistakes_are_those_of_the_largest_loss():
    """The negative log of what the right class got: it exceeds log 2 exactly where the guess is wrong, save at 0.5."""
    for p, y, how_many in (case.inputs for seed in range(5) for case in load("worst_mistakes").cases(seed)):
        loss = -np.log(np.where(y == 1, p, 1 - p))
        order = sorted(range(len(p)), key=lambda i: -loss[i])
        wrong = [i for i in order if loss[i] > np.log(2) + 1e-9 or (p[i] == 0.5 and y[i] == 0)]
        assert worst_mistakes(p, y, how_many).tolist() == wrong[:how_many]


def with_derivatives_by_hand(X, y, rng, units=32):
    """One hidden layer of relu and one sigmoid output, in plain numpy: another network of the same power."""
    W, b = rng.normal(size=(X.shape[1], units)) * np.sqrt(2 / X.shape[1]), np.zeros(units)
    w, c = rng.normal(size=units) * np.sqrt(1 / units), 0.0
    for epoch in range(15):
        rate = 0.2 if epoch < 12 else 0.02
        order = rng.permutation(len(X))
        for start in range(0, len(X), 16):
            x, t = X[order[start : start + 16]], y[order[start : start + 16]]
            Z = x @ W + b
            A = np.maximum(Z, 0)
            error = (1 / (1 + np.exp(-(A @ w + c))) - t) / len(x)
            back = np.outer(error, w) * (Z > 0)
            W, b, w, c = (
                W - rate * x.T @ back,
                b - rate * back.sum(axis=0),
                w - rate * A.T @ error,
                c - rate * error.sum(),
            )
    return [(W, b), (np.stack([np.zeros(units), w], axis=1), np.array([0.0, c]))]


def test_the_reference_is_as_good_as_a_network_made_without_it():
    split = cat_split(3)
    X, y = images_to_rows(split.test.images), split.test.labels
    other = with_derivatives_by_hand(images_to_rows(split.train.images), split.train.labels, np.random.default_rng(3))
    mine = train_cat_network(split.train.images, split.train.labels, 3)
    accuracies = [np.mean(predict_proba(params, X, "relu").argmax(axis=1) == y) for params in (other, mine)]
    assert min(accuracies) > 0.88
    assert abs(accuracies[0] - accuracies[1]) < 0.04


def test_the_same_seed_gives_the_same_network():
    split = cat_split(0)
    images, labels = split.train.images[:60], split.train.labels[:60]
    (W, _), _ = train_cat_network(images, labels, 5)
    (again, _), _ = train_cat_network(images, labels, 5)
    (other, _), _ = train_cat_network(images, labels, 6)
    assert np.array_equal(W, again)
    assert not np.array_equal(W, other)


def test_held_out_pictures_are_in_no_input_and_half_of_the_weight_is_cats():
    everything = {image.tobytes() for image in animals().images}
    cases = load("train_cat_network").cases(4)
    assert len(cases) == CASES
    assert sum("exchanged" in case.note for case in cases) == 1
    held_cats = []
    for case in cases:
        images, labels, _ = case.inputs
        assert np.bincount(labels).tolist() == [len(labels) // 2] * 2
        given = {image.tobytes() for image in images}
        assert len(given) == len(images)
        assert given < everything
        X, is_cat, exchanged = _held_out(images.tobytes(), labels.tobytes())
        assert exchanged == ("exchanged" in case.note)
        assert (is_cat.sum(), (~is_cat).sum()) == (HELD, OTHERS * HELD)
        held = {np.rint(255 * row).astype(np.uint8).tobytes() for row in X}
        assert len(held) == len(X)
        assert not held & given
        held_cats.append({np.rint(255 * row).astype(np.uint8).tobytes() for row in X[is_cat]})
    assert len(set.union(*held_cats)) == CASES * HELD  # no cat is held back twice


def test_accuracy_is_counted_as_by_hand():
    case = load("train_cat_network").cases(0)[0]
    params = train_cat_network(*case.inputs)
    score = _score(case.inputs, params)
    z = np.maximum(score.X @ params[0][0] + params[0][1], 0) @ params[1][0] + params[1][1]
    says = (z[:, 1] > z[:, 0]).astype(int)
    recall = [np.mean([a == b for a, b in zip(says, score.y, strict=True) if b == label]) for label in (0, 1)]
    assert score.accuracy == pytest.approx(sum(recall) / 2)
    assert score.accuracy > HIDDEN - 0.03


def weights_of_the_pixels_give_the_scores(score):
    """By least squares: the best weighted sum of the pixels leaves nothing over."""
    zs, _ = forward(score.params, score.X, "relu")
    apart, X = zs[-1][:, 1] - zs[-1][:, 0], np.hstack([score.X, np.ones((len(score.X), 1))])
    return bool(np.abs(X @ np.linalg.lstsq(X, apart)[0] - apart).max() < 1e-6 * np.ptp(apart))


def test_a_network_is_called_linear_when_least_squares_fit_it():
    case = load("train_cat_network").cases(0)[0]
    W, b = init_params([784, 2], 1)[0]
    z = _score(case.inputs, [(W, b)]).X @ W[:, 0]
    last = np.sort(z)[-2:].mean()  # a unit with this threshold is on for one picture alone
    both_signs = np.vstack([np.eye(2), -np.eye(2)])
    for expected, params in [
        (True, [(W, b)]),
        (True, [(W, b + 100), (np.eye(2), b)]),
        (True, [(np.hstack([W, -W]), np.zeros(4)), (both_signs, b)]),  # relu(z) - relu(-z) is z
        (False, init_params([784, 1, 2], 0)),
        (False, [(np.hstack([W, W[:, :1]]), np.array([100, 100, -last])), (np.vstack([np.eye(2), [1, 0]]), b)]),
    ]:
        score = _score(case.inputs, params)
        assert weights_of_the_pixels_give_the_scores(score) == _linear(score) == expected
