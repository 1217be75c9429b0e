"""Answers to minibatches, right and wrong, as learners write them."""

import numpy as np


def with_append(X, Y, batch_size):
    batches = []
    for i in range(0, X.shape[0], batch_size):
        batches.append((X[i : i + batch_size], Y[i : i + batch_size]))
    return batches


def counted(X, Y, batch_size):
    batches = []
    for b in range(int(np.ceil(len(X) / batch_size))):
        first, last = b * batch_size, min((b + 1) * batch_size, len(X))
        batches.append([X[first:last], Y[first:last]])
    return batches


def with_split(X, Y, batch_size):
    cuts = range(batch_size, len(X), batch_size)
    return list(zip(np.split(X, cuts), np.split(Y, cuts), strict=True))


def while_rows_are_left(X, Y, batch_size):
    batches = []
    while len(X):
        batches.append((X[:batch_size], Y[:batch_size]))
        X, Y = X[batch_size:], Y[batch_size:]
    return batches


def row_by_row(X, Y, batch_size):
    batches, xs, ys = [], [], []
    for x, y in zip(X, Y, strict=True):
        xs.append(x)
        ys.append(y)
        if len(xs) == batch_size:
            batches.append((np.array(xs), np.array(ys)))
            xs, ys = [], []
    if xs:
        batches.append((np.array(xs), np.array(ys)))
    return batches


def copied(X, Y, batch_size):
    return tuple((X[i : i + batch_size].copy(), Y[i : i + batch_size].copy()) for i in range(0, len(Y), batch_size))


RIGHT = [with_append, counted, with_split, while_rows_are_left, row_by_row, copied]


def whole_batches_only(X, Y, batch_size):
    return [
        (X[b * batch_size : (b + 1) * batch_size], Y[b * batch_size : (b + 1) * batch_size])
        for b in range(len(X) // batch_size)
    ]


def one_more(X, Y, batch_size):
    return [
        (X[b * batch_size : (b + 1) * batch_size], Y[b * batch_size : (b + 1) * batch_size])
        for b in range(len(X) // batch_size + 1)
    ]


def every_row_begins(X, Y, batch_size):
    return [(X[i : i + batch_size], Y[i : i + batch_size]) for i in range(len(X))]


def so_many_batches(X, Y, batch_size):
    return list(zip(np.array_split(X, batch_size), np.array_split(Y, batch_size), strict=True))


def nearly_equal(X, Y, batch_size):
    parts = int(np.ceil(len(X) / batch_size))
    return list(zip(np.array_split(X, parts), np.array_split(Y, parts), strict=True))


def slice_ends_early(X, Y, batch_size):
    return [(X[i : i + batch_size - 1], Y[i : i + batch_size - 1]) for i in range(0, len(X), batch_size)]


def slice_ends_late(X, Y, batch_size):
    return [(X[i : i + batch_size + 1], Y[i : i + batch_size + 1]) for i in range(0, len(X), batch_size)]


def end_is_a_length(X, Y, batch_size):
    return [(X[i:batch_size], Y[i:batch_size]) for i in range(0, len(X), batch_size)]


def y_whole(X, Y, batch_size):
    return [(X[i : i + batch_size], Y) for i in range(0, len(X), batch_size)]


def only_x(X, Y, batch_size):
    return [X[i : i + batch_size] for i in range(0, len(X), batch_size)]


def lists_apart(X, Y, batch_size):
    return (
        [X[i : i + batch_size] for i in range(0, len(X), batch_size)],
        [Y[i : i + batch_size] for i in range(0, len(X), batch_size)],
    )


def returns_inside(X, Y, batch_size):
    batches = []
    for i in range(0, len(X), batch_size):
        batches.append((X[i : i + batch_size], Y[i : i + batch_size]))
        return batches


def yields(X, Y, batch_size):
    for i in range(0, len(X), batch_size):
        yield X[i : i + batch_size], Y[i : i + batch_size]


def strided(X, Y, batch_size):
    count = -(-len(X) // batch_size)
    return [(X[i::count], Y[i::count]) for i in range(count)]


def shuffled(X, Y, batch_size):
    order = np.random.default_rng(0).permutation(len(X))
    return with_append(X[order], Y[order], batch_size)


def filled_up(X, Y, batch_size):
    batches = []
    for i in range(0, len(X), batch_size):
        rows = [j % len(X) for j in range(i, i + batch_size)]
        batches.append((X[rows], Y[rows]))
    return batches


def always_two(X, Y, batch_size):
    return with_append(X, Y, 2)


WRONG = [
    (whole_batches_only, ("missing",)),
    (one_more, ("empty batch",)),
    (every_row_begins, ("overlap",)),
    (so_many_batches, ("number of rows in each batch",)),
    (nearly_equal, ("nearly equal",)),
    (slice_ends_early, ("one row early",)),
    (slice_ends_late, ("one row too far",)),
    (end_is_a_length, ("end", "slice")),
    (y_whole, ("all of Y",)),
    (only_x, ("Only X",)),
    (lists_apart, ("two lists",)),
    (returns_inside, ("inside the loop",)),
    (yields, ("generator",)),
    (strided, ("in order",)),
    (shuffled, ("order",)),
    (filled_up, ("filled up",)),
    (always_two, ("batch_size", "2")),
]

UNNAMED = {
    "shuffled": "an order of one's own is no value that can be foreseen; the first difference is shown",
    "always_two": "any fixed number could stand there; the numbers of batches are shown",
}

EQUIVALENT = {
    "return [(X[start:start + batch_size], Y[start:start + batch_size]) for start in range(0, len(Y), batch_size)]": "Y has as many rows as X",
}
