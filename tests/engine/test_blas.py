"""NumPy's own matrix product, reached directly: C <- alpha A B + beta C."""

import itertools

import numpy as np
import pytest

from nnlab.engine import blas

rng = np.random.default_rng(0)


def as_it_is(rows, columns, dtype):
    return rng.normal(size=(rows, columns)).astype(dtype)


def transposed(rows, columns, dtype):
    return rng.normal(size=(columns, rows)).astype(dtype).T


def part_of_wider(rows, columns, dtype):
    return rng.normal(size=(rows, columns + 3)).astype(dtype)[:, 1:-2]


def part_of_longer_transposed(rows, columns, dtype):
    return rng.normal(size=(columns, rows + 2)).astype(dtype)[:, :-2].T


KINDS = (as_it_is, transposed, part_of_wider, part_of_longer_transposed)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "shape", [(4, 3, 5), (1, 1, 1), (1, 6, 1), (6, 1, 5), (1, 3, 5), (4, 3, 1), (40, 70, 30)], ids=str
)
def test_every_way_that_matrices_lie(shape, dtype):
    m, k, n = shape
    for make_A, make_B, make_C in itertools.product(KINDS, KINDS, (as_it_is, part_of_wider)):
        A, B, C = make_A(m, k, dtype), make_B(k, n, dtype), make_C(m, n, dtype)
        expected = 0.5 * C.astype(float) - 2 * (A.astype(float) @ B.astype(float))
        blas.prepared(A, B, C, -2.0, 0.5)()
        np.testing.assert_allclose(
            C, expected, rtol=1e-4 if dtype == "float32" else 1e-12, atol=1e-5 if dtype == "float32" else 1e-13
        )


def test_only_its_part_of_a_wider_array_is_written():
    wide = np.zeros((3, 6))
    blas.prepared(np.ones((3, 2)), np.ones((2, 4)), wide[:, 1:5], 1.0, 1.0)()
    assert wide.tolist() == [[0, 2, 2, 2, 2, 0]] * 3


@pytest.mark.parametrize(
    "arrays",
    [
        (np.ones((4, 6))[:, ::2], np.ones((3, 2)), np.ones((4, 2))),
        (np.ones((4, 3))[::-1], np.ones((3, 2)), np.ones((4, 2))),
        (np.ones((4, 3)), np.ones((3, 2)), np.ones((2, 4)).T),
    ],
    ids=["every other column", "backwards", "result by columns"],
)
def test_what_it_cannot_say_is_refused(arrays):
    assert blas.prepared(*arrays, 1.0, 1.0) is None


def test_the_call_keeps_its_arrays():
    """They are known to it by their places in memory only."""
    C = np.zeros((50, 50))
    call = blas.prepared(np.ones((50, 50)), np.ones((50, 50)), C, 1.0, 1.0)
    others = [np.full((50, 50), 7.0) for _ in range(20)]
    call()
    assert len(others) == 20
    assert (C == 50).all()


@pytest.fixture
def anew():
    blas.product_for.cache_clear()
    yield
    blas.product_for.cache_clear()


def test_a_library_that_computes_something_else_is_not_used(anew, monkeypatch):
    monkeypatch.setattr(blas, "TRANSPOSED", blas.AS_IT_IS)
    assert blas.product_for("float32") is None


def test_a_numpy_without_such_a_library(anew, monkeypatch):
    monkeypatch.setattr(blas, "NAMES", (("no_{}gemm", blas.ctypes.c_int64),))
    assert blas.product_for("float64") is None


def test_a_library_that_cannot_be_opened(anew, monkeypatch):
    monkeypatch.setattr(blas.ctypes, "CDLL", lambda name: (_ for _ in ()).throw(OSError("no")))
    assert blas.product_for("float64") is None
