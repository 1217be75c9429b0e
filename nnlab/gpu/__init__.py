"""The GPU chapter's instruments: a rehearsal on any machine, a clock that waits, a measurement that can be kept."""

from nnlab.gpu.clock import seconds
from nnlab.gpu.kept import recorded, recorded_training
from nnlab.gpu.measure import measure, measure_machine, measure_steps
from nnlab.gpu.rehearsal import FarArray, to_far, to_near

__all__ = [
    "FarArray",
    "measure",
    "measure_machine",
    "measure_steps",
    "recorded",
    "recorded_training",
    "seconds",
    "to_far",
    "to_near",
]
