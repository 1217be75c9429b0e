"""one_hot: a label becomes a row with a single 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.softmax_regression import one_hot


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def labels(n: int, *classes: int) -> Array:
        """n labels out of these classes, each of them at least once."""
        return rng.permutation([*classes, *rng.choice(classes, n - len(classes))])

    yield Case("values", (labels(5, 0, 1, 2), 3), "5 labels, 3 classes")
    yield Case("values", (labels(6, 0, 1, 2, 3), 4), "6 labels, 4 classes")
    yield Case("values", (labels(4, 0, 1), 2), "4 labels, 2 classes")
    yield Case("absent", (labels(3, 0, 1), 4), "4 classes, the last two do not occur")
    yield Case("absent", (labels(4, 1, 3), 5), "5 classes, only 1 and 3 occur")
    yield Case("absent", (np.full(3, int(rng.integers(1, 3))), 4), "all labels are the same")
    yield Case("edge", (rng.permutation(4), 4), "as many labels as classes")
    yield Case("edge", (np.array([rng.integers(3)]), 3), "one label")


def from_one_on(labels: Any, n_classes: int) -> Any:
    Y = np.zeros((len(labels), n_classes + 1))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def rows_by_label(labels: Any, n_classes: int) -> Any:
    Y = np.zeros((len(labels), n_classes))
    for i in labels:
        Y[i, labels[i]] = 1.0
    return Y


exercise = Exercise(
    reference=one_hot,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "one row for each label, one column for each class"),
        Claim("values", 0.5, "the 1 stands in the label's column"),
        Claim("absent", 0.25, "right when some classes do not occur among the labels"),
        Claim("edge", 0.25, "right for as many labels as classes, and for one label"),
        Claim(ARGUMENTS, 0.25, "labels stay as they were"),
    ),
    hints=(
        "Begin with zeros of shape (n, n_classes). In each row one entry becomes 1: which column?",
        "Row i has its 1 in column labels[i]. Two arrays as an index pick one entry a pair: Y[rows, columns].",
        "Y = np.zeros((len(labels), n_classes)); Y[np.arange(len(labels)), labels] = 1.0.",
    ),
    mistakes=(
        Mistake(
            "labels taken to start at 1",
            "The 1 stands one column too far left, and label 0 wraps round to the last column. Labels start at 0: use them as they are, not minus 1.",
            edits=(("), labels]", "), labels - 1]"),),
        ),
        Mistake(
            "one column too many",
            "There is one column too many. With n_classes classes the labels are 0 to n_classes - 1, so n_classes columns are enough.",
            wrong=from_one_on,
        ),
        Mistake(
            "k taken from the batch",
            "The number of columns comes from the largest label in this batch. A batch without the last class becomes too narrow: the number of classes belongs to the task, use n_classes.",
            edits=(("n_classes", "labels.max() + 1"),),
        ),
        Mistake(
            "k taken from the batch, one short",
            "The largest label is used as the number of columns. Labels start at 0, so that is one too few; and the number of classes belongs to the task, not to the batch: use n_classes.",
            edits=(("n_classes", "labels.max()"),),
        ),
        Mistake(
            "eye of the largest label",
            "eye(labels.max()) has no row for the largest label, since labels start at 0. And the number of classes belongs to the task, not to the batch: use n_classes.",
            wrong=lambda labels, n_classes: np.eye(labels.max())[labels],
        ),
        Mistake(
            "columns only for classes that occur",
            "There is a column only for each class that occurs in this batch. A class without an example keeps its column: use n_classes.",
            wrong=lambda labels, n_classes: (labels[:, None] == np.unique(labels)).astype(float),
        ),
        Mistake(
            "True and False",
            "These are True and False. Floats are asked for, since probabilities will be subtracted: .astype(float).",
            wrong=lambda labels, n_classes: labels[:, None] == np.arange(n_classes),
        ),
        Mistake(
            "the label in the place of the 1",
            "The right places, but the label itself stands there. Put a 1 there, whatever the class is called.",
            edits=(("= 1.0", "= labels"),),
        ),
        Mistake(
            "whole columns",
            "Whole columns are filled. Y[:, labels] = 1 does that, and so does one list that all rows share. Each row has a single 1: give the rows too, Y[np.arange(n), labels].",
            edits=(("[np.arange(len(labels)), labels]", "[:, labels]"),),
        ),
        Mistake(
            "as many columns as labels",
            "There are as many columns as labels. There is one for each class: n_classes.",
            edits=(("n_classes", "len(labels)"),),
        ),
        Mistake(
            "eye of the number of labels",
            "eye(len(labels)) has as many columns as there are labels. There is one for each class: n_classes.",
            wrong=lambda labels, n_classes: np.eye(len(labels))[labels],
        ),
        Mistake(
            "columns up to the label",
            "Every column up to the label is 1. Only the label's own column is.",
            wrong=lambda labels, n_classes: (np.arange(n_classes) <= labels[:, None]).astype(float),
        ),
        Mistake(
            "last label left out",
            "The last row is all zeros: a loop over the labels has to reach the last one.",
            wrong=lambda labels, n_classes: (
                one_hot(labels, n_classes) * (np.arange(len(labels)) < len(labels) - 1)[:, None]
            ),
        ),
        Mistake(
            "labels as row numbers",
            "The loop runs over the labels and takes each for a row number too. Rows are counted: for i in range(len(labels)).",
            wrong=rows_by_label,
        ),
        Mistake(
            "return inside the loop",
            "Only the first row has its 1. Does the return stand inside the loop? It belongs after it, one level further left.",
            wrong=lambda labels, n_classes: one_hot(labels, n_classes) * (np.arange(len(labels)) < 1)[:, None],
        ),
        Mistake(
            "counted from the smallest label that occurs",
            "The labels are counted from the smallest one in this batch. Label 1 is column 1, also where no label 0 occurs.",
            wrong=lambda labels, n_classes: one_hot(labels - labels.min(), n_classes),
        ),
        Mistake(
            "whole rows",
            "Y[labels] = 1 fills the rows with those numbers. The label is a column: Y[np.arange(n), labels].",
            edits=(("[np.arange(len(labels)), labels]", "[labels]"),),
        ),
    ),
)
