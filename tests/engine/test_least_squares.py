"""Least squares: the reference's answer, by the normal equations where they are accurate and not by them elsewhere."""

import sys

import numpy as np
import pytest

from nnlab.engine import least_squares
from nnlab.errors import NnlabError
from nnlab.reference.linear_regression import add_bias_column, fit_least_squares

rng = np.random.default_rng(0)
MODULE = sys.modules["nnlab.engine.least_squares"]


def columns_that_nearly_agree(gap):
    X = rng.normal(size=(200, 4))
    X[:, 3] = X[:, 0] + gap * rng.normal(size=200)
    return X


EQUATIONS = {
    "random": rng.normal(size=(300, 6)),
    "more rows than a block": rng.normal(size=(2500, 4)),
    "a bias, and columns of other sizes": add_bias_column(rng.normal(size=(200, 3)) * [1e-2, 1.0, 1e3] + [0, 5, 0]),
    "one column": rng.normal(size=(10, 1)),
    "as many rows as columns": rng.normal(size=(5, 5)),
    "whole numbers": rng.integers(-9, 9, size=(50, 3)),
    "by columns": np.asfortranarray(rng.normal(size=(300, 6))),
}
DECOMPOSED = {
    "columns that nearly agree": columns_that_nearly_agree(1e-6),
    "the same column twice": columns_that_nearly_agree(0),
    "a column of zeros": rng.normal(size=(100, 3)) * [1, 0, 1],
    "fewer rows than columns": rng.normal(size=(3, 7)),
    "squares that overflow": rng.normal(size=(50, 2)) * 1e200,
}


@pytest.fixture
def decomposed(monkeypatch):
    """The shapes of the X that were decomposed."""
    shapes = []
    decompose = MODULE._by_decomposition
    monkeypatch.setattr(MODULE, "_by_decomposition", lambda X, Y: shapes.append(X.shape) or decompose(X, Y))
    return shapes


@pytest.mark.parametrize("name", [*EQUATIONS, *DECOMPOSED])
@pytest.mark.parametrize("k", [1, 3])
def test_the_references_answer(name, k, decomposed):
    X = {**EQUATIONS, **DECOMPOSED}[name]
    Y = rng.normal(size=(len(X), k))
    W = least_squares(X, Y)
    np.testing.assert_allclose(W, fit_least_squares(X.astype(float), Y), rtol=1e-7, atol=1e-13 * np.abs(W).max())
    assert bool(decomposed) == (name in DECOMPOSED)


def test_the_limit_keeps_the_promised_accuracy(decomposed):
    """Just where the normal equations are still used: against a W that is known."""
    for gap in np.geomspace(1, 1e-4, 30):
        X, W = columns_that_nearly_agree(gap), rng.normal(size=(4, 2))
        if decomposed:
            break
        found = least_squares(X, X @ W)
        assert np.linalg.norm(found - W) < 1e-9 * np.linalg.norm(W)
    assert decomposed


def test_columns_of_very_different_sizes_all_count(decomposed):
    """Two nearly agree, so that X is decomposed; one is 1e16 times smaller than another."""
    X = np.c_[columns_that_nearly_agree(1e-3), 1e8 * rng.normal(size=200), 1e-8 * rng.normal(size=200)]
    W = np.array([[1.0], [2], [3], [4], [3e-8], [4e8]])
    np.testing.assert_allclose(least_squares(X, X @ W), W, rtol=1e-8)
    assert decomposed


def test_a_polynomial_of_a_year_fits_the_better_the_higher_its_degree(decomposed):
    years = np.arange(1960, 2021.0)
    Y = np.sin((years - 1960) / 15)[:, None]
    left = [np.linalg.norm(X @ least_squares(X, Y) - Y) for X in (np.vander(years, d + 1) for d in (1, 2, 3, 4))]
    assert left == sorted(left, reverse=True)
    # The same polynomials in (year - 1990) / 30, which are harmless.
    centered = np.vander((years - 1990) / 30, 5)
    best = np.linalg.norm(centered @ fit_least_squares(centered, Y) - Y)
    assert left[-1] == pytest.approx(best, rel=0.05)


