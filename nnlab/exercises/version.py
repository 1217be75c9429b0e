"""An exercise's version: a hash of all that decides a mark, so that a change of any of it grades again."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ALWAYS = ("judge", "calls")  # how calls are made and answers compared, whatever the exercise imports
IMPORTED = re.compile(r"^ *(?:from|import) +nnlab\.([\w.]+)", re.MULTILINE)


def version_of(exercise: Path) -> str:
    """Of the exercise in that file: it and every module of nnlab that it imports, directly or not, and the judge."""
    digest = hashlib.sha256()
    for path in sorted(_behind(exercise)):
        digest.update(_text(path).encode())
    return digest.hexdigest()[:12]


def _behind(exercise: Path) -> set[Path]:
    found = set(_always())
    waiting = [exercise]
    while waiting:
        path = waiting.pop()
        if path not in found or path == exercise:
            found.add(path)
            waiting += [other for other in _imported(path) if other not in found]
    return found


@cache
def _always() -> tuple[Path, ...]:
    return tuple(path for folder in ALWAYS for path in (PACKAGE / folder).rglob("*.py"))


@cache
def _imported(path: Path) -> tuple[Path, ...]:
    """The files of nnlab that this one imports: `nnlab.data.cats` is data/cats.py, `nnlab.judge` its __init__.py."""
    return tuple(file for name in IMPORTED.findall(_text(path)) if (file := _file(name)) is not None)


def _file(module: str) -> Path | None:
    place = PACKAGE.joinpath(*module.split("."))
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.is_file():
            return file
    return None


@cache
def _text(path: Path) -> str:
    return path.read_bytes().replace(b"\r\n", b"\n").decode()  # the same version on Windows
