"""Answers to attention, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def query_by_query(Q, K, V):
    rows = []
    for q in Q:
        scores = K @ q / math.sqrt(len(q))
        weights = np.exp(scores - scores.max())
        rows.append(weights @ V / weights.sum())
    return np.array(rows)


def loops(Q, K, V):
    (n, d), m = Q.shape, len(K)
    out = []
    for i in range(n):
        scores = [sum(float(Q[i, t]) * float(K[j, t]) for t in range(d)) / d**0.5 for j in range(m)]
        top = max(scores)
        weights = [math.exp(score - top) for score in scores]
        total = sum(weights)
        out.append([sum(weights[j] * float(V[j, c]) for j in range(m)) / total for c in range(V.shape[1])])
    return out


def einsum(Q, K, V):
    scores = np.einsum("nd,md->nm", Q, K) / np.sqrt(K.shape[1])
    return np.einsum("nm,mv->nv", softmax(scores), V)


def single_precision(Q, K, V):
    Q, K, V = (array.astype(np.float64) for array in (Q, K, V))
    return (softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V).astype(np.float32)


RIGHT = [
    query_by_query,
    loops,
    einsum,
    single_precision,
    *right(
        one_line=lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V,
        scaled_queries=lambda Q, K, V: softmax((Q / K.shape[-1] ** 0.5) @ K.T) @ V,
        scaled_both=lambda Q, K, V: softmax((Q / Q.shape[1] ** 0.25) @ (K / K.shape[1] ** 0.25).T) @ V,
        divided_late=lambda Q, K, V: (
            (E := np.exp((S := Q @ K.T / np.sqrt(Q.shape[1])) - S.max(axis=1)[:, None])) @ V / E.sum(axis=1)[:, None]
        ),
        transposed=lambda Q, K, V: (V.T @ softmax((K @ Q.T / np.sqrt(Q.shape[1])).T).T).T,
    ),
]


def down_the_columns(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    E = np.exp(scores - scores.max(axis=0))
    return E / E.sum(axis=0) @ V


def all_together(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    E = np.exp(scores - scores.max())
    return E / E.sum() @ V


def overflows(Q, K, V):
    scores = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    return scores / scores.sum(axis=1, keepdims=True) @ V


def no_division(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    return np.exp(scores - scores.max(axis=1, keepdims=True)) @ V


def exponentials(Q, K, V):
    return np.exp(Q @ K.T / np.sqrt(Q.shape[1])) @ V


def alters(Q, K, V):
    Q /= np.sqrt(Q.shape[1])
    return softmax(Q @ K.T) @ V


def sum_forgets_keepdims(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    return E / E.sum(axis=1) @ V


def square_root_of_all(Q, K, V):
    return softmax(np.sqrt(np.abs(Q @ K.T))) @ V


def nothing(Q, K, V):
    weights = softmax(Q @ K.T / np.sqrt(Q.shape[1]))
    weights @ V


WRONG = [
    (down_the_columns, ("columns",)),
    (all_together, ("each row sums",)),
    (overflows, ("infinite", "maximum")),
    (no_division, ("divided by their sum",)),
    (exponentials, ("divided by their sum",)),
    (alters, ("alter",)),
    (sum_forgets_keepdims, ("keepdims", "columns", "broadcast", "shapes")),
    (nothing, ("return",)),
    *wrong(
        by_queries=(lambda Q, K, V: softmax(Q @ K.T / len(Q)) @ V, "number of queries"),
        keys_with_keys=(lambda Q, K, V: softmax(K @ K.T / np.sqrt(K.shape[1])) @ V, "compared with each other"),
        no_root=(lambda Q, K, V: softmax(Q @ K.T) @ V, "sqrt(d)"),
        by_d=(lambda Q, K, V: softmax(Q @ K.T / Q.shape[1]) @ V, "square root"),
        times_root=(lambda Q, K, V: softmax(Q @ K.T * np.sqrt(Q.shape[1])) @ V, "divided"),
        root_of_v=(lambda Q, K, V: softmax(Q @ K.T / np.sqrt(V.shape[1])) @ V, "from V"),
        root_of_keys=(lambda Q, K, V: softmax(Q @ K.T / np.sqrt(len(K))) @ V, "number of keys"),
        root_of_queries=(lambda Q, K, V: softmax(Q @ K.T / np.sqrt(len(Q))) @ V, "number of queries"),
        root_late=(lambda Q, K, V: softmax(Q @ K.T) @ V / np.sqrt(Q.shape[1]), "after the softmax"),
        scores_only=(lambda Q, K, V: Q @ K.T / np.sqrt(Q.shape[1]), "scores"),
        unweighted=(lambda Q, K, V: Q @ K.T / np.sqrt(Q.shape[1]) @ V, "softmax makes"),
        weights_only=(lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[1])), "weights"),
        no_transpose=(lambda Q, K, V: softmax(Q @ K / np.sqrt(Q.shape[1])) @ V, "transposed"),
        softmax_last=(lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[1]) @ V), "before V"),
        keys_handed_over=(lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ K, "Keys are for finding"),
        compared_with_values=(lambda Q, K, V: softmax(Q @ V.T / np.sqrt(Q.shape[1])) @ V, "compared with the keys"),
        exchanged=(lambda Q, K, V: softmax(K @ Q.T / np.sqrt(Q.shape[1])) @ V, "keys ask"),
        best_only=(lambda Q, K, V: V[(Q @ K.T).argmax(axis=1)], "best key"),
        mean=(lambda Q, K, V: np.tile(V.mean(axis=0), (len(Q), 1)), "Q were left out"),
        no_root_wrong_axis=(lambda Q, K, V: softmax((Q @ K.T).T).T @ V, "sqrt(d)", "columns"),
    ),
]

EQUIVALENT = {"scores = Q @ K.T / np.sqrt(K.shape[1])": "K has as many columns as Q"}
