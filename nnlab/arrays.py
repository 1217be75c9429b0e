"""Arrays on a device: the only file that names CuPy.

CuPy is an extra: `pip install 'nnlab[gpu]'`. Nothing here imports it before it is needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlab.errors import NnlabError


def gpu_problem() -> str:
    """Why no GPU can be used here, as a sentence with its remedy; empty when one can."""
    try:
        import cupy
    except ImportError:
        return "CuPy is missing: pip install 'nnlab[gpu]'"
    try:
        if cupy.cuda.is_available():
            return ""
    except Exception as error:  # a broken driver can raise anything here
        return f"CuPy cannot reach a GPU ({error}); check the NVIDIA driver with nvidia-smi"
    return "CuPy is installed but sees no GPU; check the NVIDIA driver with nvidia-smi"


def _cupy() -> Any:
    problem = gpu_problem()
    if problem:
        raise NnlabError(problem)
    import cupy

    return cupy


def to_device(value: Any) -> Any:
    """A plain value with every numpy array in it moved to the GPU."""
    cupy = _cupy()

    def move(item: Any) -> Any:
        if isinstance(item, np.ndarray):
            return cupy.asarray(item)
        if isinstance(item, list):
            return [move(part) for part in item]
        if isinstance(item, tuple):
            return tuple(move(part) for part in item)
        if isinstance(item, dict):
            return {key: move(part) for key, part in item.items()}
        return item

    return move(value)


def to_host(array: Any) -> Any:
    """A numpy array with the entries of a CuPy array."""
    return _cupy().asnumpy(array)
