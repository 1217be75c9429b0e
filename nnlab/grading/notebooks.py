"""Reading a submitted notebook as text: its cells and its chapter. Nothing in it is executed here.

The JSON is read by itself and only what is used is validated: the library for the format costs 1.6 s to import.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Role = Literal["setup", "exercise", "lesson", "check", "own"]
ROLES: tuple[Role, ...] = ("setup", "exercise", "lesson", "check")
MAX_FILE = 128 * 2**20
MAX_SOURCE = 8 * 2**20
MAX_PARTS = 4_000_000  # lists and dicts in a file: each takes at least 60 bytes of memory, and 2 in the file
MAX_CELLS = 10_000

# Definitions are found by their lines, not by parsing: a cell with a syntax error still says what it is about.
DEFINITION = re.compile(r"^(?:async +)?def +(\w+)|^(\w+) *= *lambda\b", re.MULTILINE)


CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class UnreadableError(Exception):
    """The file is no notebook that can be graded; the text says what was seen and what is needed."""


@dataclass(frozen=True)
class Cell:
    number: int  # among the notebook's cells, from 1
    role: Role
    source: str
    exercise: str = ""


@dataclass(frozen=True)
class Notebook:
    sha256: str
    chapter: str  # as the metadata names it, or ""
    cells: tuple[Cell, ...]  # the code cells
    notes: tuple[str, ...] = ()

    def defines(self) -> set[str]:
        return {name for cell in self.cells for name in defined(cell.source)}


def defined(source: str) -> list[str]:
    """The names of the functions that a cell defines."""
    return [name for match in DEFINITION.finditer(source) for name in match.groups() if name]


def read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise UnreadableError(
                f"The file has {size // 2**20} MiB, at most {MAX_FILE // 2**20} are read; clear its outputs."
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(f"The file cannot be opened ({reason}); check its permissions.") from None


def parse(data: bytes, *, percent: bool = False) -> Notebook:
    """The notebook in a file's bytes; `percent` for the py:percent form. UnreadableError for anything else."""
    if not data.strip():
        raise UnreadableError("The file is empty, needs to be a notebook; ask for it again.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(
            "The file is not UTF-8 text, needs to be a notebook saved by Jupyter; ask for it again."
        ) from None
    sha256 = hashlib.sha256(data).hexdigest()
    notebook = _percent(text, sha256) if percent else _json(text, sha256)
    if len(notebook.cells) > MAX_CELLS:
        raise _too_many_cells(len(notebook.cells))
    if sum(len(cell.source) for cell in notebook.cells) > MAX_SOURCE:
        raise UnreadableError(f"Its code has more than {MAX_SOURCE // 2**20} MiB; keep data in files, not in cells.")
    return notebook


def chapter_of(notebook: Notebook, chapters: Mapping[str, Sequence[str]]) -> str:
    """Its chapter, by its metadata or else by the exercises that it defines; `chapters` are the known ones."""
    if notebook.chapter in chapters:
        return notebook.chapter
    defined = notebook.defines()
    matches = {chapter: len(defined.intersection(exercises)) for chapter, exercises in chapters.items()}
    best = max(matches, key=lambda chapter: matches[chapter], default="")
    if best and matches[best]:
        return best
    if notebook.chapter:
        raise UnreadableError(
            f"It is of chapter {notebook.chapter!r:.80}, which has no exercises in this version of nnlab."
        )
    raise UnreadableError(
        "It names no chapter and defines no exercise of this course; it seems to be another notebook."
    )


def _too_many_cells(number: int) -> UnreadableError:
    return UnreadableError(f"It has {number} code cells, at most {MAX_CELLS} are run; ask for the notebook itself.")


def _json(text: str, sha256: str) -> Notebook:
    if text.count("[") + text.count("{") > MAX_PARTS:
        raise UnreadableError(f"The file has more than {MAX_PARTS} lists and objects; clear its outputs.")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        if CONFLICT.search(text):
            raise UnreadableError(
                "The file holds the marks of a merge conflict (<<<<<<<), needs one version of each cell; ask for it again."
            ) from None
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableError(
            f"The file is not complete JSON{where}: it is cut off or damaged; ask for it again."
        ) from None
    if not isinstance(content, dict) or not ("cells" in content or "worksheets" in content):
        raise UnreadableError("The file is JSON but no notebook: it has no cells.")
    version = content.get("nbformat")
    if "worksheets" in content or version in (1, 2, 3):
        raise UnreadableError("It has the old notebook format 3, needs 4: open it in JupyterLab and save it again.")
    if version != 4:
        raise UnreadableError(
            f"It has the notebook format {version!r:.40}, this grader reads 4; save it with JupyterLab 4."
        )
    metadata = _dict(content.get("metadata"))
    spec, info = _dict(metadata.get("kernelspec")), _dict(metadata.get("language_info"))
    language = info.get("name") or spec.get("language") or "python"
    if not isinstance(language, str) or "python" not in language.lower():
        raise UnreadableError(f"It is a notebook for {language!r:.40}, needs Python.")
    if not isinstance(content["cells"], list):
        raise UnreadableError("Its cells are not a list; the file is damaged, ask for it again.")
    cells: list[Cell] = []
    notes: list[str] = []
    for number, cell in enumerate(content["cells"], start=1):
        kind, source = _dict(cell).get("cell_type"), _source(_dict(cell).get("source"))
        if kind not in ("code", "markdown", "raw"):
            notes.append(f"Cell {number} is of no known type and was left out.")
        elif kind == "code" and source is None:
            notes.append(f"Cell {number} has no source and was left out.")
        elif kind == "code" and source is not None:
            own = _dict(_dict(cell.get("metadata")).get("nnlab"))
            cells.append(Cell(number, _role(own.get("role")), source, _text(own.get("exercise"))))
    return Notebook(sha256, _text(_dict(metadata.get("nnlab")).get("chapter")), tuple(cells), tuple(notes))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _role(value: Any) -> Role:
    return next((role for role in ROLES if role == value), "own")


def _source(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return value if isinstance(value, str) else None


MARK = re.compile(r"^# *%%(.*)$", re.MULTILINE)
EXERCISE = re.compile(r"""\bexercise=["'](\w+)["']""")
CHAPTER = re.compile(r"""^# *(?:nnlab: *\{.*)?\bchapter: *["']?([\w-]+)""", re.MULTILINE)


def _percent(text: str, sha256: str) -> Notebook:
    """py:percent: cells begin at `# %%` lines, whose rest holds the cell's metadata."""
    text = text.replace("\r\n", "\n")
    if (number := text.count("%%")) > MAX_CELLS:
        raise _too_many_cells(number)
    marks = list(MARK.finditer(text))
    if not marks:
        raise UnreadableError("The file has no line that begins with '# %%', so it is no py:percent notebook.")
    chapter = CHAPTER.search(text, 0, marks[0].start())
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    cells = []
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
        header = mark[1]
        if "[markdown]" in header or "[md]" in header or "[raw]" in header:
            continue
        exercise = EXERCISE.search(header)
        role: Role = "exercise" if exercise else "setup" if '"setup"' in header else "own"
        cells.append(Cell(number, role, text[mark.end() : end].lstrip("\n"), exercise[1] if exercise else ""))
    return Notebook(sha256, chapter[1] if chapter else "", tuple(cells))
