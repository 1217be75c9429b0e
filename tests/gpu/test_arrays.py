"""nnlab.arrays, with a module that stands for CuPy."""

import sys

import numpy as np
import pytest

from nnlab import arrays
from nnlab.errors import NnlabError
from nnlab.gpu import FarArray


def test_a_plain_value_goes_there_and_comes_back(stand_in):
    value = {"params": [(np.ones((2, 3)), np.zeros(3))], "rate": 0.5, "names": ("a", None)}
    there = arrays.to_device(value)
    assert isinstance(there["params"][0][0], FarArray)
    assert there["rate"] == 0.5
    assert there["names"] == ("a", None)
    back = arrays.to_host(there)
    assert type(back["params"][0]) is tuple
    np.testing.assert_array_equal(back["params"][0][0], np.ones((2, 3)))


def test_an_array_alone_comes_back_as_an_array(stand_in):
    np.testing.assert_array_equal(arrays.to_host(arrays.to_device(np.arange(3))), [0, 1, 2])


def test_waiting_waits(stand_in):
    arrays.synchronize()
    assert stand_in.waits == 1


def test_the_facts_are_plain(stand_in):
    assert arrays.device_facts() == {
        "gpu": "No GPU at all",
        "gpu_memory_bytes": 1 << 30,
        "cupy": "0.stand-in",
        "cuda_runtime": 12080,
        "cuda_driver": 12090,
    }


def test_a_driver_that_raises_is_a_sentence(stand_in):
    def broken():
        raise RuntimeError("no driver")

    stand_in.cuda.is_available = broken
    assert "no driver" in arrays.gpu_problem()
    assert "nvidia-smi" in arrays.gpu_problem()


def test_no_device_is_a_sentence(stand_in):
    stand_in.cuda.is_available = lambda: False
    assert "sees no GPU" in arrays.gpu_problem()


@pytest.mark.parametrize(
    "call", [lambda: arrays.to_device([]), lambda: arrays.to_host([]), arrays.synchronize, arrays.device_facts]
)
def test_without_cupy_the_remedy_is_named(call, monkeypatch):
    monkeypatch.setitem(sys.modules, "cupy", None)
    with pytest.raises(NnlabError, match="--extra gpu"):
        call()
