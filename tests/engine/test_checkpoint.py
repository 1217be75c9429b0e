"""Checkpoints: an interrupted training goes on to the same result."""

import errno
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from small import apart, network, problem

from nnlab.engine import CheckpointWarning, checkpoint, fit, session
from nnlab.engine.trainer import Trainer
from nnlab.errors import NnlabError

OPTIONS = {"epochs": 12, "batch_size": 8, "momentum": 0.9, "learning_rate": 0.05, "validation": 0.3, "seed": 3}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "training.npz"


def interrupt(monkeypatch, epoch):
    """Ctrl-C in the middle of this epoch, when weights have moved already."""
    whole, count = Trainer.epoch, iter(range(1, 1000))

    def until(self, order):
        if next(count) == epoch:
            whole(self, order)
            raise KeyboardInterrupt
        return whole(self, order)

    monkeypatch.setattr(Trainer, "epoch", until)


@pytest.mark.parametrize("epoch", [1, 2, 7, 12])
def test_an_interrupted_training_ends_as_if_it_had_not_been(epoch, path, monkeypatch):
    (X, y), params = problem(), network()
    expected = fit(params, X, y, **OPTIONS)
    with monkeypatch.context() as context:
        interrupt(context, epoch)
        with pytest.raises(KeyboardInterrupt):
            fit(params, X, y, checkpoint=path, **OPTIONS)
    found = fit(params, X, y, checkpoint=path, **OPTIONS)
    assert apart(found.params, expected.params) == 0
    assert found.best_epoch == expected.best_epoch
    assert found.history.losses == expected.history.losses
    assert found.history.validation_losses == expected.history.validation_losses


def test_a_training_that_is_complete_is_not_done_again(path, monkeypatch):
    (X, y), params = problem(), network()
    first = fit(params, X, y, checkpoint=path, **OPTIONS)
    monkeypatch.setattr(Trainer, "epoch", None)
    assert apart(fit(params, X, y, checkpoint=path, **OPTIONS).params, first.params) == 0


def test_one_that_stopped_early_stays_stopped(path):
    (X, y), params = problem(), network()
    options = {**OPTIONS, "patience": 2, "tolerance": 0.5}
    first, again = (fit(params, X, y, checkpoint=path, **options) for _ in range(2))
    assert first.outcome == again.outcome == "stopped early"
    assert first.history == again.history


def test_more_epochs_train_on(path):
    (X, y), params = problem(), network()
    fit(params, X, y, checkpoint=path, **{**OPTIONS, "epochs": 5})
    assert apart(fit(params, X, y, checkpoint=path, **OPTIONS).params, fit(params, X, y, **OPTIONS).params) == 0


def test_a_killed_process_leaves_a_whole_file(path, tmp_path):
    """Killed without warning while it writes after every epoch; what is there can be gone on from."""
    script = f"""
import sys
sys.path.insert(0, {os.path.dirname(__file__)!r})
from small import network, problem
from nnlab.engine import fit, session
session.SECONDS_BETWEEN_CHECKPOINTS = 0
X, y = problem()
fit(network(), X, y, checkpoint={str(path)!r}, **{{**{OPTIONS!r}, "epochs": 100000}})
"""
    process = subprocess.Popen([sys.executable, "-c", script])
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (X, y), params = problem(), network()
    with np.load(path) as file:
        done = len(checkpoint.json.loads(str(file["about"]))["history"]["losses"])
    assert done > 0
    options = {**OPTIONS, "epochs": done + 3}
    assert apart(fit(params, X, y, checkpoint=path, **options).params, fit(params, X, y, **options).params) == 0


def test_it_is_written_at_most_every_second_and_at_the_end(path, monkeypatch):
    (X, y), params = problem(), network()
    written, clock = [], iter(np.arange(0, 1000, 0.3))
    monkeypatch.setattr(session, "monotonic", lambda: next(clock))
    monkeypatch.setattr(checkpoint.Checkpoint, "write", lambda self, state, history: written.append(state.done))
    fit(params, X, y, checkpoint=path, **OPTIONS)
    assert written[-1] == 12
    assert 2 < len(written) < 8


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"learning_rate": 0.06}, r"learning_rate is 0\.05 there, here it is 0\.06"),
        ({"seed": 4}, "seed is 3 there"),
        ({"validation": 0.2}, "X is"),
        ({"dtype": "float32"}, "dtype is float64 there"),
        ({"X": problem(seed=9)[0]}, "X is"),
        ({"y": problem(seed=9)[1]}, "y is"),
        ({"params": network(seed=9)}, "W1 is"),
    ],
)
def test_another_trainings_file_is_refused(changed, words, path):
    (X, y), params = problem(), network()
    arguments = {"params": params, "X": X, "y": y, "checkpoint": path, **OPTIONS}
    fit(**arguments)
    before = path.read_bytes()
    with pytest.raises(NnlabError, match=words):
        fit(**{**arguments, **changed})
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage", [lambda b: b"", lambda b: b[: len(b) // 2], lambda b: b"x" * 100, lambda b: b[:60] + b"zzzz" + b[64:]]
)
def test_a_damaged_file_is_refused(damage, path):
    (X, y), params = problem(), network()
    fit(params, X, y, checkpoint=path, **OPTIONS)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(
        NnlabError, match="is no checkpoint, or is damaged; name another file, or delete it if it was one"
    ):
        fit(params, X, y, checkpoint=path, **OPTIONS)


