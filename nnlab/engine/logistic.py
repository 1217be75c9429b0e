"""Logistic regression by Newton's method: a handful of steps instead of thousands."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_labels, checked_table
from nnlab.engine.numbers import require_finite
from nnlab.engine.options import number
from nnlab.errors import NnlabError
from nnlab.reference.logistic_regression import classify, predict_probability
from nnlab.reference.types import Array

MAX_STEPS = 100
MAX_HALVINGS = 40
ROUNDING = 1e-12  # of the loss: less cannot be told from nothing
LARGEST_STEP = 1e7  # of weights for columns between -1 and 1: beyond it is nothing but rounding
NEAR = 0.5  # near a minimum a step changes no row's score by more


class ConvergenceWarning(UserWarning):
    """It ended before the minimum; the text says why."""


@dataclass(frozen=True, eq=False)
class LogisticFit:
    """w (d,) and b of the smallest loss: the negative log-likelihood, a sum, and (l2 / 2) ||w||^2."""

    w: Array
    b: float
    loss: float
    steps: int

    @np.errstate(all="ignore")
    def predict_proba(self, X: Any) -> Array:
        """The probability of class 1 for each row of X (n, d), (n,)."""
        X = checked_table(X, "X", len(self.w))
        require_finite(X, "X")
        return predict_probability(X, self.w, self.b)

    def predict(self, X: Any) -> Array:
        """The more probable class of each row of X (n, d), (n,)."""
        return classify(self.predict_proba(X), 0.5)


@np.errstate(all="ignore")
def logistic_regression(X: Any, y: Any, *, l2: float = 0.0, tolerance: float = 1e-8) -> LogisticFit:
    """The w (d,) and b with the smallest sum_i log(1 + exp(-s_i)) + (l2 / 2) ||w||^2, for X (n, d) and y (n,) in {0, 1}.

    s_i is z_i = x_i w + b where y_i is 1, and -z_i where it is 0. With l2 = 0 it is the maximum likelihood. scikit-learn's C
    is 1 / l2. Each step solves (M^T D M + P) step = -M^T q + P v for v = (w, b). M are the rows (x_i, 1), negative where y_i
    is 0, so that s = M v; q_i = sigmoid(-s_i) is the probability of the wrong class, D the diagonal of q (1 - q), and P that
    of l2, with 0 for the bias. It is computed with columns that are centered and scaled, which changes v and P alike. A step
    is halved until the loss is lower. The last step is the one that promises to take no more than `tolerance` of the loss
    away; what is then left to take is about the square of that.

    NnlabError for wrong shapes, values that are not finite, labels other than 0 and 1, and, while l2 is 0, for classes that
    a plane separates, wholly or but for rows that lie in it: then the loss has no minimum. ConvergenceWarning where it ended
    before the minimum.
    """
    X = checked_table(X, "X").astype(float, copy=False)
    require_finite(X, "X")
    y = checked_labels(y, len(X), 2)
    l2, tolerance = number(l2, "l2", 0), number(tolerance, "tolerance", 0)
    if y.min() == y.max():
        raise NnlabError(f"y has the label {y[0]} only; logistic regression needs examples of both classes, 0 and 1.")
    d = X.shape[1]
    columns, centers, sizes, penalty = _signed_columns(X, y, l2)
    M = columns.T
    place, weighted, steps, ended = _place(M, penalty, np.zeros(d + 1)), np.empty_like(columns), 0, False
    while not ended and steps < MAX_STEPS:
        if l2 == 0 and (place.s > 0).all():
            raise NnlabError(_no_minimum("separates the two classes without error"))
        np.multiply(columns, np.sqrt(place.spread), out=weighted)
        curvature = weighted @ weighted.T  # (d + 1, d + 1); NumPy computes one half of a product like this
        curvature.flat[:: d + 2] += penalty  # its diagonal
        slope = penalty * place.v - columns @ place.q  # (d + 1,)
        step = _solved(curvature, slope)
        promised = slope @ step / 2  # what the step takes away, as far as the loss is a parabola
        ended = bool(promised <= tolerance * place.loss)
        if ended and l2 == 0 and np.abs(M @ step).max() > NEAR:  # scores that still run away
            if promised <= ROUNDING * place.loss:
                raise NnlabError(_no_minimum("separates the two classes but for rows that lie in it"))
            ended = False
        lower = _lower(M, penalty, place, step)
        if lower is None:  # rounding is all that is left, or the numbers are beyond it
            if promised > np.sqrt(ROUNDING) * place.loss:
                warnings.warn(_not_there(steps, "no step makes the loss lower"), ConvergenceWarning, stacklevel=3)
            ended = True
            break
        place = lower
        steps += 1
    if not ended:
        warnings.warn(_not_there(steps, "more steps are needed"), ConvergenceWarning, stacklevel=3)
    w = place.v[:d] / sizes
    return LogisticFit(w, float(place.v[d] - centers @ w), place.loss, steps)


def _signed_columns(X: Array, y: Array, l2: float) -> tuple[Array, Array, Array, Array]:
    """(columns, centers, sizes, penalty): M^T (d + 1, n) for (X - centers) / sizes, and P's diagonal for its weights.

    The penalty of w is that of the scaled weights divided by sizes^2. A column whose penalty is beyond any number has no
    weight, and one that is constant none to find: they become columns of 0.
    """
    d = X.shape[1]
    columns = np.ones((d + 1, len(X)))  # one factor for each row is faster along rows than across them
    columns[:d] = X.T
    lowest, highest = columns[:d].min(axis=1), columns[:d].max(axis=1)
    centers, sizes = lowest / 2 + highest / 2, highest / 2 - lowest / 2
    penalty = np.zeros(d + 1)  # the bias is free
    if l2 > 0:
        penalty[:d] = l2 / sizes / sizes
    none = (sizes == 0) | ~np.isfinite(penalty[:d])
    sizes[none], penalty[:d][none] = 1.0, l2
    columns[:d] -= centers[:, None]
    columns[:d] /= sizes[:, None]
    columns[:d][none] = 0.0
    columns *= 2.0 * y - 1.0
    return columns, centers, sizes, penalty


@dataclass(frozen=True)
class _Place:
    """Weights v = (w, b), and what the loss and its slopes need there."""

    v: Array
    s: Array  # (n,) positive where the score is on the right side
    q: Array  # (n,) sigmoid(-s)
    spread: Array  # (n,) q (1 - q)
    loss: float


def _place(M: Array, penalty: Array, v: Array) -> _Place:
    s = M @ v
    size = np.abs(s)
    e = np.exp(-size)  # exp of nothing positive
    t = 1 / (1 + e)
    wrong = e * t  # sigmoid(-|s|)
    q = np.where(s >= 0, wrong, t)
    # The sum of log(1 + exp(-s)) = max(-s, 0) - log t, with max(-s, 0) = (|s| - s) / 2.
    loss = (size.sum() - s.sum()) / 2 - np.log(t).sum() + penalty @ (v * v) / 2
    return _Place(v, s, q, wrong * t, float(loss))


def _solved(curvature: Array, slope: Array) -> Array:
    """The step with curvature @ step = slope; the shortest one where columns depend on each other."""
    try:
        step: Array = np.linalg.solve(curvature, slope)
        if slope @ step > 0 and np.abs(step).max() < LARGEST_STEP:
            return step
    except np.linalg.LinAlgError:
        pass
    return np.linalg.lstsq(curvature, slope, rcond=1 / LARGEST_STEP**2)[0]


def _lower(M: Array, penalty: Array, place: _Place, step: Array) -> _Place | None:
    """The place after the step, halved until the loss is lower; None if it never is."""
    for halvings in range(MAX_HALVINGS):
        found = _place(M, penalty, place.v - step / 2**halvings)
        if found.loss < place.loss:
            return found
    return None


def _no_minimum(what: str) -> str:
    return f"A plane {what}, so larger weights are always better and none are best; give l2 a number above 0, such as l2=1."


def _not_there(steps: int, why: str) -> str:
    return f"It ended after {steps} steps before the smallest loss: {why}. Standardize the columns of X, or give a larger l2."
