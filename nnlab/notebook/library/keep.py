"""A function that has passed its check goes into mynn.py, in the learner's course folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from nnlab.judge.verdict import listed
from nnlab.notebook import course
from nnlab.notebook.library.gather import NotKeptError, gather
from nnlab.notebook.library.load import FILE, reason
from nnlab.notebook.library.merge import Merged, Record, merge
from nnlab.notebook.library.prove import loaded, passes, proved
from nnlab.notebook.library.writing import aside, turn, write

RECORD = "mynn.json"  # in the mark's folder: what nnlab wrote into the file
TRIES = 5  # when somebody else writes at the same moment


def keep(name: str, function: Callable[..., Any], seed: int) -> tuple[str, ...]:
    """What a learner should hear about it: a sentence, or nothing when nothing changed. The pass stands in any case."""
    place = course.folder()
    if place is None:
        return ()
    try:
        said = _keep(place, name, function, seed)
    except NotKeptError as why:
        said = f"It was not kept in {FILE}: {why}."
    except OSError as error:
        said = f"It was not kept in {FILE}: the file cannot be written ({error.strerror or error})."
    except Exception as error:
        said = f"It was not kept in {FILE}: the course failed there ({type(error).__name__}: {error!s:.200})."
    return (said,) if said else ()


def _keep(place: Path, name: str, function: Callable[..., Any], seed: int) -> str:
    path = place / FILE
    home = getattr(function, "__globals__", {}).get("__file__")
    if home and Path(home).resolve() == path.resolve():
        return ""  # it came from there: `import mynn`
    with turn(place):
        for _ in range(TRIES):
            before = _read(path)
            text, newline, mark = _as_text(before or b"")
            record = _record(place)
            merged, module = _merged(text, path, record, name, function, seed)
            if module is None:
                if merged.record != record:
                    write(place / course.MARK / RECORD, json.dumps(merged.record, indent=1).encode())
                return ""
            if _read(path) != before:
                continue
            copy = aside(path) if merged.edited else None
            write(path, mark + merged.text.replace("\n", newline).encode())
            write(place / course.MARK / RECORD, json.dumps(merged.record, indent=1).encode())
            return _said(name, merged, copy) + _harmed(merged, module)
    raise NotKeptError("something else writes to it all the time")


def _merged(
    text: str, path: Path, record: Record, name: str, function: Callable[..., Any], seed: int
) -> tuple[Merged, ModuleType | None]:
    """The new file and the module that it makes, in which the function passed; None when the file stays as it is.

    What the notebook calls by another exercise's name is that exercise's function, if that will do.
    """
    first: NotKeptError | None = None
    for own_versions in (False, True):
        try:
            merged = merge(text, record, gather(name, function, own_versions=own_versions))
            if merged.text == text:
                return merged, None
            return merged, proved(merged.text, path, name, seed, values=merged.values, others=merged.others)
        except SyntaxError as error:
            raise NotKeptError(f"the file has a mistake in it ({reason(error, path)})") from None
        except NotKeptError as error:
            first = first or error
    module, why = loaded(text, path)
    if module is None:
        raise NotKeptError(f"the file cannot be loaded as it is ({why})")
    raise first or NotKeptError("it could not be proved")


def _harmed(merged: Merged, module: ModuleType) -> str:
    """A sentence on the functions of the file that use this one and do not pass with it."""
    harmed = [
        other for other in merged.users if other in vars(module) and not passes(other, vars(module)[other], seed=0)
    ]
    if not harmed:
        return ""
    return f" With it {listed(harmed)} there {'does' if len(harmed) == 1 else 'do'} not pass any more: check again."


def _said(name: str, merged: Merged, copy: Path | None) -> str:
    if copy is not None:
        return (
            f"You had changed {name} in {FILE}. That file is kept as {copy.name}, and what passed now took its place."
        )
    return (
        f"Your new {name} is kept in your library, {FILE}."
        if merged.replaced
        else f"It is kept in your library, {FILE}."
    )


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _as_text(data: bytes) -> tuple[str, str, bytes]:
    """(the text with plain line ends, the file's own line end, its byte order mark)."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        raise NotKeptError("the file is not in UTF-8") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    return text.replace("\r\n", "\n"), newline if data else os.linesep, mark


def _record(place: Path) -> dict[str, str]:
    """Nothing when it is not there or damaged: then every block counts as the learner's own text."""
    try:
        found: Any = json.loads((place / course.MARK / RECORD).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}
