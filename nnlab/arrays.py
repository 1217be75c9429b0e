"""Arrays on a device: the only file that names CuPy.

CuPy is an extra: `uv run --extra gpu ...`. Nothing here imports it before it is needed.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
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


# What the engine needs of a GPU beyond NumPy's functions.


def is_on_gpu(array: Any) -> bool:
    """Whether it is an array of CuPy's; nothing is imported to find out."""
    kind = getattr(sys.modules.get("cupy"), "ndarray", None)
    return kind is not None and isinstance(array, kind)


def device_order(n: int, seed: int) -> Any:
    """0..n-1 in an order that the GPU draws by the seed: another one than NumPy's."""
    return _cupy().random.RandomState(seed).permutation(n)


def free_bytes() -> int:
    """How much of the GPU's memory can still be had: what the driver has, and what CuPy keeps for itself."""
    cupy = _cupy()
    free, _ = cupy.cuda.runtime.memGetInfo()
    return int(free) + int(cupy.get_default_memory_pool().free_bytes())


@contextmanager
def gpu_work() -> Iterator[None]:
    """A queue of its own for what is asked of the GPU here; it starts after all that was asked before, and is waited for.

    NnlabError where the GPU's memory does not suffice.
    """
    cupy = _cupy()
    cupy.cuda.Device().synchronize()
    stream = cupy.cuda.Stream(non_blocking=True)
    try:
        with stream:
            yield
            stream.synchronize()
    except cupy.cuda.memory.OutOfMemoryError as error:
        raise NnlabError(
            f"The GPU's memory does not suffice ({error}); use fewer rows, a smaller batch_size, or float32."
        ) from None


def elementwise(inputs: str, outputs: str, code: str, name: str) -> Callable[..., Any]:
    """One kernel over arrays of one shape, in CuPy's notation: elementwise("T x", "T y", "y = 2 * x", "double")."""
    kernel: Callable[..., Any] = _cupy().ElementwiseKernel(inputs, outputs, code, name)
    return kernel


def kernel_over(code: str, name: str, threads: int) -> Callable[..., Any]:
    """call(*arguments) of a kernel in CUDA C, with at least that many threads in blocks of 128."""
    kernel = _cupy().RawKernel(code, name)
    return lambda *arguments: kernel(((threads + 127) // 128,), (128,), arguments)


class Cublas:
    """cuBLAS's matrix product, called directly: CuPy's own way into it cannot be recorded.

    float32 is computed in full, unless TF32 is asked for: then the factors are rounded to 10 bits of fraction.
    """

    WORKSPACE = 32 << 20  # bytes; given once, so that a recorded product asks for none

    def __init__(self, *, tf32: bool) -> None:
        cupy = _cupy()
        major = int(cupy.cuda.runtime.runtimeGetVersion()) // 1000
        self._library = ctypes.CDLL(f"cublas64_{major}.dll" if sys.platform == "win32" else f"libcublas.so.{major}")
        self._handle = ctypes.c_void_p()
        self._workspace = cupy.empty(self.WORKSPACE, "uint8")
        self._ask("cublasCreate_v2", ctypes.byref(self._handle))
        self._ask(
            "cublasSetMathMode", self._handle, ctypes.c_int(3 if tf32 else 0)
        )  # CUBLAS_TF32_TENSOR_OP_MATH, or not

    def _ask(self, name: str, *arguments: Any) -> None:
        status = getattr(self._library, name)(*arguments)
        if status:
            raise NnlabError(f"{name} of cuBLAS failed with status {status}; check the NVIDIA driver with nvidia-smi.")

    def product(
        self, arrays: Sequence[Any], transposed: Sequence[bool], leads: Sequence[int], alpha: float, beta: float
    ) -> Callable[[], None]:
        """A call that computes C <- alpha A B + beta C by rows, for arrays (A, B, C); leads is how far rows lie apart."""
        A, B, C = arrays
        real, letter = {"float32": (ctypes.c_float, "S"), "float64": (ctypes.c_double, "D")}[C.dtype.name]
        (m, n), k = C.shape, A.shape[1]
        pointer, integer = ctypes.c_void_p, ctypes.c_int
        # cuBLAS counts by columns: what are rows to us it takes for columns, so it multiplies B^T by A^T.
        arguments = (
            integer(transposed[1]), integer(transposed[0]), integer(n), integer(m), integer(k),
            ctypes.byref(real(alpha)), pointer(B.data.ptr), integer(leads[1]), pointer(A.data.ptr), integer(leads[0]),
            ctypes.byref(real(beta)), pointer(C.data.ptr), integer(leads[2]),
        )  # fmt: skip
        return partial(self._queued, f"cublas{letter}gemm_v2", arguments, arrays)

    def _queued(self, name: str, arguments: tuple[Any, ...], kept: Sequence[Any]) -> None:
        """In the present queue. The arrays are kept as long as the call is."""
        stream = ctypes.c_void_p(_cupy().cuda.get_current_stream().ptr)
        self._ask("cublasSetStream_v2", self._handle, stream)
        self._ask(
            "cublasSetWorkspace_v2",
            self._handle,
            ctypes.c_void_p(self._workspace.data.ptr),
            ctypes.c_size_t(self.WORKSPACE),
        )
        self._ask(name, self._handle, *arguments)


@cache
def cublas(*, tf32: bool) -> Cublas:
    return Cublas(tf32=tf32)


class Recorded:
    """Calls that are recorded as a CUDA graph and then played back at once: no time goes into starting each of them.

    The first time they are called as they are, so that all kernels are there. The arrays must stay where they are.
    """

    def __init__(self, calls: Sequence[Callable[[], Any]]) -> None:
        self._calls, self._times = calls, 0
        self._graph: Any = None

    def __call__(self) -> None:
        self._times += 1
        if self._times == 1:
            for call in self._calls:
                call()
            return
        if self._graph is None:
            stream = _cupy().cuda.get_current_stream()
            stream.begin_capture()
            for call in self._calls:
                call()
            self._graph = stream.end_capture()
        self._graph.launch()
