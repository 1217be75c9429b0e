"""Answers to one_hot, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def by_loop(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        Y[i, label] = 1
    return Y


def add_at(labels, n_classes):
    Y = np.zeros((labels.size, n_classes))
    np.add.at(Y, (np.arange(labels.size), labels), 1)
    return Y


def put(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    np.put_along_axis(Y, labels[:, None], 1.0, axis=1)
    return Y


RIGHT = right(
    eye=lambda labels, n_classes: np.eye(n_classes)[labels],
    by_loop=by_loop,
    compared=lambda labels, n_classes: (labels[:, None] == np.arange(n_classes)).astype(float),
    compared_ints=lambda labels, n_classes: (labels.reshape(-1, 1) == np.arange(n_classes)) * 1,
    lists=lambda labels, n_classes: [[1.0 if j == label else 0.0 for j in range(n_classes)] for label in labels],
    add_at=add_at,
    put=put,
    taken=lambda labels, n_classes: np.identity(n_classes, dtype=np.float32).take(labels, axis=0),
)


def loop_from_one(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        Y[i, label - 1] = 1
    return Y


def list_of_seen(labels, n_classes):
    classes = sorted(set(labels.tolist()))
    return np.array([[1.0 if label == c else 0.0 for c in classes] for label in labels])


def always_three(labels, n_classes):
    return np.eye(3)[labels]


def one_row_short(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i in range(len(labels) - 1):
        Y[i, labels[i]] = 1
    return Y


def from_the_largest(labels, n_classes):
    return np.eye(max(labels) + 1)[labels]


def transposed(labels, n_classes):
    Y = np.zeros((n_classes, len(labels)))
    Y[labels, np.arange(len(labels))] = 1
    return Y


def returns_too_early(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        Y[i, label] = 1
        return Y


def shared_list(labels, n_classes):
    row, Y = [0.0] * n_classes, []
    for label in labels:
        row[label] = 1.0
        Y.append(row)
    return Y


def whole_rows(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[labels] = 1
    return Y


def prints(labels, n_classes):
    print(np.eye(n_classes)[labels])


def only_last_one(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[-1, labels[-1]] = 1
    return Y


def from_the_smallest(labels, n_classes):
    return np.eye(n_classes)[labels - labels.min()]


def rows_by_label(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    for label in labels:
        Y[label, labels[label]] = 1
    return Y


WRONG = wrong(
    rows_by_label=(rows_by_label, "row number"),
    labels_minus_one=(lambda labels, n_classes: np.eye(n_classes)[labels - 1], "start at 0"),
    loop_from_one=(loop_from_one, "start at 0"),
    eye_of_max=(lambda labels, n_classes: np.eye(labels.max())[labels], "belongs to the task"),
    from_the_largest=(from_the_largest, "belongs to the task"),
    list_of_seen=(list_of_seen, "keeps its column"),
    bools=(lambda labels, n_classes: labels[:, None] == np.arange(n_classes), "True and False"),
    transposed=(transposed, "transpose"),
    always_three=(always_three, "outside", "is needed", "columns"),
    one_row_short=(one_row_short, "last row"),
    only_last_one=(only_last_one, "row"),
    column=(lambda labels, n_classes: labels[:, None], "needs", "shape"),
    too_wide=(lambda labels, n_classes: np.eye(n_classes + 1)[labels], "one column too many"),
    square_eye=(lambda labels, n_classes: np.eye(len(labels))[labels], "one for each class"),
    whole_columns=(lambda labels, n_classes: np.eye(n_classes)[labels].sum(axis=0), "needs", "add"),
    from_the_smallest=(from_the_smallest, "smallest"),
    returns_too_early=(returns_too_early, "inside the loop"),
    shared_list=(shared_list, "share"),
    whole_rows=(whole_rows, "label is a column"),
    prints=(prints, "return"),
)

EQUIVALENT = {"Y[np.arange(len(Y)), labels] = 1.0": "Y has as many rows as there are labels"}
