"""The bar: on a terminal and in a notebook, nowhere else."""

import sys
from types import ModuleType

import pytest
from small import network, problem

from nnlab.engine import fit


@pytest.fixture(params=["terminal", "notebook"])
def place(request, monkeypatch):
    if request.param == "terminal":
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "100")
        monkeypatch.setenv("FORCE_COLOR", "1")
    else:
        monkeypatch.setitem(sys.modules, "ipykernel", ModuleType("ipykernel"))


def test_it_is_drawn_where_somebody_looks(place, capsys):
    X, y = problem()
    fit(network(), X, y, epochs=7, validation=0.3, progress=True)
    drawn = capsys.readouterr().out
    assert "7/7" in drawn
    assert "validation" in drawn


def test_it_is_not_drawn_unless_asked_for(place, capsys):
    X, y = problem()
    fit(network(), X, y, epochs=3)
    assert capsys.readouterr().out == ""


def test_a_file_gets_no_bar(capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    X, y = problem()
    fit(network(), X, y, epochs=3, progress=True)
    assert capsys.readouterr().out == ""
