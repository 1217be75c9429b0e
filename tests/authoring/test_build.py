"""Building: the learner's copy holds no answer, ids stay, --check sees every difference, and a broken lesson costs nothing."""

import ast
import json

import pytest

from nnlab import exercises
from nnlab.authoring.build import build
from nnlab.authoring.cells import as_text, notebook
from nnlab.authoring.lesson import read
from nnlab.authoring.repository import here
from nnlab.errors import NnlabError


def cells(path):
    return json.loads(path.read_text())["cells"]


def test_what_is_committed_is_what_the_lessons_say():
    assert build(check=True) == 0


@pytest.mark.parametrize("path", here().lessons, ids=lambda path: path.stem)
def test_the_answer_does_not_leak(path):
    """An exercise cell is signature, docstring and raise; no other cell defines the function; there is no output."""
    made = cells(here().unsolved(path))
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in made)
    stubs = {
        cell["metadata"]["nnlab"]["exercise"]: "".join(cell["source"])
        for cell in made
        if cell["id"].startswith("exercise-")
    }
    assert set(stubs) == set(exercises.of_chapter(path.stem))
    for name, stub in stubs.items():
        (function,) = ast.parse(stub).body
        assert function.name == name
        _, raises = function.body
        assert ast.get_docstring(function)
        assert ast.unparse(raises) == "raise NotImplementedError"
    others = ["".join(cell["source"]) for cell in made if not cell["id"].startswith("exercise-")]
    assert not any(f"def {name}(" in text for text in others for name in stubs)


def test_editing_one_cell_moves_no_other_id(lesson):
    before = [cell["id"] for cell in notebook(read(lesson), solved=False)["cells"]]
    lesson.write_text(lesson.read_text().replace("## 2. One step", "## 2. A single step"))
    after = [cell["id"] for cell in notebook(read(lesson), solved=False)["cells"]]
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert len(set(after)) == len(after)
    assert all(len(name) <= 64 for name in after)


def test_twice_gives_the_same_bytes(lesson):
    assert as_text(notebook(read(lesson), solved=True)) == as_text(notebook(read(lesson), solved=True))


def test_check_writes_nothing_and_names_what_differs(repository, lesson, capsys):
    assert build(check=True, repository=repository) == 0
    before = {path: path.read_bytes() for path in repository.root.rglob("*.ipynb")}
    lesson.write_text(lesson.read_text().replace("## 2. One step", "## 2. A single step"))
    assert build(check=True, repository=repository) == 1
    said = capsys.readouterr().out
    assert "notebooks/04_gradient_descent.ipynb is not what its lesson says" in said
    assert "solutions/04_gradient_descent.ipynb is not what its lesson says" in said
    assert before == {path: path.read_bytes() for path in repository.root.rglob("*.ipynb")}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_text("{"),
        lambda path: path.write_text(path.read_text().replace("hill", "hull", 1)),
    ],
)
@pytest.mark.parametrize("folder", ["notebooks", "solutions"])
def test_check_sees_a_changed_notebook(repository, folder, spoil):
    spoil(repository.root / folder / "04_gradient_descent.ipynb")
    assert build(check=True, repository=repository) == 1


def test_check_sees_a_notebook_without_a_lesson(repository, capsys):
    (repository.root / "notebooks" / "99_stray.ipynb").write_text("{}")
    assert build(check=True, repository=repository) == 1
    assert "99_stray.ipynb has no lesson" in capsys.readouterr().out


def test_a_lesson_that_fails_costs_no_notebook(repository, lesson):
    before = {path: path.read_bytes() for path in repository.root.rglob("*.ipynb")}
    text = lesson.read_text()
    start = text.index("# %%\nbirds = ")
    lesson.write_text(text[:start] + "# %%\nthis_fails()\n")
    with pytest.raises(NnlabError, match="no cell for"):
        build(check=False, repository=repository)
    lesson.write_text(text.replace("birds = data.penguins()", "birds = this_fails()"))
    with pytest.raises(NnlabError, match="does not run from top to bottom"):
        build(check=False, repository=repository)
    assert before == {path: path.read_bytes() for path in repository.root.rglob("*.ipynb")}
