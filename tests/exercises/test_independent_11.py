"""Chapter 11's references against numbers counted by hand, and against counters that run through a layer."""

import itertools

import numpy as np
import pytest

from nnlab.reference.gpu import arithmetic_intensity, attainable_flops, layer_bytes, layer_flops

BY_HAND = [
    # 2 rows, 3 inputs, 2 outputs: 4 outputs of 3 multiply-adds and a bias, 7 operations each.
    (layer_flops, (2, 3, 2), 28),
    (layer_flops, (1, 1, 1), 3),
    (layer_flops, (10, 784, 128), 10 * 128 * 1569),
    # X 6, W 6, b 2, Z 4: 18 numbers.
    (layer_bytes, (2, 3, 2, 4), 72),
    (layer_bytes, (2, 3, 2, 8), 144),
    (layer_bytes, (1, 1, 1, 1), 4),
    (arithmetic_intensity, (2, 3, 2, 4), 28 / 72),
    (arithmetic_intensity, (1, 1, 1, 8), 3 / 32),
    # The ridge of 100 flop/s and 10 byte/s lies at 10 flop/byte.
    (attainable_flops, (4.0, 100.0, 10.0), 40.0),
    (attainable_flops, (10.0, 100.0, 10.0), 100.0),
    (attainable_flops, (25.0, 100.0, 10.0), 100.0),
]


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND)
def test_by_hand(function, inputs, expected):
    found = function(*inputs)
    assert found == pytest.approx(expected, rel=1e-15)
    assert type(found) is type(expected)


class Counting(float):
    """A number that counts every operation it takes part in."""

    operations = 0

    def __add__(self, other):
        Counting.operations += 1
        return Counting(float(self) + float(other))

    __radd__ = __add__

    def __mul__(self, other):
        Counting.operations += 1
        return Counting(float(self) * float(other))


SIZES = list(itertools.product([1, 2, 5], [1, 3, 4], [1, 2, 6]))


@pytest.mark.parametrize(("n", "d_in", "d_out"), SIZES)
def test_operations_are_those_of_a_layer_that_counts(n, d_in, d_out):
    """A sum that starts at 0 and takes in d_in products, then the bias."""
    X = [[Counting(1.5)] * d_in for _ in range(n)]
    W = [[Counting(0.5)] * d_out for _ in range(d_in)]
    b = [Counting(1.0)] * d_out
    Counting.operations = 0
    for i in range(n):
        for j in range(d_out):
            total = Counting(0.0)
            for t in range(d_in):
                total = total + X[i][t] * W[t][j]
            total + b[j]
    assert layer_flops(n, d_in, d_out) == Counting.operations


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
@pytest.mark.parametrize(("n", "d_in", "d_out"), SIZES)
def test_bytes_are_those_of_the_arrays(n, d_in, d_out, kind):
    X, W, b = np.ones((n, d_in), kind), np.ones((d_in, d_out), kind), np.ones(d_out, kind)
    Z = X @ W + b
    assert Z.dtype == kind
    found = layer_bytes(n, d_in, d_out, X.itemsize)
    assert found == X.nbytes + W.nbytes + b.nbytes + Z.nbytes


def test_intensity_tends_to_what_a_row_brings_and_moves():
    """For many rows the weights cost nothing any more: 2 d_in d_out + d_out operations for d_in + d_out numbers."""
    assert arithmetic_intensity(10**9, 300, 200, 4) == pytest.approx((2 * 300 * 200 + 200) / (4 * 500), rel=1e-5)
    assert arithmetic_intensity(1, 3000, 2000, 4) == pytest.approx(0.5, rel=1e-2)


def test_the_roofline_is_the_slower_of_two_clocks():
    """Doing 7e6 operations takes as long as the slower of arithmetic and memory."""
    rng = np.random.default_rng(0)
    for intensity, peak, bandwidth in rng.uniform(0.1, 100, size=(50, 3)):
        seconds = max(7e6 / peak, 7e6 / intensity / bandwidth)
        assert attainable_flops(intensity, peak, bandwidth) == pytest.approx(7e6 / seconds, rel=1e-12)
