"""Logistic regression by Newton's method: a handful of steps instead of thousands."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_labels, checked_table
from nnlab.engine.newton import Newton
from nnlab.engine.numbers import require_finite, require_fits
from nnlab.engine.options import number
from nnlab.errors import NnlabError
from nnlab.reference.logistic_regression import classify, predict_probability
from nnlab.reference.types import Array


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
    X = checked_table(X, "X")
    require_fits(X, "float64", "X")
    X = X.astype(float, copy=False)
    require_finite(X, "X")
    y = checked_labels(y, len(X), 2)
    l2, tolerance = number(l2, "l2", 0), number(tolerance, "tolerance", 0)
    if y.min() == y.max():
        raise NnlabError(f"y has the label {y[0]} only; logistic regression needs examples of both classes, 0 and 1.")
    columns, centers, sizes, penalty = _signed_columns(X, y, l2)
    newton = Newton(columns, penalty, tolerance)
    place, why = newton.descend(careful=False)
    if why:  # what a quick step cannot tell apart, a careful one can
        place, why = newton.descend(careful=True)
    if why:
        warnings.warn(
            f"It ended before the smallest loss: {why}. Standardize the columns of X, or give a larger l2.",
            ConvergenceWarning,
            stacklevel=3,  # errstate is between
        )
    w = place.v[:-1] / sizes
    return LogisticFit(w, float(place.v[-1] - centers @ w), place.loss, newton.steps)


def _signed_columns(X: Array, y: Array, l2: float) -> tuple[Array, Array, Array, Array]:
    """(columns, centers, sizes, penalty): M^T (d + 1, n) for (X - centers) / sizes, and P's diagonal for its weights.

    The penalty of w is that of the scaled weights divided by sizes^2. A column whose penalty is beyond any number has no
    weight, and one that is constant none to find: they become columns of 0.
    """
    d = X.shape[1]
    columns = np.ones((d + 1, len(X)))  # one factor for each row is faster along rows than across them
    columns[:d] = X.T
    # In the midst of the others, which a middle between the smallest and the largest is not where one is far away.
    some = X[np.linspace(0, len(X) - 1, 9).astype(int)]
    centers = np.sort(some, axis=0)[4]
    sizes = np.maximum(columns[:d].max(axis=1) - centers, centers - columns[:d].min(axis=1))
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
