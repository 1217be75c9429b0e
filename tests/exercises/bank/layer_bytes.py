"""Answers to layer_bytes, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong

RIGHT = right(
    four_arrays=lambda n, d_in, d_out, itemsize: sum([n * d_in, d_in * d_out, d_out, n * d_out]) * itemsize,
    each_in_bytes=lambda n, d_in, d_out, itemsize: (
        itemsize * n * d_in + itemsize * d_in * d_out + itemsize * d_out + itemsize * n * d_out
    ),
    grouped=lambda n, d_in, d_out, itemsize: itemsize * (n * (d_in + d_out) + (d_in + 1) * d_out),
    by_shapes=lambda n, d_in, d_out, itemsize: (
        itemsize * int(sum(np.prod(shape) for shape in [(n, d_in), (d_in, d_out), (d_out,), (n, d_out)]))
    ),
    numpy_integer=lambda n, d_in, d_out, itemsize: np.int64(itemsize) * (n * d_in + d_in * d_out + d_out + n * d_out),
)

WRONG = wrong(
    no_parameters=(lambda n, d_in, d_out, itemsize: (n * d_in + n * d_out) * itemsize, "W and b have to be read"),
    sizes_added=(lambda n, d_in, d_out, itemsize: (n + d_in + d_out) * itemsize, "add the sizes"),
    operations=(lambda n, d_in, d_out, itemsize: n * d_out * (2 * d_in + 1) * itemsize, "operations"),
    numbers=(lambda n, d_in, d_out, itemsize: n * d_in + d_in * d_out + d_out + n * d_out, "itemsize"),
    brackets=(lambda n, d_in, d_out, itemsize: n * d_in + d_in * d_out + d_out + n * d_out * itemsize, "brackets"),
    brackets_first=(
        lambda n, d_in, d_out, itemsize: itemsize * n * d_in + d_in * d_out + d_out + n * d_out,
        "brackets",
    ),
    no_result=(lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + d_out) * itemsize, "result is missing"),
    no_input=(lambda n, d_in, d_out, itemsize: (d_in * d_out + d_out + n * d_out) * itemsize, "input is missing"),
    no_weights=(lambda n, d_in, d_out, itemsize: (n * d_in + d_out + n * d_out) * itemsize, "weights are missing"),
    no_bias=(lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + n * d_out) * itemsize, "bias is missing"),
    parameters=(lambda n, d_in, d_out, itemsize: (d_in * d_out + d_out) * itemsize, "W and b"),
    bias_rows=(
        lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + 2 * n * d_out) * itemsize,
        "bias is counted in every row",
    ),
    weight_rows=(
        lambda n, d_in, d_out, itemsize: (n * d_in + n * d_in * d_out + d_out + n * d_out) * itemsize,
        "once for each row",
    ),
    result_twice=(
        lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + d_out + 2 * n * d_out) * itemsize,
        "only written",
    ),
    bits=(lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + d_out + n * d_out) * itemsize * 8, "bits"),
    always_four=(
        lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + d_out + n * d_out) * 4,
        "4 bytes",
    ),
    no_bias_no_result=(lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out) * itemsize, "bias", "result"),
    divided=(
        lambda n, d_in, d_out, itemsize: (n * d_in + d_in * d_out + d_out + n * d_out) / itemsize,
        "multiply",
    ),
)
