"""What the worker's process can find: no reference, no exercise, no solution, no package but numpy."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from nnlab.grading.session import Session
from nnlab.grading.stage import Stage

Start = Callable[..., Session]

LOOK = """
import gc, importlib, os, sys

def modules(x):
    return sorted(name for name, module in sys.modules.items() if name.startswith("nnlab") and getattr(module, "__file__", None))

def find(name):
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return "absent"
    return getattr(module, "__file__", None) or "stand-in"

def place(x):
    return [os.getcwd(), os.listdir("."), sys.path, sorted(os.environ)]

def objects(x):
    return sorted({type(o).__name__ for o in gc.get_objects() if str(type(o).__module__).startswith("nnlab")})

def functions(x):
    return sorted({o.__name__ for o in gc.get_objects() if type(o) is type(find) and o.__name__ in x})
"""


def ask(session: Session, name: str, argument: object = 0) -> object:
    answer = session.call(name, (argument,), {}, 20.0)
    assert answer.status == "returned", answer
    return answer.value


def test_the_stage_holds_calls_and_worker_alone(stage: Stage) -> None:
    files = sorted(str(path.relative_to(stage.code).as_posix()) for path in stage.code.rglob("*.py"))
    assert files == [
        "nnlab/__init__.py",
        "nnlab/calls/__init__.py",
        "nnlab/calls/answer.py",
        "nnlab/calls/frames.py",
        "nnlab/calls/functions.py",
        "nnlab/calls/plain.py",
        "nnlab/calls/planting.py",
        "nnlab/calls/run.py",
        "nnlab/calls/shared_random.py",
        "nnlab/grading/__init__.py",
        "nnlab/grading/worker/__init__.py",
        "nnlab/grading/worker/cells.py",
        "nnlab/grading/worker/confine.py",
        "nnlab/grading/worker/imports.py",
        "nnlab/grading/worker/inert.py",
        "nnlab/grading/worker/landlock.py",
        "nnlab/grading/worker/limits.py",
        "nnlab/grading/worker/loaded.py",
        "nnlab/grading/worker/main.py",
        "nnlab/grading/worker/nursery.py",
        "nnlab/grading/worker/pipe.py",
        "nnlab/grading/worker/reading.py",
        "nnlab/grading/worker/seccomp.py",
        "nnlab/grading/worker/stand_ins.py",
    ]
    assert (stage.code / "nnlab/__init__.py").read_bytes() == b""


def test_of_nnlab_only_calls_and_the_worker_are_loaded(session: Start) -> None:
    loaded = ask(session(LOOK), "modules")
    assert isinstance(loaded, list)
    assert set(loaded) == {
        "nnlab.calls",
        "nnlab.calls.answer",
        "nnlab.calls.frames",
        "nnlab.calls.functions",
        "nnlab.calls.plain",
        "nnlab.calls.planting",
        "nnlab.calls.run",
        "nnlab.calls.shared_random",
        "nnlab.grading.worker",
        "nnlab.grading.worker.cells",
        "nnlab.grading.worker.confine",
        "nnlab.grading.worker.imports",
        "nnlab.grading.worker.inert",
        "nnlab.grading.worker.landlock",
        "nnlab.grading.worker.limits",
        "nnlab.grading.worker.loaded",
        "nnlab.grading.worker.main",
        "nnlab.grading.worker.pipe",
        "nnlab.grading.worker.reading",
        "nnlab.grading.worker.seccomp",
        "nnlab.grading.worker.stand_ins",
        "nnlab.grading",
    }


@pytest.mark.parametrize(
    "name", ["nnlab.reference.linear_regression", "nnlab.exercises", "nnlab.judge", "nnlab", "matplotlib", "rich"]
)
def test_the_course_is_a_stand_in(session: Start, name: str) -> None:
    assert ask(session(LOOK), "find", name) == "stand-in"


@pytest.mark.parametrize("name", ["pygments", "pytest", "jupyterlab", "jupytext", "nbformat", "solutions", "site"])
def test_other_packages_are_absent(session: Start, name: str) -> None:
    found = ask(session(LOOK), "find", name)
    assert found == ("absent" if name != "site" else found)
    assert "site-packages" not in str(found)


def test_numpy_and_the_standard_library_are_there(session: Start) -> None:
    made = session(LOOK)
    assert "numpy" in str(ask(made, "find", "numpy"))
    assert "site-packages" not in str(ask(made, "find", "json"))


def test_no_path_leads_to_packages_or_sources(session: Start, stage: Stage) -> None:
    made = session(LOOK)
    place = ask(made, "place")
    assert isinstance(place, list)
    folder, files, path, environment = place
    assert files == []
    assert str(stage.root.resolve()) in folder
    assert not [entry for entry in path if "site-packages" in entry or entry == "" or str(stage.root) in entry]
    assert [entry for entry in sys.path if "site-packages" in entry]  # so the line above can fail
    assert "PATH" not in environment
    assert set(environment) <= {
        "HOME", "TMPDIR", "PYTHONHASHSEED", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS", "SYSTEMROOT", "LD_LIBRARY_PATH", "LC_CTYPE",
    }  # fmt: skip


def test_no_exercise_and_no_reference_function_is_in_memory(session: Start) -> None:
    made = session(LOOK, "def known(x):\n    return 1")
    names = ask(made, "objects")
    assert isinstance(names, list)
    assert "Cells" in names  # so the next line can fail
    assert not {"Exercise", "Case", "Claim", "Report"} & set(names)
    wanted = ["fit_least_squares", "mean_squared_error", "standardize", "known"]
    assert ask(made, "functions", wanted) == ["known"]
