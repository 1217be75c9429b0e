"""Finding submissions: which notebooks lie at the given paths, and whose they are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nnlab.errors import NnlabError

NO_FILE = "This is no ordinary file, needs to be a notebook; ask for the file."


@dataclass(frozen=True)
class Submission:
    """One notebook file. `notebook` is its path as shown; `problem` says why it cannot even be opened."""

    student: str
    notebook: str
    path: Path
    problem: str = ""


def find(paths: Sequence[Path], output: Path) -> list[Submission]:
    """Every submission at the paths, each file once. NnlabError for a path that holds none."""
    found: dict[str, Submission] = {}
    for path in paths:
        mine = list(_at(path, output))
        if not mine:
            raise NnlabError(
                f"The folder {shown(path)} has no notebook (.ipynb); name the folder that holds the submissions."
            )
        for submission in mine:
            found.setdefault(os.path.abspath(submission.path), submission)
    return list(found.values())


def shown(name: object) -> str:
    """A file's name as text that can be printed and stored, whatever bytes it is made of."""
    return str(name).encode("utf-8", "backslashreplace").decode()


def _at(path: Path, output: Path) -> Iterator[Submission]:
    if path.is_dir():
        yield from _in_folder(path, output)
    elif not path.exists():
        raise NnlabError(f"There is no file or folder {shown(path)}; name a notebook or a folder of notebooks.")
    elif path.suffix.lower() not in (".ipynb", ".py"):
        raise NnlabError(
            f"{shown(path)} is neither a folder nor a notebook; name a .ipynb file, a py:percent .py file, or a folder of .ipynb files."
        )
    else:
        problem = "" if path.is_file() else NO_FILE  # a link that the instructor names is meant
        yield Submission(shown(path.stem), shown(path.name), path, problem)


def _in_folder(folder: Path, output: Path) -> Iterator[Submission]:
    """A notebook in the folder itself belongs to the student of its name, one further down to its first folder's."""
    closed: list[Path] = []  # folders that cannot be read
    links: list[Path] = []
    students = set()
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        here = Path(place)
        inside = [name for name in sorted(folders) if not name.startswith(".") and not _same(here / name, output)]
        notebooks = [name for name in inside if name.lower().endswith(".ipynb")]
        folders[:] = [name for name in inside if name not in notebooks]
        links += [here / name for name in folders if (here / name).is_symlink()]  # which are not followed
        for name in sorted([*files, *notebooks]):
            if name.startswith(".") or not name.lower().endswith(".ipynb"):
                continue
            path = here / name
            parts = path.relative_to(folder).parts
            student = parts[0] if len(parts) > 1 else path.stem
            students.add(student)
            yield Submission(shown(student), shown("/".join(parts)), path, _problem(path))
    for path in links:
        if path.relative_to(folder).parts[0] not in students:  # nobody is left out without a word
            yield _not_looked_into(path, folder, "This folder is a link, needs to be the folder itself")
    for path in closed:
        yield _not_looked_into(path, folder, "This folder cannot be read, needs other permissions")


def _not_looked_into(path: Path, folder: Path, why: str) -> Submission:
    parts = path.relative_to(folder).parts or (path.name,)
    return Submission(shown(parts[0]), shown("/".join(parts)), path, f"{why}; look inside it.")


def _same(a: Path, b: Path) -> bool:
    return os.path.abspath(a) == os.path.abspath(b)


def _problem(path: Path) -> str:
    """What a student's folder holds must be a file of its own: a link could show another's work."""
    if path.is_symlink():
        return "This is a link, needs to be the notebook itself; ask for the file."
    if path.is_dir():
        return "This is a folder with the name of a notebook, needs to be a file; look inside it."
    if not path.is_file():
        return NO_FILE
    return ""
