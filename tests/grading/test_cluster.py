"""A class on a Dask cluster: the same grades, also when a worker is killed in the middle."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making import HALF, RIGHT, SETUP, STUB, notebook, write

from nnlab.errors import NnlabError
from nnlab.grading import cluster
from nnlab.grading.command import grade

# Dask's own threads and sockets are closed a moment after its objects are gone.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    for i in range(20):
        source = (RIGHT, HALF, STUB, "def mean_squared_error(Y_hat, Y):\n    return None\n")[i % 4]
        write(tmp_path / f"in/learner{i:02}/03.ipynb", notebook(SETUP, source + f"\n# {i}\n"))
    write(tmp_path / "in/zoe/03.ipynb", b"{")
    return tmp_path / "in"


def told(output: Path) -> Any:
    """grades.json but for the seconds."""
    text = (output / "grades.json").read_text()
    return json.loads(re.sub(r'"seconds": [\d.e-]+', '"seconds": 0', text))


def test_a_local_cluster_gives_the_same_grades(classroom: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    assert grade([classroom], tmp_path / "here") == 1
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        assert grade([classroom], tmp_path / "there", scheduler=made.scheduler_address) == 1
    assert told(tmp_path / "there") == told(tmp_path / "here")


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def start(processes: list[subprocess.Popen[bytes]], *arguments: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    processes.append(process)
    return process


def test_a_lost_worker_loses_no_grade(
    classroom: Path, tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler and two workers in processes of their own; one worker is killed while the class is graded."""
    assert grade([classroom], tmp_path / "here") == 1
    monkeypatch.setattr(cluster, "BATCH", 1)
    place = tmp_path / "scheduler.json"
    start(started, "dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(place))
    end = time.monotonic() + 60
    while not place.exists() or not place.read_text().strip():
        assert time.monotonic() < end
        time.sleep(0.1)
    address = json.loads(place.read_text())["address"]
    options = ("--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--no-nanny")
    lost = start(started, "dask_worker", address, *options)
    start(started, "dask_worker", address, *options)
    _both(address)
    gradebook = tmp_path / "there/gradebook.db"

    def kill() -> None:
        while not gradebook.exists() or _graded(gradebook) < 3:
            time.sleep(0.01)
        os.kill(lost.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert grade([classroom], tmp_path / "there", scheduler=address) == 1
    killer.join()
    assert lost.wait() == -signal.SIGKILL
    assert told(tmp_path / "there") == told(tmp_path / "here")


def _both(address: str) -> None:
    from distributed import Client

    with Client(address, timeout=30) as client:
        client.wait_for_workers(2, timeout=60)


def _graded(gradebook: Path) -> int:
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True, timeout=5)) as base:
        try:
            return int(base.execute("select count(*) from results").fetchone()[0])
        except sqlite3.Error:
            return 0


def test_another_version_on_a_worker_is_refused() -> None:
    with pytest.raises(RuntimeError, match="another version"):
        cluster.mark_batch([], {"softmax": "0"})


def test_no_scheduler_is_a_sentence(classroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    for address in ("tcp://127.0.0.1:9", "nowhere"):
        with pytest.raises(NnlabError, match="no Dask scheduler"):
            grade([classroom], tmp_path / "out", scheduler=address)


def test_without_dask_the_remedy_is_named(classroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NnlabError, match="pip install 'nnlab\\[cluster\\]'"):
        grade([classroom], tmp_path / "out", scheduler="tcp://127.0.0.1:9")
