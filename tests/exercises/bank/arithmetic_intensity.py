"""Answers to arithmetic_intensity, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def layer_flops(n, d_in, d_out):
    return n * d_out * (2 * d_in + 1)


def layer_bytes(n, d_in, d_out, itemsize):
    return itemsize * (n * (d_in + d_out) + (d_in + 1) * d_out)


RIGHT = right(
    calls=lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize),
    written_out=lambda n, d_in, d_out, itemsize: (
        (2 * n * d_in * d_out + n * d_out) / ((n * d_in + d_in * d_out + d_out + n * d_out) * itemsize)
    ),
    numpy_division=lambda n, d_in, d_out, itemsize: np.divide(
        layer_flops(n, d_in, d_out), layer_bytes(n, d_in, d_out, itemsize)
    ),
    per_number_first=lambda n, d_in, d_out, itemsize: (
        layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, 1) / itemsize
    ),
    exchanged=lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(d_in, n, d_out, itemsize),
    single_precision=lambda n, d_in, d_out, itemsize: (
        np.float32(layer_flops(n, d_in, d_out)) / np.float32(layer_bytes(n, d_in, d_out, itemsize))
    ),
)

WRONG = wrong(
    for_each_row=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize) / n,
        "divide by n",
    ),
    no_bias=(
        lambda n, d_in, d_out, itemsize: 2 * n * d_in * d_out / layer_bytes(n, d_in, d_out, itemsize),
        "without the bias",
    ),
    upside_down=(
        lambda n, d_in, d_out, itemsize: layer_bytes(n, d_in, d_out, itemsize) / layer_flops(n, d_in, d_out),
        "other way round",
    ),
    whole_division=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) // layer_bytes(n, d_in, d_out, itemsize),
        "//",
        "digits",
    ),
    per_number=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, 1),
        "per number",
    ),
    always_four=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, 4),
        "4 bytes",
    ),
    always_eight=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, 8),
        "8 bytes",
    ),
    itemsize_twice=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize) / itemsize,
        "twice",
    ),
    operations=(lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out), "operations"),
    weights_only=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) / (d_in * d_out * itemsize),
        "W alone",
    ),
    rounded=(
        lambda n, d_in, d_out, itemsize: round(layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize), 2),
        "round",
    ),
    product=(
        lambda n, d_in, d_out, itemsize: layer_flops(n, d_in, d_out) * layer_bytes(n, d_in, d_out, itemsize),
        "product",
        "division",
    ),
)

EQUIVALENT = {
    "return layer_flops(n, d_in, d_out) / layer_bytes(d_in, n, d_out, itemsize)": "the bytes stay when n and d_in change places",
}
