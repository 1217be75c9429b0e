"""Newton's method for the loss of logistic regression: quick steps, and careful ones for numbers that are hard to tell apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnlab.errors import NnlabError
from nnlab.reference.types import Array

MAX_STEPS = 100
MAX_HALVINGS = 40
ROUNDING = 1e-12  # of the loss: less than that a step need not promise
NOTHING = 1e-18  # of the loss: so little is promised only where scores run away for ever
NEAR = 0.5  # near a minimum a step changes no row's score by more
FAR = 64.0  # unless that is larger than this; scores that run away are not as far yet when that is said
STEEP = 0.2  # of the steepness at a step's start; where more is left at its end, it was too short
LONGEST = 4.0  # times a step
LARGEST_STEP = 1e7  # of weights for columns about 1 in size: beyond it is nothing but rounding
ALIKE = 1e-8  # a column whose part of its own is a smaller share of it can be told from others by `_careful_step` only
FLAT = 1e-30  # the least spread of a row there


@dataclass(frozen=True)
class Place:
    """Weights v = (w, b), and what the loss and its slopes need there."""

    v: Array
    s: Array  # (n,) positive where the score is on the right side
    q: Array  # (n,) sigmoid(-s)
    spread: Array  # (n,) q (1 - q)
    loss: float

    def is_left_by(self, moved: Array) -> bool:
        """Whether a step that moves the scores by so much leaves the neighbourhood of this place."""
        return bool((np.abs(moved) > NEAR * np.maximum(1.0, np.abs(self.s) / FAR)).any())


def place_of(M: Array, penalty: Array, v: Array) -> Place:
    s = M @ v
    size = np.abs(s)
    e = np.exp(-size)  # exp of nothing positive
    t = 1 / (1 + e)
    wrong = e * t  # sigmoid(-|s|)
    q = np.where(s >= 0, wrong, t)
    # The sum of log(1 + exp(-s)) = max(-s, 0) - log t, with max(-s, 0) = (|s| - s) / 2.
    loss = (size.sum() - s.sum()) / 2 - np.log(t).sum() + penalty @ (v * v) / 2
    return Place(v, s, q, wrong * t, float(loss))


class Newton:
    """Newton's method for columns M^T (d + 1, n) and the diagonal of P. `steps` counts those of the last descent."""

    def __init__(self, columns: Array, penalty: Array, tolerance: float) -> None:
        self.columns, self.penalty, self.tolerance = columns, penalty, tolerance
        self.steps = 0
        k, n = columns.shape
        self._k, padded = k, -(-k // 8) * 8  # NumPy's library multiplies by eights
        self._weighted = np.zeros((padded, n))
        self._free = not penalty.any()  # then there may be no minimum

    def descend(self, *, careful: bool) -> tuple[Place, str]:
        """(the last place, why it is not the minimum), from weights of 0. NnlabError where there is no minimum.

        Careful steps take several times as long, and hold where rows are far away from others or columns nearly agree.
        """
        M, place = self.columns.T, place_of(self.columns.T, self.penalty, np.zeros(len(self.columns)))
        self.steps = 0
        while self.steps < MAX_STEPS:
            if self._free and (place.s > 0).all():
                raise NnlabError(no_minimum("separates the two classes without error"))
            slope = self._slope(place)
            step, alike = self._careful_step(place) if careful else self._quick_step(place, slope)
            promised = float(slope @ step) / 2  # what the step takes away, as far as the loss is a parabola
            small = promised <= self.tolerance * place.loss
            away = (small or careful) and place.is_left_by(M @ step)  # scores run away, with little gain
            if small and alike:
                return place, "columns nearly agree"
            if self._free and away and promised <= NOTHING * place.loss:
                raise NnlabError(no_minimum("separates the two classes but for rows that lie in it"))
            found = lower(M, self.penalty, place, step, slack=ROUNDING if careful and away else 0.0)
            if found is None:  # rounding is all that is left, or the numbers are beyond it
                rest = max(self.tolerance, ROUNDING) * place.loss
                return place, "" if careful and promised <= rest else "no step makes the loss lower"
            place = found if careful or small else self._further(place, found, step, promised)
            self.steps += 1
            if small and not away:
                return place, ""
        return place, f"{MAX_STEPS} steps do not suffice"

    def _slope(self, place: Place) -> Array:
        """(d + 1,)"""
        return np.asarray(self.penalty * place.v - self.columns @ place.q)

    def _further(self, start: Place, found: Place, step: Array, promised: float) -> Place:
        """Where it still goes down steeply at the end of a step: on to where it would be level, if that is lower."""
        left = float(self._slope(found) @ step) / (2 * promised)  # of the steepness at its start
        if left <= STEEP:
            return found
        length = min(1 / (1 - left), LONGEST) if left < 1 else LONGEST
        further = place_of(self.columns.T, self.penalty, start.v - length * step)
        return further if further.loss < found.loss else found

    def _quick_step(self, place: Place, slope: Array) -> tuple[Array, bool]:
        """(the step, whether columns are too much alike for it), by the curvature M^T D M + P."""
        k = self._k
        np.multiply(self.columns, np.sqrt(place.spread), out=self._weighted[:k])
        # NumPy computes one half of a product like this.
        curvature = np.ascontiguousarray((self._weighted @ self._weighted.T)[:k, :k])
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

    def _careful_step(self, place: Place) -> tuple[Array, bool]:
        """The same step as the least squares of sqrt(D) M step + q / sqrt(D) and sqrt(P) (step - v): no product squares it."""
        root = np.sqrt(np.maximum(place.spread, FLAT))
        weights = np.sqrt(self.penalty)
        A = np.vstack([self.columns.T * root[:, None], np.diag(weights)])
        lengths = np.sqrt((A * A).sum(axis=0))
        lengths[lengths == 0] = 1.0
        right = np.concatenate([-place.q / root, weights * place.v])
        R = np.asarray(np.linalg.qr(np.column_stack([A / lengths, right]), mode="r"))[: len(lengths)]
        return np.linalg.lstsq(R[:, :-1], R[:, -1], rcond=None)[0] / lengths, False


def lower(M: Array, penalty: Array, place: Place, step: Array, slack: float) -> Place | None:
    """The place after the step, halved until the loss is lower; None if it never is. `slack` of the loss counts as rounding."""
    for halvings in range(MAX_HALVINGS):
        found = place_of(M, penalty, place.v - step / 2**halvings)
        if found.loss < place.loss + slack * place.loss:
            return found
    return None


def no_minimum(what: str) -> str:
    return f"A plane {what}, so larger weights are always better and none are best; give l2 a number above 0, such as l2=1."
