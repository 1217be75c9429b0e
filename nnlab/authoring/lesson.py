"""A lesson: the author's text with its exercise cells, read from py:percent and checked before anything is built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nnlab import exercises
from nnlab.errors import NnlabError

OBJECTIVES = "**After this chapter you can**"
BUILDS_ON = "**It builds on:**"
NEEDED = ("chapter", "title", "minutes")


@dataclass(frozen=True)
class Cell:
    kind: str  # "markdown" or "code"
    source: str
    exercise: str = ""  # the exercise that this cell is the place of
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lesson:
    chapter: str
    title: str
    minutes: int
    cells: tuple[Cell, ...]
    demonstrate: tuple[str, ...] = ()  # for the instructor: what to show on the projector
    cut: tuple[str, ...] = ()  # and what to leave out when time is short

    @property
    def exercises(self) -> list[str]:
        return [cell.exercise for cell in self.cells if cell.exercise]

    @property
    def builds_on(self) -> str:
        """What the first cell says behind "It builds on:", up to the paragraph's end."""
        _, _, after = self.cells[0].source.partition(BUILDS_ON) if self.cells else ("", "", "")
        return " ".join(after.partition("\n\n")[0].split())

    @property
    def objectives(self) -> list[str]:
        """The items below "After this chapter you can" in the first cell, without their commas."""
        _, _, after = self.cells[0].source.partition(OBJECTIVES) if self.cells else ("", "", "")
        items = re.findall(r"^- (.+(?:\n  .+)*)", after.partition("\n#")[0], re.MULTILINE)
        return [re.sub(r"\s+", " ", item).rstrip(",.") for item in items]


def read(path: Path) -> Lesson:
    """The lesson in that file. NnlabError names what is wrong with it."""
    try:
        import jupytext
    except ImportError:
        raise NnlabError("jupytext is missing, which reads lessons: `uv sync` installs it in a clone.") from None
    try:
        notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise NnlabError(
            f"{path.name} is not a py:percent lesson ({reason}); compare it with another lesson."
        ) from None
    header = notebook.metadata.get("nnlab", {})
    missing = [key for key in NEEDED if not isinstance(header, dict) or key not in header]
    if missing:
        raise NnlabError(f"{path.name}: its header lacks nnlab: {', '.join(missing)}; compare it with another lesson.")
    if not isinstance(header["minutes"], int):
        raise NnlabError(f"{path.name}: its header says minutes: {header['minutes']}, needs a whole number such as 60.")
    cells = tuple(_cell(path, cell) for cell in notebook.cells)
    notes = {key: _texts(path, key, header.get(key, [])) for key in ("demonstrate", "cut")}
    lesson = Lesson(str(header["chapter"]), str(header["title"]), header["minutes"], cells, **notes)
    _check(path, lesson)
    return lesson


def _cell(path: Path, cell: Any) -> Cell:
    name = str(cell.metadata.get("exercise", ""))
    if name and cell.cell_type != "code":
        raise NnlabError(f"{path.name}: the exercise {name} stands in a cell of {cell.cell_type}, needs a code cell.")
    if name and cell.source.strip():
        raise NnlabError(
            f"{path.name}: the cell of the exercise {name} holds code ({cell.source.splitlines()[0]!r:.60}); leave it "
            "empty: the reference's source goes there, and the learner's copy gets the signature alone."
        )
    return Cell(cell.cell_type, cell.source, name, tuple(cell.metadata.get("tags", ())))


def _texts(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise NnlabError(f"{path.name}: its header's {key} is {value!r:.60}, needs a list of sentences.")
    return tuple(value)


def _check(path: Path, lesson: Lesson) -> None:
    if lesson.chapter != path.stem:
        raise NnlabError(f"{path.name}: its header says chapter {lesson.chapter!r}, needs {path.stem!r} like the file.")
    has = set(exercises.of_chapter(lesson.chapter))
    for name in lesson.exercises:
        if name not in has:
            there = ", ".join(sorted(has)) or "none"
            raise NnlabError(f"{path.name}: {name} is no exercise of {lesson.chapter}; it has {there}.")
        if lesson.exercises.count(name) > 1:
            raise NnlabError(f"{path.name}: the exercise {name} has two cells, needs one.")
    if forgotten := sorted(has - set(lesson.exercises)):
        raise NnlabError(f'{path.name}: no cell for {", ".join(forgotten)}; add `# %% exercise="{forgotten[0]}"`.')
