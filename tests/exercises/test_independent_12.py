"""Chapter 12's references against numbers by hand, and against loops, limits and symmetries."""

import math

import numpy as np
import pytest

from nnlab.reference.where_next import attention, causal_attention

LN3 = math.log(3)

BY_HAND = [
    # d = 4, so scores are halved: 2 ln 3 / 2 = ln 3 against 0. Weights 3/4 and 1/4.
    (attention, ([[2, 0, 0, 0]], [[LN3, 0, 0, 0], [0, 1, 0, 0]], [[8, 0], [0, 4]]), [[6, 1]]),
    # The same query against three keys: 3 : 1 : 1.
    (attention, ([[2, 0, 0, 0]], [[LN3, 0, 0, 0], [0] * 4, [0] * 4], [[5], [10], [0]]), [[5]]),
    # One key: whatever the query is.
    (attention, ([[1.0], [-7.0]], [[3.0]], [[2.0, 4.0]]), [[2, 4], [2, 4]]),
    # Row 0 sees 8 alone; row 1 weighs 8 and 0 by 3/4 and 1/4.
    (causal_attention, ([[9, 9, 9, 9], [2, 0, 0, 0]], [[LN3, 0, 0, 0], [0, 1, 0, 0]], [[8], [0]]), [[8], [6]]),
    # Queries of zeros: running means.
    (causal_attention, ([[0.0]] * 3, [[5.0]] * 3, [[6.0], [2.0], [4.0]]), [[6], [4], [4]]),
]


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND)
def test_by_hand(function, inputs, expected):
    found = function(*(np.array(value, dtype=float) for value in inputs))
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-13)


def one_by_one(Q, K, V, causal=False):
    """Pure Python, one query at a time, with math.fsum."""
    rows = []
    for i, q in enumerate(Q.tolist()):
        keys = K.tolist()[: i + 1] if causal else K.tolist()
        scores = [math.fsum(a * b for a, b in zip(q, k, strict=True)) / math.sqrt(len(q)) for k in keys]
        weights = [math.exp(score - max(scores)) for score in scores]
        rows.append(
            [math.fsum(w * v for w, v in zip(weights, column[: len(keys)], strict=True)) for column in V.T.tolist()]
        )
        rows[-1] = [value / math.fsum(weights) for value in rows[-1]]
    return rows


@pytest.mark.parametrize("shape", [(3, 4, 2, 5), (1, 6, 3, 1), (4, 1, 1, 2), (5, 5, 5, 5)])
@pytest.mark.parametrize("scale", [1.0, 60.0])
def test_against_pure_python(shape, scale):
    n, m, d, d_v = shape
    rng = np.random.default_rng(n + m)
    Q, K, V = scale * rng.normal(size=(n, d)), scale * rng.normal(size=(m, d)), rng.normal(size=(m, d_v))
    np.testing.assert_allclose(attention(Q, K, V), one_by_one(Q, K, V), rtol=1e-9, atol=1e-12)
    K, V = rng.normal(size=(n, d)), rng.normal(size=(n, d_v))
    np.testing.assert_allclose(causal_attention(Q, K, V), one_by_one(Q, K, V, causal=True), rtol=1e-9, atol=1e-12)


def test_what_the_future_holds_does_not_matter():
    rng = np.random.default_rng(1)
    Q, K, V = (rng.normal(size=(6, 3)) for _ in range(3))
    before = causal_attention(Q, K, V)
    K[4:], V[4:] = 1e3, -1e3
    after = causal_attention(Q, K, V)
    np.testing.assert_array_equal(before[:4], after[:4])
    assert not np.isclose(before[4:], after[4:]).any()


def test_the_last_row_sees_everything():
    rng = np.random.default_rng(2)
    Q, K, V = rng.normal(size=(5, 3)), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    np.testing.assert_allclose(causal_attention(Q, K, V)[-1], attention(Q, K, V)[-1], rtol=1e-13)


def test_the_order_of_keys_and_values_does_not_matter():
    rng = np.random.default_rng(3)
    Q, K, V = rng.normal(size=(4, 3)), rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    order = rng.permutation(6)
    np.testing.assert_allclose(attention(Q, K[order], V[order]), attention(Q, K, V), rtol=1e-12)


def test_a_sharp_query_picks_one_value():
    """Orthogonal keys and long queries: attention becomes a look-up."""
    V = np.arange(8.0).reshape(4, 2)
    order = [2, 0, 3, 1]
    np.testing.assert_allclose(attention(1e4 * np.eye(4)[order], np.eye(4), V), V[order], atol=1e-12)
