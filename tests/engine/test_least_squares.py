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
    monkeypatch.setattr(MODULE, "fit_least_squares", lambda X, Y: shapes.append(X.shape) or fit_least_squares(X, Y))
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


def test_float32_is_computed_in_float64():
    X, W = rng.normal(size=(5000, 6)).astype("f"), rng.normal(size=(6, 1)).astype("f")
    found = least_squares(X, X @ W)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, W, rtol=1e-5)


@pytest.mark.parametrize(
    ("X", "Y", "words"),
    [
        (np.full((9, 2), np.nan), np.zeros((9, 1)), r"X has 18 values that are not finite"),
        (np.ones((9, 1)), np.array([[0.0]] * 8 + [[np.inf]]), r"Y has 1 values .* inf at \[8, 0\]"),
        (np.ones((9, 2)), np.zeros(9), r"Y has shape \(9,\), needs \(n, d\).*Y\.reshape\(-1, 1\)"),
        (np.ones((9, 2)), np.zeros((8, 1)), r"X has 9 rows and Y 8"),
        (np.ones((0, 2)), np.zeros((0, 1)), r"X has shape \(0, 2\)"),
        ([["a"]], np.zeros((1, 1)), r"X has dtype <U1"),
    ],
)
def test_each_fault_is_a_sentence(X, Y, words):
    with pytest.raises(NnlabError, match=words):
        least_squares(X, Y)
