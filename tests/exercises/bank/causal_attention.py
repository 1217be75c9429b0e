"""Answers to causal_attention, right and wrong, as learners write them."""

import numpy as np
from naming import wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def attention(Q, K, V):
    return softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V


def prefixes(Q, K, V):
    return np.vstack([attention(Q[i : i + 1], K[: i + 1], V[: i + 1]) for i in range(len(Q))])


def written_in(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    for i in range(len(Q)):
        for j in range(i + 1, len(Q)):
            scores[i, j] = -np.inf
    return softmax(scores) @ V


def large_negative(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    return softmax(scores - 1e9 * np.triu(np.ones(scores.shape), 1)) @ V


def renormalised(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    seen = np.tril(np.ones(scores.shape)) == 1
    top = np.where(seen, scores, -np.inf).max(axis=1, keepdims=True)
    E = np.where(seen, np.exp(np.minimum(scores - top, 0)), 0)
    return E / E.sum(axis=1, keepdims=True) @ V


def by_indices(Q, K, V):
    i, j = np.indices((len(Q), len(K)))
    return softmax(np.where(j > i, -np.inf, Q @ K.T / np.sqrt(Q.shape[1]))) @ V


def as_lists(Q, K, V):
    return prefixes(Q, K, V).tolist()


RIGHT = [prefixes, written_in, large_negative, renormalised, by_indices, as_lists]


def masked(Q, K, V, filled=-np.inf, k=1, root=None):
    scores = Q @ K.T / np.sqrt(root or Q.shape[1])
    return softmax(np.where(np.triu(np.ones(scores.shape), k) == 1, filled, scores)) @ V


def after(Q, K, V):
    weights = softmax(Q @ K.T / np.sqrt(Q.shape[1]))
    return np.tril(weights) @ V


def after_renormalised(Q, K, V):
    weights = np.tril(softmax(Q @ K.T / np.sqrt(Q.shape[1])))
    return weights / weights.sum(axis=1, keepdims=True) @ V


def tril_of_scores(Q, K, V):
    return softmax(np.tril(Q @ K.T / np.sqrt(Q.shape[1]))) @ V


def multiplied(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    mask = np.triu(np.ones(scores.shape), 1)
    return softmax(scores + mask * -np.inf) @ V


def the_past_struck_out(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    return softmax(np.where(np.tril(np.ones(scores.shape), -1) == 1, -np.inf, scores)) @ V


def lower_with_infinity(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    return softmax(np.where(np.tril(np.ones(scores.shape)) == 1, -np.inf, scores)) @ V


def wrong_axis(Q, K, V):
    scores = np.where(np.triu(np.ones((len(Q), len(Q))), 1) == 1, -np.inf, Q @ K.T / np.sqrt(Q.shape[1]))
    E = np.exp(scores - scores.max(axis=0))
    return E / E.sum(axis=0) @ V


def weights_only(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    return softmax(np.where(np.triu(np.ones(scores.shape), 1) == 1, -np.inf, scores))


def masked_inputs(Q, K, V):
    return attention(np.tril(Q), K, V)


def loop_without_itself(Q, K, V):
    rows = [V[0]]
    for i in range(1, len(Q)):
        rows.append(attention(Q[i : i + 1], K[:i], V[:i])[0])
    return np.array(rows)


def after_renormalised_flat(Q, K, V):
    weights = softmax(Q @ K.T / np.sqrt(Q.shape[1])) * np.tril(np.ones((len(Q), len(Q))))
    return weights / weights.sum(axis=1) @ V


WRONG = [
    (after_renormalised_flat, ("before the softmax",)),
    (after, ("after the softmax",)),
    (after_renormalised, ("before the softmax",)),
    (tril_of_scores, ("exp(0)",)),
    (multiplied, ("nan",)),
    (the_past_struck_out, ("struck out", "np.triu")),
    (lower_with_infinity, ("only what lies ahead",)),
    (wrong_axis, ("columns",)),
    (weights_only, ("weights",)),
    (masked_inputs, ("Q is masked",)),
    (loop_without_itself, ("not itself",)),
    *wrong(
        pieces=(
            lambda Q, K, V: [attention(Q[: i + 1], K[: i + 1], V[: i + 1]) for i in range(len(Q))],
            "every beginning",
        ),
        twice_masked=(
            lambda Q, K, V: np.tril(softmax(np.tril(Q @ K.T / np.sqrt(Q.shape[1])))) @ V,
            "before and after",
        ),
        masked_answer=(lambda Q, K, V: np.tril(attention(Q, K, V)), "answer is masked"),
        no_mask=(attention, "without a mask"),
        zeros=(lambda Q, K, V: masked(Q, K, V, filled=0), "exp(0)"),
        minus_one=(lambda Q, K, V: masked(Q, K, V, filled=-1.0), "finite number"),
        minus_hundred=(lambda Q, K, V: masked(Q, K, V, filled=-100.0), "finite number"),
        without_itself=(lambda Q, K, V: masked(Q, K, V, k=0), "itself"),
        one_ahead=(lambda Q, K, V: masked(Q, K, V, k=2), "next one"),
        root_of_v=(lambda Q, K, V: masked(Q, K, V, root=V.shape[1]), "from V"),
        root_of_rows=(lambda Q, K, V: masked(Q, K, V, root=len(Q)), "number of rows"),
        no_root=(lambda Q, K, V: masked(Q, K, V, root=1), "sqrt(d)"),
        by_d=(lambda Q, K, V: masked(Q, K, V, root=Q.shape[1] ** 2), "square root"),
        masked_values=(lambda Q, K, V: attention(Q, K, np.tril(V)), "V is masked"),
    ),
]

EQUIVALENT = {"scores = Q @ K.T / np.sqrt(K.shape[1])": "K has as many columns as Q"}
