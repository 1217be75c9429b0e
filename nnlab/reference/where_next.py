"""Where next: the same two parts, a linear map and a softmax, make attention."""

from __future__ import annotations

import numpy as np

from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Array


def attention(Q: Array, K: Array, V: Array) -> Array:
    """softmax(Q K^T / sqrt(d)) V: Q (n, d), K (m, d), V (m, d_v), the result (n, d_v)."""
    scores = Q @ K.T / np.sqrt(Q.shape[1])  # (n, m): how well each query fits each key
    return softmax(scores) @ V


def causal_attention(Q: Array, K: Array, V: Array) -> Array:
    """Attention in which row i sees only the rows 0..i: Q and K (n, d), V (n, d_v), the result (n, d_v)."""
    scores = Q @ K.T / np.sqrt(Q.shape[1])  # (n, n)
    later = np.triu(np.ones_like(scores), k=1) == 1  # (n, n): True where column j > row i
    return softmax(np.where(later, -np.inf, scores)) @ V
