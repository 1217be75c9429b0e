"""Answers to accuracy, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def loop(y_hat, y):
    hits = 0
    for i in range(len(y)):
        if y_hat[i] == y[i]:
            hits += 1
    return hits / len(y)


RIGHT = right(
    short=lambda y_hat, y: np.mean(y_hat == y),
    counted=lambda y_hat, y: np.sum(y_hat == y) / len(y),
    python_sum=lambda y_hat, y: sum(a == b for a, b in zip(y_hat, y, strict=True)) / len(y),
    one_minus=lambda y_hat, y: 1 - np.count_nonzero(y_hat - y) / y.size,
    from_differences=lambda y_hat, y: np.mean(np.abs(y_hat - y) == 0),
    single_precision=lambda y_hat, y: np.float32(np.mean(y_hat == y)),
    zero_dim=lambda y_hat, y: np.asarray((y_hat == y).mean()),
    loop=loop,
)


def from_confusion(y_hat, y):
    both = np.sum((y_hat == 1) & (y == 1)) + np.sum((y_hat == 0) & (y == 0))
    return both / len(y)


def last_left_out(y_hat, y):
    return sum(y_hat[i] == y[i] for i in range(len(y) - 1)) / len(y)


def returned_in_the_loop(y_hat, y):
    hits = 0
    for guess, truth in zip(y_hat, y, strict=True):
        if guess == truth:
            hits += 1
        return hits / len(y)


def balanced(y_hat, y):
    return np.mean([np.mean(y_hat[y == label] == label) for label in np.unique(y)])


WRONG = wrong(
    count=(lambda y_hat, y: np.sum(y_hat == y), "how many"),
    mistakes=(lambda y_hat, y: np.mean(y_hat != y), "wrong"),
    how_many_mistakes=(lambda y_hat, y: np.sum(y_hat != y), "how many"),
    percent=(lambda y_hat, y: 100 * np.mean(y_hat == y), "percent"),
    percent_rounded=(lambda y_hat, y: round(100 * float(np.mean(y_hat == y))), "percent"),
    rounded=(lambda y_hat, y: round(float(np.mean(y_hat == y)), 2), "round"),
    all_equal=(lambda y_hat, y: float(np.array_equal(y_hat, y)), "all are right"),
    all_bools=(lambda y_hat, y: bool(np.all(y_hat == y)), "all are right"),
    floor=(lambda y_hat, y: np.sum(y_hat == y) // len(y), "whole number"),
    ones_only=(lambda y_hat, y: np.mean(y_hat * y), "multiplied"),
    ones_right=(lambda y_hat, y: np.sum((y_hat == 1) & (y == 1)) / len(y), "only"),
    recall=(lambda y_hat, y: np.sum((y_hat == 1) & (y == 1)) / np.sum(y == 1), "true ones"),
    precision=(lambda y_hat, y: np.sum((y_hat == 1) & (y == 1)) / np.sum(y_hat == 1), "predicted ones"),
    from_confusion=(from_confusion, "classes 0 and 1"),
    balanced=(balanced, "each class"),
    returned_in_the_loop=(returned_in_the_loop, "inside the loop"),
    differences=(lambda y_hat, y: 1 - np.mean(np.abs(y_hat - y)), "far apart"),
    signed=(lambda y_hat, y: 1 - np.mean(y_hat - y), "cancel"),
    squared=(lambda y_hat, y: 1 - np.mean((y_hat - y) ** 2), "squared"),
    hits=(lambda y_hat, y: y_hat == y, "mean"),
    per_one=(lambda y_hat, y: np.sum(y_hat == y) / np.sum(y), "number of ones"),
    of_the_labels=(lambda y_hat, y: np.mean(y), "y_hat"),
    last_left_out=(last_left_out, "last"),
)
