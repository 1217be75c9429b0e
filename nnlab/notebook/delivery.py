"""Bringing the course into a folder: new notebooks are added, unchanged ones renewed, the learner's own never touched."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from nnlab import shipped
from nnlab.errors import NnlabError
from nnlab.notebook.course import MARK

RECORD = "course.json"  # in the mark's folder: each notebook's sha256 as it was delivered


@dataclass
class Delivery:
    """What was done, by notebook name."""

    added: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # the learner's, of which the course has a newer version now


def deliver(folder: Path) -> Delivery:
    """Bring the notebooks into the folder. NnlabError when that cannot be done; nothing of the learner's is lost."""
    if folder.exists() and not folder.is_dir():
        raise NnlabError(f"{folder} is a file; the course needs a folder: name another, as in `nnlab start my-course`.")
    done = Delivery()
    try:
        (folder / MARK).mkdir(parents=True, exist_ok=True)
        record = _read(folder)
        for notebook in sorted(shipped.notebooks().glob("*.ipynb")):
            _bring(notebook, folder, record, done)
        _write(folder / MARK / RECORD, json.dumps(record, indent=1).encode())
    except OSError as error:
        raise NnlabError(
            f"The course cannot be written to {folder} ({error.strerror}); name a folder of your own."
        ) from None
    return done


def _bring(notebook: Path, folder: Path, record: dict[str, str], done: Delivery) -> None:
    new, target = notebook.read_bytes(), folder / notebook.name
    if not os.path.lexists(target):
        _write(target, new)
        done.added.append(notebook.name)
    else:
        there = _digest(target.read_bytes())
        if there == _digest(new):
            pass
        elif there == record.get(notebook.name):  # as it was delivered: no work in it
            _write(target, new)
            done.renewed.append(notebook.name)
        else:
            if record.get(notebook.name) != _digest(new):
                done.kept.append(notebook.name)
            return
    record[notebook.name] = _digest(new)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(folder: Path) -> dict[str, str]:
    """What was delivered; nothing when the record is not there or damaged: then every notebook counts as the learner's."""
    try:
        record = json.loads((folder / MARK / RECORD).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in record.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)
