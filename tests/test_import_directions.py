"""Imports run one way: reference and calls below, then judge, exercises, and its callers side by side."""

import ast
import sys
from pathlib import Path

import pytest

import nnlab

PACKAGE = Path(nnlab.__file__).parent
# What a part may import of nnlab, besides itself. Everything may import nnlab.errors.
ALLOWED = {
    "reference": set(),
    "calls": {"arrays"},
    "judge": {"calls"},
    "exercises": {"judge", "reference", "calls", "data"},
    "data": set(),
    "draw": {"reference", "calls", "judge", "mine"},
    "arrays": set(),
    "gpu": {"arrays", "reference"},
    "engine": {"reference", "gpu", "arrays", "draw"},
    "errors": set(),
    "shipped": set(),
    "notebook": {"exercises", "judge", "calls", "arrays", "data", "shipped"},
    "mine": {"exercises", "judge", "notebook"},
    "grading": {"exercises", "judge", "calls", "shipped"},
    "authoring": {"exercises", "judge", "calls"},
    "cli": {"notebook", "grading", "authoring"},
    "__main__": {"cli"},
    "__init__": {"notebook", "data", "draw", "mine"},
}
# What it may import of others' packages. What the learner uses stands on the dependencies of pyproject.toml alone;
# the packages of the dev group are the author's.
OUTSIDE = {
    "reference": {"numpy"},
    "calls": {"numpy"},
    "judge": {"numpy"},
    "exercises": {"numpy"},
    "data": {"numpy", "matplotlib"},
    "draw": {"numpy", "matplotlib", "contourpy", "anywidget", "traitlets", "rich", "IPython"},
    "arrays": {"numpy", "cupy"},
    "gpu": {"numpy"},
    "engine": {"numpy"},
    "notebook": {"numpy", "rich", "IPython", "jupyter_client", "jupyterlab"},
    "grading": {"numpy", "rich", "distributed"},
    "authoring": {"numpy", "rich", "jupytext", "nbclient", "nbformat"},
}
FILES = sorted(PACKAGE.rglob("*.py"))
STANDARD = sys.stdlib_module_names | {"__future__"}


def part(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules(path):
    """(line, module) of everything that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively: write the whole name"
            within = node.module == "nnlab"
            names = [f"nnlab.{alias.name}" for alias in node.names] if within else [node.module]
        else:
            continue
        for name in names:
            yield node.lineno, name


def stray(path):
    """Sentences on what the file imports and may not."""
    mine = part(path)
    inside, outside = ALLOWED[mine] | {mine, "errors"}, OUTSIDE.get(mine, set())
    for line, name in modules(path):
        top, _, rest = name.partition(".")
        at = f"{path.relative_to(PACKAGE.parent)}:{line}: {mine} imports {name}, may import"
        if top == "nnlab" and rest and rest.split(".")[0] not in inside:
            yield f"{at} of nnlab: {', '.join(sorted(inside))}"
        if top not in {"nnlab"} | STANDARD | outside:
            yield f"{at} of other packages: {', '.join(sorted(outside)) or 'none'}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_directions(path):
    found = "\n".join(stray(path))
    assert not found, found


def test_the_table_itself_runs_one_way():
    """No part imports another that imports it, and grading and authoring never meet."""
    reached = {name: set(below) for name, below in ALLOWED.items()}
    for _ in reached:
        for name, below in reached.items():
            reached[name] = below.union(*(reached[other] for other in below))
    assert [name for name, below in reached.items() if name in below] == []
    assert "authoring" not in reached["grading"]
    assert "grading" not in reached["authoring"]
    assert not {"notebook", "grading", "authoring", "exercises", "reference"} & reached["judge"]


WORKER = [path for path in FILES if path.is_relative_to(PACKAGE / "grading" / "worker")]


@pytest.mark.parametrize("path", WORKER, ids=lambda path: path.name)
def test_the_worker_stands_on_calls_alone(path):
    """Its stage holds nothing else, so that no answer is within a learner's reach."""
    below = ("nnlab.calls", "nnlab.grading.worker")
    ours = [name for _, name in modules(path) if name.split(".")[0] == "nnlab"]
    assert [name for name in ours if not name.startswith(below)] == []
    theirs = {name.split(".")[0] for _, name in modules(path)} - STANDARD - {"nnlab"}
    assert theirs <= {"numpy"}


def test_only_one_file_names_cupy():
    naming = [path.name for path in FILES if any(name.split(".")[0] == "cupy" for _, name in modules(path))]
    assert naming == ["arrays.py"]


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("judge/x.py", "def f():\n    from nnlab import grading", "x.py:2: judge imports nnlab.grading"),
        ("grading/x.py", "import nnlab.authoring.build", "grading imports nnlab.authoring.build"),
        ("reference/x.py", "from nnlab.exercises.draws import whole", "reference imports nnlab.exercises.draws"),
        ("notebook/x.py", "import nbformat", "notebook imports nbformat"),
        ("calls/x.py", "import matplotlib.pyplot as plt", "calls imports matplotlib.pyplot"),
    ],
)
def test_a_stray_import_is_found(file, text, words, tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path / "nnlab")
    path = tmp_path / "nnlab" / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    (sentence,) = stray(path)
    assert words in sentence
