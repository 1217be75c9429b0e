"""Logistic regression by Newton's method: a handful of steps instead of thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_labels, checked_table, require_finite
from nnlab.engine.options import number
from nnlab.errors import NnlabError
from nnlab.reference.logistic_regression import classify, predict_probability
from nnlab.reference.types import Array

MAX_STEPS = 100
MAX_HALVINGS = 40


@dataclass(frozen=True)
class LogisticFit:
    """w (d,) and b of the smallest loss: the negative log-likelihood, a sum, and (l2 / 2) ||w||^2."""

    w: Array
    b: float
    loss: float
    steps: int

    def predict_proba(self, X: Any) -> Array:
        """The probability of class 1 for each row of X (n, d), (n,)."""
        return predict_probability(checked_table(X, "X", len(self.w)), self.w, self.b)

    def predict(self, X: Any) -> Array:
        """The more probable class of each row of X (n, d), (n,)."""
        return classify(self.predict_proba(X), 0.5)


def logistic_regression(X: Any, y: Any, *, l2: float = 0.0, tolerance: float = 1e-8) -> LogisticFit:
    """The w (d,) and b with the smallest sum_i log(1 + exp(-s_i)) + (l2 / 2) ||w||^2, for X (n, d) and y (n,) in {0, 1}.

    s_i is z_i = x_i w + b where y_i is 1, and -z_i where it is 0. With l2 = 0 it is the maximum likelihood. scikit-learn's C
    is 1 / l2. Each step solves (M^T D M + l2 I') step = -M^T q + l2 (w, 0). M are the rows (x_i, 1), negative where y_i is 0, so
    that s = M (w, b); q_i = sigmoid(-s_i) is the probability of the wrong class, D the diagonal of q (1 - q), and I' is 0 for
    the bias. A step is halved until the loss is lower. The last step is the one that promises to take no more than
    `tolerance` of the loss away; what is then left to take is about the square of that.

    NnlabError for wrong shapes, values that are not finite, labels other than 0 and 1, and for classes that a plane
    separates without error while l2 is 0: then the loss has no minimum.
    """
    X = checked_table(X, "X").astype(float, copy=False)
    require_finite(X, "X")
    y = checked_labels(y, len(X), 2)
    l2, tolerance = number(l2, "l2", 0), number(tolerance, "tolerance", 0)
    if y.min() == y.max():
        raise NnlabError(f"y has the label {y[0]} only; logistic regression needs examples of both classes, 0 and 1.")
    n, d = X.shape
    M = np.ones((n, d + 1))
    M[:, :d] = X
    M[y == 0] *= -1
    penalty = np.full(d + 1, l2)
    penalty[d] = 0.0  # the bias is free
    columns = M.T.copy()  # (d + 1, n): one factor for each row is faster along rows than across them
    place, weighted, steps, done = _place(M, penalty, np.zeros(d + 1)), np.empty_like(columns), 0, False
    while steps < MAX_STEPS and not done:
        if l2 == 0 and (place.s > 0).all():
            raise NnlabError(
                "A plane separates the two classes without error, so larger weights are always better and none are best; "
                "give l2 a number above 0, such as l2=1."
            )
        np.multiply(columns, np.sqrt(place.spread), out=weighted)
        curvature = weighted @ weighted.T  # (d + 1, d + 1); NumPy computes one half of a product like this
        curvature.flat[:: d + 2] += penalty  # its diagonal
        slope = penalty * place.v - columns @ place.q  # (d + 1,)
        step = _solved(curvature, slope)
        done = bool(slope @ step <= 2 * tolerance * place.loss)  # half of it is what the step promises to take away
        lower = _lower(M, penalty, place, step)
        if lower is None:  # rounding is all that is left
            break
        place = lower
        steps += 1
    return LogisticFit(place.v[:d], float(place.v[d]), place.loss, steps)


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
        if slope @ step > 0:
            return step
    except np.linalg.LinAlgError:
        pass
    return np.linalg.lstsq(curvature, slope, rcond=None)[0]


def _lower(M: Array, penalty: Array, place: _Place, step: Array) -> _Place | None:
    """The place after the step, halved until the loss is lower; None if it never is."""
    for halvings in range(MAX_HALVINGS):
        found = _place(M, penalty, place.v - step / 2**halvings)
        if found.loss < place.loss:
            return found
    return None
