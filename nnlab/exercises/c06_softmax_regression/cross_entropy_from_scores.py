"""cross_entropy_from_scores: the same cost without a detour through probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array, numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.softmax_regression import cross_entropy_from_scores, log_softmax, softmax


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def truth(n: int, k: int) -> Array:
        """One-hot rows, of at least two different classes where there are two rows."""
        classes = rng.permutation([0, 1, *rng.integers(k, size=n)][:n])
        Y: Array = np.eye(k)[classes]
        return Y

    for n, k in [(4, 3), (3, 2), (2, 4)]:
        yield Case("values", (numbers(rng, n, k), truth(n, k)), f"{n} rows, {k} classes")
    yield Case("edge", (numbers(rng, 3, 3), truth(3, 3)), "as many rows as classes")
    yield Case("edge", (numbers(rng, 1, 4), truth(1, 4)), "one row")
    yield Case("edge", (np.full((3, 4), float(rng.integers(1, 9))), truth(3, 4)), "equal scores: the cost is log 4")
    yield Case("large", (1000 + numbers(rng, 3, 4), truth(3, 4)), "all scores near 1000")
    apart = numbers(rng, 3, 2) + np.array([[1000.0], [0.0], [-1000.0]])
    yield Case("large", (apart, truth(3, 2)), "rows near 1000, 0 and -1000")
    Y = truth(3, 3)
    yield Case("large", (numbers(rng, 3, 3) + 1000 * Y, Y), "the true class far ahead")
    Z = numbers(rng, 3, 3)
    Z[0] += 1000 * np.roll(Y[0], 1)
    yield Case("missed", (Z, Y), "in the first row the true class lies 1000 behind")
    yield Case("missed", (numbers(rng, 2, 4) - 800 * np.eye(4)[[2, 3]], np.eye(4)[[2, 3]]), "800 behind in both rows")


def log_of_p(Z: Any, Y: Any) -> Any:
    return -np.sum(Y * np.log(softmax(Z))) / len(Z)


def log_of_true_p(Z: Any, Y: Any) -> Any:
    return -np.mean(np.log(np.sum(Y * softmax(Z), axis=1)))


def no_shift(Z: Any, Y: Any) -> Any:
    return -np.sum(Y * (Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)))) / len(Z)


def batch_shift(Z: Any, Y: Any) -> Any:
    shifted = Z - Z.max()
    return -np.sum(Y * (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))) / len(Z)


exercise = Exercise(
    reference=cross_entropy_from_scores,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.5, "right for several rows and classes"),
        Claim("edge", 0.25, "right for square Z, one row, equal scores"),
        Claim("large", 0.5, "right at 1000, and when rows differ by 1000"),
        Claim("missed", 0.5, "finite where the true class's probability is too small for a float"),
        Claim(ARGUMENTS, 0.25, "Z and Y stay as they were"),
    ),
    hints=(
        "You have the logarithms of all probabilities from log_softmax. Which ones count?",
        "-(1/n) sum_ij Y_ij log_softmax(Z)_ij.",
        "-np.sum(Y * log_softmax(Z)) / Z.shape[0].",
    ),
    mistakes=(
        Mistake(
            "the logarithm of the softmax",
            "Right until a probability is too small for a float: then log(0) is minus infinity, and 0 times that is nan. Use log_softmax(Z) in the place of log(softmax(Z)).",
            wrong=log_of_p,
        ),
        Mistake(
            "the logarithm of the true class's probability",
            "Right until the true class lies so far behind that its probability becomes 0: the cost is infinite then. Use log_softmax(Z), which gives -1000 there.",
            wrong=log_of_true_p,
        ),
        *(
            Mistake(
                f"{small:g} added inside the logarithm",
                f"A small number inside the logarithm keeps the cost of a bad miss from infinity, but makes it {-np.log(small):.1f} "
                "in the place of 1000. Use log_softmax(Z), and no small number is needed.",
                wrong=lambda Z, Y, small=small: -np.sum(Y * np.log(softmax(Z) + small)) / len(Z),
            )
            for small in (1e-300, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
        ),
        *(
            Mistake(
                f"probabilities cut off at {small:g}",
                f"Probabilities are cut off at a small number, so that a bad miss costs {-np.log(small):.1f} in the place of 1000. "
                "Use log_softmax(Z), and no small number is needed.",
                wrong=lambda Z, Y, small=small: -np.sum(Y * np.log(np.maximum(softmax(Z), small))) / len(Z),
            )
            for small in (1e-9, 1e-8, 1e-7)
        ),
        Mistake(
            "no shift",
            "Right for small scores. exp(1000) is infinite: subtract each row's maximum first, as log_softmax does.",
            wrong=no_shift,
        ),
        Mistake(
            "no shift, true score taken off",
            "Right for small scores. exp(1000) is infinite, and log(exp(-1000)) is log(0): subtract each row's maximum first, as log_softmax does.",
            wrong=lambda Z, Y: np.mean(np.log(np.exp(Z).sum(axis=1)) - (Z * Y).sum(axis=1)),
        ),
        Mistake(
            "shift by the whole batch's maximum",
            "The maximum of the whole batch is subtracted; in a row 1000 below it every exp is 0. Subtract each row's own maximum, as log_softmax does.",
            wrong=batch_shift,
        ),
        Mistake(
            "shift by the whole batch's maximum, true score taken off",
            "The maximum of the whole batch is subtracted; in a row 1000 below it every exp is 0, and log(0) is minus infinity. Subtract each row's own maximum, as log_softmax does.",
            wrong=lambda Z, Y: np.mean(Z.max() + np.log(np.exp(Z - Z.max()).sum(axis=1)) - (Z * Y).sum(axis=1)),
        ),
        Mistake(
            "sum instead of mean",
            "This is the sum over the rows, n times the answer. The cross-entropy is a mean: divide by the number of rows.",
            edits=((" / Z.shape[0]", ""),),
        ),
        Mistake(
            "mean over all entries",
            "All n times k entries are averaged. Divide by the number of rows only.",
            edits=(("Z.shape[0]", "Z.size"),),
        ),
        Mistake(
            "sign missing",
            "This is negative. Logarithms of probabilities are at most 0; a cost is at least 0: a minus stands in front.",
            edits=(("-np.sum", "np.sum"),),
        ),
        Mistake(
            "scores taken for probabilities",
            "The logarithm is taken of the scores, as if they were probabilities. Use log_softmax(Z).",
            wrong=lambda Z, Y: -np.sum(Y * np.log(Z)) / len(Z),
        ),
        Mistake(
            "scores taken for probabilities, by cross_entropy",
            "cross_entropy(Z, Y) takes the logarithm of the scores, as if they were probabilities. Use log_softmax(Z).",
            wrong=lambda Z, Y: -np.mean(np.log(np.sum(Z * Y, axis=1))),
        ),
        Mistake(
            "softmax twice",
            "The softmax is applied first, and log_softmax applies it again. Give log_softmax the scores.",
            edits=(("log_softmax(Z)", "log_softmax(softmax(Z))"),),
        ),
        Mistake(
            "only the true class's score",
            "This is minus the mean score of the true class. The logarithm of the row's sum of exponentials belongs to it: use log_softmax(Z).",
            edits=(("log_softmax(Z)", "Z"),),
        ),
        Mistake(
            "all classes count",
            "All logarithms are added up. Only the true class's counts: multiply by Y.",
            wrong=lambda Z, Y: -np.sum(log_softmax(Z)) / len(Z),
        ),
        Mistake(
            "probabilities without a logarithm",
            "This is minus the mean probability of the true class. Its logarithm is asked for: log_softmax in the place of softmax.",
            edits=(("log_softmax(Z)", "softmax(Z)"),),
        ),
        Mistake(
            "the maximum not added back",
            "The maximum is subtracted inside the sum of exponentials only. Subtract it from the true class's score too, as log_softmax does.",
            wrong=lambda Z, Y: cross_entropy_from_scores(Z, Y) - np.mean(Z.max(axis=1)),
        ),
        Mistake(
            "the largest instead of the true class",
            "The most likely class of each row is used. The true one counts, whether it is the most likely or not: multiply by Y.",
            wrong=lambda Z, Y: -np.mean(log_softmax(Z).max(axis=1)),
        ),
        Mistake(
            "nan replaced",
            "Where the cost came out as nan, it has been replaced by a number: the worst misses cost nothing then. Use log_softmax(Z), which never makes nan.",
            wrong=lambda Z, Y: np.nan_to_num(-np.sum(Y * np.log(softmax(Z))) / len(Z)),
        ),
    ),
)
