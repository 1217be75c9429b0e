"""Cats: from pictures to a network that tells cats from other animals."""

from __future__ import annotations

import numpy as np

from nnlab.reference.multilayer_networks import init_params
from nnlab.reference.softmax_regression import one_hot
from nnlab.reference.training import shuffle_together, train_epoch
from nnlab.reference.types import Array, Params


def images_to_rows(images: Array) -> Array:
    """A row for each picture, its pixels one after another, scaled from 0..255 to 0..1.

    images is uint8, (n, h, w) or (n, h, w, c); the result is float, (n, h*w) or (n, h*w*c).
    """
    return images.reshape(len(images), -1) / 255


def baseline_accuracy(y: Array) -> float:
    """The accuracy of always guessing the commoner class, for labels y (n,) in {0, 1}: a number in 0.5..1."""
    ones = np.mean(y)
    return float(max(ones, 1 - ones))


def worst_mistakes(p: Array, y: Array, how_many: int) -> Array:
    """The places of the wrong guesses, the most confident first, at most how_many; p and y have shape (n,).

    p is the probability of class 1; the guess is 1 where p >= 0.5. y is 0 or 1.
    """
    wrong = np.flatnonzero((p >= 0.5) != (y == 1))
    confidence = np.abs(p - y)[wrong]  # the probability that was given to the wrong class
    return wrong[np.argsort(-confidence)][:how_many]


def train_cat_network(images: Array, labels: Array, seed: int) -> Params:
    """params of a network that tells cats (label 1) from other animals (0), trained on these pictures.

    images is uint8, (n, 28, 28), labels (n,). The network has two outputs and relu in between; it is judged by
    predict_proba(params, images_to_rows(images), "relu") on pictures that it never saw.
    """
    X, Y = images_to_rows(images), one_hot(labels, 2)
    params, rng = init_params([784, 32, 2], seed), np.random.default_rng(seed)
    for epoch in range(15):
        X, Y = shuffle_together(X, Y, int(rng.integers(1000)))  # another order in each epoch
        # Small steps at the end: a large one leaves the network tuned to its last batch.
        params = train_epoch(params, X, Y, 0.1 if epoch < 12 else 0.01, 16, "relu")
    return params
