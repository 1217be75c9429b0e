"""Answers to layer_flops, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def counted(n, d_in, d_out):
    flops = 0
    for _ in range(d_out):
        flops += 2 * d_in + 1
    return n * flops


RIGHT = right(
    counted=counted,
    in_brackets=lambda n, d_in, d_out: n * d_out * (2 * d_in + 1),
    added=lambda n, d_in, d_out: n * d_in * d_out + n * d_in * d_out + n * d_out,
    numpy_integer=lambda n, d_in, d_out: np.int64(n) * d_out * (2 * d_in + 1),
    by_array=lambda n, d_in, d_out: np.sum([2 * n * d_in * d_out, n * d_out]),
    zero_dimensional=lambda n, d_in, d_out: np.array(2 * n * d_in * d_out + n * d_out),
)

WRONG = wrong(
    without_outputs=(lambda n, d_in, d_out: 2 * n * d_in + n * d_out, "one output for each row"),
    strictly_no_bias=(lambda n, d_in, d_out: n * d_out * (d_in + d_in - 1), "begins at 0"),
    bias_for_each_row=(lambda n, d_in, d_out: 2 * n * d_in * d_out + n, "once in each row"),
    brackets=(lambda n, d_in, d_out: n * d_out * 2 * d_in + 1, "brackets"),
    no_bias=(lambda n, d_in, d_out: 2 * n * d_in * d_out, "bias is missing"),
    strictly=(lambda n, d_in, d_out: n * d_out * (d_in + d_in - 1) + n * d_out, "one addition"),
    multiply_add=(lambda n, d_in, d_out: n * d_in * d_out + n * d_out, "two"),
    one_bias=(lambda n, d_in, d_out: 2 * n * d_in * d_out + d_out, "every row"),
    one_row=(lambda n, d_in, d_out: 2 * d_in * d_out + d_out, "one row"),
    bias_twice=(lambda n, d_in, d_out: 2 * n * (d_in + 1) * d_out, "only added"),
    input_bias=(lambda n, d_in, d_out: 2 * n * d_in * d_out + n * d_in, "outputs"),
    parameters=(lambda n, d_in, d_out: d_in * d_out + d_out, "parameters"),
    as_float=(lambda n, d_in, d_out: 2.0 * n * d_in * d_out + n * d_out, "integer", "whole"),
    no_bias_no_two=(lambda n, d_in, d_out: n * d_in * d_out, "two", "bias"),
    printed=(lambda n, d_in, d_out: print(2 * n * d_in * d_out + n * d_out), "print"),
    everything_twice=(lambda n, d_in, d_out: 2 * (2 * n * d_in * d_out + n * d_out), "twice n"),
)
