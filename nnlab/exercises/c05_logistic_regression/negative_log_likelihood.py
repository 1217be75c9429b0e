"""negative_log_likelihood: how surprising is what was seen?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.logistic_regression import negative_log_likelihood


def probabilities(rng: np.random.Generator, n: int) -> Array:
    """n different probabilities of two decimals, none near 0 or 1."""
    return np.round(rng.choice(np.arange(6, 95), size=n, replace=False) / 100, 2)


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for n in (5, 4, 7):
        yield Case("values", (probabilities(rng, n), rng.permutation(n) % 2), f"{n} examples")
    yield Case("edge", (probabilities(rng, 1), np.array([1])), "one example, label 1")
    yield Case("edge", (probabilities(rng, 1), np.array([0])), "one example, label 0")
    yield Case("edge", (probabilities(rng, 3), np.ones(3, dtype=int)), "label 1 throughout")
    yield Case("edge", (probabilities(rng, 4), np.zeros(4, dtype=int)), "label 0 throughout")
    yield Case("edge", (probabilities(rng, 6).astype(np.float32), rng.permutation(6) % 2), "float32")
    order = rng.permutation(6)
    p, y = np.array([0.0, 1.0, 0.0, 1.0, 0.93, 0.04])[order], np.array([0, 1, 0, 1, 1, 0])[order]
    yield Case("certain", (p, y), "probabilities of exactly 0 and 1, and the label agrees")
    p = np.array([1e-6, 1 - 1e-6, 0.5 + int(rng.integers(1, 40)) / 100])
    yield Case("certain", (p, np.array([1, 0, 1])), "nearly certain, and wrong: that costs much")
    n = int(rng.integers(60, 70))
    unlikely = rng.integers(1, 10, size=n) / 1e7
    yield Case("many", (unlikely, np.ones(n, dtype=int)), f"{n} examples, each seen with probability below 0.000001")


def zero_times_infinity(p: Any, y: Any) -> float:
    return float(-np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)))


def minus_before_one(p: Any, y: Any) -> float:
    return float(-np.sum(np.log(p[y == 1])) + np.sum(np.log(1 - p[y == 0])))


def zeros_skipped(p: Any, y: Any) -> float:
    keep = (p > 1e-5) & (p < 1 - 1e-5)
    return negative_log_likelihood(p[keep], y[keep])


TRUTH = "np.where(y == 1, p, 1 - p)"

exercise = Exercise(
    reference=negative_log_likelihood,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.75, "right for several examples"),
        Claim("edge", 0.25, "right for one example, one class only, float32"),
        Claim("certain", 0.5, "right, not nan, for probabilities of 0 and 1, and for costly mistakes"),
        Claim("many", 0.25, "right for many examples, whose product is too small for a float"),
        Claim(ARGUMENTS, 0.25, "p and y stay as they were"),
    ),
    hints=(
        "How probable was what was seen: p_i where the label is 1, and what where it is 0? Then the logarithm of each.",
        "Minus the sum of log p_i where y_i is 1, and of log(1 - p_i) where y_i is 0.",
        "truth = np.where(y == 1, p, 1 - p); return -np.sum(np.log(truth)).",
    ),
    mistakes=(
        Mistake(
            "sign",
            "The sign is missing: the logarithm of a probability is at most 0, and a cost is at least 0.",
            edits=(("-np.sum", "np.sum"),),
        ),
        Mistake(
            "mean instead of sum",
            "This is the mean over the examples. The negative log-likelihood is their sum.",
            edits=(("np.sum", "np.mean"),),
        ),
        Mistake(
            "label 0 left out",
            "Examples with label 0 cost nothing here. For them the probability of what was seen is 1 - p.",
            edits=((TRUTH, "np.where(y == 1, p, 1.0)"),),
        ),
        Mistake(
            "label 1 left out",
            "Examples with label 1 cost nothing here. For them the probability of what was seen is p.",
            edits=((TRUTH, "np.where(y == 1, 1.0, 1 - p)"),),
        ),
        Mistake(
            "p for every label",
            "The labels are not used: this is log p for all. Where the label is 0 it is 1 - p that counts.",
            edits=((TRUTH, "p"),),
        ),
        Mistake(
            "the wrong way round",
            "The two are exchanged: p belongs to label 1, 1 - p to label 0.",
            edits=((TRUTH, "np.where(y == 1, 1 - p, p)"),),
        ),
        Mistake(
            "log to base 2",
            "This is the logarithm to base 2. Here it is the natural one, np.log.",
            edits=(("np.log(", "np.log2("),),
        ),
        Mistake(
            "log to base 10",
            "This is the logarithm to base 10. Here it is the natural one, np.log.",
            edits=(("np.log(", "np.log10("),),
        ),
        Mistake(
            "0 times log 0",
            "0 times log 0 is nan for numpy. Take the logarithm of the one probability that counts: np.where(y == 1, p, 1 - p) first, then np.log.",
            wrong=zero_times_infinity,
        ),
        Mistake(
            "log of the product",
            "The probabilities are multiplied first. The product of many is too small for a float and becomes 0: add up the logarithms.",
            wrong=lambda p, y: -np.log(np.prod(np.where(y == 1, p, 1 - p))),
        ),
        Mistake(
            "the likelihood itself",
            "This is the likelihood, the product. Take minus the logarithm of each factor and add them up.",
            edits=(("-np.sum(np.log(truth))", "np.prod(truth)"),),
        ),
        Mistake(
            "no logarithm",
            "The logarithm is missing: probabilities are added up here.",
            edits=(("-np.sum(np.log(truth))", "np.sum(truth)"),),
        ),
        Mistake(
            "log of the sum",
            "The probabilities are added up first. First the logarithm of each, then the sum.",
            edits=(("-np.sum(np.log(truth))", "-np.log(np.sum(truth))"),),
        ),
        Mistake(
            "squared error",
            "These are squared differences, the loss of chapter 03. Here each example costs minus the logarithm of the probability of what was seen.",
            edits=(("-np.sum(np.log(truth))", "np.sum((p - y) ** 2)"),),
        ),
        Mistake(
            "one for each example",
            "This is the cost of each example. Add them up to one number.",
            edits=(("float(-np.sum(np.log(truth)))", "-np.log(truth)"),),
        ),
        Mistake(
            "minus before one sum only",
            "The minus stands before the costs of label 1 only. Both sums are of logarithms, so both need it: put brackets.",
            wrong=minus_before_one,
        ),
        *(
            Mistake(
                f"{size:g} added",
                f"{size:g} is added inside the logarithm, which changes every cost. Choose p or 1 - p first, and 0 log 0 never comes up.",
                edits=(("np.log(truth)", f"np.log(truth + {size})"),),
            )
            for size in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)
        ),
        *(
            Mistake(
                f"cut off at {size:g}",
                f"Probabilities are cut off at {size:g} and 1 - {size:g}, which is felt in the sum. Choose p or 1 - p first, and 0 log 0 never comes up.",
                edits=(("np.log(truth)", f"np.log(np.clip(truth, {size}, 1 - {size}))"),),
            )
            for size in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
        ),
        Mistake(
            "certain ones skipped",
            "Examples with p very near 0 or 1 are skipped. A confident mistake costs most of all: it must count.",
            wrong=zeros_skipped,
        ),
    ),
)
