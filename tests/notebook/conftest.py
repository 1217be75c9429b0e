"""Each test gets a kernel of its own: a fresh session, in an empty folder."""

import pytest

from nnlab import mine
from nnlab.notebook import session, store


@pytest.fixture(autouse=True)
def kernel(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLAB_MINE", raising=False)
    monkeypatch.setattr(store, "_stores", {})
    monkeypatch.setattr(session, "passed", {})
    monkeypatch.setattr("nnlab.notebook.check.passed", session.passed)
    monkeypatch.setattr(mine, "passed", session.passed)
    monkeypatch.setattr(session, "credited", set())
    monkeypatch.setattr("nnlab.notebook.check.credited", session.credited)
    monkeypatch.setattr(mine, "credited", session.credited)
    monkeypatch.setattr(mine, "_announced", set())
    monkeypatch.setattr(mine, "_waiting", [])


@pytest.fixture
def course(tmp_path):
    (tmp_path / ".nnlab").mkdir()
    return tmp_path
