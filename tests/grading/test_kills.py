"""A run of 300 notebooks, killed again and again at random moments: in the end its grades are those of one undisturbed.

The moments come from a seed, which is printed; NNLAB_SEED=... tries others.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from corpus import BROKEN, HOSTILE
from corpus.honest import honest
from making import HALF, RIGHT, SETUP, STUB, notebook, write

from nnlab.grading.command import grade

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc"),
]

KILLS, CLASS = 50, 300
END_SECONDS = 5.0  # in which what a killed run started must be gone; on an idle machine it takes one
COMMAND = [sys.executable, "-m", "nnlab", "grade"]


def results(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / "grades.json").read_text(encoding="utf-8"))
    return found | {"submissions": [row | {"seconds": 0} for row in found["submissions"]]}


def files(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def processes(temporary: Path) -> list[str]:
    """Command lines of processes that work below the folder, or were given a path in it."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit():
                line = (entry / "cmdline").read_bytes().decode(errors="replace")
                if str(temporary) in line or str(temporary) in str((entry / "cwd").readlink()):
                    found.append(line)
    return found


@contextlib.contextmanager
def running(folder: Path, output: Path, temporary: Path, jobs: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*COMMAND, str(folder), "--output", str(output), "--jobs", str(jobs)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until_it_grades(process: subprocess.Popen[str]) -> str:
    """What it said up to its first new mark, or all."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "/300 " in line and "kept from before" not in line:
            break
    return said


@pytest.fixture
def large_class(tmp_path: Path) -> Path:
    """Right, half right, untouched and broken ones, each in a file of its own: a comment tells them apart."""
    kinds = [notebook(SETUP, RIGHT), notebook(SETUP, HALF), notebook(SETUP, STUB), notebook(SETUP, RIGHT)[:-9]]
    kinds.append(notebook(SETUP, "import os\ndef mean_squared_error(Y_hat, Y):\n    os._exit(0)"))
    for number in range(CLASS):
        data = kinds[number % len(kinds)].replace(b"numpy as np", f"numpy as np  # {number}".encode(), 1)
        write(tmp_path / f"class/student {number:03}/work.ipynb", data)
    return tmp_path / "class"


def test_fifty_kills_change_no_grade(large_class: Path, tmp_path: Path) -> None:
    seed = int(os.environ.get("NNLAB_SEED", "20"))
    print(f"NNLAB_SEED={seed}")
    chance = random.Random(seed)
    temporary, output = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    assert grade([large_class], tmp_path / "undisturbed") == 1
    wanted, wanted_files = results(tmp_path / "undisturbed"), files(tmp_path / "undisturbed")
    kills = rounds = 0
    while kills < KILLS:
        jobs = 2 if chance.random() < 0.1 else 1
        with running(large_class, output, temporary, jobs) as process:
            early = chance.random() < 0.3
            said = "" if early else until_it_grades(process)
            time.sleep(chance.uniform(0.0, 1.0 if early else 0.5))
            way = signal.SIGKILL if early or chance.random() < 0.5 else signal.SIGINT
            done = process.poll() is not None
            process.send_signal(way)
            said += process.communicate(timeout=30)[0]
        if done:  # it was faster: its grades must be right, and another round begins
            assert results(output) == wanted
            rounds += 1
            output = tmp_path / f"out{rounds}"
            continue
        kills += 1
        assert "Traceback" not in said
        if way == signal.SIGINT:
            assert process.returncode in (130, 1)
        end = time.monotonic() + END_SECONDS
        while processes(temporary) and time.monotonic() < end:
            time.sleep(0.02)
        assert processes(temporary) == []
    with running(large_class, output, temporary, 1) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 1, said  # a fifth of the files is cut off
    assert results(output) == wanted
    assert files(output) == wanted_files
    assert [path.name for path in temporary.iterdir() if not path.name.startswith("nnlab-new-")] == []
    print(f"{kills} kills, {rounds} rounds ended before one; of the last, {said.count('kept from before')} were kept")


def test_one_job_and_two_give_the_same(tmp_path: Path) -> None:
    """Honest ones, and of the others those whose outcome is one and does not take long."""
    for student, data in honest():
        write(tmp_path / "class" / student / "work.ipynb", data)
    sure = [
        (name, entry) for name, entry in (HOSTILE | BROKEN).items()
        if isinstance(entry.outcome, str) and entry.outcome not in ("timeout", "memory") and len(entry.data) < 10**6
        and "time" not in entry.says
    ]  # fmt: skip
    for name, entry in sure[::5]:
        write(tmp_path / "class" / name / "work.ipynb", entry.data)
    grade([tmp_path / "class"], tmp_path / "one")
    grade([tmp_path / "class"], tmp_path / "two", jobs=2)
    assert results(tmp_path / "one") == results(tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_two_runs_into_one_folder_exclude_each_other(large_class: Path, tmp_path: Path) -> None:
    temporary, output = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    with running(large_class, output, temporary, 1) as first:
        until_it_grades(first)
        second = subprocess.run(
            [*COMMAND, str(large_class), "--output", str(output)], capture_output=True, text=True, check=False
        )
        assert first.poll() is None
    assert second.returncode == 2
    assert "Another run is writing to" in second.stderr
