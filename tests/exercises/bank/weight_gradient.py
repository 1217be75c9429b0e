"""Answers to weight_gradient, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def example_by_example(A, delta):
    dW = np.zeros((A.shape[1], delta.shape[1]))
    for a, d in zip(A, delta, strict=True):
        dW += np.outer(a, d)
    return dW


def three_loops(A, delta):
    dW = [[0.0] * delta.shape[1] for _ in range(A.shape[1])]
    for j in range(A.shape[1]):
        for k in range(delta.shape[1]):
            for i in range(len(A)):
                dW[j][k] += float(A[i, j]) * float(delta[i, k])
    return dW


def overwrites(A, delta):
    for a, d in zip(A, delta, strict=True):
        dW = np.outer(a, d)
    return dW


def last_left_out(A, delta):
    dW = np.zeros((A.shape[1], delta.shape[1]))
    for i in range(len(A) - 1):
        dW += np.outer(A[i], delta[i])
    return dW


def shared_rows(A, delta):
    dW = [[0.0] * delta.shape[1]] * A.shape[1]  # one and the same list
    for j in range(A.shape[1]):
        for k in range(delta.shape[1]):
            dW[j][k] += float(A[:, j] @ delta[:, k])
    return dW


def transposed_loops(A, delta):
    dW = np.zeros((delta.shape[1], A.shape[1]))
    for a, d in zip(A, delta, strict=True):
        dW += np.outer(d, a)
    return dW


def alters(A, delta):
    delta *= -1
    return -(A.T @ delta)


RIGHT = right(
    short=lambda A, delta: A.T @ delta,
    dot=lambda A, delta: np.dot(A.T, delta),
    turned=lambda A, delta: (delta.T @ A).T,
    einsum=lambda A, delta: np.einsum("ij,ik->jk", A, delta),
    tensordot=lambda A, delta: np.tensordot(A, delta, axes=(0, 0)),
    broadcast=lambda A, delta: (A[:, :, None] * delta[:, None, :]).sum(axis=0),
    summed=lambda A, delta: sum(np.outer(a, d) for a, d in zip(A, delta, strict=True)),
    example_by_example=example_by_example,
    three_loops=three_loops,
    single_precision=lambda A, delta: A.T.astype(np.float32) @ delta.astype(np.float32),
)

WRONG = wrong(
    order=(lambda A, delta: delta.T @ A, "transpose"),
    transposed_loops=(transposed_loops, "transpose"),
    mean=(lambda A, delta: A.T @ delta / len(A), "number of rows"),
    of_sums=(lambda A, delta: np.outer(A.sum(axis=0), delta.sum(axis=0)), "each delta belongs to its own"),
    of_mean=(lambda A, delta: np.outer(A.mean(axis=0), delta.sum(axis=0)), "own row"),
    of_means=(lambda A, delta: np.outer(A.mean(axis=0), delta.mean(axis=0)), "own row", "two things", "own input"),
    no_transpose=(lambda A, delta: A @ delta, "transposed"),
    rows_with_rows=(lambda A, delta: A @ delta.T, "rows"),
    entries=(lambda A, delta: A.T * delta, "entry by entry"),
    not_summed=(lambda A, delta: np.einsum("ij,ik->ijk", A, delta), "add them up"),
    overwrites=(overwrites, "last row"),
    first_row=(lambda A, delta: np.outer(A[0], delta[0]), "first row"),
    last_left_out=(last_left_out, "last row"),
    shared_rows=(shared_rows, "last", "row", "differ"),
    no_inputs=(lambda A, delta: np.tile(delta.sum(axis=0), (A.shape[1], 1)), "inputs a are missing"),
    biases=(lambda A, delta: delta.sum(axis=0), "bias"),
    sign=(lambda A, delta: -A.T @ delta, "negative"),
    alters=(alters, "alter"),
)
