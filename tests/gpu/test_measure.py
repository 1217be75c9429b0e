"""The clock and the measurement, without a GPU and with a module that stands for CuPy."""

import json
import sys
import time

import numpy as np
import pytest

from nnlab.gpu import __main__ as command
from nnlab.gpu import measure, recorded, seconds
from nnlab.gpu.clock import medians
from nnlab.gpu.kept import RECORDED, TRAINING, keep, recorded_training
from nnlab.reference.multilayer_networks import init_params
from nnlab.reference.training import train_epoch

SMALL = {
    "batches": (1, 4),
    "rows": (2, 3),
    "width": 8,
    "square": 6,
    "copied_bytes": 256,
    "moved_bytes": (64, 128),
    "samples": 3,
    "at_least": 1e-4,
}


def test_the_clock_tells_a_slow_job_from_a_quick_one():
    taken = medians({"slow": lambda: time.sleep(0.003), "quick": lambda: None}, samples=3, at_least=0.001)
    assert taken["slow"] >= 0.003
    assert taken["quick"] < 0.003
    assert seconds(lambda: time.sleep(0.002), samples=1, at_least=0.001) >= 0.002


def test_the_clock_waits_before_it_is_read(stand_in):
    seconds(lambda: None, samples=5, at_least=0.0)
    assert stand_in.waits >= 2 * 5


def test_jobs_take_turns():
    order = []
    medians({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, samples=3, at_least=0.0)
    assert order[-6:] == ["a", "b"] * 3


def test_without_a_gpu_its_times_are_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "cupy", None)
    found = measure(init_params, train_epoch, **SMALL)
    assert found["gpu"] is None
    assert found["transfers"] == []
    assert {row["device"] for row in found["machines"]} == {"cpu"}
    assert all(row["gpu"] is None and row["cpu"] > 0 for row in found["steps"] + found["layers"])


def test_with_one_everything_is_there(stand_in):
    found = measure(init_params, train_epoch, **SMALL)
    assert (found["gpu"], found["cupy"], found["samples"]) == ("No GPU at all", "0.stand-in", 3)
    assert len(found["date"]) == len("2026-01-01")
    assert {found[key] is not None for key in ("cpu", "cpu_cores", "numpy", "python", "system")} == {True}
    pairs = [(row["kind"], row["batch_size"]) for row in found["steps"]]
    assert pairs == [("float32", 1), ("float32", 4), ("float64", 1), ("float64", 4)]
    assert all(row["gpu"] > 0 and row["cpu"] > 0 for row in found["steps"] + found["layers"])
    assert {(row["device"], row["kind"]) for row in found["machines"]} == {
        (device, kind) for device in ("cpu", "gpu") for kind in ("float32", "float64")
    }
    assert [row["bytes"] for row in found["transfers"]] == [64, 128]
    assert all(row["there"] > 0 and row["back"] > 0 for row in found["transfers"])


def test_the_learners_own_functions_are_what_is_timed(stand_in):
    seen = set()

    def my_epoch(params, X, Y, learning_rate, batch_size, activation):
        seen.add((type(X).__name__, X.dtype.name, len(X), batch_size, activation))
        return params

    measure(init_params, my_epoch, **SMALL)
    assert seen == {
        (place, kind, size, size, "tanh")
        for place in ("ndarray", "FarArray")
        for kind in ("float32", "float64")
        for size in (1, 4)
    }


def test_it_is_kept_and_read_again(stand_in, tmp_path):
    found = measure(init_params, train_epoch, **SMALL)
    keep(found, tmp_path / "kept.json")
    again = recorded(tmp_path / "kept.json")
    assert set(again) == {"format", *found}
    assert again["steps"][0]["cpu"] == pytest.approx(found["steps"][0]["cpu"], rel=1e-3)
    assert again["network"] == [784, 512, 512, 10]


def test_none_recorded_is_none(tmp_path):
    assert recorded(tmp_path / "missing.json") is None
    (tmp_path / "later.json").write_text(json.dumps({"format": 999}))
    assert recorded(tmp_path / "later.json") is None


@pytest.mark.skipif(not RECORDED.is_file(), reason="none has been recorded yet")
def test_the_one_that_ships_is_whole():
    found = recorded()
    assert found["gpu"]
    assert found["cpu"]
    assert all(np.isfinite(row[device]) for row in found["steps"] for device in ("cpu", "gpu"))
    assert all(row["gpu"] > 0 for row in found["layers"])
    assert found["transfers"]


@pytest.mark.skipif(not TRAINING.is_file(), reason="none has been recorded yet")
def test_the_training_that_ships_is_whole():
    found = recorded_training()
    assert found["gpu"]
    assert not found["tf32"]
    for row in found["training"]:
        assert {"engine", row["best_other"]} <= set(row["seconds"])
        assert all(taken > 0 for taken in row["seconds"].values())
        assert row["ratio"] > 0


def test_rows_within_rows_are_kept_with_four_digits_too(tmp_path):
    keep({"training": [{"sizes": (64, 10), "seconds": {"engine": 0.00123456}}]}, tmp_path / "kept.json")
    assert recorded_training(tmp_path / "kept.json") == {
        "format": 1,
        "training": [{"sizes": [64, 10], "seconds": {"engine": 0.001235}}],
    }


def test_the_command_without_a_gpu_says_why(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "cupy", None)
    assert command.main([]) == 1
    assert "CuPy is missing" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["one", "two"]])
def test_the_command_tells_how_it_is_used(arguments, capsys):
    assert command.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_the_command_keeps_what_it_measured(stand_in, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command, "measure", lambda *functions: measure(*functions, **SMALL))
    path = tmp_path / "kept.json"
    assert command.main([str(path)]) == 0
    assert recorded(path)["gpu"] == "No GPU at all"
    said = capsys.readouterr().out
    assert "No GPU at all beside" in said
    assert "one step, float64, batch of 4: CPU" in said
