"""Newton's method for logistic regression: at the minimum, which no other answer shares."""

import importlib.util

import numpy as np
import pytest

from nnlab.data import breast_cancer
from nnlab.engine import ConvergenceWarning, logistic_regression, newton
from nnlab.errors import NnlabError
from nnlab.reference.linear_regression import standardize
from nnlab.reference.logistic_regression import fit_logistic, nll_from_scores, nll_gradient

rng = np.random.default_rng(0)


def noisy(n=200, d=3, scale=1.0):
    """Classes that overlap."""
    X = rng.normal(size=(n, d)) * scale
    y = (X @ rng.normal(size=d) / scale + rng.normal(size=n) > 0.3).astype(int)
    return X, y


@pytest.mark.parametrize("l2", [0.0, 0.1, 10.0])
@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_the_slope_is_zero(l2, scale):
    """The loss is convex: where its slope is 0 is its minimum."""
    X, y = noisy(scale=scale)
    fitted = logistic_regression(X, y, l2=l2)
    dw, db = nll_gradient(X, y, fitted.w, fitted.b)
    assert np.abs(dw + l2 * fitted.w).max() < 1e-4 * scale
    assert abs(db) < 1e-4
    assert fitted.loss == pytest.approx(nll_from_scores(X @ fitted.w + fitted.b, y) + l2 / 2 * fitted.w @ fitted.w)
    assert fitted.steps < 15


@pytest.mark.parametrize("tolerance", [1e-2, 1e-4])
def test_what_is_left_is_about_the_square_of_the_tolerance(tolerance):
    X, y = noisy(n=500, d=8)
    exact, early = (logistic_regression(X, y, tolerance=share) for share in (1e-12, tolerance))
    assert early.steps < exact.steps
    assert exact.loss <= early.loss < exact.loss * (1 + 10 * tolerance**2)


def test_descent_arrives_at_the_same_place():
    X, y = noisy()
    w, b = fit_logistic(X, y, np.zeros(3), 0.0, 0.01, 3000)
    fitted = logistic_regression(X, y)
    np.testing.assert_allclose(fitted.w, w, rtol=1e-6)
    assert fitted.b == pytest.approx(b, rel=1e-6)


def test_real_data():
    data = breast_cancer()
    X, y = standardize(data.features)[0], data.malignant
    fitted = logistic_regression(X, y, l2=1.0)
    assert np.mean(fitted.predict(X) == y) > 0.98
    assert ((fitted.predict_proba(X) >= 0.5) == fitted.predict(X)).all()


@pytest.mark.skipif(
    importlib.util.find_spec("sklearn") is None, reason="scikit-learn is not installed: group bench-training has it"
)
def test_the_same_minimum_as_scikit_learn():
    from sklearn.linear_model import LogisticRegression

    X, y = noisy(n=569, d=30)
    peer = LogisticRegression(C=1.0, tol=1e-10, max_iter=10_000).fit(X, y)
    fitted = logistic_regression(X, y, l2=1.0)
    np.testing.assert_allclose(fitted.w, peer.coef_[0], rtol=1e-4, atol=1e-6)


def test_columns_that_depend_on_each_other():
    """Many minima; the loss is that of the columns without the copy."""
    X, y = noisy()
    assert logistic_regression(np.hstack([X, X[:, :1]]), y).loss == pytest.approx(logistic_regression(X, y).loss)


def test_a_start_from_which_whole_steps_overshoot():
    """Very unequal classes and a heavy row: the loss falls in every step all the same."""
    X = np.concatenate([rng.normal(size=(300, 1)), [[400.0]]])
    y = np.concatenate([rng.random(300) < 0.02, [False]]).astype(int)
    fitted = logistic_regression(X, y)
    dw, db = nll_gradient(X, y, fitted.w, fitted.b)
    assert abs(dw[0]) + abs(db) < 1e-3


@pytest.mark.parametrize(
    ("X", "y", "l2", "words"),
    [
        ([[0.0], [1.0], [2.0]], [0, 0, 1], 0.0, r"separates the two classes.*l2=1"),
        (
            [[0.0], [1.0], [1.0], [2.0]],
            [0, 0, 1, 1],
            0.0,
            r"separates the two classes but for rows that lie in it.*l2=1",
        ),
        ([[0.0, 1], [1, 0], [2, 0], [1.5, 0]], [1, 0, 1, 0], 0.0, r"separates the two classes"),
        ([[0.0], [1.0], [2.0]], [1, 1, 1], 1.0, r"y has the label 1 only"),
        ([[0.0], [1.0], [2.0]], [0, 2, 1], 1.0, r"label 2, but with 2 outputs"),
        ([[0.0], [np.nan], [2.0]], [0, 0, 1], 1.0, r"X has a value that is not finite"),
        ([0.0, 1.0], [0, 1], 1.0, r"X has shape \(2,\), needs \(n, d\)"),
        ([[0.0], [1.0]], [0, 1], -1.0, r"l2 is -1\.0; it must be a finite number at least 0"),
        ([[0.0], [1.0]], [0, 1, 1], 0.0, r"y has shape \(3,\), needs \(2,\)"),
    ],
)
def test_each_fault_is_a_sentence(X, y, l2, words):
    with pytest.raises(NnlabError, match=words):
        logistic_regression(np.array(X), np.array(y), l2=l2)


def test_l2_makes_separated_classes_possible():
    X, y = np.array([[0.0], [1.0], [2.0]]), np.array([0, 0, 1])
    assert (logistic_regression(X, y, l2=0.01).predict(X) == y).all()


