"""`notebook("cell", "cell")` runs cells in a course folder; `notebook.restart()` as after a kernel's restart."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy
import pytest


class Notebook:
    def __init__(self, process, folder):
        self.process, self.folder, self.fresh = process, folder, True

    def __call__(self, *cells):
        """What came of each cell; of the last one alone when there is but one."""
        asked = {"folder": str(self.folder), "restart": self.fresh, "cells": cells}
        self.fresh = False
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        found = [SimpleNamespace(**one) for one in json.loads(self.process.stdout.readline())]
        return found if len(found) > 1 else found[0]

    def restart(self):
        self.fresh = True
        return self

    def kept(self, *cells):
        """The last cell is a check that passes and keeps its function; the file's text."""
        *before, last = self(*cells) if len(cells) > 1 else [self(*cells)]
        assert [one.error for one in before] == [""] * len(before)
        assert (last.error, last.outcome) == ("", "pass"), last.text
        assert "kept in your library" in " ".join(last.notes), last.notes
        return self.text

    def refused(self, *cells):
        """The last cell is a check that passes and does not keep its function; why not."""
        before = self.text
        last = (self(*cells) if len(cells) > 1 else [self(*cells)])[-1]
        assert last.outcome == "pass", last.text
        assert self.text == before
        (note,) = last.notes
        assert note.startswith("It was not kept in mynn.py: ")
        return note.removeprefix("It was not kept in mynn.py: ")

    @property
    def file(self):
        return self.folder / "mynn.py"

    @property
    def text(self):
        return self.file.read_text(encoding="utf-8") if self.file.exists() else ""

    def alone(self, code):
        """What `code` prints in a Python that has numpy and no nnlab."""
        start = (
            f"import sys; sys.path[:0] = [{str(self.folder)!r}, {str(Path(numpy.__file__).parents[1])!r}]\n"
            "sys.modules['nnlab'] = None\n"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", start + code], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    home = tmp_path_factory.mktemp("ipython")
    environment = {**os.environ, "IPYTHONDIR": str(home)}
    environment.pop("NNLAB_MINE", None)
    command = [sys.executable, str(Path(__file__).with_name("shell.py"))]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=environment) as running:
        yield running
        running.stdin.close()
        running.wait(timeout=20)


@pytest.fixture
def notebook(process, course):
    return Notebook(process, course)
