"""The functions in mynn.py, for nnlab.mine: read when they are first wanted, and again when the file has changed."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from nnlab import exercises
from nnlab.notebook import course
from nnlab.notebook.library.load import FILE, module_of, reason
from nnlab.notebook.session import OWN, is_stand_in, under


@dataclass
class Library:
    """One state of a mynn.py. `problem` says why it cannot be used."""

    functions: dict[str, Callable[..., Any]] = field(default_factory=dict)  # by exercise, as they are in the file
    problem: str = ""
    given: dict[str, Callable[..., Any]] = field(default_factory=dict)  # as nnlab.mine hands them out


_libraries: dict[Path, tuple[tuple[int, ...], Library]] = {}


def library() -> Library:
    """That of the course folder; an empty one where there is none."""
    place = course.folder()
    if place is None or under.loading:
        return Library()
    path = place / FILE
    try:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        if path in _libraries and _libraries[path][0] == stamp:
            return _libraries[path][1]
        made = _read(path.read_bytes(), path)
    except FileNotFoundError:
        return Library()
    except OSError as error:
        return Library(problem=f"{FILE} cannot be read ({error.strerror})")
    _libraries[path] = stamp, made
    return made


def own(name: str) -> Callable[..., Any] | None:
    """The learner's function from mynn.py, which does not answer while it is itself checked."""
    found = library()
    if name not in found.functions:
        return None
    if name not in found.given:
        found.given[name] = given(name, found.functions[name])
    return found.given[name]


@functools.cache
def kind_of_answer(name: str) -> Any:
    """The type of the exercise's answers: of the reference's, as it is annotated."""
    return typing.get_type_hints(exercises.load(name).reference)["return"]


def gives_lists(value: Any, kind: Any) -> bool:
    """Does a list stand where an array is meant?"""
    if not isinstance(value, list | tuple):
        return False
    container, parts = typing.get_origin(kind) or kind, typing.get_args(kind)
    kinds = parts * len(value) if container is list else parts
    return container is np.ndarray or any(map(gives_lists, value, kinds))


def with_arrays(value: Any, kind: Any) -> Any:
    """The answer with an array in the place of each list that stands where the kind of answer has an array."""
    if not isinstance(value, list | tuple):
        return value
    container, parts = typing.get_origin(kind) or kind, typing.get_args(kind)
    if container is np.ndarray:
        try:
            return np.asarray(value)
        except (TypeError, ValueError):  # arrays of a GPU, rows of different lengths
            return value
    kinds = parts * len(value) if container is list else parts
    if container not in (list, tuple) or len(kinds) != len(value):
        return value
    made = (with_arrays(part, one) for part, one in zip(value, kinds, strict=True))
    return list(made) if isinstance(value, list) else tuple(made)


def functions_in(names: dict[str, Any]) -> dict[str, Callable[..., Any]]:
    """By exercise, what a loaded mynn.py has of the learner's own."""
    return {
        name: names[name]
        for name in exercises.files()
        if callable(value := names.get(name))
        and not is_stand_in(value)
        and not str(getattr(value, "__module__", "")).startswith("nnlab.")
    }


def _read(data: bytes, path: Path) -> Library:
    try:
        return Library(functions_in(vars(module_of(data, path))))
    except (Exception, SystemExit) as error:
        return Library(problem=f"{FILE} cannot be used ({reason(error, path)})")


def given(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """As nnlab.mine hands it out: a list passes its check, but the cells below compute with arrays."""
    kind = kind_of_answer(name)

    @functools.wraps(function)
    def own(*args: Any, **options: Any) -> Any:
        if under.check == name:
            raise NotImplementedError(f"nnlab.mine.{name} is your {name} from {FILE}: it cannot be its own answer")
        return with_arrays(function(*args, **options), kind)

    setattr(own, OWN, (name, function))
    return own