def test_other_columns_are_refused():
    X, y = noisy()
    with pytest.raises(NnlabError, match=r"X has shape \(200, 2\), needs \(n, 3\)"):
        logistic_regression(X, y).predict(X[:, :2])


@pytest.mark.parametrize("l2", [0.0, 1.0])
def test_where_columns_begin_makes_no_difference(l2):
    """A date in seconds has a mean of 1.7e9 and little spread beside it."""
    X, y = noisy()
    near, far = logistic_regression(X, y, l2=l2), logistic_regression(X + np.array([0, 1.7e9, -3e7]), y, l2=l2)
    np.testing.assert_allclose(far.w, near.w, rtol=1e-4)
    assert far.loss == pytest.approx(near.loss, rel=1e-6)


@pytest.mark.parametrize("size", [1e-300, 1e-160, 1e160, 1e300])
def test_the_size_of_columns_makes_no_difference(size):
    X, y = noisy()
    expected, found = logistic_regression(X, y), logistic_regression(X * size, y)
    np.testing.assert_allclose(found.w * size, expected.w, rtol=1e-9)
    assert found.loss == pytest.approx(expected.loss)
    penalized = logistic_regression(X * size, y, l2=1.0)
    assert penalized.loss == pytest.approx(expected.loss if size > 1 else 200 * log_of_chance(y), rel=1e-9)


def log_of_chance(y):
    """The loss of a row where no column tells anything."""
    p = y.mean()
    return -(p * np.log(p) + (1 - p) * np.log(1 - p))


def test_columns_that_depend_on_each_other_share_the_weight():
    X, y = noisy()
    alone, twice = logistic_regression(X, y), logistic_regression(np.c_[X, X[:, 0], np.full(200, 7.0)], y)
    np.testing.assert_allclose(twice.w, [alone.w[0] / 2, *alone.w[1:], alone.w[0] / 2, 0], rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("code", [1e4, 99_999_999, 1e12])
@pytest.mark.parametrize("l2", [0.0, 1.0])
def test_a_row_that_is_far_away_does_not_hide_the_others(code, l2):
    """Such as a code for what is missing. On the right side it has nothing to say: the others decide."""
    x = np.random.default_rng(0).normal(size=200)
    y = (np.random.default_rng(1).random(200) < 1 / (1 + np.exp(-2 * x))).astype(int)
    far = np.append(x, code)[:, None], np.append(y, 1)
    expected, found = logistic_regression(x[:, None], y, l2=l2), logistic_regression(*far, l2=l2)
    np.testing.assert_allclose([*found.w, found.b], [*expected.w, expected.b], rtol=1e-4)
    assert found.loss == pytest.approx(expected.loss)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("spread", [5, 6, 8])
def test_columns_with_heavy_tails(spread, seed):
    """exp(8 z) lies between 1e-10 and 1e10. Both slopes are 0."""
    rng = np.random.default_rng(seed)
    x = np.exp(spread * rng.normal(size=300))
    y = (rng.random(300) < 1 / (1 + np.exp(1 - 2 * np.minimum(x, 3)))).astype(int)
    fitted = logistic_regression(x[:, None], y)
    wrong = y - fitted.predict_proba(x[:, None])
    assert abs(wrong.sum()) < 1e-4
    assert abs(x @ wrong) < 1e-4 * (x @ np.abs(wrong))


AMOUNT = np.abs(np.random.default_rng(0).normal(size=200)) * (np.arange(200) >= 50)


@pytest.mark.parametrize("tolerance", [1e-3, 1e-8, 0.0])
@pytest.mark.parametrize(
    ("X", "y"),
    [
        (AMOUNT[:, None], (np.arange(200) < 25) * 1),  # class 1 is there only where the amount is 0
        (np.eye(20)[:, :1], np.array([0] + [0, 1, 1] * 6 + [0])),  # the only one of its kind is of class 0
        (np.array([[0.0], [0], [1], [1000]]), np.array([1, 0, 0, 0])),
        (np.array([[0.0, -1, 2], [2, 0, -2], [-2, -1, 2], [1, 0, -2], [0, -1, 2]]), np.array([1, 0, 1, 0, 0])),
    ],
)
def test_classes_that_are_separated_but_for_some_rows_have_no_best_weights(X, y, tolerance):
    with pytest.raises(NnlabError, match="separates the two classes but for rows that lie in it"):
        logistic_regression(X, y, tolerance=tolerance)


def test_one_that_ends_too_early_says_so(monkeypatch):
    monkeypatch.setattr(newton, "MAX_STEPS", 2)
    with pytest.warns(ConvergenceWarning, match="It ended before the smallest loss: 2 steps do not suffice") as seen:
        logistic_regression(*noisy())
    assert seen[0].filename == __file__
    monkeypatch.setattr(newton, "lower", lambda *place, slack: None)
    with pytest.warns(ConvergenceWarning, match="no step makes the loss lower"):
        logistic_regression(*noisy())


def test_rows_that_are_not_finite_have_no_class():
    X, y = noisy()
    fitted = logistic_regression(X, y)
    with pytest.raises(NnlabError, match=r"X has a value that is not finite: nan at \[0, 1\]"):
        fitted.predict([[0.0, np.nan, 0.0]])
    with pytest.raises(NnlabError, match=r"needs \(n, 3\).*one example alone is X\[None, :\]"):
        fitted.predict(X[0])
