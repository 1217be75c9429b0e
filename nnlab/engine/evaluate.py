"""How good scores are: the loss of many rows, and the share of right labels."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.reference.softmax_regression import log_softmax, predict_class


def mean_loss(Z: Any, y: Any, loss: str) -> float:
    """The mean over the rows of Z (n, k): cross-entropy for labels y (n,), squared error for targets y (n, k)."""
    if loss == "squared_error":
        return float(((Z - y.astype(Z.dtype)) ** 2).sum()) / len(Z)
    true = np.take_along_axis(log_softmax(Z), y[:, None], axis=1)  # (n, 1)
    return -float(true.mean())


def share_right(Z: Any, y: Any) -> float:
    """The share of rows whose largest score is the true label's, for Z (n, k) and labels y (n,)."""
    return float((predict_class(Z) == y).mean())
