"""cross_entropy: the surprise at the true class, averaged over the rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.softmax_regression import cross_entropy


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def probabilities(n: int, k: int) -> Array:
        """Rows of distinct multiples of 1/20 that sum to 1, none of them 0."""
        rows: list[Array] = []
        while len(rows) < n:
            row = rng.multinomial(20 - k, np.full(k, 1 / k)) + 1
            if len(set(row.tolist())) == k:
                rows.append(row / 20)
        return np.array(rows)

    def truth(n: int, k: int) -> Array:
        """One-hot rows, of at least two different classes where there are two rows."""
        classes = rng.permutation([0, 1, *rng.integers(k, size=n)][:n])
        Y: Array = np.eye(k)[classes]
        return Y

    for n, k in [(4, 3), (3, 2), (2, 4)]:
        yield Case("values", (probabilities(n, k), truth(n, k)), f"{n} rows, {k} classes")
    yield Case("edge", (probabilities(3, 3), truth(3, 3)), "as many rows as classes")
    yield Case("edge", (probabilities(1, 4), truth(1, 4)), "one row")
    P, Y = probabilities(4, 3), truth(4, 3)
    yield Case("edge", (np.where(Y == 1, 0.98, 0.01), Y), "nearly right every time")
    P = probabilities(3, 4)
    P[1:] = [[0.75, 0.25, 0, 0], [0, 0.125, 0.875, 0]]
    yield Case("zeros", (P, np.eye(4)[[int(rng.integers(4)), 0, 1]]), "some classes have probability 0")
    Y = truth(3, 3)
    P = probabilities(3, 3)
    P[0] = Y[0]
    yield Case("zeros", (P, Y), "the first row is certain, and right")


exercise = Exercise(
    reference=cross_entropy,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.75, "right for several rows and classes"),
        Claim("edge", 0.25, "right for square P, one row, good predictions"),
        Claim("zeros", 0.5, "right where another class has probability 0"),
        Claim(ARGUMENTS, 0.25, "P and Y stay as they were"),
    ),
    hints=(
        "Only one probability counts in each row: that of the true class. Y picks it out.",
        "-(1/n) sum_i log(p of row i's true class). Since Y has a single 1 a row, sum_j Y_ij P_ij is that p.",
        "-np.mean(np.log(np.sum(P * Y, axis=1))).",
    ),
    mistakes=(
        Mistake(
            "sum instead of mean",
            "This is the sum over the rows, n times the answer. Chapter 05's cost is a sum; the cross-entropy is a mean, so that it does not grow with the number of examples.",
            edits=(("np.mean", "np.sum"),),
        ),
        Mistake(
            "mean over all entries",
            "All n times k entries are averaged. Only the rows are: add up along each row, then average over the n rows.",
            edits=(("-np.mean(np.log(truth))", "-np.mean(np.log(truth)) / P.shape[1]"),),
        ),
        Mistake(
            "sign missing",
            "This is negative. The logarithm of a probability is at most 0; a cost is at least 0: a minus stands in front.",
            edits=(("-np.mean", "np.mean"),),
        ),
        Mistake(
            "0 log 0",
            "Right until a probability is 0: log(0) is minus infinity, and 0 times that is nan. A class that is not the true one does not count: take the logarithm of the true class's probability only.",
            wrong=lambda P, Y: -np.sum(Y * np.log(P)) / len(P),
        ),
        Mistake(
            "mean over all entries, 0 log 0",
            "All n times k entries are averaged; only the rows are: divide by n. And log(0) is minus infinity, 0 times that is nan: "
            "take the logarithm of the true class's probability only.",
            wrong=lambda P, Y: -np.mean(Y * np.log(P)),
        ),
        Mistake(
            "nan left out",
            "log(0) is minus infinity and 0 times that is nan; leaving out whole rows or terms by nanmean changes what is divided by. Take the logarithm of the true class's probability only.",
            wrong=lambda P, Y: -np.nanmean(np.sum(Y * np.log(P), axis=1)),
        ),
        Mistake(
            "all classes count",
            "The logarithms of all probabilities are added up. Only the true class's counts: multiply by Y.",
            wrong=lambda P, Y: -np.mean(np.sum(np.log(P), axis=1)),
        ),
        Mistake(
            "the two-class formula",
            "The terms (1 - Y) log(1 - P) are added. They belong to chapter 05, where one probability stands for two classes. Here every class has its own: only Y log P.",
            wrong=lambda P, Y: -np.sum(np.log(np.where(Y == 1, P, 1 - P))) / len(P),
        ),
        Mistake(
            "P and Y exchanged",
            "The logarithm is taken of Y, which is 0 or 1. It is taken of P: -Y log P.",
            wrong=lambda P, Y: -np.sum(P * np.log(Y)) / len(P),
        ),
        Mistake(
            "logarithm of the mean",
            "This is the logarithm of the mean probability. Take the logarithm in each row, then the mean.",
            edits=(("np.mean(np.log(truth))", "np.log(np.mean(truth))"),),
        ),
        Mistake(
            "no logarithm",
            "This is minus the mean probability of the true class. Take its logarithm in each row first.",
            edits=(("np.log(truth)", "truth"),),
        ),
        Mistake(
            "the largest probability",
            "The largest probability of each row is used. The one of the true class counts, whether it is the largest or not.",
            edits=(("np.sum(P * Y, axis=1)", "P.max(axis=1)"),),
        ),
        Mistake(
            "squared error",
            "This is the mean squared error between P and Y. The cross-entropy takes -log of the true class's probability.",
            wrong=lambda P, Y: np.sum((P - Y) ** 2) / len(P),
        ),
        Mistake(
            "one minus",
            "This is the mean of 1 - p. Minus the logarithm of p is asked for, which punishes a confident miss far more.",
            edits=(("-np.mean(np.log(truth))", "np.mean(1 - truth)"),),
        ),
        Mistake(
            "P weighs itself",
            "P stands where Y belongs: this is the entropy of the predictions alone, and the truth plays no part in it.",
            wrong=lambda P, Y: -np.sum(P * np.log(P)) / len(P),
        ),
        Mistake(
            "every row with every row",
            "P @ Y.T combines every row of P with every row of Y. Row i belongs to row i: multiply entry by entry, P * Y, and add up along each row.",
            wrong=lambda P, Y: -np.mean(np.log(P @ Y.T)),
        ),
        Mistake(
            "a logarithm to base 2",
            "This is a logarithm to base 2. Use the natural one, np.log.",
            edits=(("np.log(", "np.log2("),),
        ),
        Mistake(
            "a logarithm to base 10",
            "This is a logarithm to base 10. Use the natural one, np.log.",
            edits=(("np.log(", "np.log10("),),
        ),
        Mistake(
            "logarithm of the sum",
            "This takes the logarithm once, of the sum over all rows. Take it in each row, then the mean.",
            edits=(("np.mean(np.log(truth))", "np.log(np.sum(truth)) / P.shape[0]"),),
        ),
        Mistake(
            "every row with every row, logarithm first",
            "The matrix product combines every row of Y with every row of P. Row i belongs to row i: multiply entry by entry, P * Y, and add up along each row.",
            wrong=lambda P, Y: -np.sum(Y @ np.log(P).T) / len(P),
        ),
    ),
)
