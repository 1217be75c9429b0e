"""Answers to train_cat_network, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong

from nnlab.data import animals
from nnlab.reference.backpropagation import backward
from nnlab.reference.cats import images_to_rows
from nnlab.reference.multilayer_networks import forward, init_params, predict_proba
from nnlab.reference.softmax_regression import one_hot
from nnlab.reference.training import minibatches, sgd_step, shuffle_together, train_epoch, train_validation_split

STEPS = [0.1] * 12 + [0.01] * 3


def trained(
    images,
    labels,
    seed,
    sizes=(784, 32, 2),
    steps=STEPS,
    size=16,
    rows=images_to_rows,
    targets=one_hot,
    activation="relu",
):
    """What the answers below have in common, with one thing of it another."""
    X, Y = rows(images), targets(labels, sizes[-1])
    params = init_params(list(sizes), seed)
    for epoch, step in enumerate(steps):
        X, Y = shuffle_together(X, Y, seed + epoch)
        params = train_epoch(params, X, Y, step, size, activation)
    return params


def own_loops(images, labels, seed):
    X, Y = images.reshape(len(images), -1) / 255.0, np.eye(2)[labels]
    rng = np.random.default_rng(seed)
    params = init_params([784, 40, 2], seed)
    for epoch in range(16):
        order = rng.permutation(len(X))
        for X_batch, Y_batch in minibatches(X[order], Y[order], 16):
            zs, activations = forward(params, X_batch, "relu")
            grads = backward(params, zs, activations, Y_batch, "relu")
            params = sgd_step(params, grads, 0.1 / (1 + 9 * (epoch > 12)))
    return params


def best_epoch(images, labels, seed):
    """Early stopping by a validation part."""
    X, Y, X_val, Y_val = train_validation_split(images_to_rows(images), one_hot(labels, 2), 0.15, seed)
    params = init_params([784, 32, 2], seed)
    best, best_accuracy = params, 0.0
    for epoch in range(15):
        X, Y = shuffle_together(X, Y, seed + epoch)
        params = train_epoch(params, X, Y, 0.1, 16, "relu")
        accuracy = np.mean(predict_proba(params, X_val, "relu").argmax(axis=1) == Y_val.argmax(axis=1))
        if accuracy > best_accuracy:
            best, best_accuracy = params, accuracy
    return best


def in_single_precision(images, labels, seed):
    params = trained(images, labels, seed)
    return tuple([W.astype(np.float32), b.astype(np.float32)] for W, b in params)


def mirrored(images, labels, seed):
    """Each picture also turned round; a row for each bias."""
    both = np.concatenate([images, images[:, :, ::-1]])
    params = trained(both, np.concatenate([labels, labels]), seed, steps=[0.1] * 7 + [0.01] * 2)
    return [(W, b[None, :]) for W, b in params]


RIGHT = right(
    own_loops=own_loops,
    best_epoch=best_epoch,
    in_single_precision=in_single_precision,
    mirrored=mirrored,
    wider=lambda images, labels, seed: trained(images, labels, seed, sizes=(784, 48, 2)),
)


def equal_weights(images, labels, seed):
    X, Y = images_to_rows(images), one_hot(labels, 2)
    params = [(np.full((784, 8), 0.01), np.zeros(8)), (np.full((8, 2), 0.01), np.zeros(2))]
    for epoch in range(3):
        X, Y = shuffle_together(X, Y, seed + epoch)
        params = train_epoch(params, X, Y, 0.1, 32, "relu")
    return params


def zeros(images, labels, seed):
    X, Y = shuffle_together(images_to_rows(images), one_hot(labels, 2), seed)
    return train_epoch([(np.zeros((784, 8)), np.zeros(8)), (np.zeros((8, 2)), np.zeros(2))], X, Y, 0.1, 32, "relu")


def not_kept(images, labels, seed):
    X, Y = images_to_rows(images), one_hot(labels, 2)
    params = init_params([784, 32, 2], seed)
    for _ in range(2):
        train_epoch(params, X, Y, 0.1, 32, "relu")
    return params


def begins_anew(images, labels, seed):
    X, Y = images_to_rows(images), one_hot(labels, 2)
    start = init_params([784, 32, 2], seed)
    for _ in range(2):
        params = train_epoch(start, X, Y, 0.01, 256, "relu")
    return params


def apart(images, labels, seed):
    X, Y = images_to_rows(images), one_hot(labels, 2)
    params = init_params([784, 16, 2], seed)
    rng = np.random.default_rng(seed)
    for _ in range(4):
        X, Y = X[rng.permutation(len(X))], Y[rng.permutation(len(Y))]
        params = train_epoch(params, X, Y, 0.05, 32, "relu")
    return params


def sorted_by_label(images, labels, seed):
    order = np.argsort(labels, kind="stable")
    X, Y = images_to_rows(images[order]), one_hot(labels[order], 2)
    params = init_params([784, 16, 2], seed)
    for _ in range(3):
        params = train_epoch(params, X, Y, 0.1, 32, "relu")
    return params


def of_the_notebook(images, labels, seed):
    """Trains on what the notebook happens to have, held-out pictures among it."""
    pictures = animals()
    cats = pictures.labels == 2
    places = np.concatenate([np.flatnonzero(cats), np.flatnonzero(~cats)[::8]])
    return trained(pictures.images[places], cats[places].astype(int), seed, steps=[0.1] * 8)


def with_losses(images, labels, seed):
    return trained(images, labels, seed, steps=[0.1]), [0.7, 0.6]


def from_shared_randomness(images, labels, seed):
    np.random.seed(seed)
    np.random.rand(3)
    return trained(images, labels, seed)


def careful_and_linear(images, labels, seed):
    """As good as one layer gets: mirrored pictures too, weights that are pulled to 0, the mean of the last epochs."""
    X, Y = images_to_rows(np.concatenate([images, images[:, :, ::-1]])), one_hot(np.concatenate([labels, labels]), 2)
    params, kept = init_params([784, 2], seed), []
    for epoch in range(24):
        X, Y = shuffle_together(X, Y, seed + epoch)
        [(W, b)] = train_epoch(params, X, Y, 0.02, 16, "relu")
        params = [(0.998 * W, b)]
        kept.append(params[0])
    return [tuple(np.mean(arrays, axis=0) for arrays in zip(*kept[-12:], strict=True))]


def without_a_bend(images, labels, seed):
    """Two layers, but no unit of the first is ever switched off."""
    [(W, b)] = trained(images, labels, seed, sizes=(784, 2), steps=[0.02] * 12)
    return [(W, b + 100), (np.eye(2), np.zeros(2))]


def few(images, labels, seed):
    return trained(images[:12], labels[:12], seed, steps=[0.05] * 10)


def standardized(images):
    X = images_to_rows(images)
    std = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(std > 0, std, 1)


WRONG = wrong(
    equal_weights=(equal_weights, "are alike"),
    zeros=(zeros, "are alike, all its weights are 0"),
    not_kept=(not_kept, "keep them"),
    begins_anew=(begins_anew, "too few or too small", "more epochs", "large"),
    far_too_fast=(lambda i, y, seed: trained(i, y, seed, steps=[300.0] * 3), "learning rate"),
    no_scaling=(
        lambda i, y, seed: trained(i, y, seed, steps=[0.1] * 2, rows=lambda i: i.reshape(len(i), -1).astype(float)),
        "scale",
    ),
    no_scaling_small_steps=(
        lambda i, y, seed: trained(i, y, seed, steps=[1e-6] * 6, rows=lambda i: i.reshape(len(i), -1).astype(float)),
        "255",
        "more epochs",
    ),
    apart=(apart, "shuffled together"),
    sorted_by_label=(sorted_by_label, "shuffle before each epoch"),
    of_the_notebook=(of_the_notebook, "names of the notebook"),
    linear=(lambda i, y, seed: trained(i, y, seed, sizes=(784, 2), steps=[0.02] * 20, size=32), "linear"),
    careful_and_linear=(careful_and_linear, "linear", "[784, 32, 2]"),
    without_a_bend=(without_a_bend, "linear", "[784, 32, 2]"),
    too_slow=(lambda i, y, seed: trained(i, y, seed, steps=[0.001] * 4), "more epochs", "too small"),
    exchanged=(
        lambda i, y, seed: trained(i, y, seed, steps=[0.1] * 4, targets=lambda y, k: one_hot(1 - y, k)),
        "exchanged",
    ),
    one_output=(
        lambda i, y, seed: [(np.ones((784, 8)), np.zeros(8)), (np.ones((8, 1)), np.zeros(1))],
        "needs 2",
    ),
    ten_outputs=(lambda i, y, seed: trained(i, y, seed, sizes=(784, 8, 10), steps=[0.1]), "needs 2"),
    no_biases=(lambda i, y, seed: [W for W, _ in trained(i, y, seed, steps=[0.1])], "biases are missing"),
    flat=(lambda i, y, seed: [array for pair in trained(i, y, seed, steps=[0.1]) for array in pair], "belong together"),
    a_pair=(lambda i, y, seed: (np.ones((784, 2)), np.zeros(2)), "a list of pairs"),
    with_losses=(with_losses, "params alone"),
    predictions=(
        lambda i, y, seed: predict_proba(trained(i, y, seed, steps=[0.1]), images_to_rows(i), "relu"),
        "needs a list of pairs",
    ),
    added_column=(lambda i, y, seed: init_params([785, 8, 2], seed), "785", "784"),
    by_columns=(lambda i, y, seed: init_params([28, 8, 2], seed), "images_to_rows"),
    nothing=(lambda i, y, seed: None, "return params"),
    standardized=(
        lambda i, y, seed: trained(i, y, seed, steps=[0.05] * 3, rows=standardized),
        "pixels",
    ),
    with_tanh=(
        lambda i, y, seed: trained(i, y, seed, sizes=(784, 16, 2), steps=[0.1] * 4 + [0.01] * 2, activation="tanh"),
        "tanh",
        "relu",
    ),
    few=(few, "all of them", "all pictures used"),
    from_shared_randomness=(from_shared_randomness, "random"),
)

EQUIVALENT = {
    **dict.fromkeys(
        ("pass",),
        "the pictures of a case come in random order: one order for all epochs will do",
    ),
    **dict.fromkeys(
        (
            "for epoch in range(16):",
            "for epoch in range(14):",
            "params = train_epoch(params, X, Y, 0.1, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.1 if epoch < 12 else 0.01, 17, 'relu')",
            "params = train_epoch(params, X, Y, 0.1 if epoch < 12 else 0.01, 15, 'relu')",
            "params, rng = (init_params([784, 33, 2], seed), np.random.default_rng(seed))",
            "params, rng = (init_params([784, 31, 2], seed), np.random.default_rng(seed))",
            "params = train_epoch(params, X, Y, 0.1 if epoch <= 12 else 0.01, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.2 if epoch < 12 else 0.01, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.05 if epoch < 12 else 0.01, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.1 if epoch < 12 else 0.02, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.1 if epoch < 12 else 0.005, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.1 if epoch < 13 else 0.01, 16, 'relu')",
            "params = train_epoch(params, X, Y, 0.1 if epoch < 11 else 0.01, 16, 'relu')",
        ),
        "other sizes, epochs or steps train as well",
    ),
    **dict.fromkeys(
        (
            "params, rng = (init_params([784, 32, 2], images), np.random.default_rng(seed))",
            "params, rng = (init_params([784, 32, 2], labels), np.random.default_rng(seed))",
            "params, rng = (init_params([784, 32, 2], seed), np.random.default_rng(images))",
            "params, rng = (init_params([784, 32, 2], seed), np.random.default_rng(labels))",
        ),
        "a whole array is a seed as well",
    ),
    **dict.fromkeys(
        (
            "X, Y = shuffle_together(X, Y, rng.integers(1000))",
            "X, Y = shuffle_together(X, Y, int(1000))",
            "X, Y = shuffle_together(X, Y, int(rng.integers(1001)))",
            "X, Y = shuffle_together(X, Y, int(rng.integers(999)))",
        ),
        "other orders; one order for all epochs will do here too",
    ),
}
