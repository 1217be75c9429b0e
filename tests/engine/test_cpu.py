"""Products in pieces: the same numbers, whichever side is cut."""

import numpy as np
import pytest

from nnlab.engine.cpu import MOST_PIECES, SMALL, CpuOperations
from nnlab.engine.operations import run

rng = np.random.default_rng(0)
SHAPES = {
    "rows": (3001, 70, 31),
    "columns": (31, 70, 3001),
    "the sum": (31, 3001, 40),
    "small": (10, 40, 20),
    "large": (600, 600, 600),
    "a short sum": (3001, 10, 100),
}
CUT = {"rows", "columns", "the sum"}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(("sign", "beta"), [(1, 0.0), (-1, 1.0), (1, 0.9), (1, 1.0)])
def test_the_same_product(name, sign, beta):
    m, k, n = SHAPES[name]
    A, B, C = rng.normal(size=(m, k)), rng.normal(size=(k, n)), rng.normal(size=(m, n))
    expected = beta * C + sign * (A @ B)
    calls = CpuOperations(A).product(A, B, C, sign, beta)
    run(calls)
    np.testing.assert_allclose(C, expected, rtol=1e-9, atol=1e-10)
    pieces = -(-m * k * n // SMALL)
    assert (1 < pieces <= MOST_PIECES and k > 10) == (name in CUT)
    assert (len(calls) == pieces) == (name in CUT or pieces == 1)
