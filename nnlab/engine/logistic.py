"""Logistic regression by Newton's method: a handful of steps instead of thousands."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.engine.inputs import checked_labels, checked_table
from nnlab.engine.numbers import require_finite, require_fits
from nnlab.engine.options import number
from nnlab.errors import NnlabError
from nnlab.reference.logistic_regression import classify, predict_probability
from nnlab.reference.types import Array

MAX_STEPS = 100
MAX_HALVINGS = 40
ROUNDING = 1e-12  # of the loss: less than that a step need not promise
NOTHING = 1e-18  # of the loss: so little is promised only where scores run away for ever
NEAR = 0.5  # near a minimum a step changes no row's score by more
FAR = 64.0  # unless that is larger than this; scores that run away are not as far yet when that is said
LARGEST_STEP = 1e7  # of weights for columns about 1 in size: beyond it is nothing but rounding
ALIKE = 1e-8  # a column whose part of its own is a smaller share of it can be told from others by `_careful_step` only
FLAT = 1e-30  # the least spread of a row there


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
    newton = _Newton(columns, penalty, tolerance)
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


@dataclass(frozen=True)
class _Place:
    """Weights v = (w, b), and what the loss and its slopes need there."""

    v: Array
    s: Array  # (n,) positive where the score is on the right side
    q: Array  # (n,) sigmoid(-s)
    spread: Array  # (n,) q (1 - q)
    loss: float

    def is_left_by(self, moved: Array) -> bool:
        """Whether a step that moves the scores by so much leaves the neighbourhood of this place."""
        return bool((np.abs(moved) > NEAR * np.maximum(1.0, np.abs(self.s) / FAR)).any())


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


class _Newton:
    """Newton's method for columns M^T (d + 1, n) and the diagonal of P. `steps` counts those of the last descent."""

    def __init__(self, columns: Array, penalty: Array, tolerance: float) -> None:
        self.columns, self.penalty, self.tolerance = columns, penalty, tolerance
        self.steps = 0
        self._weighted = np.empty_like(columns)
        self._free = not penalty.any()  # then there may be no minimum

    def descend(self, *, careful: bool) -> tuple[_Place, str]:
        """(the last place, why it is not the minimum), from weights of 0. NnlabError where there is no minimum.

        Careful steps take several times as long, and hold where rows are far away from others or columns nearly agree.
        """
        M, place = self.columns.T, _place(self.columns.T, self.penalty, np.zeros(len(self.columns)))
        self.steps = 0
        while self.steps < MAX_STEPS:
            if self._free and (place.s > 0).all():
                raise NnlabError(_no_minimum("separates the two classes without error"))
            slope = self.penalty * place.v - self.columns @ place.q  # (d + 1,)
            step, alike = self._careful_step(place) if careful else self._quick_step(place, slope)
            promised = float(slope @ step) / 2  # what the step takes away, as far as the loss is a parabola
            small = promised <= self.tolerance * place.loss
            away = (small or careful) and place.is_left_by(M @ step)  # scores run away, with little gain
            if small and alike:
                return place, "columns nearly agree"
            if self._free and away and promised <= NOTHING * place.loss:
                raise NnlabError(_no_minimum("separates the two classes but for rows that lie in it"))
            found = _lower(M, self.penalty, place, step, slack=ROUNDING if careful and away else 0.0)
            if found is None:  # rounding is all that is left, or the numbers are beyond it
                rest = max(self.tolerance, ROUNDING) * place.loss
                return place, "" if careful and promised <= rest else "no step makes the loss lower"
            place = found
            self.steps += 1
            if small and not away:
                return place, ""
        return place, f"{MAX_STEPS} steps do not suffice"

    def _quick_step(self, place: _Place, slope: Array) -> tuple[Array, bool]:
        """(the step, whether columns are too much alike for it), by the curvature M^T D M + P."""
        np.multiply(self.columns, np.sqrt(place.spread), out=self._weighted)
        curvature = self._weighted @ self._weighted.T  # NumPy computes one half of a product like this
        curvature.flat[:: len(curvature) + 1] += self.penalty  # the diagonal
        try:
            step = np.linalg.solve(curvature, slope)
            alike = not slope @ step > 0 or np.abs(step).max() > LARGEST_STEP
            if not alike and slope @ step <= 2 * self.tolerance * place.loss:  # it may be the last: looked at closely
                lengths = np.sqrt(np.diagonal(curvature))
                alike = np.diagonal(np.linalg.cholesky(curvature / np.outer(lengths, lengths))).min() ** 2 < ALIKE
        except np.linalg.LinAlgError:
            return np.zeros_like(slope), True
        return step, bool(alike)

    def _careful_step(self, place: _Place) -> tuple[Array, bool]:
        """The same step as the least squares of sqrt(D) M step + q / sqrt(D) and sqrt(P) (step - v): no product squares it."""
        root = np.sqrt(np.maximum(place.spread, FLAT))
        weights = np.sqrt(self.penalty)
        A = np.vstack([self.columns.T * root[:, None], np.diag(weights)])
        lengths = np.sqrt((A * A).sum(axis=0))
        lengths[lengths == 0] = 1.0
        right = np.concatenate([-place.q / root, weights * place.v])
        R = np.asarray(np.linalg.qr(np.column_stack([A / lengths, right]), mode="r"))[: len(lengths)]
        return np.linalg.lstsq(R[:, :-1], R[:, -1], rcond=None)[0] / lengths, False


def _lower(M: Array, penalty: Array, place: _Place, step: Array, slack: float) -> _Place | None:
    """The place after the step, halved until the loss is lower; None if it never is. `slack` of the loss counts as rounding."""
    for halvings in range(MAX_HALVINGS):
        found = _place(M, penalty, place.v - step / 2**halvings)
        if found.loss < place.loss + slack * place.loss:
            return found
    return None


def _no_minimum(what: str) -> str:
    return f"A plane {what}, so larger weights are always better and none are best; give l2 a number above 0, such as l2=1."
