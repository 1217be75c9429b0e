"""layer_bytes: how much has to be moved for one layer?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gpu import layer_bytes


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for itemsize in (4, 8, 2):
        n, d_in, d_out = (int(size) for size in rng.choice(np.arange(3, 12), size=3, replace=False))
        yield Case(
            "values", (n, d_in, d_out, itemsize), f"{n} rows, {d_in} inputs, {d_out} outputs, {itemsize} bytes each"
        )
    yield Case("edge", (1, int(rng.integers(3, 9)), 2, 8), "one row")
    yield Case("edge", (int(rng.integers(3, 9)), 1, 1, 4), "one input, one output")
    yield Case("edge", (4, 4, 4, 4), "all sizes equal")
    yield Case("edge", (5, 2, 3, 1), "one byte a number")
    yield Case("edge", (100_000, 4096, 4096, 8), "a large layer")


COUNT = "(n * d_in + d_in * d_out + d_out + n * d_out) * itemsize"

exercise = Exercise(
    reference=layer_bytes,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a whole number"),
        Claim("values", 0.75, "right for several layers and sizes of a number"),
        Claim("edge", 0.25, "right for one row, one input, equal sizes, large ones"),
    ),
    hints=(
        "Which arrays does Z = X W + b touch? Write down the shape of each.",
        "X (n, d_in), W (d_in, d_out), b (d_out,), Z (n, d_out): add up their entries, then itemsize bytes for each entry.",
        "(n * d_in + d_in * d_out + d_out + n * d_out) * itemsize.",
    ),
    mistakes=(
        Mistake(
            "numbers, not bytes",
            "These are numbers. Each takes itemsize bytes: multiply.",
            edits=((" * itemsize", ""),),
        ),
        Mistake(
            "brackets",
            "Only the last term is multiplied by itemsize. Put brackets around the sum: (... + ...) * itemsize.",
            edits=((COUNT, "n * d_in + d_in * d_out + d_out + n * d_out * itemsize"),),
        ),
        Mistake(
            "brackets: first term",
            "Only the first term is multiplied by itemsize. Put brackets around the sum: (... + ...) * itemsize.",
            edits=((COUNT, "itemsize * n * d_in + d_in * d_out + d_out + n * d_out"),),
        ),
        Mistake(
            "always four bytes",
            "Every number is taken to have 4 bytes. Use itemsize.",
            edits=((" * itemsize", " * 4"),),
        ),
        Mistake(
            "always eight bytes",
            "Every number is taken to have 8 bytes. Use itemsize.",
            edits=((" * itemsize", " * 8"),),
        ),
        Mistake(
            "divided by itemsize",
            "You divide by itemsize. Each number takes itemsize bytes: multiply.",
            edits=((" * itemsize", " / itemsize"),),
        ),
        Mistake(
            "Z left out",
            "The result is missing. Z (n, d_out) has to be written to memory too.",
            edits=((" + n * d_out)", ")"),),
        ),
        Mistake(
            "X left out",
            "The input is missing: X is (n, d_in).",
            edits=(("(n * d_in + ", "("),),
        ),
        Mistake("W left out", "The weights are missing: W is (d_in, d_out).", edits=((" + d_in * d_out", ""),)),
        Mistake("b left out", "The bias is missing: b is (d_out,).", edits=(("d_in * d_out + d_out", "d_in * d_out"),)),
        Mistake(
            "the parameters only",
            "These are the bytes of W and b. X has to be read and Z written as well.",
            edits=((COUNT, "(d_in * d_out + d_out) * itemsize"),),
        ),
        Mistake(
            "no parameters",
            "These are the bytes of X and Z. W and b have to be read as well.",
            edits=((COUNT, "(n * d_in + n * d_out) * itemsize"),),
        ),
        Mistake(
            "sizes added",
            "You add the sizes. An array of n rows and d_in columns has n d_in numbers: multiply within each array.",
            edits=((COUNT, "(n + d_in + d_out) * itemsize"),),
        ),
        Mistake(
            "operations",
            "These are operations times itemsize. Count numbers instead: the entries of X, W, b and Z.",
            edits=((COUNT, "(2 * n * d_in * d_out + n * d_out) * itemsize"),),
        ),
        Mistake(
            "b for every row",
            "The bias is counted in every row. It is one array of d_out numbers, moved once.",
            edits=(("d_in * d_out + d_out", "d_in * d_out + n * d_out"),),
        ),
        Mistake(
            "W for every row",
            "The weights are counted once for each row. Here every array is moved once: that is what makes a batch cheap.",
            edits=(("+ d_in * d_out", "+ n * d_in * d_out"),),
        ),
        Mistake(
            "Z twice",
            "Z is counted twice. It is only written.",
            edits=(("+ n * d_out)", "+ 2 * n * d_out)"),),
        ),
        Mistake(
            "bits",
            "These are bits: itemsize is in bytes already, so no factor 8 is needed.",
            edits=(("* itemsize", "* itemsize * 8"),),
        ),
    ),
)
