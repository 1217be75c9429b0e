"""Chapter 11's cells where there is a GPU, and where a measurement of one has been recorded: with a module that stands for CuPy."""

import re
import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

import nnlab.data
import nnlab.gpu
from nnlab.authoring import lesson
from nnlab.data.images import TrainTest
from nnlab.gpu.kept import keep
from nnlab.reference.multilayer_networks import init_params
from nnlab.reference.training import train_epoch

LESSON = Path(__file__).parents[2] / "solutions" / "11_gpu.py"
SMALL = {
    "rows": (2, 64),
    "width": 8,
    "square": 6,
    "copied_bytes": 256,
    "moved_bytes": (64, 128),
    "samples": 1,
    "at_least": 0.0,
}
STEPS = {"batches": (1, 2), "samples": 1, "at_least": 0.0}


@pytest.fixture
def run(monkeypatch):
    """run(names) runs the lesson's cells with little data, and returns how many figures each showed."""
    monkeypatch.setenv("NNLAB_MINE", "quiet")
    before = mpl.get_backend()
    plt.switch_backend("agg")
    figures = []

    def show():
        figures.extend(len(plt.figure(number).axes) for number in plt.get_fignums())
        plt.close("all")

    monkeypatch.setattr(plt, "show", show)
    machine, steps, clothes = nnlab.gpu.measure_machine, nnlab.gpu.measure_steps, nnlab.data.fashion()
    few = TrainTest(clothes.train.take(np.arange(4)), clothes.test.take(np.arange(4)))
    monkeypatch.setattr(nnlab.gpu, "measure_machine", lambda **options: machine(**{**options, **SMALL}))
    monkeypatch.setattr(nnlab.gpu, "measure_steps", lambda a, b, **options: steps(a, b, **{**options, **STEPS}))
    monkeypatch.setattr(nnlab.data, "fashion", lambda: few)

    def cells(names):
        for cell in lesson.read(LESSON).cells:
            if cell.kind == "code" and not cell.exercise:
                exec(compile(cell.source, LESSON.name, "exec"), names)
        return figures

    yield cells
    plt.close("all")
    plt.switch_backend(before)


def test_where_there_is_a_gpu_it_trains_and_measures_there(run, stand_in, capsys):
    figures = run({"__name__": "__main__"})
    said = capsys.readouterr().out
    assert "20 epochs: the calls returned after" in said
    right = re.findall(r"accuracy on clothes that it never saw: (\d\.\d{3})", said)
    assert len(right) == 2  # with the learner's functions, and with the engine
    assert right[0] == right[1]
    (apart,) = re.findall(r"largest difference between the two networks' weights: (\S+);", said)
    assert 0 <= float(apart) < 1e-5
    assert "Training: 20 of 20 epochs, training " in said
    assert "the engine runs there, and gives the same network as your functions" in said
    assert "Measured here on" in said
    assert "No GPU at all beside" in said
    assert figures == [1, 1, 2]  # intensity, roofline, steps and transfers


def test_a_function_that_makes_numpy_arrays_costs_no_cell(run, stand_in, capsys, monkeypatch):
    def own_zeros(params, X, Y, learning_rate, batch_size, activation):
        return [(W + np.zeros(W.shape), b) for W, b in params]

    import nnlab.mine

    monkeypatch.setattr(nnlab.mine, "train_epoch", own_zeros, raising=False)
    run({"__name__": "__main__"})
    said = capsys.readouterr().out
    assert "train_epoch with tanh    does not run there: Unsupported type" in said
    assert said.count("One of your functions makes a NumPy array of its own (section 5)") == 2
    assert "one epoch with the engine, the median of 20" in said
    assert "one epoch with your functions" not in said


def test_a_recorded_measurement_is_shown_with_where_it_came_from(run, stand_in, capsys, monkeypatch, tmp_path):
    measured = nnlab.gpu.measure(init_params, train_epoch, **SMALL, batches=(1, 2))
    keep(measured, tmp_path / "kept.json")
    kept = nnlab.gpu.recorded(tmp_path / "kept.json")
    monkeypatch.setattr(nnlab.gpu, "recorded", lambda: kept)
    monkeypatch.setitem(sys.modules, "cupy", None)
    figures = run({"__name__": "__main__"})
    said = capsys.readouterr().out
    assert "No GPU here" in said
    assert f"Recorded on {measured['date']}: No GPU at all beside {measured['cpu']}" in said
    assert figures == [1, 1, 2, 1]  # and the roofline of the recorded machines


def test_a_recorded_training_is_shown_with_where_it_came_from(run, capsys, monkeypatch, tmp_path):
    """In the form in which tests/benchmarks/training_gpu.py keeps it. 320 rows in batches of 32 are ten steps."""
    facts = {"gpu": "No GPU at all", "cupy": "0.1", "torch": "0.2", "jax": "0.3", "date": "2026-01-02", "rounds": 7}
    row = {
        "sizes": (64, 32, 10), "batch": 32, "rows": 320, "seconds": {"engine": 0.00025, "PyTorch": 0.004, "JAX": 0.0005},
        "best_other": "JAX", "ratio": 2.0,
    }  # fmt: skip
    keep({**facts, "training": [row]}, tmp_path / "kept.json")
    kept = nnlab.gpu.recorded_training(tmp_path / "kept.json")
    monkeypatch.setattr(nnlab.gpu, "recorded_training", lambda: kept)
    monkeypatch.setitem(sys.modules, "cupy", None)
    run({"__name__": "__main__"})
    said = capsys.readouterr().out
    assert "Recorded on 2026-01-02: No GPU at all, CuPy 0.1, PyTorch 0.2, JAX 0.3" in said
    (line,) = [line for line in said.splitlines() if line.startswith("64-32-10")]
    assert line.split() == ["64-32-10", "32", "25", "50", "2.00", "x", "JAX"]


def test_without_a_recorded_training_it_says_so(run, capsys, monkeypatch):
    monkeypatch.setattr(nnlab.gpu, "recorded_training", lambda: None)
    monkeypatch.setitem(sys.modules, "cupy", None)
    run({"__name__": "__main__"})
    assert "No training on a GPU has been recorded yet." in capsys.readouterr().out
