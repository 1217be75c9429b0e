"""Answers to confusion_matrix, right and wrong, as learners write them."""

import numpy as np
from naming import wrong


def table(k, dtype=int):
    return np.zeros((k, k), dtype=dtype)


def loop(y_hat, y, n_classes):
    counts = table(n_classes)
    for i in range(len(y)):
        counts[y[i]][y_hat[i]] += 1
    return counts


def add_at(y_hat, y, n_classes):
    counts = table(n_classes)
    np.add.at(counts, (y, y_hat), 1)
    return counts


def bincount(y_hat, y, n_classes):
    return np.bincount(n_classes * y + y_hat, minlength=n_classes**2).reshape(n_classes, n_classes)


def one_hot_product(y_hat, y, n_classes):
    eye = np.eye(n_classes, dtype=int)
    return eye[y].T @ eye[y_hat]


def masks(y_hat, y, n_classes):
    return np.array([[np.sum((y == i) & (y_hat == j)) for j in range(n_classes)] for i in range(n_classes)])


def lists(y_hat, y, n_classes):
    counts = [[0] * n_classes for _ in range(n_classes)]
    for truth, guess in zip(y, y_hat, strict=True):
        counts[truth][guess] += 1
    return counts


def histogram(y_hat, y, n_classes):
    return np.histogram2d(y, y_hat, bins=np.arange(n_classes + 1))[0].astype(int)


RIGHT = [loop, add_at, bincount, one_hot_product, masks, lists, histogram]


def fancy(y_hat, y, n_classes):
    counts = table(n_classes)
    counts[y, y_hat] += 1
    return counts


def fancy_exchanged(y_hat, y, n_classes):
    counts = table(n_classes)
    counts[y_hat, y] += 1
    return counts


def from_floats(y_hat, y, n_classes):
    counts = table(n_classes, float)
    for truth, guess in zip(y, y_hat, strict=True):
        counts[truth, guess] += 1
    return counts


def number_of_labels(y_hat, y, n_classes):
    return loop(y_hat, y, int(max(y.max(), y_hat.max())) + 1)


def unique_labels(y_hat, y, n_classes):
    return loop(y_hat, y, len(np.unique(y)))


def textbook(y_hat, y, n_classes):
    return loop(y_hat, y, n_classes)[::-1, ::-1]


def four_numbers(y_hat, y, n_classes):
    return tuple(int(count) for count in loop(y_hat, y, 2).ravel()) if n_classes == 2 else loop(y_hat, y, n_classes)


def binary(y_hat, y, n_classes):
    tp, tn = np.sum((y_hat == 1) & (y == 1)), np.sum((y_hat == 0) & (y == 0))
    fp, fn = np.sum((y_hat == 1) & (y == 0)), np.sum((y_hat == 0) & (y == 1))
    return np.array([[tn, fp], [fn, tp]])


def aliased(y_hat, y, n_classes):
    counts = [[0] * n_classes] * n_classes
    for truth, guess in zip(y, y_hat, strict=True):
        counts[truth][guess] += 1
    return np.array(counts)


def counts_of_rows(y_hat, y, n_classes):
    return np.bincount(y, minlength=n_classes)


def last_left_out(y_hat, y, n_classes):
    counts = table(n_classes)
    for i in range(len(y) - 1):
        counts[y[i], y_hat[i]] += 1
    return counts


def columns_shared(y_hat, y, n_classes):
    counts = loop(y_hat, y, n_classes)
    return counts / np.maximum(counts.sum(axis=0), 1)


def nested(y_hat, y, n_classes):
    counts = table(n_classes)
    for truth in y:
        for guess in y_hat:
            counts[truth, guess] += 1
    return counts


def brackets(y_hat, y, n_classes):
    counts = np.zeros(n_classes, n_classes)
    for truth, guess in zip(y, y_hat, strict=True):
        counts[truth, guess] += 1
    return counts


def from_one(y_hat, y, n_classes):
    return loop(y_hat - 1, y - 1, n_classes)


WRONG = wrong(
    exchanged=(lambda y_hat, y, k: loop(y, y_hat, k), "exchanged"),
    fancy=(fancy, "once"),
    fancy_exchanged=(fancy_exchanged, "once"),
    from_floats=(from_floats, "whole numbers"),
    row_shares=(lambda y_hat, y, k: loop(y_hat, y, k) / np.maximum(loop(y_hat, y, k).sum(1, keepdims=True), 1), "row"),
    columns_shared=(columns_shared, "column"),
    all_shares=(lambda y_hat, y, k: loop(y_hat, y, k) / len(y), "number of examples"),
    number_of_labels=(number_of_labels, "n_classes"),
    unique_labels=(unique_labels, "different labels"),
    textbook=(textbook, "reverse"),
    textbook_exchanged=(lambda y_hat, y, k: loop(y, y_hat, k)[::-1, ::-1], "reverse"),
    rows_reversed=(lambda y_hat, y, k: loop(y_hat, y, k)[::-1], "reverse"),
    four_numbers=(four_numbers, "(2, 2) is needed"),
    binary=(binary, "n_classes"),
    aliased=(aliased, "share one list"),
    only_mistakes=(lambda y_hat, y, k: loop(y_hat, y, k) * (1 - np.eye(k, dtype=int)), "only mistakes"),
    only_right=(lambda y_hat, y, k: loop(y_hat, y, k) * np.eye(k, dtype=int), "only right"),
    right_as_vector=(lambda y_hat, y, k: np.diag(loop(y_hat, y, k)), "the diagonal alone"),
    counts_of_rows=(counts_of_rows, "not used"),
    from_one=(from_one, "start at 0"),
    last_left_out=(last_left_out, "last"),
    nested=(nested, "every guess"),
    brackets=(brackets, "in brackets"),
    extra_row=(lambda y_hat, y, k: loop(y_hat, y, k + 1), "one more", "one row too many"),
)
