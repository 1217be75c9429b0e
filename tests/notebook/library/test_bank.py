"""Every right answer of the bank: it is kept, or a sentence says why not, and the file can be loaded all the while."""

import importlib.util
import sys
from pathlib import Path

import pytest

from nnlab import exercises
from nnlab.notebook.kernel import undisturbed
from nnlab.notebook.library.keep import keep
from nnlab.notebook.library.prove import LONG, loaded

BANK = Path(__file__).parents[2] / "exercises" / "bank"


def answers(name, monkeypatch):
    spec = importlib.util.spec_from_file_location(f"bank_for_mynn_{name}", BANK / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module.RIGHT


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [name for name in exercises.names() if exercises.load(name).seconds < LONG])
def test_right_answers(name, course, monkeypatch):
    monkeypatch.setenv("NNLAB_MINE", "quiet")
    file = course / "mynn.py"
    for function in answers(name, monkeypatch):
        before = file.read_text() if file.exists() else ""
        with undisturbed(name):
            said = " ".join(keep(name, function, 0))
        assert "the course failed" not in said, f"{function.__name__}: {said}"
        if "not kept" in said:
            assert (file.read_text() if file.exists() else "") == before
        else:
            module, why = loaded(file.read_text(), file)
            assert module is not None, why
            assert callable(getattr(module, name))
