"""Answers to softmax_jacobian, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def probabilities(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def loops(z):
    p = softmax(z.reshape(1, -1)).ravel()
    k = len(p)
    return [[p[i] * ((i == j) - p[j]) for j in range(k)] for i in range(k)]


def filled(z):
    p = probabilities(z)
    J = -p[:, None] * p
    J[np.diag_indices(len(p))] += p
    return J


def complex_step(z):
    columns = []
    for j in range(len(z)):
        moved = (z - z.max()).astype(complex)
        moved[j] += 1e-20j
        e = np.exp(moved)
        columns.append((e / e.sum()).imag / 1e-20)
    return np.array(columns).T


RIGHT = right(
    loops=loops,
    filled=filled,
    complex_step=complex_step,
    column_times_row=lambda z: np.diag(probabilities(z)) - probabilities(z)[:, None] @ probabilities(z)[None, :],
    eye=lambda z: probabilities(z)[:, None] * (np.eye(len(z)) - probabilities(z)[None, :]),
    einsum=lambda z: np.diag(probabilities(z)) - np.einsum("i,j->ij", probabilities(z), probabilities(z)),
    transposed=lambda z: probabilities(z) * (np.eye(len(z)) - probabilities(z)[:, None]),
)


def unshifted(z):
    p = np.exp(z) / np.exp(z).sum()
    return np.diag(p) - np.outer(p, p)


def diagonal_filled(z):
    p = probabilities(z)
    J = np.zeros((len(p), len(p)))
    for i in range(len(p)):
        J[i, i] = p[i] * (1 - p[i])
    return J


def wrong_sign_off_diagonal(z):
    p = probabilities(z)
    J = np.outer(p, p)
    np.fill_diagonal(J, p * (1 - p))
    return J


def integer_buffer(z):
    p = probabilities(z)
    J = np.zeros((len(z), len(z)), dtype=z.dtype)
    for i in range(len(z)):
        for j in range(len(z)):
            J[i, j] = p[i] * ((i == j) - p[j])
    return J


WRONG = wrong(
    vector=(lambda z: probabilities(z) * (1 - probabilities(z)), "table"),
    diagonal_filled=(diagonal_filled, "also moves"),
    negative=(lambda z: np.outer(probabilities(z), probabilities(z)) - np.diag(probabilities(z)), "negative"),
    products=(lambda z: -np.outer(probabilities(z), probabilities(z)), "has to be added"),
    plus=(lambda z: np.diag(probabilities(z)) + np.outer(probabilities(z), probabilities(z)), "plus"),
    dot=(lambda z: np.diag(probabilities(z)) - probabilities(z) @ probabilities(z), "single number"),
    star=(lambda z: np.diag(probabilities(z)) - probabilities(z) * probabilities(z), "vector"),
    identity=(lambda z: np.eye(len(z)) - np.outer(probabilities(z), probabilities(z)), "identity"),
    of_z=(lambda z: np.diag(z) - np.outer(z, z), "probabilities"),
    column=(lambda z: np.diag(softmax(z[:, None])[:, 0]) - np.ones((len(z), len(z))), "every probability is 1"),
    one_everywhere=(lambda z: probabilities(z)[:, None] * (1 - probabilities(z)), "in every entry"),
    minus_p=(lambda z: np.diag(probabilities(z)) - probabilities(z), "vector p"),
    unshifted=(unshifted, "overflow"),
    just_p=(probabilities, "table"),
    vector_to_softmax=(lambda z: np.diag(softmax(z)) - np.outer(softmax(z), softmax(z)), "z[None, :]"),
    wrong_sign_off_diagonal=(wrong_sign_off_diagonal, "sign", "absolute"),
    integer_buffer=(integer_buffer, "table of whole numbers"),
)

EQUIVALENT = {"p = softmax(z[None, :])[-1]": "softmax gets one row, which is the first and the last"}
