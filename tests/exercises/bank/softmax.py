"""Answers to softmax, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def by_row(Z):
    rows = []
    for z in Z:
        e = np.exp(z - max(z))
        rows.append(e / sum(e))
    return rows


def into_zeros(Z):
    P = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        e = np.exp(Z[i] - np.max(Z[i]))
        P[i] = e / np.sum(e)
    return P


def by_differences(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)


RIGHT = right(
    by_row=by_row,
    into_zeros=into_zeros,
    none_axis=lambda Z: np.exp(Z - Z.max(axis=1)[:, None]) / np.exp(Z - Z.max(axis=1)[:, None]).sum(axis=1)[:, None],
    by_log=lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)),
    transposed=lambda Z: (np.exp(Z.T - Z.max(axis=1)) / np.exp(Z.T - Z.max(axis=1)).sum(axis=0)).T,
    by_differences=by_differences,
    last_axis=lambda Z: (
        np.exp(Z - np.max(Z, axis=-1, keepdims=True))
        / np.sum(np.exp(Z - np.max(Z, axis=-1, keepdims=True)), axis=-1, keepdims=True)
    ),
    tiny_guard=lambda Z: (
        np.exp(Z - Z.max(axis=1, keepdims=True))
        / (np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True) + 1e-12)
    ),
)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def buffer(Z):
    P = np.zeros_like(Z)
    for i in range(len(Z)):
        P[i] = np.exp(Z[i] - Z[i].max()) / np.exp(Z[i] - Z[i].max()).sum()
    return P


def buffer_in_two_steps(Z):
    E = np.zeros_like(Z)
    for i in range(len(Z)):
        E[i] = np.exp(Z[i] - Z[i].max())
    return E / E.sum(axis=1, keepdims=True)


def in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


def columns_unshifted(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=0)


def table_shifted_and_summed(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum()


def batch_max_guarded(Z):
    E = np.exp(Z - np.max(Z))
    return E / (E.sum(axis=1, keepdims=True) + 1e-9)


def no_keepdims_unshifted(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1)


def reshaped_wrong(Z):
    E = np.exp(Z - Z.max(axis=1).reshape(1, -1))
    return E / E.sum(axis=1, keepdims=True)


def first_row_only(Z):
    E = np.exp(Z[0] - Z[0].max())
    return E / E.sum()


def hard(Z):
    return np.eye(Z.shape[1])[Z.argmax(axis=1)]


def by_rank(Z):
    ranks = Z.argsort(axis=1).argsort(axis=1) + 1.0
    return ranks / ranks.sum(axis=1, keepdims=True)


def base_two(Z):
    E = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def standardised(Z):
    S = (Z - Z.mean(axis=1, keepdims=True)) / (Z.std(axis=1, keepdims=True) + 1e-9)
    E = np.exp(S)
    return E / E.sum(axis=1, keepdims=True)


WRONG = wrong(
    plain=(lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True), "subtract each row's maximum"),
    batch_max=(
        lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1, keepdims=True),
        "maximum of the whole batch",
    ),
    batch_max_guarded=(batch_max_guarded, "maximum of the whole batch"),
    table_shifted_and_summed=(table_shifted_and_summed, "each row sums to 1"),
    columns=(
        lambda Z: np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0),
        "columns sum to 1",
    ),
    columns_unshifted=(columns_unshifted, "column"),
    no_keepdims_unshifted=(no_keepdims_unshifted, "keepdims"),
    reshaped_wrong=(reshaped_wrong, "lost its axis", "raised"),
    no_division=(lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)), "divide each row"),
    only_exp=(np.exp, "divide each row"),
    linear=(lambda Z: Z / Z.sum(axis=1, keepdims=True), "exp first"),
    sigmoid=(lambda Z: 1 / (1 + np.exp(-Z)), "sigmoid"),
    buffer=(buffer, "whole numbers", "zeros_like"),
    buffer_in_two_steps=(buffer_in_two_steps, "whole numbers"),
    in_place=(in_place, "altered Z"),
    first_row_only=(first_row_only, "needs", "row"),
    hard=(hard, "1 and the others 0"),
    by_rank=(by_rank, "right only", "differ"),
    base_two=(base_two, "powers of 2"),
    standardised=(standardised, "values differ", "right"),
    shift_above_only=(
        lambda Z: np.exp(Z - Z.max(axis=1)[:, None]) / np.exp(Z).sum(axis=1)[:, None],
        "above but not below",
    ),
    scaled=(lambda Z: softmax(Z / Z.max(axis=1, keepdims=True)), "subtract the maximum"),
    of_minus_z=(lambda Z: np.exp(-Z) / np.exp(-Z).sum(axis=1, keepdims=True), "sign"),
    minus_the_minimum=(
        lambda Z: (
            np.exp(Z - Z.min(axis=1, keepdims=True))
            / np.exp(Z - Z.min(axis=1, keepdims=True)).sum(axis=1, keepdims=True)
        ),
        "min where max",
    ),
)
