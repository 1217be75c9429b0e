"""nnlab build: every lesson becomes two notebooks, the learner's without outputs and the solved one with them."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from nnlab.authoring import lesson as lessons
from nnlab.authoring.cells import Notebook, as_text, notebook
from nnlab.authoring.repository import Repository, here
from nnlab.errors import NnlabError

SECONDS = 300  # for one cell; the longest, training, takes a few


def build(check: bool, repository: Repository | None = None) -> int:
    """Writes the notebooks; with `check` writes nothing and returns 1 when they are not what the lessons say."""
    repository = repository or here()
    if not repository.lessons:
        raise NnlabError("There is no lesson in solutions/: a lesson is a file such as 03_linear_regression.py.")
    read = {path: lessons.read(path) for path in repository.lessons}
    made = {path: (notebook(lesson, solved=False), notebook(lesson, solved=True)) for path, lesson in read.items()}
    if check:
        return _compare(repository, made)
    # Nothing is written before everything has run: a broken lesson costs no notebook.
    texts: dict[Path, str] = {}
    for path, (unsolved, solved) in made.items():
        texts[repository.unsolved(path)] = as_text(unsolved)
        if _sources(solved) != _sources(_read(repository.solved(path))) or not _has_run(_read(repository.solved(path))):
            print(f"running {path.stem}")
            texts[repository.solved(path)] = as_text(execute(solved, path.name))
    for target, text in texts.items():
        _write(target, text)
    return 0


def execute(notebook: Notebook, name: str) -> Notebook:
    """The notebook with its outputs, run in an empty folder. NnlabError names the cell that fails."""
    try:
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError
    except ImportError:
        raise NnlabError("nbclient is missing, which runs notebooks: `uv sync` installs it in a clone.") from None
    running = nbformat.reads(as_text(notebook), as_version=4)  # type: ignore[no-untyped-call]
    before = os.environ.get("NNLAB_MINE")
    os.environ["NNLAB_MINE"] = "quiet"  # in a solved notebook nothing stands in for anything
    try:
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(
                running, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": folder}}
            )
            client.execute()
    except (CellExecutionError, CellTimeoutError) as error:
        raise NnlabError(f"{name} does not run from top to bottom:\n{error}") from None
    finally:
        os.environ.pop("NNLAB_MINE") if before is None else os.environ.update(NNLAB_MINE=before)
    return _tidied(json.loads(nbformat.writes(running)))  # type: ignore[no-untyped-call]


def _tidied(notebook: Notebook) -> Notebook:
    """Without what differs from run to run: times, and the exact Python."""
    notebook["metadata"]["language_info"] = {"name": "python"}
    for cell in notebook["cells"]:
        cell["metadata"].pop("execution", None)
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).pop("needs_background", None)
    return notebook


def _compare(repository: Repository, made: dict[Path, tuple[Notebook, Notebook]]) -> int:
    different: list[Path] = []
    for path, (unsolved, solved) in made.items():
        target = repository.unsolved(path)
        if not target.is_file() or target.read_text(encoding="utf-8") != as_text(unsolved):
            different.append(target)
        there = _read(repository.solved(path))
        if _sources(there) != _sources(solved) or not _has_run(there):
            different.append(repository.solved(path))
    expected = {repository.unsolved(path) for path in made} | {repository.solved(path) for path in made}
    found = {*(repository.root / "notebooks").glob("*.ipynb"), *(repository.root / "solutions").glob("*.ipynb")}
    for path in sorted(found - expected):
        print(f"{path.relative_to(repository.root)} has no lesson: delete it, or write solutions/{path.stem}.py")
    for path in different:
        print(f"{path.relative_to(repository.root)} is not what its lesson says: run `uv run nnlab build`")
    return 1 if different or found - expected else 0


def _sources(notebook: Notebook | None) -> Any:
    """All but the outputs, which depend on the machine; nbval compares those."""
    if notebook is None:
        return None
    kept = [{key: cell[key] for key in ("cell_type", "id", "metadata", "source")} for cell in notebook["cells"]]
    return kept, notebook["metadata"]


def _has_run(notebook: Notebook | None) -> bool:
    cells = [] if notebook is None else [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return bool(cells) and [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))


def _read(path: Path) -> Notebook | None:
    try:
        notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
        _sources(notebook)
    except (OSError, ValueError, KeyError, TypeError):  # not there, or not a notebook: it will be made anew
        return None
    return notebook


def _write(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)
    print(f"wrote {path.parent.name}/{path.name}")
