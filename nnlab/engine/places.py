"""Where arrays lie, and the operations for them: NumPy's memory, a GPU's, or the rehearsal's."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.engine.cpu import CpuOperations
from nnlab.engine.operations import Operations
from nnlab.errors import NnlabError
from nnlab.gpu.rehearsal import FarArray

PLACES: dict[type, type[Operations]] = {np.ndarray: CpuOperations, FarArray: Operations}


def operations_for(array: Any) -> Operations:
    """The operations for arrays that lie where this one does."""
    for kind, operations in PLACES.items():
        if isinstance(array, kind):
            return operations(array)
    raise NnlabError(f"X is {type(array).__name__}; it must be an array of NumPy's or CuPy's.")
