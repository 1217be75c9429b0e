"""Arrays on a device: the only file that names CuPy.

CuPy is an extra: `uv run --extra gpu ...`. Nothing here imports it before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab.errors import NnlabError


def gpu_problem() -> str:
    """Why no GPU can be used here, as a sentence with its remedy; empty when one can."""
    try:
        import cupy
    except ImportError:
        return "CuPy is missing: uv run --extra gpu nnlab start has it"
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


def replaced(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    """A plain value with `change` applied to every array of that kind in it: in lists, tuples and dicts too."""
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, list):
        return [replaced(part, kind, change) for part in value]
    if isinstance(value, tuple):
        return tuple(replaced(part, kind, change) for part in value)
    if isinstance(value, dict):
        return {key: replaced(part, kind, change) for key, part in value.items()}
    return value


def to_device(value: Any) -> Any:
    """A plain value with every numpy array in it moved to the GPU."""
    return replaced(value, np.ndarray, _cupy().asarray)


def to_host(value: Any) -> Any:
    """A plain value with every CuPy array in it moved back, as a numpy array."""
    cupy = _cupy()
    return replaced(value, cupy.ndarray, cupy.asnumpy)


def synchronize() -> None:
    """Waits until the GPU has done all that it was asked to do.

    A call on CuPy arrays returns as soon as the work is queued. Who reads a clock without waiting measures the queueing.
    """
    _cupy().cuda.get_current_stream().synchronize()


def device_facts() -> dict[str, str | int]:
    """What a measurement has to name: the GPU and its memory in bytes, and the versions of CuPy, CUDA and the driver."""
    cupy = _cupy()
    runtime = cupy.cuda.runtime
    properties = runtime.getDeviceProperties(cupy.cuda.Device().id)
    name = properties["name"]
    return {
        "gpu": name.decode() if isinstance(name, bytes) else str(name),
        "gpu_memory_bytes": int(properties["totalGlobalMem"]),
        "cupy": str(cupy.__version__),
        "cuda_runtime": int(runtime.runtimeGetVersion()),
        "cuda_driver": int(runtime.driverGetVersion()),
    }
