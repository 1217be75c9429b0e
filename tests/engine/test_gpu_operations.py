"""The GPU's operations without a GPU: a module stands for CuPy, and NumPy's BLAS, told to count by columns, for cuBLAS.

What is tested so is which kernel and which product is asked for, with what; not that a GPU computes them.
"""

import ctypes
import re
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from small import apart, network, problem

from nnlab import arrays
from nnlab.engine import blas, fit
from nnlab.engine.gpu import GpuOperations
from nnlab.engine.operations import Operations
from nnlab.errors import NnlabError
from nnlab.gpu import FarArray, to_far, to_near

COLUMN_MAJOR = 102


class OutOfMemoryError(Exception):
    pass


class Stream:
    """Notes what it is asked to do; a recording plays its calls back."""

    ptr = 0

    def __init__(self, said):
        self._said = said

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def synchronize(self):
        self._said.append("wait")

    def begin_capture(self):
        self._said.append("record")

    def end_capture(self):
        return SimpleNamespace(launch=lambda: self._said.append("play"))


class Library:
    """cuBLAS's functions, as far as they are used."""

    def __getattr__(self, name):
        if not name.endswith("gemm_v2"):
            return lambda *arguments: 0
        product = blas.product_for("float32" if "Sgemm" in name else "float64")

        def gemm(handle, first, second, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc):
            how = [ctypes.c_int(blas.TRANSPOSED if flag.value else blas.AS_IT_IS) for flag in (first, second)]
            sizes = [product.integer(size.value) for size in (m, n, k, lda, ldb, ldc)]
            product.function(
                ctypes.c_int(COLUMN_MAJOR), *how, *sizes[:3], alpha._obj, A, sizes[3], B, sizes[4], beta._obj, C, sizes[5]
            )  # fmt: skip
            return 0

        return gemm


def evaluated(code, numbers):
    """A kernel's line in CuPy's notation, on NumPy's arrays."""
    text = re.sub(r"T\((\d)\)", r"\1", code.removeprefix("y = "))
    text = re.sub(r"(.+) \? (.+) : (.+)", r"where(\1, \2, \3)", text)
    return eval(text, {"where": np.where, "exp": np.exp, "tanh": np.tanh}, numbers)


def elementwise(inputs, outputs, code, name):
    names = [part.split()[1] for part in inputs.split(",")]

    def kernel(*given):
        near = [array._array for array in given]
        near[-1][...] = evaluated(code, dict(zip(names, near, strict=False)))

    return kernel


def kernel_over(code, name, threads):
    assert name in code
    assert "REAL" not in code

    def kernel(Z, Y, sums, delta, factor, k, rows):
        assert (int(k), int(rows), threads) == (*Z.shape, Z.shape[1])
        for call in Operations(Z).softmax_delta(Z, Y, sums, delta, float(factor)):
            call()

    return kernel


@pytest.fixture
def said(monkeypatch):
    """The stand-ins in their places; what the queue was asked to do."""
    assert blas.product_for("float32")  # found before the place where libraries are looked for is another
    assert blas.product_for("float64")
    said = []
    module = ModuleType("cupy")
    stream = Stream(said)
    module.ndarray, module.asarray, module.asnumpy = FarArray, to_far, FarArray.get
    module.empty = lambda shape, dtype: to_far(np.empty(shape, dtype))
    module.random = SimpleNamespace(
        RandomState=lambda seed: SimpleNamespace(
            permutation=lambda n: to_far(np.random.default_rng(seed).permutation(n))
        )
    )
    module.get_default_memory_pool = lambda: SimpleNamespace(free_bytes=lambda: 1000)
    module.cuda = SimpleNamespace(
        is_available=lambda: True,
        Device=lambda: SimpleNamespace(synchronize=lambda: said.append("wait")),
        Stream=lambda non_blocking: stream,
        get_current_stream=lambda: stream,
        memory=SimpleNamespace(OutOfMemoryError=OutOfMemoryError),
        runtime=SimpleNamespace(memGetInfo=lambda: (1 << 30, 1 << 31), runtimeGetVersion=lambda: 12080),
    )
    monkeypatch.setitem(sys.modules, "cupy", module)
    monkeypatch.setattr(arrays.ctypes, "CDLL", lambda name: Library())
    monkeypatch.setattr(FarArray, "strides", property(lambda self: self._array.strides), raising=False)
    monkeypatch.setattr(
        FarArray, "data", property(lambda self: SimpleNamespace(ptr=self._array.ctypes.data)), raising=False
    )
    monkeypatch.setattr(arrays, "elementwise", elementwise)
    monkeypatch.setattr(arrays, "kernel_over", kernel_over)
    # A recording plays nothing back here: each time is the first.
    monkeypatch.setattr(GpuOperations, "together", Operations.together)
    arrays.cublas.cache_clear()
    yield said
    arrays.cublas.cache_clear()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("options", [{}, {"momentum": 0.9}, {"batch_size": 100}], ids=str)
