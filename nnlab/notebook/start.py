"""nnlab start: the course in a folder of the learner's, opened in JupyterLab."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from nnlab.errors import NnlabError
from nnlab.notebook.delivery import Delivery, deliver

SECONDS_TO_END = 10
# JupyterLab's defaults for the course: it does not ask for news, which would cover a corner of the first page, and need a
# network. Whoever has chosen otherwise keeps their choice.
DEFAULTS = Path(__file__).parent / "lab"


def start(folder: Path, *, browser: bool, port: int | None) -> int:
    """Bring the course into the folder and run JupyterLab on it until it is ended."""
    if find_spec("jupyterlab") is None:
        raise NnlabError("JupyterLab is missing: `pip install jupyterlab` brings it.")
    if port is not None and not 1 <= port <= 65535:
        raise NnlabError(f"--port is {port}, needs a number from 1 to 65535; leave it out for the first that is free.")
    _tell(folder, deliver(folder), browser)
    return _jupyterlab(folder, browser, port)


def _tell(folder: Path, done: Delivery, browser: bool) -> None:
    print(f"The course is in {folder}.")
    if done.added:
        print(f"New: {', '.join(done.added)}.")
    if done.renewed:
        print(f"Renewed, since you had not changed them: {', '.join(done.renewed)}.")
    if done.kept:
        print(
            f"There is a newer version of {', '.join(done.kept)}. Yours stays as it is; to get the new one, "
            "rename yours and run `nnlab start` again."
        )
    how = "opens now." if browser else "starts now. The last lines that it prints have its address, for your browser."
    print(f"JupyterLab {how} Ctrl-C here ends it; your work is in the folder.", flush=True)


def _jupyterlab(folder: Path, browser: bool, port: int | None) -> int:
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}"]
    if not browser:
        command.append("--no-browser")
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # in a container root is the usual user
    paths = [str(DEFAULTS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    process = subprocess.Popen(command, env=os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(paths)})
    try:
        return process.wait()
    except KeyboardInterrupt:  # JupyterLab got the Ctrl-C too; it may ask back, or be busy, so it is told once more
        process.terminate()
        try:
            process.wait(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return 0
