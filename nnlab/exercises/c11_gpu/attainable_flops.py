"""attainable_flops: the roofline."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.gpu import attainable_flops


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def machine() -> tuple[float, float]:
        """A peak and a bandwidth whose ridge lies between 3 and 25."""
        return float(rng.integers(60, 100)), float(rng.integers(4, 20))

    for part in (0.25, 0.5):
        peak, bandwidth = machine()
        yield Case(
            "memory", (round(part * peak / bandwidth, 2), peak, bandwidth), "below the ridge: memory is the limit"
        )
    peak, bandwidth = machine()
    yield Case("compute", (round(3 * peak / bandwidth, 1), peak, bandwidth), "above the ridge: arithmetic is the limit")
    yield Case("compute", (30.5, *machine()), "above the ridge: arithmetic is the limit")
    peak, bandwidth = machine()
    yield Case("edge", (0.25, peak, bandwidth), "one operation for four bytes")
    yield Case("edge", (8.0, 8 * bandwidth, bandwidth), "exactly on the ridge")
    yield Case("edge", (40.0, 5.0e13, 2.0e12), "a large machine, above its ridge")
    yield Case("edge", (2.0, 5.0e13, 2.0e12), "a large machine, below its ridge")
    yield Case("edge", (0.5, 3.0, 12.0), "more bandwidth than peak, above the ridge")


exercise = Exercise(
    reference=attainable_flops,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "it returns a single number"),
        Claim("memory", 0.5, "right where memory is the limit"),
        Claim("compute", 0.25, "right where arithmetic is the limit"),
        Claim("edge", 0.25, "right on the ridge, and for large machines"),
    ),
    hints=(
        "There are two limits. How fast could it be if only memory counted? And if only arithmetic counted?",
        "Memory allows intensity * bandwidth, since byte/s times flop/byte is flop/s. The lower of the two limits holds.",
        "min(peak_flops, intensity * bandwidth).",
    ),
    mistakes=(
        Mistake(
            "the larger",
            "This is the larger of the two limits. Both hold, so the smaller one decides: min.",
            edits=(("min(", "max("),),
        ),
        Mistake(
            "no roof",
            "This is intensity times bandwidth, however large. It cannot exceed peak_flops.",
            edits=(("min(peak_flops, intensity * bandwidth)", "intensity * bandwidth"),),
        ),
        Mistake(
            "only the roof",
            "This is peak_flops, always. At low intensity memory is slower: intensity * bandwidth.",
            edits=(("min(peak_flops, intensity * bandwidth)", "peak_flops"),),
        ),
        Mistake(
            "bandwidth over intensity",
            "You divide the bandwidth by the intensity. Look at the units: byte/s times flop/byte is flop/s.",
            edits=(("intensity * bandwidth", "bandwidth / intensity"),),
        ),
        Mistake(
            "intensity over bandwidth",
            "You divide the intensity by the bandwidth. Look at the units: flop/byte times byte/s is flop/s.",
            edits=(("intensity * bandwidth", "intensity / bandwidth"),),
        ),
        Mistake(
            "intensity left out",
            "The intensity has no effect: this compares flop/s with byte/s. Multiply the bandwidth by the intensity first.",
            edits=(("intensity * bandwidth", "bandwidth"),),
        ),
        Mistake(
            "intensity times the peak",
            "You multiply the intensity by the peak. It belongs to the bandwidth: flop/byte times byte/s is flop/s.",
            edits=(("min(peak_flops, intensity * bandwidth)", "intensity * peak_flops"),),
        ),
        Mistake(
            "bytes in a second",
            "This is the number of bytes in a second, min(peak / intensity, bandwidth). Times the intensity it is flop/s.",
            edits=(("min(peak_flops, intensity * bandwidth)", "min(peak_flops / intensity, bandwidth)"),),
        ),
        Mistake(
            "part of the peak",
            "This is a part of the peak, between 0 and 1. The answer is in flop/s.",
            edits=(("min(peak_flops, intensity * bandwidth)", "min(1.0, intensity * bandwidth / peak_flops)"),),
        ),
        Mistake(
            "both times added",
            "This adds the time for arithmetic and the time for memory. The roofline lets both run at once: the smaller limit holds.",
            edits=(("min(peak_flops, intensity * bandwidth)", "1 / (1 / peak_flops + 1 / (intensity * bandwidth))"),),
        ),
        Mistake(
            "the mean",
            "This is the mean of the two limits. Both hold, so the smaller one decides: min.",
            edits=(("min(peak_flops, intensity * bandwidth)", "(peak_flops + intensity * bandwidth) / 2"),),
        ),
        Mistake(
            "the ridge",
            "This is the ridge, peak_flops / bandwidth: the intensity from which on arithmetic is the limit. Asked is the speed.",
            edits=(("min(peak_flops, intensity * bandwidth)", "peak_flops / bandwidth"),),
        ),
        Mistake(
            "the example's ridge",
            "The ridge of the example, 10, is written in. Another machine has another ridge, peak_flops / bandwidth; or take min.",
            edits=(
                ("min(peak_flops, intensity * bandwidth)", "peak_flops if intensity >= 10 else intensity * bandwidth"),
            ),
        ),
        Mistake(
            "the ridge at bandwidth",
            "The two cases are told apart at the wrong place. The ridge is where intensity * bandwidth reaches peak_flops.",
            edits=(
                (
                    "min(peak_flops, intensity * bandwidth)",
                    "peak_flops if intensity > bandwidth else intensity * bandwidth",
                ),
            ),
        ),
    ),
)
