"""The stage: a throw-away folder with the few files that the worker's process may know, and its empty work folders."""

from __future__ import annotations

import compileall
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from types import TracebackType

import nnlab
from nnlab.grading.locks import lock, unlock
from nnlab.grading.place import Place

PREFIX = "nnlab-grade-"
SOURCES = ("calls", "grading/worker")  # all of nnlab that the worker holds


class Stage:
    """Made once for a run; `code` holds the worker's own code, and beside it each worker gets an empty folder."""

    def __init__(self) -> None:
        sweep()
        begun = Path(tempfile.mkdtemp(prefix="nnlab-new-"))
        self._lock = lock(begun)  # held before it has the name that `sweep` looks for
        self.root = begun.rename(begun.with_name(PREFIX + begun.name.removeprefix("nnlab-new-")))
        self.code = self.root / "code"
        fill(self.code)

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        unlock(self._lock)

    def place(self, sandbox: str) -> Place:
        return Place(sandbox, self.code, self.root)


def sweep() -> None:
    """Take away the stages of runs that were killed: they are this user's, and nobody holds them."""
    if sys.platform == "win32":
        return
    for old in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if old.lstat().st_uid != os.getuid():
                continue
            held = lock(old)
            if held is not None and held >= 0:
                shutil.rmtree(old, ignore_errors=True)
                unlock(held)


def fill(code: Path) -> None:
    """Copy the worker's code; the packages above it are empty there."""
    package = Path(nnlab.__file__).parent
    for source in SOURCES:
        folder = code / "nnlab" / source
        folder.mkdir(parents=True)
        for file in sorted((package / source).glob("*.py")):
            shutil.copyfile(file, folder / file.name)
        for parent in folder.relative_to(code).parents:
            if parent.name:
                (code / parent / "__init__.py").touch()
    compileall.compile_dir(code, quiet=2)
