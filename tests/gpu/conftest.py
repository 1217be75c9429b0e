"""A module that stands for CuPy, on any machine: its arrays are the rehearsal's."""

import importlib
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from nnlab.engine.operations import Operations
from nnlab.gpu import FarArray, to_far


@pytest.fixture
def stand_in(monkeypatch):
    """In the place of CuPy; `waits` counts how often somebody waited for it. The engine has the rehearsal's operations there."""
    module = ModuleType("cupy")
    module.waits = 0

    def synchronize():
        module.waits += 1

    module.__version__ = "0.stand-in"
    module.ndarray = FarArray
    module.asarray = to_far
    module.asnumpy = FarArray.get
    runtime = SimpleNamespace(
        getDeviceProperties=lambda device: {"name": b"No GPU at all", "totalGlobalMem": 1 << 30},
        runtimeGetVersion=lambda: 12080,
        driverGetVersion=lambda: 12090,
    )
    module.cuda = SimpleNamespace(
        is_available=lambda: True,
        Device=lambda: SimpleNamespace(id=0),
        get_current_stream=lambda: SimpleNamespace(synchronize=synchronize),
        runtime=runtime,
    )
    monkeypatch.setitem(sys.modules, "cupy", module)
    # tests/engine/test_gpu_operations.py has a stand-in for the GPU's own kernels.
    there = Operations(to_far(np.zeros(1)))
    monkeypatch.setattr(importlib.import_module("nnlab.engine.fit"), "gpu_operations", lambda *, tf32: there)
    return module
