"""nll_from_scores: the same cost without the detour by way of probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers, whole
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.logistic_regression import negative_log_likelihood, nll_from_scores
from nnlab.reference.one_neuron import sigmoid


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n in (5, 4, 7):
        yield Case("values", (2 * numbers(rng, n), rng.permutation(n) % 2), f"{n} examples")
    yield Case("edge", (numbers(rng, 1), np.array([1])), "one example, label 1")
    yield Case("edge", (numbers(rng, 1), np.array([0])), "one example, label 0")
    yield Case("edge", (np.zeros(3), rng.permutation(3) % 2), "scores 0: no idea")
    yield Case("edge", (whole(rng, 6), rng.permutation(6) % 2), "whole numbers")
    yield Case("edge", (2 * numbers(rng, 6).astype(np.float32), rng.permutation(6) % 2), "float32")
    z = np.array([1000.0, -1000.0]) + float(rng.integers(9))
    small = numbers(rng, 1)
    yield Case("stable", (np.append(z, small), np.array([1, 0, 1])), "scores near 1000 and -1000 on the right side")
    yield Case("stable", (np.append(z, small), np.array([0, 0, 0])), "a score near 1000 on the wrong side, label 0")
    yield Case("stable", (np.append(z, small), np.array([1, 1, 1])), "a score near -1000 on the wrong side, label 1")
    z = np.array([50.0, -50.0]) + float(rng.integers(1, 9))
    yield Case("stable", (z, np.array([0, 1])), "scores near 50 and -50 on the wrong side")


def by_probabilities(z: Any, y: Any) -> float:
    return negative_log_likelihood(sigmoid(z), y)


def cut_off(size: float) -> Callable[..., Any]:
    def by_probabilities_cut_off(z: Any, y: Any) -> float:
        return negative_log_likelihood(np.clip(sigmoid(z), size, 1 - size), y)

    return by_probabilities_cut_off


def infinity_replaced(z: Any, y: Any) -> float:
    return float(np.nan_to_num(by_probabilities(z, y)))


def both_logarithms(z: Any, y: Any) -> float:
    p = sigmoid(z)
    return float(-np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)))


def product_with_infinity(z: Any, y: Any) -> float:
    return float(np.sum(y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z))))


def difference_with_infinity(z: Any, y: Any) -> float:
    return float(np.sum(np.log(1 + np.exp(z)) - y * z))


SUM = "np.sum(np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(s))))"
SCORE = "np.where(y == 1, z, -z)"

exercise = Exercise(
    reference=nll_from_scores,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.75, "right for several examples"),
        Claim("edge", 0.25, "right for one example, scores of 0, whole numbers, float32"),
        Claim("stable", 1.0, "right, not infinite, at 1000 and -1000, on the right side and on the wrong one"),
        Claim(ARGUMENTS, 0.25, "z and y stay as they were"),
    ),
    hints=(
        "Turn each score round where the label is 0. Then all examples have the same cost, log(1 + exp(-s)).",
        "log(1 + exp(-s)) = max(-s, 0) + log(1 + exp(-|s|)): the exponent is never positive. Add up over the examples.",
        "s = np.where(y == 1, z, -z); np.sum(np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(s)))).",
    ),
    mistakes=(
        Mistake(
            "infinite on the wrong side",
            "exp of a large number is infinite: log(1 + exp(-s)) overflows for very negative s. Write it as max(-s, 0) + log(1 + exp(-|s|)).",
            edits=((SUM, "np.sum(np.log(1 + np.exp(-s)))"),),
        ),
        Mistake(
            "by way of probabilities",
            "Here p becomes exactly 0 or 1 before the logarithm is taken, and log 0 is infinite. Do not compute p: use log(1 + exp(-s)) with s the score.",
            wrong=by_probabilities,
        ),
        Mistake(
            "by way of probabilities, nan",
            "Here p becomes exactly 0 or 1, log 0 is infinite, and 0 times that is nan. Do not compute p: use log(1 + exp(-s)) with s the score.",
            wrong=both_logarithms,
        ),
        Mistake(
            "by way of probabilities, infinity replaced",
            "log 0 came up, and its infinity was replaced by the largest float. A score of 1000 on the wrong side costs 1000: use log(1 + exp(-s)) with s the score.",
            wrong=infinity_replaced,
        ),
        *(
            Mistake(
                f"by way of probabilities, cut off at {size:g}",
                f"p is cut off at {size:g}, so no example costs more than {-np.log(size):.1f}. A score of 1000 on the wrong side costs 1000: use log(1 + exp(-s)) with s the score.",
                wrong=cut_off(size),
            )
            for size in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
        ),
        Mistake(
            "0 times infinity",
            "exp(1000) is infinite, and 0 times that is nan. Choose the sign of the score by the label first, then max(-s, 0) + log(1 + exp(-|s|)).",
            wrong=product_with_infinity,
        ),
        Mistake(
            "infinity minus something",
            "log(1 + exp(z)) - y z is right on paper, but exp(1000) is infinite. Write log(1 + exp(z)) as max(z, 0) + log(1 + exp(-|z|)).",
            wrong=difference_with_infinity,
        ),
        Mistake(
            "scores cut off",
            "The scores are cut off at 500, and so is the cost of a bad mistake. A score of 1000 on the wrong side costs 1000.",
            wrong=lambda z, y: nll_from_scores(np.clip(z, -500, 500), y),
        ),
        Mistake(
            "sign of the score",
            "The score counts the wrong way round: a score on the right side must cost little. s is z for label 1 and -z for label 0.",
            edits=((SCORE, "np.where(y == 1, -z, z)"),),
        ),
        Mistake(
            "labels not used",
            "The labels are not used: every example is treated as if its label were 1. Where it is 0 the score counts with a minus.",
            edits=((SCORE, "z + 0 * y"),),
        ),
        Mistake(
            "label times score",
            "y z is 0 wherever the label is 0. There the score counts with a minus: np.where(y == 1, z, -z).",
            edits=((SCORE, "y * z"),),
        ),
        Mistake(
            "log to base 2",
            "This is the logarithm to base 2. Here it is the natural one.",
            edits=((SUM, f"{SUM} / np.log(2)"),),
        ),
        Mistake(
            "one minus the score",
            "For label 0 the score counts as -z, not as 1 - z: a score may be any number, and 0 means even odds.",
            edits=((SCORE, "np.where(y == 1, z, 1 - z)"),),
        ),
        Mistake(
            "max for maximum, outside the sum",
            "np.max(-s, 0) is the largest entry of all, the 0 is read as an axis. np.maximum(-s, 0) compares each entry with 0; it "
            "belongs into the sum.",
            wrong=lambda z, y: float((s := np.where(y == 1, -z, z)).max() + np.log1p(np.exp(-np.abs(s))).sum()),
        ),
        Mistake(
            "max for maximum",
            "np.max(-s, 0) is the largest entry of all, the 0 is read as an axis. np.maximum(-s, 0) compares each entry with 0.",
            edits=(("np.maximum(-s, 0)", "np.max(-s, 0)"),),
        ),
        Mistake(
            "both forms at once",
            "The exponent is -s, and max(-s, 0) is added as well. With the maximum taken out the exponent is -|s|.",
            edits=(("-np.abs(s)", "-s"),),
        ),
        Mistake(
            "maximum left out",
            "max(-s, 0) is missing: with |s| in the exponent alone, a mistake costs as little as a right answer.",
            edits=(("np.maximum(-s, 0) + ", ""),),
        ),
        Mistake(
            "only the maximum",
            "log(1 + exp(-|s|)) is missing: this is the corner max(-s, 0) alone, which costs nothing on the right side.",
            edits=((" + np.log1p(np.exp(-np.abs(s)))", ""),),
        ),
        Mistake(
            "the 1 is missing",
            "The 1 in log(1 + exp(...)) is missing: log and exp cancel then.",
            edits=(("np.log1p(np.exp(-np.abs(s)))", "(-np.abs(s))"),),
        ),
        Mistake(
            "mean instead of sum",
            "This is the mean over the examples. The negative log-likelihood is their sum.",
            edits=(("np.sum", "np.mean"),),
        ),
        Mistake(
            "one for each example",
            "This is the cost of each example. Add them up to one number.",
            edits=((f"float({SUM})", "np.maximum(-s, 0) + np.log1p(np.exp(-np.abs(s)))"),),
        ),
        Mistake(
            "z taken for p",
            "The logarithm is taken of z itself. z is a score, not a probability: p is sigmoid(z).",
            wrong=lambda z, y: float(-np.sum(y * np.log(z) + (1 - y) * np.log(1 - z))),
        ),
    ),
)
