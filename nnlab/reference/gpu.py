"""The GPU chapter's arithmetic: how much a layer computes, how much it moves, and which of the two is the limit."""

from __future__ import annotations


def layer_flops(n: int, d_in: int, d_out: int) -> int:
    """2 n d_in d_out + n d_out: the operations of Z = X W + b, where a multiply-add counts as 2; three whole numbers."""
    return 2 * n * d_in * d_out + n * d_out


def layer_bytes(n: int, d_in: int, d_out: int, itemsize: int) -> int:
    """The bytes of X (n, d_in), W (d_in, d_out), b (d_out,) and Z (n, d_out), each moved once; itemsize bytes a number."""
    return (n * d_in + d_in * d_out + d_out + n * d_out) * itemsize


def arithmetic_intensity(n: int, d_in: int, d_out: int, itemsize: int) -> float:
    """layer_flops / layer_bytes: the operations for each byte that is moved, a number in flop per byte."""
    return layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize)


def attainable_flops(intensity: float, peak_flops: float, bandwidth: float) -> float:
    """min(peak_flops, intensity * bandwidth): the roofline, a number in flop/s.

    peak_flops is in flop/s, bandwidth in byte/s, intensity in flop per byte.
    """
    return min(peak_flops, intensity * bandwidth)
