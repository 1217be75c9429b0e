"""The exercises: a folder for each chapter, a file for each function that the learner writes.

Each file defines `exercise`, an `nnlab.judge.Exercise`, beside an import of its reference. Nothing else lists it.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from nnlab.exercises.version import version_of
from nnlab.judge import Exercise

FOLDER = Path(__file__).parent
DEFINITION = re.compile(r"^def (\w+)\(", re.MULTILINE)


@cache
def files() -> dict[str, Path]:
    """Exercise name to file, in the order of the chapters (within one: the alphabet's)."""
    return {path.stem: path for path in sorted(FOLDER.glob("c[0-9][0-9]_*/*.py")) if path.stem != "__init__"}


@cache
def names() -> tuple[str, ...]:
    """Every exercise, in the order of the course: by chapter, then as the chapter's reference module defines them."""
    places = _places()
    return tuple(sorted(files(), key=lambda name: (_chapter(name), places[name])))


def _places() -> dict[str, int]:
    """Where each reference stands in its module: read from the text, for importing them all takes half a second."""
    texts = [path.read_text(encoding="utf-8") for path in (FOLDER.parent / "reference").glob("*.py")]
    return {found[1]: found.start() for text in texts for found in DEFINITION.finditer(text)}


@cache
def load(name: str) -> Exercise:
    """The exercise of that name. KeyError for a name that is none (see `files`)."""
    path = files()[name]
    module = importlib.import_module(f"{__name__}.{path.parent.name}.{name}")
    exercise: Exercise = module.exercise
    if exercise.name != name:
        raise ValueError(f"{path.name} holds the exercise {exercise.name!r}: the file and its reference need one name")
    return replace(exercise, chapter=_chapter(name), version=version_of(path))


def _chapter(name: str) -> str:
    return files()[name].parent.name[1:]


@cache
def chapters() -> tuple[str, ...]:
    """Every chapter that has exercises, such as "03_linear_regression"."""
    return tuple(dict.fromkeys(map(_chapter, files())))


@cache
def of_chapter(chapter: str) -> tuple[str, ...]:
    return tuple(name for name in names() if _chapter(name) == chapter)


@cache
def of_earlier_chapters(chapter: str) -> tuple[str, ...]:
    return tuple(name for name in names() if _chapter(name) < chapter)


@cache
def before(name: str) -> tuple[str, ...]:
    """The exercises that come before it in the course."""
    return names()[: names().index(name)]
