"""accuracy: the share that is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.logistic_regression import accuracy


def guesses(rng: np.random.Generator, y: Array, wrong: int, k: int) -> Array:
    """y with that many entries changed to another class."""
    y_hat: Array = y.copy()
    for i in rng.choice(len(y), size=wrong, replace=False):
        y_hat[i] = (y[i] + rng.integers(1, k)) % k
    return y_hat


def telling(rng: np.random.Generator, n: int, wrong: int) -> tuple[Array, Array]:
    """y_hat and y of two classes, of which no other usual share equals the accuracy."""
    while True:
        y = rng.integers(0, 2, size=n)
        y_hat = guesses(rng, y, wrong, 2)
        if 0 < y.sum() < n and 0 < y_hat.sum() < n:
            others = [share(y_hat, y) for share in (true_positives, recall, precision, balanced)]
            others += [float(np.mean(y)), float(1 - np.mean(y_hat - y)), wrong / n]
            if np.abs(np.array(others) - accuracy(y_hat, y)).min() > 0.01:
                return y_hat, y


def of_classes(rng: np.random.Generator, n: int, wrong: int, k: int) -> tuple[Array, Array]:
    """y_hat and y of k classes, of which no share that takes classes for numbers, or two for all, equals the accuracy or another."""
    while True:
        y = rng.permutation(n) % k
        y_hat = guesses(rng, y, wrong, k)
        apart = np.abs(y_hat - y)
        of_two = np.mean((y_hat == y) & (y <= 1))
        shares = [accuracy(y_hat, y), of_two, 1 - np.mean(apart), 1 - np.mean(apart**2)]
        if np.diff(np.sort(shares)).min() > 1e-3:
            return y_hat, y


def draw(rng: np.random.Generator) -> Iterator[Case]:
    # As many predictions in several cases, and another number of them wrong in each: the size does not tell the share.
    few, some, many = (int(wrong) for wrong in rng.permutation([1, 2, 3, 4])[:3])
    for n, wrong in [(7, few), (7, some), (9, many)]:
        yield Case("values", telling(rng, n, wrong), f"{n} predictions")
    for k, wrong in [(3, few + 1), (5, some + 1)]:
        yield Case("classes", of_classes(rng, 9, wrong, k), f"{k} classes")
    y = rng.permutation(5) % 2
    yield Case("edge", (y.copy(), y), "all right")
    yield Case("edge", (1 - y, y), "all wrong")
    yield Case("edge", (np.array([1]), np.array([1])), "one prediction")
    yield Case("edge", (np.zeros(5, dtype=int), y), "always 0")


def true_positives(y_hat: Any, y: Any) -> float:
    return float(np.sum((y_hat == 1) & (y == 1)) / len(y))


def recall(y_hat: Any, y: Any) -> float:
    with np.errstate(all="ignore"):
        return float(np.sum((y_hat == 1) & (y == 1)) / np.sum(y == 1))


def precision(y_hat: Any, y: Any) -> float:
    with np.errstate(all="ignore"):
        return float(np.sum((y_hat == 1) & (y == 1)) / np.sum(y_hat == 1))


def balanced(y_hat: Any, y: Any) -> float:
    return float(np.mean([np.mean(y_hat[y == label] == label) for label in np.unique(y)]))


exercise = Exercise(
    reference=accuracy,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.5, "right for two classes"),
        Claim("classes", 0.25, "right for more classes"),
        Claim("edge", 0.25, "1 for all right, 0 for all wrong, right for one prediction"),
        Claim(ARGUMENTS, 0.25, "y_hat and y stay as they were"),
    ),
    hints=(
        "Where do the two arrays agree? Then: which share of the places is that?",
        "The number of places where y_hat equals y, divided by n.",
        "np.mean(y_hat == y): True counts as 1.",
    ),
    mistakes=(
        Mistake(
            "how many, not which share",
            "This is how many are right. Divide by the number of predictions.",
            edits=(("np.mean", "np.sum"),),
        ),
        Mistake(
            "share of mistakes",
            "This is the share that is wrong. Count where y_hat equals y.",
            edits=(("y_hat == y", "y_hat != y"),),
        ),
        Mistake(
            "in percent",
            "This is in percent. The accuracy is a number from 0 to 1.",
            edits=(("np.mean(y_hat == y)", "100 * np.mean(y_hat == y)"),),
        ),
        Mistake(
            "in percent, rounded",
            "This is in percent, and rounded. The accuracy is a number from 0 to 1, as it is.",
            edits=(("float(np.mean(y_hat == y))", "round(100 * float(np.mean(y_hat == y)))"),),
        ),
        Mistake(
            "all or nothing, True or False",
            "This asks whether all are right. Asked for is the share that is.",
            wrong=lambda y_hat, y: bool(np.all(y_hat == y)),
        ),
        Mistake(
            "products averaged",
            "Predictions are multiplied by labels, so a 0 that is right counts nothing. Compare them: y_hat == y.",
            edits=(("y_hat == y", "y_hat * y"),),
        ),
        Mistake(
            "two classes only",
            "Only right ones of the classes 0 and 1 are counted. There may be more classes: count where y_hat equals y.",
            edits=(("y_hat == y", "(y_hat == y) & (y <= 1)"),),
        ),
        Mistake(
            "each class counts the same",
            "This is the mean of the shares in each class, so a rare class counts as much as a common one. Here every example counts the same.",
            wrong=balanced,
        ),
        Mistake(
            "the labels averaged",
            "This is the mean of y, and y_hat is not used. Count where the two are equal.",
            edits=(("y_hat == y", "y"),),
        ),
        Mistake(
            "return in the loop",
            "Only the first prediction is looked at: the return stands inside the loop. Put it after the loop.",
            wrong=lambda y_hat, y: float(y_hat[0] == y[0]) / len(y),
        ),
        Mistake(
            "last one left out",
            "The last prediction is left out: a loop has to reach it.",
            wrong=lambda y_hat, y: float(np.sum(y_hat[:-1] == y[:-1]) / len(y)),
        ),
        Mistake(
            "all or nothing",
            "This is 1 only where all are right. Asked for is the share that is right (divide with /: // cuts to a whole number).",
            edits=(("np.mean", "np.all"),),
        ),
        Mistake(
            "only class 1 counts",
            "Only predictions of 1 that are right are counted. A 0 that is right counts too.",
            wrong=true_positives,
        ),
        Mistake(
            "share of class 1 found",
            "This is the share of the true ones that were found. The accuracy looks at all classes: where y_hat equals y.",
            wrong=recall,
        ),
        Mistake(
            "share of class 1 that is true",
            "This is the share of the predicted ones that are right. The accuracy looks at all classes: where y_hat equals y.",
            wrong=precision,
        ),
        Mistake(
            "differences averaged",
            "Class numbers are subtracted. How far apart they are means nothing: compare them, y_hat == y.",
            wrong=lambda y_hat, y: float(1 - np.mean(np.abs(y_hat - y))),
        ),
        Mistake(
            "squared differences averaged",
            "Class numbers are subtracted and squared. How far apart they are means nothing: compare them, y_hat == y.",
            wrong=lambda y_hat, y: float(1 - np.mean((y_hat - y) ** 2)),
        ),
        Mistake(
            "differences cancel",
            "Class numbers are subtracted with their signs, so mistakes of two kinds cancel. Compare them: y_hat == y.",
            wrong=lambda y_hat, y: float(1 - np.mean(y_hat - y)),
        ),
        Mistake(
            "one for each",
            "This says of each prediction whether it is right. Take the mean of it.",
            edits=(("float(np.mean(y_hat == y))", "(y_hat == y)"),),
        ),
        Mistake(
            "divided by the ones",
            "The right ones are divided by the number of ones in y. Divide by the number of predictions.",
            wrong=lambda y_hat, y: float(np.sum(y_hat == y) / np.sum(y)),
        ),
    ),
)
