"""causal_attention: no row may look ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.where_next import attention, causal_attention


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n, d, d_v in [(3, 5, 2), (4, 2, 3), (5, 3, 4)]:
        yield Case(
            "values", (numbers(rng, n, d), numbers(rng, n, d), numbers(rng, n, d_v)), f"{n} rows, d = {d}, d_v = {d_v}"
        )
    yield Case("edge", (numbers(rng, 3, 3), numbers(rng, 3, 3), numbers(rng, 3, 3)), "everything 3 by 3")
    yield Case("edge", (numbers(rng, 1, 4), numbers(rng, 1, 4), numbers(rng, 1, 2)), "one row: it sees itself")
    yield Case(
        "edge", (np.zeros((4, 2)), numbers(rng, 4, 2), numbers(rng, 4, 3)), "queries of zeros: running means of V"
    )
    # The future has by far the highest scores, so that a mask after the softmax leaves nothing of the past.
    Q, K = np.full((3, 2), 40.0), np.array([[-40.0, -39.0], [1.0, 2.0], [40.0, 41.0]])
    yield Case("stable", (Q, K + numbers(rng, 3, 2), numbers(rng, 3, 2)), "scores in the thousands, the highest ahead")


SCORES = "Q @ K.T / np.sqrt(Q.shape[1])"
MASKED = "softmax(np.where(later, -np.inf, scores)) @ V"

exercise = Exercise(
    reference=causal_attention,
    draw=draw,
    stretch=True,
    claims=(
        Claim(SHAPE, 0.25, "a row for each row of Q, as wide as V"),
        Claim("values", 1.0, "row i sees rows 0 to i"),
        Claim("edge", 0.5, "right when all sizes agree, for one row, for queries of zeros"),
        Claim("stable", 0.25, "right where the highest scores lie ahead"),
        Claim(ARGUMENTS, 0.25, "Q, K and V stay as they were"),
    ),
    hints=(
        "It is attention with some scores struck out. Which entries (i, j) of the score table look ahead?",
        "Where j > i, put minus infinity in the place of the score, before the softmax: exp of it is 0. np.triu(..., k=1) marks them.",
        "scores = Q @ K.T / np.sqrt(Q.shape[1]); later = np.triu(np.ones_like(scores), k=1) == 1; softmax(np.where(later, -np.inf, scores)) @ V.",
    ),
    mistakes=(
        Mistake(
            "no mask",
            "This is attention without a mask: row 0 sees the rows after it. Strike out the scores with j > i.",
            edits=((MASKED, "softmax(scores) @ V"),),
        ),
        Mistake(
            "mask after the softmax",
            "The mask comes after the softmax, so the weights that are left do not sum to 1. Put minus infinity before it.",
            edits=((MASKED, "np.where(later, 0, softmax(scores)) @ V"),),
        ),
        Mistake(
            "mask with 0 before the softmax",
            "The scores ahead are set to 0 before the softmax, and exp(0) is 1: they still count. Set them to minus infinity.",
            edits=(("-np.inf", "0"),),
        ),
        Mistake(
            "plus infinity",
            "The scores ahead are set to plus infinity. Minus infinity is what exp makes 0 of.",
            edits=(("-np.inf", "np.inf"),),
        ),
        Mistake(
            "0 times infinity",
            "0 * (-np.inf) is nan, not 0. Choose with np.where, do not multiply.",
            edits=(("np.where(later, -np.inf, scores)", "scores + later * -np.inf"),),
        ),
        Mistake(
            "the past struck out",
            "The rows before are struck out, and those ahead are seen. Strike out j > i: np.triu, not np.tril.",
            edits=(("np.triu(np.ones_like(scores), k=1)", "np.tril(np.ones_like(scores), k=-1)"),),
        ),
        Mistake(
            "only ahead",
            "Each row sees only what lies ahead, the last one nothing. Strike out those scores and keep the others.",
            edits=(("np.triu(np.ones_like(scores), k=1) == 1", "np.triu(np.ones_like(scores), k=1) != 1"),),
        ),
        Mistake(
            "a finite number",
            "The scores ahead are set to a finite number, and where the others are lower still, it wins. Use -np.inf.",
            edits=(("-np.inf", "-1000.0"),),
        ),
        Mistake(
            "minus one",
            "The scores ahead are set to a finite number, -1, and exp(-1) still counts. Use -np.inf.",
            edits=(("-np.inf", "-1.0"),),
        ),
        Mistake(
            "before itself",
            "Row i sees the rows before it, but not itself: the slice ends one too early. K[: i + 1] holds the rows 0 to i.",
            wrong=lambda Q, K, V: _before(Q, K, V),
        ),
        Mistake(
            "every beginning",
            "You return a table for every beginning of the rows. Row i of the answer is only the last row of the i-th one.",
            wrong=lambda Q, K, V: [attention(Q[: i + 1], K[: i + 1], V[: i + 1]) for i in range(len(Q))],
        ),
        Mistake(
            "masked with 0, before and after",
            "The mask is multiplied before and after the softmax. Before it, 0 still counts as exp(0) = 1, and the row loses "
            "that share afterwards. Put -np.inf before the softmax, and nothing after it.",
            edits=((MASKED, "np.where(later, 0, softmax(np.where(later, 0, scores))) @ V"),),
        ),
        Mistake(
            "masked answer",
            "The answer is masked, not the scores: np.tril cuts entries out of the result. Mask the scores, before the softmax.",
            edits=((MASKED, "np.tril(softmax(scores) @ V)"),),
        ),
        Mistake(
            "not itself",
            "Row i does not see itself, so row 0 sees nothing at all. Strike out only j > i: k=1.",
            edits=(("k=1", "k=0"),),
        ),
        Mistake(
            "one ahead",
            "Each row still sees the next one. Strike out from the first entry right of the diagonal on: k=1.",
            edits=(("k=1", "k=2"),),
        ),
        Mistake(
            "only itself",
            "Only the row itself is seen. The rows before it count too.",
            edits=(("np.triu(np.ones_like(scores), k=1) == 1", "np.eye(len(scores)) == 0"),),
        ),
        Mistake(
            "masked values",
            "V is masked, not the scores. The scores are the table with a row for who looks and a column for who is seen.",
            edits=((MASKED, "softmax(scores) @ np.tril(V)"),),
        ),
        Mistake(
            "masked queries",
            "Q is masked, not the scores: np.tril cuts entries out of the queries. Mask the table Q @ K.T.",
            edits=(("Q @ K.T", "np.tril(Q) @ K.T"), ("np.where(later, -np.inf, scores)", "scores")),
        ),
        Mistake(
            "masked keys",
            "K is masked, not the scores: np.tril cuts entries out of the keys. Mask the table Q @ K.T.",
            edits=(("Q @ K.T", "Q @ np.tril(K).T"), ("np.where(later, -np.inf, scores)", "scores")),
        ),
        Mistake(
            "sqrt(d) forgotten",
            "The scores are not divided by sqrt(d).",
            edits=((" / np.sqrt(Q.shape[1])", ""),),
        ),
        Mistake(
            "divided by d",
            "The scores are divided by d. It is the square root of d.",
            edits=(("np.sqrt(Q.shape[1])", "Q.shape[1]"),),
        ),
        Mistake(
            "d of V",
            "d is taken from V. It is the number of columns of Q and K.",
            edits=(("np.sqrt(Q.shape[1])", "np.sqrt(V.shape[1])"),),
        ),
        Mistake(
            "the number of rows for d",
            "You divide by the square root of the number of rows. d is the number of columns: Q.shape[1].",
            edits=(("np.sqrt(Q.shape[1])", "np.sqrt(Q.shape[0])"),),
        ),
        Mistake(
            "softmax over the wrong axis",
            "The softmax runs down the columns. Each row shares its attention among the rows it sees: each row sums to 1.",
            edits=(
                (
                    "softmax(np.where(later, -np.inf, scores))",
                    "softmax(np.where(later, -np.inf, scores).T).T",
                ),
            ),
        ),
        Mistake(
            "the weights",
            "These are the weights. The answer is the weights times V.",
            edits=((MASKED, "softmax(np.where(later, -np.inf, scores))"),),
        ),
        Mistake(
            "queries and keys exchanged",
            "This is K Q^T. It is Q K^T: row i holds the scores of query i.",
            edits=(("Q @ K.T", "K @ Q.T"),),
        ),
        Mistake(
            "mask after the softmax, sums in a row",
            "After the softmax the weights that are left are divided by a vector of sums, which goes to the columns, not the rows; and where "
            "nothing is left it is 0 over 0. Put minus infinity before the softmax: then each row sums to 1 by itself.",
            edits=((MASKED, "(np.tril(softmax(scores)) / np.tril(softmax(scores)).sum(axis=1)) @ V"),),
        ),
        Mistake(
            "nan where the highest lie ahead",
            "After the softmax nothing is left of rows whose highest scores lie ahead: 0 over 0. Mask before the softmax.",
            edits=(
                (
                    MASKED,
                    "(np.tril(softmax(scores)) / np.tril(softmax(scores)).sum(axis=1, keepdims=True)) @ V",
                ),
            ),
        ),
    ),
)


def _before(Q: Any, K: Any, V: Any) -> Any:
    """Row i sees the rows before it; row 0 sees itself."""
    return np.vstack([V[:1], *(attention(Q[i : i + 1], K[:i], V[:i]) for i in range(1, len(Q)))])
