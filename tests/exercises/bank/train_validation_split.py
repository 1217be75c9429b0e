"""Answers to train_validation_split, right and wrong, as learners write them."""

import random

import numpy as np


def validation_last(X, Y, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    cut = len(X) - int(fraction * len(X))
    train, val = order[:cut], order[cut:]
    return X[train], Y[train], X[val], Y[val]


def rounded_up(X, Y, fraction, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    held = int(np.ceil(fraction * len(X)))
    return [X[order[held:]], Y[order[held:]], X[order[:held]], Y[order[:held]]]


def with_a_mask(X, Y, fraction, seed):
    n = len(X)
    val = np.random.default_rng(seed).choice(n, size=round(fraction * n), replace=False)
    mask = np.zeros(n, dtype=bool)
    mask[val] = True
    return X[~mask], Y[~mask], X[mask], Y[mask]


def with_setdiff(X, Y, fraction, seed):
    val = np.random.RandomState(seed).permutation(len(X))[: round(fraction * len(X))]
    train = np.setdiff1d(np.arange(len(X)), val)
    return X[train], Y[train], X[val], Y[val]


def shuffled_first(X, Y, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X, Y = X[order], Y[order]
    held = int(len(X) * fraction + 0.5)
    return X[held:], Y[held:], X[:held], Y[:held]


def pythons(X, Y, fraction, seed):
    rows = list(range(len(X)))
    random.Random(seed).shuffle(rows)
    held = round(len(rows) * fraction)
    return X[rows[held:]], Y[rows[held:]], X[rows[:held]], Y[rows[:held]]


def sampled(X, Y, fraction, seed):
    val = random.Random(seed).sample(range(len(X)), round(fraction * len(X)))
    train = [i for i in range(len(X)) if i not in val]
    return X[train], Y[train], X[val], Y[val]


RIGHT = [validation_last, rounded_up, with_a_mask, with_setdiff, shuffled_first, pythons, sampled]


def cut_without_order(X, Y, fraction, seed):
    held = int(fraction * len(X))
    return X[held:], Y[held:], X[:held], Y[:held]


def last_rows(X, Y, fraction, seed):
    cut = len(X) - round(fraction * len(X))
    return X[:cut], Y[:cut], X[cut:], Y[cut:]


def fraction_for_training(X, Y, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    cut = round(fraction * len(X))
    return X[order[:cut]], Y[order[:cut]], X[order[cut:]], Y[order[cut:]]


def validation_first(X, Y, fraction, seed):
    order = np.random.RandomState(seed).permutation(len(X))
    held = round(fraction * len(X))
    val, train = order[:held], order[held:]
    return X[val], Y[val], X[train], Y[train]


def y_in_old_order(X, Y, fraction, seed):
    held = round(fraction * len(X))
    X = np.random.default_rng(seed).permutation(X)
    return X[held:], Y[held:], X[:held], Y[:held]


def shuffled_apart(X, Y, fraction, seed):
    rng = np.random.default_rng(seed)
    held = round(fraction * len(X))
    X, Y = rng.permutation(X), rng.permutation(Y)
    return X[held:], Y[held:], X[:held], Y[:held]


def training_is_all(X, Y, fraction, seed):
    val = np.random.default_rng(seed).permutation(len(X))[: round(fraction * len(X))]
    return X, Y, X[val], Y[val]


def drawn_twice(X, Y, fraction, seed):
    rng = np.random.default_rng(seed)
    held = round(fraction * len(X))
    val, train = rng.permutation(len(X))[:held], rng.permutation(len(X))[held:]
    return X[train], Y[train], X[val], Y[val]


def with_replacement(X, Y, fraction, seed):
    val = np.random.default_rng(seed).integers(0, len(X), size=round(fraction * len(X)))
    train = np.setdiff1d(np.arange(len(X)), val)
    return X[train], Y[train], X[val], Y[val]


def one_lost(X, Y, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    held = round(fraction * len(X))
    return X[order[held + 1 :]], Y[order[held + 1 :]], X[order[:held]], Y[order[:held]]


def one_in_both(X, Y, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    held = round(fraction * len(X))
    return X[order[held - 1 :]], Y[order[held - 1 :]], X[order[:held]], Y[order[:held]]


def seed_written_in(X, Y, fraction, seed):
    return validation_last(X, Y, fraction, 42)


def unseeded(X, Y, fraction, seed):
    order = np.random.default_rng().permutation(len(X))
    held = round(fraction * len(X))
    return X[order[held:]], Y[order[held:]], X[order[:held]], Y[order[:held]]


def seeded_global(X, Y, fraction, seed):
    np.random.seed(seed)
    order = np.random.permutation(len(X))
    held = round(fraction * len(X))
    return X[order[held:]], Y[order[held:]], X[order[:held]], Y[order[:held]]


def other_library(X, Y, fraction, seed):
    X_train, Y_train, X_val, Y_val = shuffled_first(X, Y, fraction, seed)
    return X_train, X_val, Y_train, Y_val


def pairs(X, Y, fraction, seed):
    X_train, Y_train, X_val, Y_val = shuffled_first(X, Y, fraction, seed)
    return (X_train, Y_train), (X_val, Y_val)


def every_third(X, Y, fraction, seed):
    step = round(1 / fraction)
    rows = np.arange(len(X))
    train, val = rows[rows % step != 0], rows[rows % step == 0]
    return X[train], Y[train], X[val], Y[val]


def always_a_fifth(X, Y, fraction, seed):
    return validation_last(X, Y, 0.2, seed)


def shuffles_in_place(X, Y, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    held = round(fraction * len(X))
    return X[held:], Y[held:], X[:held], Y[:held]


def a_coin_for_each_row(X, Y, fraction, seed):
    held = np.random.default_rng(seed).random(len(X)) < fraction
    return X[~held], Y[~held], X[held], Y[held]


def coins_of_an_older_generator(X, Y, fraction, seed):
    held = np.random.RandomState(seed).uniform(size=len(X)) < fraction
    return X[~held], Y[~held], X[held], Y[held]


WRONG = [
    (a_coin_for_each_row, ("left to chance",)),
    (coins_of_an_older_generator, ("asks for about",)),
    (cut_without_order, ("first rows",)),
    (last_rows, ("last rows",)),
    (fraction_for_training, ("exchanged",)),
    (validation_first, ("exchanged",)),
    (y_in_old_order, ("by the old one", "same row numbers")),
    (shuffled_apart, ("same row numbers",)),
    (training_is_all, ("in both parts", "all of X")),
    (drawn_twice, ("in both parts",)),
    (with_replacement, ("without replacement", "is in neither")),
    (one_lost, ("in neither",)),
    (one_in_both, ("in both parts",)),
    (seed_written_in, ("seed that is given has to be used",)),
    (unseeded, ("two different validation parts",)),
    (seeded_global, ("generator of its own",)),
    (other_library, ("another library",)),
    (pairs, ("two pairs",)),
    (every_third, ("has to be used", "asks for about")),
    (always_a_fifth, ("asks for about",)),
    (shuffles_in_place, ("alter",)),
]

EQUIVALENT = {
    "order = np.random.default_rng(seed).permutation(len(Y))": "Y has as many rows as X",
    "held = round(fraction * len(Y))": "Y has as many rows as X",
    "held = round(fraction * len(order))": "there is a number in the order for each row of X",
}
