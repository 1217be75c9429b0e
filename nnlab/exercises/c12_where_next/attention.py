"""attention: each row asks, the other rows answer, the softmax weighs the answers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.where_next import attention


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, m, d, d_v in [(2, 3, 5, 4), (4, 2, 3, 5), (3, 5, 2, 4)]:
        note = f"{n} queries, {m} keys, d = {d}, d_v = {d_v}"
        yield Case("values", (numbers(rng, n, d), numbers(rng, m, d), numbers(rng, m, d_v)), note)
    yield Case("square", (numbers(rng, 3, 3), numbers(rng, 3, 3), numbers(rng, 3, 3)), "everything 3 by 3")
    yield Case("square", (numbers(rng, 1, 4), numbers(rng, 3, 4), numbers(rng, 3, 2)), "one query")
    yield Case(
        "square", (numbers(rng, 3, 2), numbers(rng, 1, 2), numbers(rng, 1, 4)), "one key: its value for every query"
    )
    yield Case(
        "square", (np.zeros((2, 3)), numbers(rng, 4, 3), numbers(rng, 4, 2)), "queries of zeros: the mean of the values"
    )
    large = 100 * numbers(rng, 3, 2) + np.array([[3000.0, 0.0], [0.0, 3000.0], [-3000.0, 1000.0]])
    yield Case("stable", (large, numbers(rng, 4, 2), numbers(rng, 4, 3)), "scores in the thousands")


SCORES = "Q @ K.T / np.sqrt(Q.shape[1])"

exercise = Exercise(
    reference=attention,
    draw=draw,
    stretch=True,
    claims=(
        Claim(SHAPE, 0.25, "a row for each query, as wide as V"),
        Claim("values", 1.0, "right for several numbers of queries, keys and columns"),
        Claim("square", 0.5, "right when all sizes agree, for one query, one key, queries of zeros"),
        Claim("stable", 0.25, "right for scores in the thousands"),
        Claim(ARGUMENTS, 0.25, "Q, K and V stay as they were"),
    ),
    hints=(
        "Three steps: a table of scores, each query against each key; a softmax in each row; a weighted mean of the rows of V.",
        "softmax(Q K^T / sqrt(d)) V, where d is the number of columns of Q. Your softmax works row by row.",
        "softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V.",
    ),
    mistakes=(
        Mistake(
            "sqrt(d) forgotten",
            "The scores are not divided by sqrt(d). Without it they grow with d, and the softmax picks a single key.",
            edits=((" / np.sqrt(Q.shape[1])", ""),),
        ),
        Mistake(
            "divided by d",
            "The scores are divided by d. It is the square root of d.",
            edits=(("np.sqrt(Q.shape[1])", "Q.shape[1]"),),
        ),
        Mistake(
            "multiplied by sqrt(d)",
            "The scores are multiplied by sqrt(d). They are divided by it.",
            edits=((" / np.sqrt", " * np.sqrt"),),
        ),
        Mistake(
            "d of V",
            "d is taken from V. It belongs to the products of queries and keys: the columns of Q and K.",
            edits=(("np.sqrt(Q.shape[1])", "np.sqrt(V.shape[1])"),),
        ),
        Mistake(
            "the number of keys for d",
            "You divide by the square root of the number of keys. d is the number of columns of Q and K.",
            edits=(("np.sqrt(Q.shape[1])", "np.sqrt(K.shape[0])"),),
        ),
        Mistake(
            "the number of queries for d",
            "You divide by the square root of the number of queries. d is the number of columns: Q.shape[1].",
            edits=(("np.sqrt(Q.shape[1])", "np.sqrt(Q.shape[0])"),),
        ),
        Mistake(
            "divided by the number of queries",
            "You divide by the number of queries. It is the square root of d, the number of columns: np.sqrt(Q.shape[1]).",
            edits=(("np.sqrt(Q.shape[1])", "Q.shape[0]"),),
        ),
        Mistake(
            "keys with keys",
            "The keys are compared with each other: K K^T. The queries ask: Q K^T.",
            edits=(("Q @ K.T", "K @ K.T"),),
        ),
        Mistake(
            "sqrt(d) after the softmax",
            "You divide by sqrt(d) after the softmax. Then the weights of a query do not sum to 1: divide the scores.",
            edits=((SCORES, "Q @ K.T"), ("softmax(scores) @ V", "softmax(scores) / np.sqrt(Q.shape[1]) @ V")),
        ),
        Mistake(
            "softmax over the wrong axis",
            "The softmax runs down the columns. A query shares its attention among the keys: each row sums to 1.",
            edits=(("softmax(scores)", "softmax(scores.T).T"),),
        ),
        Mistake(
            "softmax over all",
            "All weights together sum to 1. Each query has its own: each row sums to 1.",
            edits=(("softmax(scores)", "softmax(scores.reshape(1, -1)).reshape(scores.shape)"),),
        ),
        Mistake(
            "no softmax",
            "The scores are used as weights. The softmax makes them positive, and each row sum to 1.",
            edits=(("softmax(scores)", "scores"),),
        ),
        Mistake(
            "not divided by the sum",
            "These are exponentials as weights, not divided by their sum. Use softmax: each row sums to 1.",
            edits=(("softmax(scores)", "np.exp(scores - scores.max(axis=1, keepdims=True))"),),
        ),
        Mistake(
            "not divided by the sum, nor shifted",
            "These are exponentials as weights, not divided by their sum, and infinite for large scores. Use softmax.",
            edits=(("softmax(scores)", "np.exp(scores)"),),
        ),
        Mistake(
            "the weights",
            "These are the weights. The answer is the weights times V.",
            edits=(("softmax(scores) @ V", "softmax(scores)"),),
        ),
        Mistake(
            "the scores",
            "These are the scores. A softmax follows, and then the product with V.",
            edits=(("softmax(scores) @ V", "scores"),),
        ),
        Mistake(
            "K not transposed",
            "K is not transposed. Each query meets each key: Q @ K.T, of shape (n, m).",
            edits=(("K.T", "K"),),
        ),
        Mistake(
            "softmax of V too",
            "The softmax is taken after the product with V. It belongs to the scores, before V.",
            edits=(("softmax(scores) @ V", "softmax(scores @ V)"),),
        ),
        Mistake(
            "keys as values",
            "The weights are multiplied by K. Keys are for finding; what is handed over stands in V.",
            edits=(("softmax(scores) @ V", "softmax(scores) @ K"),),
        ),
        Mistake(
            "values as keys",
            "The queries are compared with V. They are compared with the keys, K.",
            edits=(("Q @ K.T", "Q @ V.T"),),
        ),
        Mistake(
            "queries and keys exchanged",
            "The keys ask and the queries answer here: K Q^T. It is Q K^T, one row for each query.",
            edits=(("Q @ K.T", "K @ Q.T"),),
        ),
        Mistake(
            "the largest only",
            "Each query gets the value of its best key alone. The softmax gives every key a share.",
            edits=(("softmax(scores) @ V", "V[scores.argmax(axis=1)]"),),
        ),
        Mistake(
            "nan for large scores",
            "exp of scores in the thousands is infinite. Use the softmax of chapter 06, which subtracts each row's maximum.",
            edits=(("softmax(scores)", "(np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True))"),),
        ),
    ),
)