def test_the_same_network(activation, loss, dtype, options, said):
    (X, y), params = problem(loss), network()
    options = {
        "activation": activation,
        "loss": loss,
        "dtype": dtype,
        "batch_size": 8,
        "epochs": 3,
        "learning_rate": 0.02,
        **options,
    }
    expected = fit(params, X, y, **options)
    found = fit(params, X, y, device="gpu", **options)
    assert all(isinstance(array, np.ndarray) for layer in found.params for array in layer)
    assert apart(found.params, expected.params) < (1e-4 if dtype == "float32" else 1e-10)
    assert said == ["wait", "wait"]  # for what was asked before, and at the end


def test_arrays_that_lie_there_are_trained_there(said):
    (X, y), params = problem(), network()
    found = fit(to_far(params), to_far(X), to_far(y), validation=to_far((X, y)))
    assert all(isinstance(array, FarArray) for layer in found.params for array in layer)
    assert apart(to_near(found.params), fit(params, X, y, validation=(X, y)).params) < 1e-10


def test_a_product_that_cublas_cannot_do_at_once_is_done_by_numpys_functions(said):
    ops = GpuOperations(to_far(np.zeros(1)))
    A, B, C = (to_far(np.arange(float(n * m)).reshape(n, m)) for n, m in ((4, 6), (3, 2), (4, 2)))
    expected = to_near(C) - to_near(A)[:, ::2] @ to_near(B)
    for call in ops.product(A[:, ::2], B, C, -1, 1.0):
        call()
    np.testing.assert_array_equal(to_near(C), expected)


def test_a_run_is_recorded_the_second_time_and_then_played(said):
    calls = []
    recorded = arrays.Recorded([lambda: calls.append(1), lambda: calls.append(2)])
    recorded()
    assert (calls, said) == ([1, 2], [])
    recorded()
    assert (calls, said) == ([1, 2, 1, 2], ["record", "play"])
    recorded()
    assert (calls, said) == ([1, 2, 1, 2], ["record", "play", "play"])


def test_too_little_memory_is_said_before_training(said, monkeypatch):
    sys.modules["cupy"].cuda.runtime.memGetInfo = lambda: (1000, 1 << 31)
    (X, y), params = problem(), network()
    with pytest.raises(NnlabError, match=r"needs about 0 MiB of the GPU's memory, and 0 are free; use fewer rows"):
        fit(params, X, y, device="gpu")


def test_memory_that_runs_out_later_is_a_sentence(said):
    with pytest.raises(NnlabError, match=r"memory does not suffice \(no 3 GiB\); use fewer rows"), arrays.gpu_work():
        raise OutOfMemoryError("no 3 GiB")


def test_a_failing_product_is_a_sentence(said, monkeypatch):
    ops = GpuOperations(to_far(np.zeros(1)))
    monkeypatch.setattr(Library, "__getattr__", lambda self, name: lambda *arguments: 13)
    A, B, C = (to_far(np.ones((2, 2))) for _ in range(3))
    (call,) = ops.product(A, B, C)
    with pytest.raises(NnlabError, match="of cuBLAS failed with status 13"):
        call()


def test_tf32_is_asked_for_only_when_wanted(said, monkeypatch):
    modes = []
    monkeypatch.setattr(
        Library, "__getattr__", lambda self, name: lambda *arguments: modes.append((name, arguments[-1])) or 0
    )
    for tf32 in (False, True):
        GpuOperations(to_far(np.zeros(1)), tf32=tf32)
    assert [mode.value for name, mode in modes if name == "cublasSetMathMode"] == [0, 3]