@pytest.mark.parametrize("size", [1e-300, 1e-161, 1e-158, 1e-100, 1e150, 1e300])
def test_the_size_of_the_numbers_makes_no_difference(size):
    X, W = rng.normal(size=(50, 3)), rng.normal(size=(3, 2))
    np.testing.assert_allclose(least_squares(X * size, X @ W) * size, W, rtol=1e-9)
    np.testing.assert_allclose(least_squares(X, X @ W * size) / size, W, rtol=1e-9)


def test_the_shortest_of_many_answers_is_in_the_units_of_X(decomposed):
    """One column is another twice, and one a hundred times that: all the weight goes where it costs least."""
    X = rng.normal(size=(50, 2)) @ [[1.0, 2, 0, 100], [0, 0, 1, 0]]
    Y = rng.normal(size=(50, 1))
    np.testing.assert_allclose(least_squares(X, Y), np.linalg.pinv(X) @ Y, rtol=1e-9, atol=1e-12)
    assert decomposed


@pytest.mark.parametrize("size", [1e8, 1e150, 1e290])
def test_twins_of_another_size_share_the_weight(size, decomposed):
    x, Y = rng.normal(size=(30, 1)), rng.normal(size=(30, 1))
    found = least_squares(np.c_[x * size, x * size, np.ones(30)], Y)
    w, b = np.linalg.lstsq(np.c_[x, np.ones(30)], Y, rcond=None)[0][:, 0]
    np.testing.assert_allclose(found[2], b, rtol=1e-7)
    np.testing.assert_allclose((found[0] + found[1]) * size, w, rtol=1e-7)
    assert decomposed


def test_the_least_residual_and_then_the_least_norm(decomposed):
    """Thousands of small problems whose columns depend on each other and differ in size, beside NumPy's answers."""
    for _ in range(2000):
        n, d, k = (int(rng.integers(1, most)) for most in (7, 6, 4))
        X = rng.integers(-3, 4, size=(n, k)) @ rng.integers(-2, 3, size=(k, d)) * 10.0 ** rng.integers(-3, 4, size=d)
        Y = rng.normal(size=(n, 2))
        W, expected = least_squares(X, Y), np.linalg.lstsq(X, Y, rcond=None)[0]
        assert np.linalg.norm(X @ W - Y) < np.linalg.norm(X @ expected - Y) + 1e-7
        assert np.linalg.norm(W) < np.linalg.norm(expected) * (1 + 1e-5) + 1e-12
    assert decomposed


def test_numbers_that_do_not_fit_float64():
    if np.finfo(np.longdouble).max == np.finfo(float).max:
        pytest.skip("this machine's longdouble has the range of float64")
    with pytest.raises(NnlabError, match="X has numbers that are too large for float64"):
        least_squares(np.array([[np.longdouble("1e400")], [1]]), np.ones((2, 1)))


def test_an_answer_that_does_not_fit_float32():
    X, Y = rng.normal(size=(30, 2)), rng.normal(size=(30, 1))
    with pytest.raises(NnlabError, match="W has numbers that are too large for float32"):
        least_squares((X * 1e-30).astype("f"), (Y * 1e10).astype("f"))


def test_float32_is_computed_in_float64():
    X, W = rng.normal(size=(5000, 6)).astype("f"), rng.normal(size=(6, 1)).astype("f")
    found = least_squares(X, X @ W)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, W, rtol=1e-5)


@pytest.mark.parametrize(
    ("X", "Y", "words"),
    [
        (np.full((9, 2), np.nan), np.zeros((9, 1)), r"X has 18 values that are not finite"),
        (np.ones((9, 1)), np.array([[0.0]] * 8 + [[np.inf]]), r"Y has a value .* inf at \[8, 0\]"),
        (np.ones((9, 2)), np.zeros(9), r"Y has shape \(9,\), needs \(n, k\).*Y\.reshape\(-1, 1\)"),
        (np.ones((9, 2)), np.zeros((8, 1)), r"X has 9 rows and Y 8"),
        (np.ones((0, 2)), np.zeros((0, 1)), r"X has shape \(0, 2\)"),
        ([["a"]], np.zeros((1, 1)), r"X has dtype <U1"),
    ],
)
def test_each_fault_is_a_sentence(X, Y, words):
    with pytest.raises(NnlabError, match=words):
        least_squares(X, Y)
