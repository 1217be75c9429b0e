"""arithmetic_intensity: operations for each byte that is moved."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gpu import arithmetic_intensity


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for itemsize in (4, 8, 2):
        n, d_in, d_out = (int(size) for size in rng.choice(np.arange(3, 30), size=3, replace=False))
        yield Case(
            "values", (n, d_in, d_out, itemsize), f"{n} rows, {d_in} inputs, {d_out} outputs, {itemsize} bytes each"
        )
    yield Case("edge", (1, int(rng.integers(3, 9)), 2, 8), "one row: less than one operation a byte")
    yield Case("edge", (4, 4, 4, 4), "all sizes equal")
    yield Case("edge", (1024, 784, 128, 4), "a large batch")


exercise = Exercise(
    reference=arithmetic_intensity,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("values", 0.5, "right for several layers"),
        Claim("edge", 0.25, "right for one row, equal sizes, a large batch"),
    ),
    hints=(
        "You have both numbers already: your two functions above. Intensity is operations per byte.",
        "layer_flops divided by layer_bytes, with / and not //.",
        "layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize).",
    ),
    mistakes=(
        Mistake(
            "upside down",
            "This is bytes per operation. Intensity is operations per byte: the other way round.",
            edits=(
                (
                    "layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize)",
                    "layer_bytes(n, d_in, d_out, itemsize) / layer_flops(n, d_in, d_out)",
                ),
            ),
        ),
        Mistake(
            "whole division",
            "// cuts the digits after the point off. Use /.",
            edits=(("layer_flops(n, d_in, d_out) / ", "layer_flops(n, d_in, d_out) // "),),
        ),
        Mistake(
            "operations per number",
            "This is operations per number, not per byte: itemsize has no effect. Give it to layer_bytes.",
            edits=(("d_out, itemsize)", "d_out, 1)"),),
        ),
        Mistake(
            "always four bytes",
            "Every number is taken to have 4 bytes. Use itemsize.",
            edits=(("d_out, itemsize)", "d_out, 4)"),),
        ),
        Mistake(
            "always eight bytes",
            "Every number is taken to have 8 bytes. Use itemsize.",
            edits=(("d_out, itemsize)", "d_out, 8)"),),
        ),
        Mistake(
            "itemsize once more",
            "itemsize is used twice: layer_bytes counts bytes already.",
            edits=(("d_out, itemsize)", "d_out, itemsize) / itemsize"),),
        ),
        Mistake(
            "the operations alone",
            "These are the operations. Divide them by the bytes.",
            edits=((" / layer_bytes(n, d_in, d_out, itemsize)", ""),),
        ),
        Mistake(
            "divided by n",
            "You divide by n as well. The operations and the bytes are both those of the whole batch: no mean is needed.",
            edits=(("d_out, itemsize)", "d_out, itemsize) / n"),),
        ),
        Mistake(
            "operations without the bias",
            "The operations are 2 n d_in d_out here, without the bias. Use layer_flops.",
            edits=(("layer_flops(n, d_in, d_out)", "2 * n * d_in * d_out"),),
        ),
        Mistake(
            "the weights only",
            "You divide by the bytes of W alone. X, b and Z are moved as well: use layer_bytes.",
            edits=(("layer_bytes(n, d_in, d_out, itemsize)", "(d_in * d_out * itemsize)"),),
        ),
    ),
)
