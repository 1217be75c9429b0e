"""Files are written whole, under names that every system takes, with cells that are no formulas."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from nnlab.grading.files import csv_cell, csv_text, remove_halves, safe_name, write_whole


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "file.txt"
    write_whole(path, "one\n")
    assert path.read_bytes() == b"one\n"

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "two\n")
    assert path.read_bytes() == b"one\n"
    assert [file.name for file in path.parent.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("name", ["ada", "Ada Lovelace", "03_linear-regression.v2", "naïve ∂x"[:5]])
def test_ordinary_names_stay(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", "con", "NUL.txt", "a:b", "x\0y", "\n", "x" * 300, "a.", " a", "\ud800"],
)
def test_other_names_are_made_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe != name
    assert not set(safe) & set('/\\:\0\n<>"|?*')
    assert safe.strip(" .") == safe
    assert 0 < len(safe.encode("utf-8")) < 255
    assert safe.split(".")[0].lower() not in ("con", "nul", "")


@pytest.mark.parametrize("name", ["𠀀" * 62 + "!", "é" * 200, "∂" * 84 + "?"])
def test_a_name_is_short_in_bytes(name: str) -> None:
    assert len(safe_name(name).encode()) < 150


def test_two_ways_to_write_a_letter_are_two_names() -> None:
    assert safe_name("e\u0301") != safe_name("\u00e9") == "\u00e9"


def test_what_a_killed_run_began_to_write_is_taken_away(tmp_path: Path) -> None:
    write_whole(tmp_path / "feedback/ada/03.html", "whole")
    half = tmp_path / "feedback/ada/.03.html.abcd1234.half"
    half.write_text("ha")
    remove_halves(tmp_path)
    assert [path.name for path in half.parent.iterdir()] == ["03.html"]


def test_names_that_differ_stay_apart() -> None:
    names = ["a/b", "a\\b", "a:b", "a_b", "x" * 300, "x" * 301]
    assert len({safe_name(name) for name in names}) == len(names)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\rx"])
def test_a_formula_becomes_text(text: str) -> None:
    assert csv_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["ada", "", "a=b", "1"])
def test_other_cells_stay(text: str) -> None:
    assert csv_cell(text) == text


def test_a_cell_cannot_begin_a_row_of_its_own() -> None:
    evil = ["a\r=1", "a\n=1", "a\r\n=1", 'a"\r=1', "a;b,c"]
    for separator in ",;\t":
        text = csv_text([evil, ["b"] * 5], separator=separator)
        assert list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) == [evil, ["b"] * 5]
        assert text.endswith("b\n")
