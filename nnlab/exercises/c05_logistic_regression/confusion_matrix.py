"""confusion_matrix: which class was taken for which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.judge.exercise import Inputs
from nnlab.reference.logistic_regression import confusion_matrix


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def pairs(counts: list[list[int]]) -> Inputs:
        """Predictions and labels with these counts (rows are the truth), in a drawn order."""
        table = [(guess, truth) for truth, row in enumerate(counts) for guess, n in enumerate(row) for _ in range(n)]
        order = rng.permutation(len(table))
        y_hat, y = np.array(table)[order].T
        return y_hat, y, len(counts)

    def renamed(counts: list[list[int]]) -> Inputs:
        """The same, with the classes' numbers exchanged: as many examples, another table."""
        names = rng.permutation(len(counts))
        return pairs(np.array(counts)[names][:, names].tolist())

    yield Case("values", renamed([[4, 1], [2, 3]]), "2 classes")
    yield Case("values", renamed([[3, 2, 0], [1, 2, 1], [0, 3, 1]]), "3 classes")
    yield Case("values", renamed([[1, 3], [0, 2]]), "2 classes")
    a, b, c = (int(n) for n in rng.permutation([2, 3, 4]))
    yield Case("values", renamed([[a, 0, 1, 0], [0, b, 0, 0], [0, 0, c, 3], [2, 0, 0, 1]]), "4 classes")
    a, b, c = (int(n) for n in rng.permutation([2, 3, 4, 5])[:3])
    yield Case("unseen", pairs([[a, 1, 0], [2, b, 0], [0, 0, 0]]), "the last class never occurs")
    yield Case("unseen", pairs([[0, 0, 0], [0, a, 0], [0, 1, b]]), "the first class never occurs")
    yield Case("unseen", pairs([[a, 0], [b + 1, 0]]), "class 1 is never guessed")
    yield Case("edge", pairs([[b, 0], [0, a + 2]]), "all right")
    yield Case("edge", pairs([[0, c], [c + 2, 0]]), "all wrong")
    yield Case("edge", pairs([[0, 1], [0, 0]]), "one example")


def counted_once(y_hat: Any, y: Any, n_classes: int) -> Any:
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[y, y_hat] += 1
    return counts


def counted_once_transposed(y_hat: Any, y: Any, n_classes: int) -> Any:
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[y_hat, y] += 1
    return counts


