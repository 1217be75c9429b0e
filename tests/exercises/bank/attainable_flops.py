"""Answers to attainable_flops, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def by_cases(intensity, peak_flops, bandwidth):
    if intensity < peak_flops / bandwidth:
        return intensity * bandwidth
    return peak_flops


def by_time(intensity, peak_flops, bandwidth):
    """Seconds for one byte: the slower of the two sides decides."""
    return intensity / max(intensity / peak_flops, 1 / bandwidth)


RIGHT = right(
    by_cases=by_cases,
    by_time=by_time,
    numpy_minimum=lambda intensity, peak_flops, bandwidth: np.minimum(peak_flops, bandwidth * intensity),
    sorted_first=lambda intensity, peak_flops, bandwidth: sorted([peak_flops, intensity * bandwidth])[0],
    array_min=lambda intensity, peak_flops, bandwidth: np.array([intensity * bandwidth, peak_flops]).min(),
    part_of_the_peak=lambda intensity, peak_flops, bandwidth: peak_flops * min(1, intensity * bandwidth / peak_flops),
)


def strange_ridge(intensity, peak_flops, bandwidth):
    ridge = bandwidth / peak_flops
    return intensity * bandwidth if intensity < ridge else peak_flops


def other_way_round(intensity, peak_flops, bandwidth):
    if intensity > peak_flops / bandwidth:
        return intensity * bandwidth
    return peak_flops


WRONG = wrong(
    ridge_of_the_example=(
        lambda intensity, peak_flops, bandwidth: intensity * bandwidth if intensity < 10 else peak_flops,
        "ridge of the example",
    ),
    times_peak=(lambda intensity, peak_flops, bandwidth: intensity * peak_flops, "by the peak"),
    bytes_each_second=(
        lambda intensity, peak_flops, bandwidth: min(peak_flops / intensity, bandwidth),
        "bytes in a second",
    ),
    larger=(lambda intensity, peak_flops, bandwidth: max(peak_flops, intensity * bandwidth), "smaller"),
    other_way_round=(other_way_round, "smaller"),
    no_roof=(lambda intensity, peak_flops, bandwidth: intensity * bandwidth, "exceed"),
    only_the_roof=(lambda intensity, peak_flops, bandwidth: peak_flops, "memory is slower"),
    divided=(lambda intensity, peak_flops, bandwidth: min(peak_flops, bandwidth / intensity), "units"),
    divided_otherwise=(lambda intensity, peak_flops, bandwidth: min(peak_flops, intensity / bandwidth), "units"),
    no_intensity=(lambda intensity, peak_flops, bandwidth: min(peak_flops, bandwidth), "no effect"),
    fraction=(lambda intensity, peak_flops, bandwidth: min(1, intensity * bandwidth / peak_flops), "between 0 and 1"),
    harmonic=(
        lambda intensity, peak_flops, bandwidth: (
            peak_flops * intensity * bandwidth / (peak_flops + intensity * bandwidth)
        ),
        "at once",
    ),
    ridge=(lambda intensity, peak_flops, bandwidth: peak_flops / bandwidth, "ridge"),
    ridge_at_bandwidth=(
        lambda intensity, peak_flops, bandwidth: intensity * bandwidth if intensity <= bandwidth else peak_flops,
        "wrong place",
    ),
    strange_ridge=(strange_ridge, "peak_flops, always"),
    in_giga=(lambda intensity, peak_flops, bandwidth: min(peak_flops, intensity * bandwidth) / 1e9, "constant factor"),
    average=(
        lambda intensity, peak_flops, bandwidth: (peak_flops + intensity * bandwidth) / 2,
        "mean",
        "average",
        "smaller",
    ),
)

EQUIVALENT = {"return min(intensity * bandwidth, peak_flops)": "the smaller of two numbers, in whatever order"}
