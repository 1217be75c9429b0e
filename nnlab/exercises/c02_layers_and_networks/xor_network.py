"""xor_network: weights that one layer cannot have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise
from nnlab.reference.layers_and_networks import xor_network


def draw(rng: np.random.Generator) -> Iterator[Case]:
    yield Case("computes", (), "the network that it returns")


# step(0) may be 1 or 0.
STEPS: tuple[Callable[[Any], Any], ...] = (lambda z: (z >= 0).astype(float), lambda z: (z > 0).astype(float))


def computes_xor(cases: Sequence[tuple[Any, Any]]) -> str | None:
    """With step(0) = 1 or with step(0) = 0: either reading of the step will do."""
    table = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
    X = np.array([x for x, _ in table], dtype=float)
    for _, (W1, b1, W2, b2) in cases:
        W1, b1, W2, b2 = (np.asarray(array, dtype=float) for array in (W1, b1, W2, b2))
        failures = []
        for step in STEPS:
            answers = step(step(X @ W1 + b1) @ W2 + b2)[:, 0]
            wrong = [(x, y, int(a)) for (x, y), a in zip(table, answers, strict=True) if a != y]
            if not wrong:
                break
            failures.append(wrong)
        else:
            x, y, answer = min(failures, key=len)[0]
            return f"for {x} it says {answer}, XOR is {y}"
    return None


exercise = Exercise(
    reference=xor_network,
    draw=draw,
    parts=("W1", "b1", "W2", "b2"),
    claims=(
        Claim(SHAPE, 0.5, "four arrays of shapes (2, 2), (2,), (2, 1), (1,)"),
        Claim("computes", 1.5, "it computes XOR for all four inputs", computes_xor),
    ),
    hints=(
        "One hidden neuron can ask: is at least one input on? The other: are both on?",
        "x1 + x2 - 0.5 is positive for at least one, x1 + x2 - 1.5 for both. The output wants the first but not the second.",
        "W1 all ones, b1 = (-0.5, -1.5), W2 = (1, -2) as a column, b2 = (-0.5,).",
    ),
)
