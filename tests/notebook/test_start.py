"""nnlab start: a real JupyterLab answers, serves the course, and ends on Ctrl-C."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

import pytest


@contextlib.contextmanager
def started(folder, home):
    """nnlab start in a process of its own; yields (process, address) once JupyterLab has said where it is."""
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "HOME")
    environment = {**os.environ, **{name: str(home / name) for name in places}}
    for name in places:
        (home / name).mkdir(parents=True, exist_ok=True)
    log = home / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "nnlab", "start", str(folder), "--no-browser"],
            stdout=output, stderr=subprocess.STDOUT, env=environment, start_new_session=True,
        )  # fmt: skip
    try:
        end = time.monotonic() + 60
        address = None
        while address is None and time.monotonic() < end and process.poll() is None:
            address = re.search(r"http://127\.0\.0\.1:\d+/lab\?token=\w+", log.read_text())
            time.sleep(0.1)
        assert address, log.read_text()
        yield process, address.group()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_start_serves_the_course_and_ends_cleanly(tmp_path):
    folder = tmp_path / "my course"
    with started(folder, tmp_path / "home") as (process, address):
        base, token = address.split("/lab?token=")
        with urllib.request.urlopen(f"{base}/api/contents?token={token}", timeout=30) as answer:
            names = {item["name"] for item in json.load(answer)["content"]}
        assert {"03_linear_regression.ipynb", "04_gradient_descent.ipynb"} <= names
        news = f"{base}/lab/api/settings/@jupyterlab/apputils-extension:notification?token={token}"
        with urllib.request.urlopen(news, timeout=30) as answer:
            assert json.load(answer)["schema"]["properties"]["fetchNews"]["default"] == "false"  # else it asks
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C in a terminal: to JupyterLab too
        assert process.wait(timeout=30) == 0
    assert (folder / ".nnlab" / "course.json").is_file()
    log = (tmp_path / "home" / "log").read_text()
    assert "opens now" not in log
    told, _, last = log.partition("The last lines that it prints have its address")
    assert "http" not in told
    assert "/lab?token=" in last
