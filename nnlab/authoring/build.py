"""nnlab build: every lesson becomes two notebooks, the learner's without outputs and the solved one with them.

All lessons together give the instructor's guide.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nnlab.authoring import lesson as lessons
from nnlab.authoring.cells import Notebook, as_text, notebook
from nnlab.authoring.repository import Repository, here
from nnlab.authoring.teaching import teaching
from nnlab.errors import NnlabError

SECONDS = 300  # for one cell; the longest, training, takes a few
WIDGET = "application/vnd.jupyter.widget-view+json"
NOT_COMPARED = "nbval-ignore-output"  # the tag of a cell whose output differs from run to run, as times do


def build(check: bool, repository: Repository | None = None, names: Sequence[str] = ()) -> int:
    """Writes the notebooks; with `check` writes nothing and returns 1 when they are not what the lessons say.

    `names` are the lessons to do, by file or by number; none means all of them.
    """
    repository = repository or here()
    read = {path: lessons.read(path) for path in repository.chosen(names)}
    made = {path: (notebook(lesson, solved=False), notebook(lesson, solved=True)) for path, lesson in read.items()}
    guide = {} if names else {repository.teaching: teaching(list(read.values()))}
    if check:
        differences = _differences(repository, made, guide) + ([] if names else _strays(repository))
        for sentence in differences:
            print(sentence)
        return 1 if differences else 0
    # Nothing is written before everything has run: a broken lesson costs no notebook. Every lesson runs again, also
    # one that did not change: what it shows comes from the rest of nnlab too.
    texts = dict(guide)
    for path, (unsolved, solved) in made.items():
        print(f"running {path.stem}", flush=True)
        run = _with_kept_outputs(execute(solved, path.name), _read(repository.solved(path)))
        texts |= {repository.unsolved(path): as_text(unsolved), repository.solved(path): as_text(run)}
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
    environment = {**os.environ, "NNLAB_MINE": "quiet"}  # in a solved notebook nothing stands in for anything
    environment.pop("MPLBACKEND", None)  # the notebook's own way to show figures
    environment.pop("JPY_SESSION_NAME", None)  # where this is run in a notebook: widgets are to give their SVG
    try:
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(
                running,
                timeout=SECONDS,
                kernel_name="python3",
                coalesce_streams=True,  # how printing is cut into pieces depends on the moment
                store_widget_state=False,
                extra_arguments=["--log-level=ERROR"],  # not how the kernel is connected
                resources={"metadata": {"path": folder}},
            )
            client.execute(env=environment)
    except (CellExecutionError, CellTimeoutError) as error:
        raise NnlabError(f"{name} does not run from top to bottom:\n{error}") from None
    except RuntimeError as error:  # the kernel died, or did not start
        raise NnlabError(f"{name} does not run from top to bottom: {error}") from None
    return _tidied(json.loads(nbformat.writes(running)))  # type: ignore[no-untyped-call]


def _tidied(notebook: Notebook) -> Notebook:
    """Without what differs from run to run, times and the exact Python, and without what lives as long as its kernel."""
    notebook["metadata"]["language_info"] = {"name": "python"}
    for cell in notebook["cells"]:
        cell["metadata"].pop("execution", None)
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).pop("needs_background", None)
            output.get("data", {}).pop(WIDGET, None)  # its picture stays
    return notebook


def _with_kept_outputs(notebook: Notebook, before: Notebook | None) -> Notebook:
    """Where outputs are not compared, those of the last build stay while the cell does: else no two builds agree."""
    there = {cell["id"]: cell for cell in before["cells"]} if before else {}
    for cell in notebook["cells"]:
        old = there.get(cell["id"], {})
        if NOT_COMPARED in cell["metadata"].get("tags", ()) and old.get("outputs") and old["source"] == cell["source"]:
            cell["outputs"] = old["outputs"]
    return notebook


def _differences(
    repository: Repository, made: dict[Path, tuple[Notebook, Notebook]], guide: dict[Path, str]
) -> list[str]:
    """A sentence for each notebook, or instructor's guide, that its lesson and the references would make another one."""
    different = [path for path, text in guide.items() if _text(path) != text]
    for path, (unsolved, solved) in made.items():
        if _text(repository.unsolved(path)) != as_text(unsolved):
            different.append(repository.unsolved(path))
        there = _read(repository.solved(path))
        if _sources(there) != _sources(solved) or not _has_run(there):
            different.append(repository.solved(path))
    return [
        f"{path.relative_to(repository.root).as_posix()} is not what its lesson and the references say: "
        "run `uv run nnlab build`"
        for path in different
    ]


def _strays(repository: Repository) -> list[str]:
    expected = {place(path) for path in repository.lessons for place in (repository.unsolved, repository.solved)}
    found = {*(repository.root / "notebooks").glob("*.ipynb"), *(repository.root / "solutions").glob("*.ipynb")}
    return [
        f"{path.relative_to(repository.root).as_posix()} has no lesson: delete it, or write solutions/{path.stem}.py"
        for path in sorted(found - expected)
    ]


def _sources(notebook: Notebook | None) -> Any:
    """All but the outputs, which depend on the machine; nbval compares those."""
    if notebook is None:
        return None
    kept = [{key: cell[key] for key in ("cell_type", "id", "metadata", "source")} for cell in notebook["cells"]]
    return kept, notebook["metadata"]


def _has_run(notebook: Notebook | None) -> bool:
    cells = [] if notebook is None else [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return bool(cells) and [cell.get("execution_count") for cell in cells] == list(range(1, len(cells) + 1))


def _read(path: Path) -> Notebook | None:
    try:
        notebook: Notebook = json.loads(_text(path) or "")
        _sources(notebook)
    except (ValueError, KeyError, TypeError):  # not there, or not a notebook: it will be made anew
        return None
    return notebook


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _write(path: Path, text: str) -> None:
    if _text(path) == text:
        return
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as error:
        raise NnlabError(f"{path} cannot be written: {error.strerror}; the notebook that was there stays.") from None
    print(f"wrote {path.parent.name}/{path.name}")
