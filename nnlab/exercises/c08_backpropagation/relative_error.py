"""relative_error: how far two arrays are apart, measured by their own size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlab.exercises.draws import numbers
from nnlab.judge import ARGUMENTS, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.backpropagation import relative_error


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for shape in [(3, 2), (2, 4), (3, 3)]:
        yield Case("values", (numbers(rng, *shape), numbers(rng, *shape)), f"two arrays of shape {shape}")
    G = numbers(rng, 4) + 3.0
    yield Case("edge", (G, np.round(1.01 * G, 3)), "two vectors, 1 % apart")
    yield Case("edge", (1e-5 * G, 2e-5 * G), "small arrays: still a third of their size apart")
    yield Case("edge", (1e4 * numbers(rng, 2, 2), 1e4 * numbers(rng, 2, 2)), "large arrays")
    yield Case("edge", (G, -G), "opposite signs: as far apart as can be")
    yield Case("edge", (numbers(rng, 2, 3, 2), numbers(rng, 2, 3, 2)), "three axes")
    yield Case("zero", (G, np.zeros(4)), "one of them is 0")
    yield Case("zero", (np.zeros(4), np.zeros(4)), "both are 0: no error")


def of_singular_values(G: Any, H: Any) -> Any:
    size = np.linalg.norm(G, 2) + np.linalg.norm(H, 2)
    return float(np.linalg.norm(G - H, 2) / size) if size > 0 else 0.0


NORM, SIZE = "np.linalg.norm(G - H)", "np.linalg.norm(G) + np.linalg.norm(H)"
exercise = Exercise(
    reference=relative_error,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.5, "right for two different arrays"),
        Claim("edge", 0.25, "right for small, large and opposite arrays, for one and three axes"),
        Claim("zero", 0.25, "1 where one of them is 0, 0 where both are"),
        Claim(ARGUMENTS, 0.25, "G and H stay as they were"),
    ),
    hints=(
        "Three lengths: of the difference, of G, of H. And one case in which you would divide by 0.",
        "||G - H|| / (||G|| + ||H||) with ||G|| = np.linalg.norm(G); 0 where the sum of the lengths is 0.",
        "size = np.linalg.norm(G) + np.linalg.norm(H); return np.linalg.norm(G - H) / size if size > 0 else 0.0.",
    ),
    mistakes=(
        Mistake(
            "not relative",
            "This is the length of the difference alone. Divide by ||G|| + ||H||: 0.001 is much for small slopes, little for large ones.",
            edits=((f"{NORM} / size", NORM),),
        ),
        Mistake(
            "divided by one length",
            "This divides by the length of G alone. Divide by the sum of both lengths.",
            edits=((f"{NORM} / size", f"{NORM} / max(float(np.linalg.norm(G)), 1e-300)"),),
        ),
        Mistake(
            "divided by the other length",
            "This divides by the length of H alone. Divide by the sum of both lengths.",
            edits=((f"{NORM} / size", f"np.float64({NORM}) / np.linalg.norm(H)"),),
        ),
        Mistake(
            "divided by the larger length",
            "This divides by the larger of the two lengths. Here it is their sum.",
            edits=((SIZE, "max(float(np.linalg.norm(G)), float(np.linalg.norm(H)))"),),
        ),
        Mistake(
            "divided by the length of the sum",
            "This divides by ||G + H||, which can vanish where both are large. Add the lengths: ||G|| + ||H||.",
            edits=((f"{NORM} / size", f"np.float64({NORM}) / np.linalg.norm(G + H)"),),
        ),
        Mistake(
            "squares without roots",
            "The lengths are squared here. Take the square root of each sum of squares, as np.linalg.norm does.",
            edits=((NORM, "np.sum((G - H) ** 2)"), (SIZE, "np.sum(G**2) + np.sum(H**2)")),
        ),
        Mistake(
            "sums of absolute values",
            "The lengths are sums of absolute values here. A length is the square root of the sum of squares.",
            edits=((NORM, "np.abs(G - H).sum()"), (SIZE, "np.abs(G).sum() + np.abs(H).sum()")),
        ),
        Mistake(
            "largest entries",
            "These are largest absolute values in the place of lengths. A length is the square root of the sum of squares.",
            edits=((NORM, "np.abs(G - H).max()"), (SIZE, "np.abs(G).max() + np.abs(H).max()")),
        ),
        Mistake(
            "difference of the lengths",
            "This compares the lengths of G and H. Two arrays of one length can point anywhere: take the length of the difference.",
            edits=((NORM, "abs(np.linalg.norm(G) - np.linalg.norm(H))"),),
        ),
        Mistake(
            "0 over 0",
            "Where both arrays are 0 this is 0/0, nan. Return 0 there: nothing is wrong.",
            edits=((" if size > 0 else 0.0", ""),),
        ),
        Mistake(
            "brackets",
            "This divides by ||G|| and then adds ||H||: a division comes before a sum. Put brackets around the sum below: / (||G|| + ||H||).",
            edits=((f"{NORM} / size", f"{NORM} / max(float(np.linalg.norm(G)), 1e-300) + np.linalg.norm(H)"),),
        ),
        Mistake(
            "largest singular value",
            "np.linalg.norm(M, 2) is another length for a table: its largest singular value. Leave the 2 out: np.linalg.norm(M).",
            wrong=of_singular_values,
        ),
        Mistake(
            "something added below",
            "A constant such as 1e-8 is added to the denominator. Small slopes then look better than they are: treat the case 0 by itself.",
            edits=(("/ size) if size > 0 else 0.0", "/ (size + 1e-8))"),),
        ),
        Mistake(
            "yes or no",
            "It returns True or False. Return the error itself, a number: the caller decides what is small.",
            wrong=lambda G, H: bool(relative_error(G, H) < 1e-6),
        ),
        Mistake(
            "in percent",
            "This is in percent. Return the plain share.",
            edits=((f"{NORM} / size", f"100 * {NORM} / size"),),
        ),
        Mistake(
            "a number for each row",
            "This gives one number for each row. One number for the whole array is asked for: no axis.",
            wrong=lambda G, H: (
                np.linalg.norm(G - H, axis=-1)
                / np.maximum(np.linalg.norm(G, axis=-1) + np.linalg.norm(H, axis=-1), 1e-300)
            ),
        ),
        Mistake(
            "entry by entry",
            "This is an array: one error for each entry. One number for the whole array is asked for.",
            wrong=lambda G, H: np.abs(G - H) / np.maximum(np.abs(G) + np.abs(H), 1e-300),
        ),
        Mistake(
            "mean of the entries' errors",
            "This is the mean of the entries' relative errors. One entry near 0 then spoils all: compare lengths of the whole arrays.",
            wrong=lambda G, H: float(np.mean(np.abs(G - H) / np.maximum(np.abs(G) + np.abs(H), 1e-300))),
        ),
        Mistake(
            "largest of the entries' errors",
            "This is the largest of the entries' relative errors. One entry near 0 then spoils all: compare lengths of the whole arrays.",
            wrong=lambda G, H: float(np.max(np.abs(G - H) / np.maximum(np.abs(G) + np.abs(H), 1e-300))),
        ),
        Mistake(
            "sign",
            "This is a signed sum, in which errors cancel. Take the length of the difference.",
            edits=((NORM, "np.sum(G - H)"),),
        ),
    ),
)
