"""The progress file: the best result stays, two kernels share it, a crash spares it, and it is never a condition."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import numpy as np
import pytest

from nnlab import check, hint, progress
from nnlab.notebook import course as course_module
from nnlab.notebook.store import SCHEMA, Best, Store


def mean_squared_error(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / len(Y)


def file(course):
    return course / ".nnlab" / "progress.db"


def test_the_course_folder_is_the_nearest_marked_one(course, monkeypatch):
    inner = course / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert course_module.folder() == course
    (course / "a" / ".nnlab").mkdir()
    assert course_module.folder() == course / "a"


def test_other_folders_are_not_littered(tmp_path):
    check(mean_squared_error)
    hint("mean_squared_error")
    progress()
    assert list(tmp_path.iterdir()) == []


def test_the_best_result_stays(course):
    Store(course).record("f", Best(1.0, 2.0, "v1"))
    Store(course).record("f", Best(2.0, 2.0, "v2"))
    Store(course).record("f", Best(0.5, 2.0, "v3"))
    assert Store(course).best() == {"f": Best(2.0, 2.0, "v2")}
    Store(course).hint_shown("f", 2)
    Store(course).hint_shown("f", 1)
    assert Store(course).hints() == {"f": 2}


def test_points_that_an_update_changed_are_compared_by_share(course):
    Store(course).record("f", Best(3.0, 4.0))
    Store(course).record("f", Best(2.0, 2.0))
    assert Store(course).best()["f"].solved


def test_a_deleted_file_is_made_anew_with_what_this_session_knows(course):
    store = Store(course)
    store.record("f", Best(1.0, 1.0))
    file(course).unlink()
    store.record("g", Best(1.0, 1.0))
    assert set(Store(course).best()) == {"f", "g"}


def test_two_kernels_at_once(course):
    code = (
        "import sys, pathlib\n"
        "from nnlab.notebook.store import Store, Best\n"
        "store = Store(pathlib.Path.cwd())\n"
        "for i in range(40):\n"
        "    store.record(f'{sys.argv[1]}{i}', Best(1.0, 1.0))\n"
        "    store.record('both', Best(i / 40 + (sys.argv[1] == 'b') / 100, 1.0))\n"
        "assert store.problem == '', store.problem\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, name], cwd=course) for name in "ab"]
    assert [process.wait(60) for process in started] == [0, 0]
    best = Store(course).best()
    assert len(best) == 81
    assert best["both"].earned == pytest.approx(39 / 40 + 0.01)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_a_crash_in_the_middle_of_writing(course):
    code = (
        "import pathlib\n"
        "from nnlab.notebook.store import Store, Best\n"
        "store = Store(pathlib.Path.cwd())\n"
        "print('go', flush=True)\n"
        "for i in range(100000):\n"
        "    store.record('f', Best(i + 1.0, 100000.0))\n"
    )
    before = 0.0
    for wait in (0.02, 0.05, 0.08):
        process = subprocess.Popen([sys.executable, "-c", code], cwd=course, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "go\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        process.stdout.close()
        store = Store(course)
        now = store.best()["f"].earned if "f" in store.best() else 0.0
        assert store.problem == ""
        assert now >= before
        before = now
        with sqlite3.connect(file(course)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.close()
    assert before > 0


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but long enough to be read" * 20, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_damaged_file_is_moved_aside_and_said(course, content):
    file(course).write_bytes(content)
    (course / ".nnlab" / "progress.db-journal").write_bytes(b"")
    report = check(mean_squared_error)
    assert report.passed
    assert "damaged" in report.notes[-1]
    assert (course / ".nnlab" / "progress.db.damaged-1").read_bytes() == content
    assert Store(course).best()["mean_squared_error"].solved
    assert check(mean_squared_error).notes == ()  # it is said once


def test_a_second_damaged_file_does_not_overwrite_the_first(course):
    for number in (1, 2):
        file(course).write_bytes(b"%d no database" % number * 50)
        Store(course).record("f", Best(1.0, 1.0))
    kept = sorted(path.read_bytes()[:1] for path in (course / ".nnlab").glob("*.damaged-*"))
    assert kept == [b"1", b"2"]


def test_a_read_only_file_is_read_and_never_breaks_a_check(course, monkeypatch):
    Store(course).record("mean_squared_error", Best(1.0, 2.0))
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, **options: connect(f"file:{path}?mode=ro", uri=True, **options)
    )
    report = check(mean_squared_error)
    assert report.passed
    assert "for this session only" in report.notes[-1]
    assert check(mean_squared_error).notes == ()
    assert progress().total.solved == 1
    assert "for this session only" in str(progress())
    monkeypatch.undo()
    monkeypatch.chdir(course)
    check(mean_squared_error)


def test_a_folder_in_the_place_of_the_file(course):
    file(course).mkdir()
    report = check(mean_squared_error)
    assert report.passed
    assert "for this session only" in report.notes[-1]
    assert hint("mean_squared_error").number == 1
    assert hint("mean_squared_error").number == 2


def test_the_file_of_a_newer_nnlab_is_left_alone(course):
    db = sqlite3.connect(file(course))
    db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.commit()
    db.close()
    before = file(course).read_bytes()
    report = check(mean_squared_error)
    assert report.passed
    assert "newer nnlab" in report.notes[-1]
    assert file(course).read_bytes() == before


def test_a_file_of_another_program_is_left_alone(course):
    db = sqlite3.connect(file(course))
    db.execute("CREATE TABLE best (something)")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.commit()
    db.close()
    assert check(mean_squared_error).passed
    assert "for this session only" in str(progress())


def test_a_locked_file_costs_a_second_and_nothing_else(course, monkeypatch):
    monkeypatch.setattr("nnlab.notebook.store.WAIT", 0.05)
    Store(course).record("f", Best(0.0, 1.0))
    other = sqlite3.connect(file(course))
    other.execute("BEGIN EXCLUSIVE")
    store = Store(course)
    store.record("f", Best(1.0, 1.0))
    assert "for this session only" in store.problem
    assert store.best()["f"].solved
    other.rollback()
    other.close()
    store.record("g", Best(1.0, 1.0))  # what could not be written before is written now
    assert store.problem == ""
    assert set(Store(course).best()) == {"f", "g"}
    assert Store(course).best()["f"].solved