def test_a_folder_that_is_not_there(tmp_path):
    (X, y), params = problem(), network()
    with pytest.raises(NnlabError, match="there is no folder"):
        fit(params, X, y, checkpoint=tmp_path / "none" / "a.npz")


def test_a_folder_is_no_file(tmp_path):
    (X, y), params = problem(), network()
    (tmp_path / "a.npz").mkdir()
    with pytest.raises(NnlabError, match=r"a\.npz is a folder; name a file in it"):
        fit(params, X, y, checkpoint=tmp_path / "a.npz")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.npz"]


def test_a_place_that_cannot_be_written_is_noticed_at_once(tmp_path, monkeypatch):
    (X, y), params = problem(), network()
    monkeypatch.setattr(Trainer, "epoch", None)
    monkeypatch.setattr(checkpoint.os, "fsync", refuse)
    with pytest.raises(NnlabError, match=r"a\.npz cannot be written \(No space left on device\); name another file"):
        fit(params, X, y, checkpoint=tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


def refuse(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_is_full_later_does_not_cost_the_training(path, monkeypatch):
    (X, y), params = problem(), network()
    whole = Trainer.epoch

    def epoch(self, order):
        monkeypatch.setattr(checkpoint.os, "fsync", refuse)
        return whole(self, order)

    monkeypatch.setattr(Trainer, "epoch", epoch)
    with pytest.warns(CheckpointWarning, match=r"No space left.*The training goes on") as seen:
        found = fit(params, X, y, checkpoint=path, **OPTIONS)
    monkeypatch.undo()
    assert [warning.filename for warning in seen] == [__file__]
    assert apart(found.params, fit(params, X, y, **OPTIONS).params) == 0


def test_a_file_with_more_epochs_is_refused(path):
    (X, y), params = problem(), network()
    fit(params, X, y, checkpoint=path, **OPTIONS)
    with pytest.raises(NnlabError, match="The checkpoint has 12 epochs already, and epochs is 3; give 12 or more"):
        fit(params, X, y, checkpoint=path, **{**OPTIONS, "epochs": 3})


def test_a_link_stays_a_link(path, tmp_path):
    (X, y), params = problem(), network()
    link = tmp_path / "link.npz"
    link.symlink_to(path)
    fit(params, X, y, checkpoint=link, **OPTIONS)
    assert link.is_symlink()
    assert path.is_file()


@pytest.mark.parametrize(
    "change",
    [
        lambda about, arrays: about.update(training=None),
        lambda about, arrays: about.update(training=["a"]),
        lambda about, arrays: about.update(best_epoch=99),
        lambda about, arrays: about["history"].update(losses=3),
        lambda about, arrays: about["history"].update(seconds=[]),
        lambda about, arrays: about["history"].update(more=[]),
        lambda about, arrays: about["history"].update(losses=[float("nan")] * 12),
        lambda about, arrays: about["history"].update(validation_losses=[], validation_accuracies=[]),
        lambda about, arrays: arrays.update(weights=np.zeros(3)),
        lambda about, arrays: arrays.update(weights=arrays["weights"] * np.nan),
        lambda about, arrays: arrays.update(weights=arrays["weights"].astype(str)),
        lambda about, arrays: arrays.update(steps=arrays["steps"].astype("float32")),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(change, path):
    (X, y), params = problem(), network()
    fit(params, X, y, checkpoint=path, **OPTIONS)
    with np.load(path) as file:
        arrays = {name: file[name] for name in checkpoint.ARRAYS}
        about = checkpoint.json.loads(str(file["about"]))
    change(about, arrays)
    np.savez(path, about=np.array(checkpoint.json.dumps(about)), **arrays)
    with pytest.raises(NnlabError, match="damaged"):
        fit(params, X, y, checkpoint=path, **OPTIONS)


def test_several_threads_can_write_one_file(path):
    (X, y), params = problem(), network()
    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(fit, params, X, y, checkpoint=path, **OPTIONS) for _ in range(8)]:
            future.result()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such thing")
def test_what_is_no_file_is_refused(path):
    (X, y), params = problem(), network()
    os.mkfifo(path)
    with pytest.raises(NnlabError, match="is no ordinary file; name another as checkpoint"):
        fit(params, X, y, checkpoint=path)
