"""Bringing the course into a folder: the learner's work is never touched."""

import json

import pytest

from nnlab import shipped
from nnlab.errors import NnlabError
from nnlab.notebook import delivery
from nnlab.notebook.delivery import deliver

FIRST, SECOND = "03_first.ipynb", "04_second.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of two notebooks."""
    place = tmp_path / "course"
    place.mkdir()
    (place / FIRST).write_text("first, version 1")
    (place / SECOND).write_text("second, version 1")
    monkeypatch.setattr(shipped, "notebooks", lambda: place)
    return place


def test_a_new_folder_gets_everything(course, tmp_path):
    folder = tmp_path / "deep" / "my-course"
    assert deliver(folder).added == [FIRST, SECOND]
    assert (folder / FIRST).read_text() == "first, version 1"
    assert deliver(folder) == delivery.Delivery()  # again: nothing to do


def test_an_update_renews_what_is_untouched_and_keeps_what_is_changed(course, tmp_path):
    folder = tmp_path / "my-course"
    deliver(folder)
    (folder / FIRST).write_text("my work")
    (course / FIRST).write_text("first, version 2")
    (course / SECOND).write_text("second, version 2")
    (course / "05_third.ipynb").write_text("third")
    done = deliver(folder)
    assert (done.added, done.renewed, done.kept) == (["05_third.ipynb"], [SECOND], [FIRST])
    assert (folder / FIRST).read_text() == "my work"
    assert (folder / SECOND).read_text() == "second, version 2"
    assert deliver(folder).kept == [FIRST]  # still said, still kept


def test_work_in_a_notebook_without_a_newer_version_is_not_mentioned(course, tmp_path):
    deliver(tmp_path / "c")
    (tmp_path / "c" / FIRST).write_text("my work")
    assert deliver(tmp_path / "c") == delivery.Delivery()
    assert (tmp_path / "c" / FIRST).read_text() == "my work"


def test_a_deleted_notebook_comes_back(course, tmp_path):
    deliver(tmp_path / "c")
    (tmp_path / "c" / FIRST).unlink()
    assert deliver(tmp_path / "c").added == [FIRST]


@pytest.mark.parametrize("record", ["", "{", "[]", '{"03_first.ipynb": 3}'])
def test_a_damaged_record_makes_everything_the_learners(course, tmp_path, record):
    folder = tmp_path / "c"
    deliver(folder)
    (folder / ".nnlab" / "course.json").write_text(record)
    (folder / FIRST).write_text("my work")
    (course / FIRST).write_text("first, version 2")
    (course / SECOND).write_text("second, version 2")
    deliver(folder)
    assert (folder / FIRST).read_text() == "my work"
    assert (folder / SECOND).read_text() == "second, version 1"


def test_a_file_of_the_same_name_in_a_foreign_folder_is_kept(course, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / FIRST).write_text("my own notebook")
    assert deliver(folder).kept == [FIRST]
    assert (folder / FIRST).read_text() == "my own notebook"


def test_a_file_in_the_place_of_the_folder_is_told(course, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NnlabError, match="is a file"):
        deliver(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "x"


def test_the_record_is_the_sha256_of_what_was_delivered(course, tmp_path):
    deliver(tmp_path / "c")
    record = json.loads((tmp_path / "c" / ".nnlab" / "course.json").read_text())
    assert set(record) == {FIRST, SECOND}
    assert all(len(digest) == 64 for digest in record.values())


def test_the_real_course_is_found():
    assert any(shipped.notebooks().glob("03_*.ipynb"))
