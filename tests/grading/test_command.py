"""`grade`: from folders of notebooks to files of marks, and what it says of what it cannot grade."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making import HALF, RIGHT, SETUP, STUB, notebook, write

from nnlab.errors import NnlabError
from nnlab.exercises import load, of_chapter
from nnlab.grading import marking
from nnlab.grading.command import grade
from nnlab.grading.marking import Job, Marking

POINTS = load("mean_squared_error").points


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    """Three students with a notebook each, and one whose file is cut off."""
    folder = tmp_path / "class"
    write(folder / "ada/03.ipynb", notebook(SETUP, RIGHT))
    write(folder / "bob/week 3/03.ipynb", notebook(SETUP, HALF))
    write(folder / "eve/03.ipynb", notebook(SETUP, STUB))
    write(folder / "zoe/03.ipynb", notebook(SETUP, RIGHT)[:-30])
    return folder


def grades(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / "grades.json").read_text())
    return found


def test_a_class_of_folders(classroom: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in classroom.rglob("*.ipynb")}
    output = tmp_path / "deep/out"
    assert grade([classroom], output, salt="pepper") == 1
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in classroom.rglob("*") if path.is_file()
    }
    result = grades(output)
    assert (result["schema"], result["sandbox"]) == ("nnlab-grades/1", "bubblewrap")
    assert result["salt_sha256"] == hashlib.sha256(b"pepper").hexdigest()
    assert "pepper" not in (output / "grades.json").read_text()
    rows = {row["student"]: row for row in result["submissions"]}
    assert list(rows) == ["ada", "bob", "eve", "zoe"]
    assert [rows[name]["status"] for name in rows] == ["graded"] * 3 + ["unreadable"]
    assert rows["ada"]["earned"] == POINTS
    assert 0 < rows["bob"]["earned"] < POINTS
    assert rows["eve"]["earned"] == 0
    assert "cut off" in rows["zoe"]["reason"]
    ada = rows["ada"]
    assert set(ada) >= {
        "student", "notebook", "chapter", "sha256", "status", "reason", "earned", "possible", "seconds", "exercises",
    }  # fmt: skip
    assert [one["exercise"] for one in ada["exercises"]] == list(of_chapter("03_linear_regression"))
    assert set(ada["exercises"][0]) >= {
        "exercise", "outcome", "earned", "possible", "findings", "mistakes", "seed", "version", "summary",
    }  # fmt: skip
    bob = next(one for one in rows["bob"]["exercises"] if one["exercise"] == "mean_squared_error")
    assert bob["mistakes"][0][0] == "mean over outputs too"
    assert any(passed is False and evidence for _, passed, _, evidence in bob["findings"])
    with (output / "grades.csv").open(newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == ["student", "chapter", "earned", "possible", "status", "reason"]
    assert [row[0] for row in table[1:]] == ["ada", "bob", "eve", "zoe"]
    assert float(table[1][2]) == POINTS
    pages = sorted(path.relative_to(output / "feedback").as_posix() for path in output.rglob("*.html"))
    assert pages == ["ada/03.html", "bob/03.html", "eve/03.html", "zoe/03.html"]
    said = capsys.readouterr().out
    assert "without a sandbox" not in said
    assert "cut off" in said
    assert "Traceback" not in said


def test_without_a_sandbox_it_is_written_down_and_not_taken_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "in/ada.ipynb", notebook(SETUP, RIGHT))
    assert grade([tmp_path / "in"], tmp_path / "out", sandbox="none") == 0
    result = grades(tmp_path / "out")
    assert result["sandbox"] == "none"
    assert result["note"].startswith("Graded without a sandbox")
    assert "Graded without a sandbox" in capsys.readouterr().out
    assert grade([tmp_path / "in"], tmp_path / "out", sandbox="landlock") == 0
    assert "kept from before" not in capsys.readouterr().out
    assert grades(tmp_path / "out")["sandbox"] == "landlock"


def test_a_flat_folder_takes_notebooks_alone(tmp_path: Path) -> None:
    folder = tmp_path / "flat"
    write(folder / "ada.ipynb", notebook(SETUP, RIGHT))
    write(folder / "ada.py", b"# %%\n")
    write(folder / ".hidden.ipynb", b"")
    write(folder / ".ipynb_checkpoints/ada-checkpoint.ipynb", notebook(SETUP, STUB))
    write(folder / "notes.txt", b"")
    assert grade([folder], tmp_path / "out") == 0
    assert [row["student"] for row in grades(tmp_path / "out")["submissions"]] == ["ada"]


def test_nbgraders_submitted_folder(tmp_path: Path) -> None:
    write(tmp_path / "submitted/ada/ps1/03.ipynb", notebook(SETUP, RIGHT))
    write(tmp_path / "submitted/ada/ps1/timestamp.txt", b"2026-01-01")
    write(tmp_path / "submitted/ada/ps2/03.ipynb", notebook(SETUP, HALF))
    assert grade([tmp_path / "submitted"], tmp_path / "out") == 0
    rows = grades(tmp_path / "out")["submissions"]
    assert [(row["student"], row["notebook"]) for row in rows] == [
        ("ada", "ada/ps1/03.ipynb"),
        ("ada", "ada/ps2/03.ipynb"),
    ]
    pages = sorted(path.name for path in (tmp_path / "out/feedback/ada").iterdir())
    assert pages == ["03.html", "ps2-03.html"]


def test_files_named_directly_and_twice(tmp_path: Path) -> None:
    first = write(tmp_path / "ada.ipynb", notebook(SETUP, RIGHT, chapter=""))
    script = write(tmp_path / "bob.py", f"# %%\n{SETUP}\n# %%\n{RIGHT}".encode())
    assert grade([first, str(script), first], tmp_path / "out") == 0
    rows = grades(tmp_path / "out")["submissions"]
    assert [(row["student"], row["earned"]) for row in rows] == [("ada", POINTS), ("bob", POINTS)]


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "no such path": ("nowhere", {}, "There is no file or folder"),
    "an empty folder": ("empty", {}, "has no notebook"),
    "not a notebook": ("notes.txt", {}, "neither a folder nor a notebook"),
    "no jobs": ("ada.ipynb", {"jobs": 0}, "--jobs is 0, needs 1 or more"),
    "no time": ("ada.ipynb", {"timeout": 0.0}, "--timeout is 0 seconds"),
    "time that is no number": ("ada.ipynb", {"timeout": float("nan")}, "--timeout"),
    "no memory": ("ada.ipynb", {"memory": 10}, "--memory is 10 MiB"),
    "another sandbox": ("ada.ipynb", {"sandbox": "jail"}, "needs one of auto, bubblewrap"),
}


@pytest.mark.parametrize(("path", "options", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_is_a_sentence_and_writes_nothing(
    tmp_path: Path, path: str, options: dict[str, Any], sentence: str
) -> None:
    write(tmp_path / "ada.ipynb", notebook(SETUP, RIGHT))
    write(tmp_path / "notes.txt", b"")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NnlabError, match=sentence):
        grade([tmp_path / path], tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_a_file_is_left_alone(classroom: Path, tmp_path: Path) -> None:
    output = write(tmp_path / "out", b"precious")
    with pytest.raises(NnlabError, match="is a file; --output needs a folder"):
        grade([classroom], output)
    with pytest.raises(NnlabError, match="cannot be written"):
        grade([classroom], output / "below")
    assert output.read_bytes() == b"precious"


def test_a_gradebook_that_is_none_is_left_alone(classroom: Path, tmp_path: Path) -> None:
    book = write(tmp_path / "out/gradebook.db", b"something else, and longer than a header of SQLite: " * 40)
    before = book.read_bytes()
    with pytest.raises(NnlabError, match="no gradebook that can be used"):
        grade([classroom], tmp_path / "out")
    assert book.read_bytes() == before


def test_odd_files_each_get_a_row_and_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    write(folder / "a/empty.ipynb", b"")
    write(folder / "a/other.ipynb", notebook("print('hello')", chapter=""))
    (folder / "a/folder.ipynb").mkdir()
    write(folder / "a/folder.ipynb/inside.ipynb", notebook(SETUP, RIGHT))
    target = write(tmp_path / "else.ipynb", notebook(SETUP, RIGHT))
    if sys.platform != "win32":
        (folder / "a/link.ipynb").symlink_to(target)
        os.mkfifo(folder / "a/pipe.ipynb")
    assert grade([folder], tmp_path / "out") == 1
    rows = grades(tmp_path / "out")["submissions"]
    assert len(rows) == (5 if sys.platform != "win32" else 3)
    assert {row["status"] for row in rows} == {"unreadable"}
    assert all(row["reason"].endswith(".") for row in rows)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_nobody_whose_folder_is_a_link_is_left_out_without_a_word(tmp_path: Path) -> None:
    write(tmp_path / "else/03.ipynb", notebook(SETUP, RIGHT))
    write(tmp_path / "class/ada/03.ipynb", notebook(SETUP, RIGHT))
    (tmp_path / "class/ada/data").symlink_to(tmp_path / "else")
    (tmp_path / "class/bob").symlink_to(tmp_path / "else")
    (tmp_path / "class/loop").symlink_to(tmp_path / "class")
    os.mkfifo(tmp_path / "pipe.ipynb")
    assert grade([tmp_path / "class", tmp_path / "pipe.ipynb"], tmp_path / "out") == 1
    rows = {row["student"]: row for row in grades(tmp_path / "out")["submissions"]}
    assert {name: row["status"] for name, row in rows.items()} == {
        "ada": "graded", "bob": "unreadable", "loop": "unreadable", "pipe": "unreadable",
    }  # fmt: skip
    assert "This folder is a link" in rows["bob"]["reason"]


def test_a_name_of_many_bytes_does_not_stop_the_class(tmp_path: Path) -> None:
    write(tmp_path / "class" / ("𠀀" * 62 + "!") / "03.ipynb", notebook(SETUP, RIGHT))
    assert grade([tmp_path / "class"], tmp_path / "out") == 0


def test_hostile_names_stay_inside_the_output(tmp_path: Path) -> None:
    names = ["=cmd()", "..", "a b", "<script>", "x" * 150, "CON", "Ada", "ada", "\x1b[31mred", "naïve ∂"]
    folder = tmp_path / "class"
    for name in names:
        if name != "..":
            write(folder / name / "03.ipynb", notebook(SETUP, RIGHT, f"# {name}"))
    write(folder / "...ipynb", b"")
    output = tmp_path / "out"
    assert grade([folder], output) in (0, 1)
    pages = list(output.rglob("*.html"))
    assert len(pages) == len(names) - 1
    assert len({str(page).casefold() for page in pages}) == len(pages)
    assert {page.relative_to(output).parts[0] for page in pages} == {"feedback"}
    for page in pages:
        assert not set(str(page.relative_to(output))) & set('<>:"|?*\\\x1b')
    with (output / "grades.csv").open(newline="") as file:
        students = [row[0] for row in csv.reader(file)]
    assert "'=cmd()" in students
    assert "=cmd()" not in students


def test_a_reader_who_has_seen_enough_stops_no_run(classroom: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "nnlab", "grade", str(classroom), "--output", str(output)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")  # one of the notebooks cannot be read
    assert len(grades(output)["submissions"]) == 4


def counting(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    seen: list[Job] = []

    class Counted(Marking):
        def __init__(self, job: Job) -> None:
            seen.append(job)
            super().__init__(job)

    monkeypatch.setattr(marking, "Marking", Counted)
    return seen


def without_seconds(result: dict[str, Any]) -> dict[str, Any]:
    return result | {"submissions": [row | {"seconds": 0} for row in result["submissions"]]}


def test_what_did_not_change_is_not_graded_again(
    classroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = counting(monkeypatch)
    output = tmp_path / "out"
    grade([classroom], output)
    first = grades(output)
    assert len(seen) == 4
    (output / "grades.json").unlink()
    grade([classroom], output)
    assert len(seen) == 5  # only the one that has no grade is tried again
    assert without_seconds(grades(output)) == without_seconds(first)
    write(classroom / "eve/03.ipynb", notebook(SETUP, RIGHT, "# later"))
    grade([classroom], output)
    assert len(seen) == 7
    assert grades(output)["submissions"][2]["earned"] == POINTS
    for options in ({"salt": "another"}, {"fresh": True}, {"timeout": 7.0}):
        seen.clear()
        grade([classroom], output, **options)
        assert len(seen) == 4


def test_another_version_of_an_exercise_is_graded_again(
    classroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = counting(monkeypatch)
    grade([classroom], tmp_path / "out")
    seen.clear()
    monkeypatch.setattr("nnlab.grading.gradebook._versions", lambda chapter: "others")
    grade([classroom], tmp_path / "out")
    assert len(seen) == 4


def test_a_damaged_row_of_the_gradebook_is_graded_again(classroom: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    grade([classroom], output)
    first = grades(output)
    with sqlite3.connect(output / "gradebook.db") as base:
        base.execute("update results set result = '{}'")
    base.close()
    grade([classroom], output)
    assert without_seconds(grades(output)) == without_seconds(first)


def test_several_jobs_give_the_same_grades(classroom: Path, tmp_path: Path) -> None:
    grade([classroom], tmp_path / "one")
    assert grade([classroom], tmp_path / "two", jobs=2) == 1
    assert without_seconds(grades(tmp_path / "two")) == without_seconds(grades(tmp_path / "one"))


RUN = "import sys; from nnlab.grading.command import grade; sys.exit(grade([sys.argv[1]], sys.argv[2], jobs=int(sys.argv[3])))"
HANGS = "def mean_squared_error(Y_hat, Y):\n    while True: pass"


@contextlib.contextmanager
def begin(folder: Path, output: Path, jobs: int) -> Iterator[subprocess.Popen[str]]:
    """A run in a process of its own, stopped at its second notebook, which hangs."""
    temporary = output.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), str(output), str(jobs)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert "ada/03.ipynb" in process.stdout.readline()
        time.sleep(1.0)
        yield process
    finally:
        process.kill()
        process.communicate()


def left(temporary: Path) -> list[str]:
    """Processes that work below the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                arguments = (entry / "cmdline").read_bytes().decode(errors="replace")
                inside = str(temporary) in str((entry / "cwd").readlink())
            except OSError:
                continue
            if inside or str(temporary) in arguments:
                found.append(arguments)
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_goes_on_and_leaves_no_process(tmp_path: Path, jobs: int, way: signal.Signals) -> None:
    folder, output = tmp_path / "class", tmp_path / "out"
    write(folder / "ada/03.ipynb", notebook(SETUP, RIGHT))
    write(folder / "bob/03.ipynb", notebook(SETUP, HANGS))
    with begin(folder, output, jobs) as process:
        assert left(tmp_path / "tmp")  # so the same line below can fail
        if way == signal.SIGINT:
            os.killpg(process.pid, way)
        else:
            process.kill()
        said, _ = process.communicate(timeout=20)
    if way == signal.SIGINT:
        assert process.returncode == 130
        assert "Interrupted. 1 of 2 notebooks are done and kept" in said
        assert "Traceback" not in said
        assert list((tmp_path / "tmp").iterdir()) == []
    until = time.monotonic() + 5
    while left(tmp_path / "tmp") and time.monotonic() < until:
        time.sleep(0.1)
    assert left(tmp_path / "tmp") == []
    write(folder / "bob/03.ipynb", notebook(SETUP, HALF))
    again = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), str(output), "1"], capture_output=True, text=True, check=False
    )
    assert again.returncode == 0
    assert again.stderr == ""
    assert "ada/03.ipynb  " in again.stdout.splitlines()[0]
    assert "kept from before" in again.stdout.splitlines()[0]
