"""Building: the learner's copy holds no answer, ids stay, --check sees every difference, and a broken lesson costs nothing."""

import ast
import json
import os
import shutil
import subprocess
import sys

import pytest

from nnlab import exercises
from nnlab.authoring.build import build
from nnlab.authoring.cells import notebook
from nnlab.authoring.lesson import read
from nnlab.authoring.repository import here
from nnlab.errors import NnlabError
from nnlab.exercises import source


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


@pytest.mark.parametrize("path", here().lessons, ids=lambda path: path.stem)
def test_no_line_of_a_solution_stands_anywhere_in_the_learners_notebook(path):
    """Not in another cell either: prose, an example, a later cell. Lines too short to tell anything aside."""
    shown = {line.strip() for cell in cells(here().unsolved(path)) for line in "".join(cell["source"]).splitlines()}
    for name in exercises.of_chapter(path.stem):
        solution = source.solution(exercises.load(name)).splitlines()
        kept = {line.strip() for line in source.stub(exercises.load(name)).splitlines()}
        body = {line.strip() for line in solution} - kept
        assert body
        assert not {line for line in body if len(line) >= 12} & shown


def test_editing_one_cell_moves_no_other_id(lesson):
    before = [cell["id"] for cell in notebook(read(lesson), solved=False)["cells"]]
    lesson.write_text(lesson.read_text().replace("## 2. One step", "## 2. A single step"))
    after = [cell["id"] for cell in notebook(read(lesson), solved=False)["cells"]]
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert len(set(after)) == len(after)
    assert all(len(name) <= 64 for name in after)


MEASURED = "import random\n\nprint(random.random())"


@pytest.fixture
def brief(repository, lesson):
    """The lesson cut down to its exercises, printing, a figure, and a cell whose output is another every time."""
    header = lesson.read_text().split("# %%")[0]
    plot = "import matplotlib.pyplot as plt\n\nprint(1)\nplt.plot([1, 2])\nplt.show()"
    parts = ["from nnlab import check", *exercises.of_chapter(lesson.stem), plot]
    body = "".join(f'# %% exercise="{part}"\n\n' if part.isidentifier() else f"# %%\n{part}\n\n" for part in parts)
    lesson.write_text(f'{header}{body}# %% tags=["nbval-ignore-output"]\n{MEASURED}\n')
    assert build(check=False, repository=repository) == 0
    return repository


def test_building_again_gives_the_same_bytes_and_mends_outputs(brief, capsys):
    before = contents(brief)
    solved = brief.root / "solutions" / "04_gradient_descent.ipynb"
    assert "image/png" in solved.read_text()
    solved.write_text(solved.read_text().replace('"1\\n"', '"2\\n"'))
    assert before != contents(brief)
    assert build(check=False, repository=brief) == 0
    assert before == contents(brief)
    assert capsys.readouterr().out == "running 04_gradient_descent\nwrote solutions/04_gradient_descent.ipynb\n"


def test_an_output_that_is_not_compared_stays_while_its_cell_does(brief, lesson):
    def measured():
        cell = cells(brief.root / "solutions" / "04_gradient_descent.ipynb")[-1]
        return "".join(cell["outputs"][0]["text"])

    before = measured()
    lesson.write_text(lesson.read_text().replace(MEASURED, MEASURED + "  # anew"))
    build(check=False, repository=brief)
    assert measured() != before


def contents(repository):
    return {path: path.read_bytes() for path in repository.root.rglob("*.*")}


def test_check_writes_nothing_and_names_what_differs(repository, lesson, capsys):
    assert build(check=True, repository=repository) == 0
    before = {path: path.read_bytes() for path in repository.root.rglob("*.ipynb")}
    lesson.write_text(lesson.read_text().replace("## 2. One step", "## 2. A single step"))
    assert build(check=True, repository=repository) == 1
    said = capsys.readouterr().out
    assert "notebooks/04_gradient_descent.ipynb is not what its lesson" in said
    assert "solutions/04_gradient_descent.ipynb is not what its lesson" in said
    assert before == {path: path.read_bytes() for path in repository.root.rglob("*.ipynb")}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_text("{"),
        lambda path: path.write_bytes(b"\xff\xfe"),
        lambda path: path.write_text(path.read_text().replace('"execution_count"', '"count"')),
        lambda path: path.write_text(path.read_text().replace('"role": "check"', '"role": "lesson"', 1)),
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


def in_a_copy(root, *arguments):
    """nnlab as its own source stands in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(root), "NNLAB_DEBUG": "1"}
    command = [sys.executable, "-m", "nnlab", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(repository):
    """The small repository with the package itself, which can be changed."""
    ignored = shutil.ignore_patterns("__pycache__", "*.npz", "*.gz")
    shutil.copytree(here().root / "nnlab", repository.root / "nnlab", ignore=ignored)
    return repository.root


def test_check_sees_a_changed_reference(copy):
    (copy / "pyproject.toml").touch()
    assert in_a_copy(copy, "build", "--check").returncode == 0
    reference = copy / "nnlab" / "reference" / "gradient_descent.py"
    text = reference.read_text()
    assert "    return W - learning_rate * dW\n" in text
    reference.write_text(text.replace("    return W - learning_rate * dW\n", "    return W + -learning_rate * dW\n"))
    result = in_a_copy(copy, "build", "--check")
    assert result.returncode == 1
    assert result.stdout.count("nnlab build") == 1
    assert result.stdout.startswith("solutions/04_gradient_descent.ipynb is not what")


def test_without_a_clone_it_says_so(copy):
    result = in_a_copy(copy, "build")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "clone it" in result.stderr


def test_lessons_can_be_named(repository, lesson):
    for name in ("04", lesson.stem, str(lesson)):
        assert build(check=True, repository=repository, names=[name]) == 0
    lesson.rename(lesson.with_name("05_gradient_descent.py"))
    with pytest.raises(NnlabError, match=r"no lesson '04'.*there are 05_gradient_descent"):
        build(check=True, repository=repository, names=["04"])


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
