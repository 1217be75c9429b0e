"""nnlab doctor: all is well here, and what is not comes with its remedy."""

from importlib import import_module

from nnlab.notebook import doctor as module
from nnlab.notebook.doctor import Result, doctor

SANDBOXES = {"bubblewrap": lambda: "", "landlock": lambda: "it needs Linux"}


def test_the_course_works_here(capsys):
    assert doctor(SANDBOXES) == 0
    said = capsys.readouterr().out
    for word in (
        "Python",
        "numpy",
        "jupyterlab",
        "kernel",
        "notebooks",
        "data",
        "sandbox bubblewrap",
        "it needs Linux",
        "GPU",
        "The course works here.",
    ):
        assert word in said


def test_a_fault_that_matters_is_counted_and_one_that_does_not_is_not(capsys, monkeypatch):
    monkeypatch.setattr(
        module,
        "EXAMINATIONS",
        (lambda: Result("kernel", "none", "pip install ipykernel"), lambda: Result("GPU", "none", "x", needed=False)),
    )
    assert doctor(SANDBOXES) == 1
    said = capsys.readouterr().out
    assert "pip install ipykernel" in said
    assert "1 to mend" in said


def test_a_damaged_data_file_is_found(monkeypatch):
    monkeypatch.setattr(import_module("nnlab.data.penguins"), "SHA256", "0" * 64)
    result = module._data()
    assert "damaged" in result.remedy
    assert result.mark == "mend"


def test_no_network_is_used(monkeypatch):
    import socket

    def refuse(*_):
        raise AssertionError("the doctor asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert doctor(SANDBOXES) == 0


def test_brackets_in_a_remedy_are_shown(capsys, monkeypatch):
    monkeypatch.setattr(
        module, "EXAMINATIONS", (lambda: Result("GPU", "none", "pip install 'nnlab[gpu]'", needed=False),)
    )
    assert doctor({}) == 0
    assert "'nnlab[gpu]'" in capsys.readouterr().out
