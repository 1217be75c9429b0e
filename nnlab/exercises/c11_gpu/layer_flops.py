"""layer_flops: how many operations is one layer?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gpu import layer_flops


def draw(rng: np.random.Generator) -> Iterator[Case]:
    for _ in range(3):
        n, d_in, d_out = (int(size) for size in rng.choice(np.arange(2, 12), size=3, replace=False))
        yield Case("values", (n, d_in, d_out), f"{n} rows, {d_in} inputs, {d_out} outputs")
    yield Case("edge", (1, int(rng.integers(3, 9)), 2), "one row")
    yield Case("edge", (int(rng.integers(3, 9)), 1, 1), "one input, one output")
    yield Case("edge", (4, 4, 4), "all sizes equal")
    yield Case("edge", (100_000, 4096, 4096), "a large layer")


exercise = Exercise(
    reference=layer_flops,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a whole number"),
        Claim("values", 0.5, "right for several layers"),
        Claim("edge", 0.25, "right for one row, one input, equal sizes, large ones"),
    ),
    hints=(
        "Take one output of one row first. How many products does it add up? Then: how many such outputs are there?",
        "Each of the n d_out outputs costs d_in multiply-adds, at 2 operations each, and 1 for its bias.",
        "2 * n * d_in * d_out + n * d_out.",
    ),
    mistakes=(
        Mistake(
            "bias left out",
            "This is 2 n d_in d_out: the bias is missing, or one addition was counted too few. Count d_in multiply-adds for each "
            "output, 2 operations each, and 1 more to add the bias.",
            edits=((" + n * d_out", ""),),
        ),
        Mistake(
            "a multiply-add as one",
            "A multiply-add is counted as one operation. It is two: a product, and an addition.",
            edits=(("2 * n * d_in", "n * d_in"),),
        ),
        Mistake(
            "one bias for the whole batch",
            "The bias is added once for each output, in one row only. It is added in every row: n d_out additions.",
            edits=(("+ n * d_out", "+ d_out"),),
        ),
        Mistake(
            "brackets",
            "The 1 for the bias is added once, at the very end. Every output has a bias: n d_out (2 d_in + 1), with brackets.",
            edits=(("+ n * d_out", "+ 1"),),
        ),
        Mistake(
            "one row",
            "This is the work for one row. There are n of them.",
            edits=(("2 * n * d_in", "2 * d_in"), ("+ n * d_out", "+ d_out")),
        ),
        Mistake(
            "one output",
            "This counts one output for each row, and its bias d_out times. A row has d_out outputs, each with d_in multiply-adds.",
            edits=(("2 * n * d_in * d_out", "2 * n * d_in"),),
        ),
        Mistake(
            "one addition too few, and no bias",
            "You count d_in products and d_in - 1 additions, and no bias. By convention the sum begins at 0, so there are d_in "
            "additions, and the bias is one more.",
            wrong=lambda n, d_in, d_out: n * d_out * (2 * d_in - 1),
        ),
        Mistake(
            "one bias for each row",
            "The bias is added once in each row. Every one of its d_out outputs gets it: n d_out additions.",
            edits=(("+ n * d_out", "+ n"),),
        ),
        Mistake(
            "the bias as a multiply-add",
            "The bias is counted as a multiply-add. It is only added: 1 for each output, not 2.",
            edits=(("+ n * d_out", "+ 2 * n * d_out"),),
        ),
        Mistake(
            "the bias for each input",
            "The bias is counted for the inputs. It is added to the outputs: n d_out additions.",
            edits=(("+ n * d_out", "+ n * d_in"),),
        ),
        Mistake(
            "parameters",
            "These are the parameters, d_in d_out + d_out. Each weight is used once for every row, with 2 operations.",
            wrong=lambda n, d_in, d_out: d_in * d_out + d_out,
        ),
    ),
)
