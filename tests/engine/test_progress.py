"""What `fit` shows: the losses of every epoch, those of an earlier run too; and a stop that keeps what there is."""

import subprocess
import sys

import numpy as np
import pytest
from small import apart, network, problem

from nnlab.draw.training import views
from nnlab.engine import fit


class Seen:
    """A view that keeps what it is shown. Asked after every epoch, it wants to stop once, after `stop_after`."""

    def __init__(self):
        self.stop_after, self.asked, self.done = None, 0, []

    @property
    def stopped(self):
        self.asked += 1
        return self.asked == self.stop_after

    def begin(self, record):
        self.record = record
        self.done.append(record.done)

    def show(self, record):
        self.done.append(record.done)

    def end(self, record):
        assert record.ended
        self.done.append(record.done)


@pytest.fixture
def seen(monkeypatch):
    view = Seen()
    monkeypatch.setattr(views, "view_here", lambda: view)
    return view


def test_the_losses_are_the_historys(seen):
    X, y = problem()
    fitted = fit(network(), X, y, epochs=7, validation=0.3, progress=True)
    epochs = range(1, 8)
    assert seen.record.losses == {
        "training": dict(zip(epochs, fitted.history.losses, strict=True)),
        "validation": dict(zip(epochs, fitted.history.validation_losses, strict=True)),
    }
    assert (seen.done[0], seen.done[-1], seen.record.total) == (0, 7, 7)


def test_showing_changes_nothing(seen):
    X, y = problem()
    shown, plain = (fit(network(), X, y, epochs=5, progress=progress) for progress in (True, False))
    assert apart(shown.params, plain.params) == 0
    assert shown.history.losses == plain.history.losses


def test_a_stop_keeps_what_there_is_and_the_checkpoint_goes_on_from_there(seen, tmp_path):
    X, y = problem()
    whole = fit(network(), X, y, epochs=9)
    seen.stop_after = 4
    first = fit(network(), X, y, epochs=9, progress=True, checkpoint=tmp_path / "stopped")
    assert (first.outcome, first.message) == ("stopped", "It was stopped after epoch 4.")
    assert apart(first.params, fit(network(), X, y, epochs=4).params) == 0
    seen.done.clear()
    second = fit(network(), X, y, epochs=9, progress=True, checkpoint=tmp_path / "stopped")
    assert second.outcome == "completed"
    assert apart(second.params, whole.params) == 0
    assert seen.done[0] == 4  # what the first run has done is shown from the beginning
    assert list(seen.record.losses["training"]) == list(range(1, 10))


def test_a_stop_in_the_last_epoch_is_no_stop(seen):
    seen.stop_after = 3
    X, y = problem()
    assert fit(network(), X, y, epochs=3, progress=True).outcome == "completed"


def test_it_ends_where_training_ends_badly(seen):
    X, y = problem("squared_error")
    with np.errstate(all="ignore"), pytest.warns(UserWarning, match="no longer a finite number"):
        fit(network(), X, y, loss="squared_error", learning_rate=1e6, epochs=50, progress=True)
    assert seen.record.ended


def test_a_file_gets_the_last_words(capsys):
    X, y = problem()
    fitted = fit(network(), X, y, epochs=3, progress=True)
    assert capsys.readouterr().out == f"Training: 3 of 3 epochs, training {fitted.history.losses[-1]:.4g}\n"


def test_nothing_is_shown_or_imported_unless_asked_for():
    code = """
import sys
import numpy as np
from nnlab.engine import fit
fit([(np.eye(2), np.zeros(2))], np.eye(2), np.arange(2), epochs=3)
print(sorted(name for name in sys.modules if name.split('.')[0] in ('rich', 'anywidget') or 'draw.training' in name))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "[]\n"
