"""The exercises: a folder for each chapter, a file for each function that the learner writes.

Each file defines `exercise`, an `nnlab.judge.Exercise`, beside an import of its reference. Nothing else lists it.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from nnlab.exercises.version import version_of
from nnlab.judge import Exercise

FOLDER = Path(__file__).parent


@cache
def files() -> dict[str, Path]:
    """Exercise name to file, in the order of the chapters (within one: the alphabet's)."""
    return {path.stem: path for path in sorted(FOLDER.glob("c[0-9][0-9]_*/*.py")) if path.stem != "__init__"}


@cache
def names() -> tuple[str, ...]:
    """Every exercise, in the order of the course: by chapter, then as the chapter's reference module defines them."""
    return tuple(sorted(files(), key=lambda name: (load(name).chapter, load(name).reference.__code__.co_firstlineno)))


@cache
def load(name: str) -> Exercise:
    """The exercise of that name. KeyError for a name that is none (see `files`)."""
    path = files()[name]
    module = importlib.import_module(f"{__name__}.{path.parent.name}.{name}")
    exercise: Exercise = module.exercise
    if exercise.name != name:
        raise ValueError(f"{path.name} holds the exercise {exercise.name!r}: the file and its reference need one name")
    return replace(exercise, chapter=path.parent.name[1:], version=version_of(path))


@cache
def chapters() -> tuple[str, ...]:
    """Every chapter that has exercises, such as "03_linear_regression"."""
    return tuple(dict.fromkeys(path.parent.name[1:] for path in files().values()))


@cache
def of_chapter(chapter: str) -> tuple[str, ...]:
    return tuple(name for name in names() if load(name).chapter == chapter)


@cache
def before(name: str) -> tuple[str, ...]:
    """The exercises that come before it in the course."""
    return names()[: names().index(name)]
