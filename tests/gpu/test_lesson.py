"""Chapter 11's cells where there is a GPU, and where a measurement of one has been recorded: with a module that stands for CuPy."""

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
    assert "accuracy on clothes" in said
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
