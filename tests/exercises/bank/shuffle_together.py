"""Answers to shuffle_together, right and wrong, as learners write them."""

import random

import numpy as np


def fresh_generator(X, Y, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(X.shape[0])
    return X[order], Y[order]


def shuffled_numbers(X, Y, seed):
    rows = np.arange(len(X))
    np.random.default_rng(seed).shuffle(rows)
    return [X[rows], Y[rows]]


def old_style(X, Y, seed):
    order = np.random.RandomState(seed).permutation(len(X))
    return X[order], Y[order]


def pythons(X, Y, seed):
    rows = list(range(len(X)))
    random.Random(seed).shuffle(rows)
    return np.array([X[i] for i in rows]), np.array([Y[i] for i in rows])


def by_sorting(X, Y, seed):
    keys = np.random.default_rng([seed, 1]).random(len(X))
    order = np.argsort(keys)
    return np.take(X, order, axis=0), np.take(Y, order, axis=0)


def without_replacement(X, Y, seed):
    order = np.random.default_rng(seed).choice(len(X), size=len(X), replace=False)
    return X[order].copy(), Y[order].copy()


def two_equal_generators(X, Y, seed):
    return (
        X[np.random.default_rng(seed).permutation(len(X))],
        Y[np.random.default_rng(seed).permutation(len(Y))],
    )


def on_pairs(X, Y, seed):
    pairs = list(zip(X, Y, strict=True))
    random.Random(seed).shuffle(pairs)
    return np.array([x for x, _ in pairs]), np.array([y for _, y in pairs])


RIGHT = [
    fresh_generator,
    shuffled_numbers,
    old_style,
    pythons,
    by_sorting,
    without_replacement,
    two_equal_generators,
    on_pairs,
]


def two_orders(X, Y, seed):
    rng = np.random.default_rng(seed)
    return X[rng.permutation(len(X))], Y[rng.permutation(len(X))]


def two_permuted(X, Y, seed):
    rng = np.random.default_rng(seed)
    return rng.permutation(X), rng.permutation(Y)


def apart_old_style(X, Y, seed):
    rng = np.random.RandomState(seed)
    return X[rng.permutation(len(X))], Y[rng.permutation(len(X))]


def shuffled_in_place(X, Y, seed):
    rng = np.random.default_rng(seed)
    rng.shuffle(X)
    rng.shuffle(Y)
    return X, Y


def together_in_place(X, Y, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X[:] = X[order]
    Y[:] = Y[order]
    return X, Y


def y_forgotten(X, Y, seed):
    return np.random.RandomState(seed).permutation(X), Y


def x_forgotten(X, Y, seed):
    return X, np.random.default_rng(seed).permutation(Y)


def as_given(X, Y, seed):
    order = np.arange(len(X))
    np.random.default_rng(seed).permutation(order)
    return X[order], Y[order]


def twice_and_never(X, Y, seed):
    order = np.random.default_rng(seed).choice(len(X), len(X))
    return X[order], Y[order]


def seed_written_in(X, Y, seed):
    order = np.random.default_rng(42).permutation(len(X))
    return X[order], Y[order]


def reversed_rows(X, Y, seed):
    return X[::-1], Y[::-1]


def unseeded(X, Y, seed):
    order = np.random.default_rng().permutation(len(X))
    return X[order], Y[order]


def unseeded_global(X, Y, seed):
    order = np.random.permutation(len(X))
    return X[order], Y[order]


def seeded_global(X, Y, seed):
    np.random.seed(seed)
    order = np.random.permutation(len(X))
    return X[order], Y[order]


def y_first(X, Y, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return Y[order], X[order]


def entries(X, Y, seed):
    rng = np.random.RandomState(seed)
    order = rng.permutation(len(X))
    return rng.permutation(X.ravel()).reshape(X.shape), Y[order]


def columns_too(X, Y, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return X[order][:, ::-1], Y[order]


def glued(X, Y, seed):
    table = np.column_stack([X, Y])
    table = np.random.default_rng(seed).permutation(table)
    return table[:, : X.shape[1]], table[:, X.shape[1] :]


def nothing(X, Y, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X, Y = X[order], Y[order]


def prints_the_order(X, Y, seed):
    print(np.random.default_rng(seed).permutation(len(X)))


WRONG = [
    (two_orders, ("two different orders",)),
    (two_permuted, ("apart", "two different orders")),
    (apart_old_style, ("shuffled apart",)),
    (shuffled_in_place, ("caller's arrays",)),
    (together_in_place, ("alter", "caller's")),
    (y_forgotten, ("Y still in the old",)),
    (x_forgotten, ("kept its order", "X still in the old")),
    (as_given, ("as they were given",)),
    (twice_and_never, ("twice", "is lost")),
    (seed_written_in, ("seed that is given has to be used",)),
    (reversed_rows, ("seed that is given has to be used",)),
    (unseeded, ("two orders",)),
    (unseeded_global, ("two orders",)),
    (seeded_global, ("generator of its own",)),
    (y_first, ("Y comes first",)),
    (entries, ("whole rows",)),
    (columns_too, ("nothing inside",)),
    (glued, ("shape", "dimensions", "axis")),
    (nothing, ("return",)),
    (prints_the_order, ("return",)),
]

EQUIVALENT = {
    "order = np.random.default_rng(seed).permutation(len(Y))": "Y has as many rows as X",
}
