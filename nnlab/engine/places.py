"""Where arrays lie, and the operations for them."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.arrays import is_on_gpu, to_device
from nnlab.engine.cpu import CpuOperations
from nnlab.engine.gpu import GpuOperations
from nnlab.engine.operations import Operations
from nnlab.errors import NnlabError
from nnlab.gpu.rehearsal import FarArray


def operations_for(array: Any, *, tf32: bool = False) -> Operations:
    """The operations for arrays that lie where this one does: in NumPy's memory, the GPU's, or the rehearsal's."""
    if isinstance(array, np.ndarray):
        return CpuOperations(array)
    if isinstance(array, FarArray):
        return Operations(array)
    if is_on_gpu(array):
        return GpuOperations(array, tf32=tf32)
    raise NnlabError(f"X is {type(array).__name__}; it must be an array of NumPy's or CuPy's.")


def gpu_operations(*, tf32: bool = False) -> Operations:
    """Those for the GPU, whatever lies there. NnlabError with a remedy where there is none."""
    return GpuOperations(to_device(np.zeros(1)), tf32=tf32)
