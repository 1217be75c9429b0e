"""Logistic regression by Newton's method: a handful of steps instead of thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_labels, checked_table, require_finite
from nnlab.engine.options import number
from nnlab.errors import NnlabError
from nnlab.reference.logistic_regression import classify, nll_from_scores, predict_probability
from nnlab.reference.one_neuron import sigmoid
from nnlab.reference.types import Array

MAX_STEPS = 100
MAX_HALVINGS = 40
SMALL = 1e-12  # the share of the loss that another step could still take away


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


def logistic_regression(X: Any, y: Any, *, l2: float = 0.0) -> LogisticFit:
    """The w (d,) and b with the smallest sum_i log(1 + exp(-s_i)) + (l2 / 2) ||w||^2, for X (n, d) and y (n,) in {0, 1}.

    s_i is z_i = x_i w + b where y_i is 1, and -z_i where it is 0. With l2 = 0 it is the maximum likelihood. scikit-learn's C
    is 1 / l2. Each step solves (A^T D A + l2 I') step = A^T (p - y) + l2 (w, 0), with A = [X, 1], D the diagonal of p (1 - p), and I'
    without the bias; it is halved until the loss is lower.

    NnlabError for wrong shapes, values that are not finite, labels other than 0 and 1, and for classes that a plane
    separates without error while l2 is 0: then the loss has no minimum.
    """
    X = checked_table(X, "X").astype(float, copy=False)
    require_finite(X, "X")
    y = checked_labels(y, len(X), 2)
    l2 = number(l2, "l2", 0)
    if y.min() == y.max():
        raise NnlabError(f"y has the label {y[0]} only; logistic regression needs examples of both classes, 0 and 1.")
    n, d = X.shape
    A = np.ones((n, d + 1))  # [X, 1]
    A[:, :d] = X
    penalty = np.full(d + 1, l2)
    penalty[d] = 0.0  # the bias is free
    v = np.zeros(d + 1)  # (w, b)
    z = np.zeros(n)
    loss = nll_from_scores(z, y)
    steps = 0
    while steps < MAX_STEPS:
        if l2 == 0 and (np.where(y == 1, z, -z) > 0).all():
            raise NnlabError(
                "A plane separates the two classes without error, so larger weights are always better and none are best; "
                "give l2 a number above 0, such as l2=1."
            )
        p = sigmoid(z)
        slope = A.T @ (p - y) + penalty * v  # (d + 1,)
        curvature = (A * (p * (1 - p))[:, None]).T @ A + np.diag(penalty)  # (d + 1, d + 1)
        step = _solved(curvature, slope)
        if slope @ step <= 2 * SMALL * (loss + SMALL):  # half of it is what the step promises to take away
            break
        found = _lower(A, y, penalty, v, step, loss)
        if found is None:  # rounding is all that is left
            break
        v, z, loss = found
        steps += 1
    return LogisticFit(v[:d], float(v[d]), loss, steps)


def _solved(curvature: Array, slope: Array) -> Array:
    """The step with curvature @ step = slope; the shortest one where columns depend on each other."""
    try:
        step: Array = np.linalg.solve(curvature, slope)
        if slope @ step > 0:
            return step
    except np.linalg.LinAlgError:
        pass
    return np.linalg.lstsq(curvature, slope, rcond=None)[0]


def _lower(A: Array, y: Array, penalty: Array, v: Array, step: Array, loss: float) -> tuple[Array, Array, float] | None:
    """(v, z, loss) after the step, halved until the loss is lower; None if it never is."""
    for halvings in range(MAX_HALVINGS):
        moved = v - step / 2**halvings
        z = A @ moved
        found = nll_from_scores(z, y) + float(penalty @ moved**2) / 2
        if found < loss:
            return moved, z, found
    return None
