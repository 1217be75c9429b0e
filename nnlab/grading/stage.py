"""The stage: a throw-away folder with the few files that the worker's process may know, and its empty work folders."""

from __future__ import annotations

import compileall
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

import nnlab
from nnlab.grading.workers import Place, close_nurseries

SOURCES = ("calls", "grading/worker")  # all of nnlab that the worker holds


class Stage:
    """Made once for a run; `code` holds the worker's own code, `work_folder` gives each worker an empty folder."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="nnlab-grade-", ignore_cleanup_errors=True)
        self.root = Path(self._folder.name)
        self.code = self.root / "code"
        fill(self.code)

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        close_nurseries()
        self._folder.cleanup()

    def place(self, sandbox: str) -> Place:
        return Place(sandbox, self.code, self.root)


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