def shares_of_rows(y_hat: Any, y: Any, n_classes: int) -> Any:
    counts = confusion_matrix(y_hat, y, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


def classes_seen(y_hat: Any, y: Any, n_classes: int) -> Any:
    return confusion_matrix(y_hat, y, max(y_hat.max(), y.max()) + 1)


def class_1_first(y_hat: Any, y: Any, n_classes: int) -> Any:
    return confusion_matrix(y_hat, y, n_classes)[::-1, ::-1]


def class_1_first_transposed(y_hat: Any, y: Any, n_classes: int) -> Any:
    return confusion_matrix(y_hat, y, n_classes).T[::-1, ::-1]


def mistakes_only(y_hat: Any, y: Any, n_classes: int) -> Any:
    counts = confusion_matrix(y_hat, y, n_classes)
    return counts - np.diag(np.diag(counts))


def diagonal_only(y_hat: Any, y: Any, n_classes: int) -> Any:
    return np.diag(np.diag(confusion_matrix(y_hat, y, n_classes)))


def two_classes_only(y_hat: Any, y: Any, n_classes: int) -> Any:
    return np.array([[np.sum((y == i) & (y_hat == j)) for j in (0, 1)] for i in (0, 1)])


def totals(y_hat: Any, y: Any, n_classes: int) -> Any:
    return np.array([[np.sum(y == i) + np.sum(y_hat == j) for j in range(n_classes)] for i in range(n_classes)])


def shares(y_hat: Any, y: Any, n_classes: int) -> Any:
    return confusion_matrix(y_hat, y, n_classes) / len(y)


def different_labels(y_hat: Any, y: Any, n_classes: int) -> Any:
    return confusion_matrix(y_hat, y, len(np.unique(y)))


def shares_of_columns(y_hat: Any, y: Any, n_classes: int) -> Any:
    counts = confusion_matrix(y_hat, y, n_classes)
    return counts / np.maximum(counts.sum(axis=0), 1)


def shared_rows(y_hat: Any, y: Any, n_classes: int) -> Any:
    return np.tile(np.bincount(y_hat, minlength=n_classes), (n_classes, 1))


exercise = Exercise(
    reference=confusion_matrix,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a square table of whole numbers, one row and one column for each class"),
        Claim("values", 0.75, "right for two, three and four classes"),
        Claim("unseen", 0.25, "a class that never occurs has its row and column, of zeros"),
        Claim("edge", 0.25, "right for all right, all wrong, one example"),
        Claim(ARGUMENTS, 0.25, "y_hat and y stay as they were"),
    ),
    hints=(
        "Begin with a table of zeros. Each example adds 1 to one place: which row, which column?",
        "Row: the truth y_i. Column: what it was taken for, y_hat_i.",
        "counts = np.zeros((n_classes, n_classes), dtype=int); for each example: counts[y[i], y_hat[i]] += 1.",
    ),
    mistakes=(
        Mistake(
            "rows and columns",
            "Rows and columns are exchanged: rows are the truth, columns what it was taken for.",
            edits=(("counts[truth, guess]", "counts[guess, truth]"),),
        ),
        Mistake(
            "counted once",
            "No place gets more than 1: counts[y, y_hat] += 1 with whole arrays adds to each place once, however often it occurs, and = 1 only sets it. Loop over the examples, or use np.add.at.",
            wrong=counted_once,
        ),
        Mistake(
            "counted once, exchanged",
            "counts[y_hat, y] += 1 adds 1 to each place once, however often it occurs. Loop over the examples. And rows are the truth: counts[y, y_hat].",
            wrong=counted_once_transposed,
        ),
        Mistake(
            "floats",
            "These are counts, so whole numbers: make the table with dtype=int.",
            edits=(("dtype=int", "dtype=float"),),
        ),
        Mistake(
            "shares of the rows",
            "Each row is divided by its sum. Asked for are the counts themselves.",
            wrong=shares_of_rows,
        ),
        Mistake(
            "shares of all",
            "The counts are divided by the number of examples. Asked for are the counts themselves.",
            wrong=shares,
        ),
        Mistake(
            "only classes that occur",
            "The size is taken from the largest label that occurs. It belongs to the task: n_classes rows and columns.",
            wrong=classes_seen,
        ),
        Mistake(
            "as many classes as occur",
            "The size is the number of different labels that occur. It belongs to the task: n_classes rows and columns.",
            wrong=different_labels,
        ),
        Mistake(
            "shares of the columns",
            "Each column is divided by its sum. Asked for are the counts themselves.",
            wrong=shares_of_columns,
        ),
        Mistake(
            "one row for all",
            "All rows share one list: [[0] * k] * k makes k names for the same row. Make each row anew, or use np.zeros((k, k), dtype=int).",
            wrong=shared_rows,
        ),
        Mistake(
            "only the diagonal",
            "This is how many are right in each class, the diagonal alone. The whole table is asked for.",
            wrong=lambda y_hat, y, n_classes: np.diag(confusion_matrix(y_hat, y, n_classes)),
        ),
        Mistake(
            "only the truth",
            "This counts the examples of each class, and the guesses are not used. Each row has a place for every guess.",
            wrong=lambda y_hat, y, n_classes: np.bincount(y, minlength=n_classes),
        ),
        Mistake(
            "last example left out",
            "The last example is left out: a loop has to reach it.",
            wrong=lambda y_hat, y, n_classes: confusion_matrix(y_hat[:-1], y[:-1], n_classes),
        ),
        Mistake(
            "every guess with every truth",
            "Two loops, one in the other, pair every truth with every guess. Go through both at once: zip(y, y_hat), or one index i.",
            wrong=lambda y_hat, y, n_classes: np.outer(
                np.bincount(y, minlength=n_classes), np.bincount(y_hat, minlength=n_classes)
            ),
        ),
        Mistake(
            "brackets of the shape",
            "np.zeros takes the shape as one argument, in brackets of its own: np.zeros((n_classes, n_classes), dtype=int).",
            edits=(("(n_classes, n_classes), dtype=int", "n_classes, n_classes"),),
        ),
        Mistake(
            "class 1 first",
            "The classes stand in reverse order. Class 0 comes first, in rows and columns.",
            wrong=class_1_first,
        ),
        Mistake(
            "class 1 first, exchanged",
            "The classes stand in reverse order, and rows and columns are exchanged. Class 0 comes first, and rows are the truth.",
            wrong=class_1_first_transposed,
        ),
        Mistake(
            "labels from 1",
            "The labels are lowered by 1, so class 0 lands in the last row or column. Labels start at 0.",
            edits=(("counts[truth, guess]", "counts[truth - 1, guess - 1]"),),
        ),
        Mistake(
            "mistakes only",
            "Only mistakes are counted. Right predictions stand on the diagonal.",
            wrong=mistakes_only,
        ),
        Mistake(
            "right ones only",
            "Only right predictions are counted, on the diagonal. A mistake counts in the row of the truth and the column of the guess.",
            wrong=diagonal_only,
        ),
        Mistake(
            "always two classes",
            "The table is two by two, whatever n_classes is. It has n_classes rows and columns.",
            wrong=two_classes_only,
        ),
        Mistake(
            "or for and",
            "Each entry counts the examples of that class plus the guesses of it. Count those where both hold: & or one place for each example.",
            wrong=totals,
        ),
    ),
)
