"""Reading submissions as text: what can be graded is read, all else gets a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from making import CHAPTER, RIGHT, code, notebook

from nnlab.grading.notebooks import UnreadableError, chapter_of, parse

CHAPTERS = {CHAPTER: ("mean_squared_error", "predict_linear"), "04_gradient_descent": ("mse_gradient",)}


def changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(notebook(RIGHT)) | fields).encode()


UNREADABLE = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "empty"),
    "truncated": (notebook(RIGHT)[:-40], "cut off"),
    "a number": (b"3", "no notebook"),
    "a list": (b"[]", "no notebook"),
    "an object": (b'{"a": 1}', "no notebook"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8"),
    "UTF-16": (notebook(RIGHT).decode().encode("utf-16"), "not UTF-8"),
    "merge conflict": (b"<<<<<<< HEAD\n" + notebook(RIGHT), "merge conflict"),
    "nested too deeply": (b"[" * 100_000, "cut off or damaged"),
    "a number too long": (b'{"cells": ' + b"9" * 10_000 + b"}", "cut off or damaged"),
    "format 3": (json.dumps({"nbformat": 3, "worksheets": [{"cells": []}]}).encode(), "format 3"),
    "format 5": (changed(nbformat=5), "format 5"),
    "no format": (changed(nbformat=None), "format None"),
    "R": (changed(metadata={"kernelspec": {"language": "R"}}), "'R', needs Python"),
    "Julia": (changed(metadata={"language_info": {"name": "julia"}}), "'julia', needs Python"),
    "cells no list": (changed(cells={"a": 1}), "not a list"),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_notebook_gets_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        parse(data)


def test_a_byte_order_mark_is_fine() -> None:
    assert parse(b"\xef\xbb\xbf" + notebook(RIGHT)).cells[0].source == RIGHT


def test_cells_keep_their_number_role_and_source() -> None:
    text = {"cell_type": "markdown", "source": "# Title", "metadata": {}}
    lines = {"cell_type": "code", "source": ["a = 1\n", "b = 2"], "metadata": {"nnlab": {"role": "lesson"}}}
    read = parse(notebook(text, code("x", "exercise", "f"), lines, "own"))
    assert [(cell.number, cell.role, cell.source, cell.exercise) for cell in read.cells] == [
        (2, "exercise", "x", "f"),
        (3, "lesson", "a = 1\nb = 2", ""),
        (4, "own", "own", ""),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        {},
        5,
        None,
        {"cell_type": "code"},
        {"cell_type": "code", "source": 3},
        {"cell_type": "code", "source": [1]},
        {"cell_type": "x"},
    ],
)
def test_a_damaged_cell_is_left_out_and_noted(cell: Any) -> None:
    read = parse(changed(cells=[cell, code(RIGHT)]))
    assert [one.source for one in read.cells] == [RIGHT]
    assert read.notes[0].startswith("Cell 1 ")


@pytest.mark.parametrize(
    "metadata", [None, [], {"nnlab": 3}, {"nnlab": {"chapter": 3}}, {"kernelspec": 1, "language_info": []}]
)
def test_odd_metadata_is_no_metadata(metadata: Any) -> None:
    read = parse(changed(metadata=metadata))
    assert chapter_of(read, CHAPTERS) == CHAPTER


def test_the_chapter_comes_from_the_metadata() -> None:
    assert chapter_of(parse(notebook(RIGHT, chapter="04_gradient_descent")), CHAPTERS) == "04_gradient_descent"


def test_or_from_most_of_the_definitions_even_in_broken_cells() -> None:
    cells = ["def mse_gradient(X, Y, W):\n    return (", "predict_linear = lambda X, W: X @ W", RIGHT]
    assert chapter_of(parse(notebook(*cells, chapter="")), CHAPTERS) == CHAPTER
    assert chapter_of(parse(notebook(cells[0], chapter="99_unknown")), CHAPTERS) == "04_gradient_descent"


@pytest.mark.parametrize(("chapter", "reason"), [("", "names no chapter"), ("12_where_next", "12_where_next")])
def test_another_notebook_gets_a_sentence(chapter: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        chapter_of(parse(notebook("print('hello')", chapter=chapter)), CHAPTERS)


PERCENT = """# ---
# jupyter:
#   kernelspec:
#     name: python3
# nnlab: {chapter: "03_linear_regression", title: "Linear regression"}
# ---

# %% [markdown]
# # A title
# def predict_linear(): not code

# %% tags=["setup"]
import numpy as np

# %% exercise="mean_squared_error"
def mean_squared_error(Y_hat, Y):
    return 1

# %%
x = 1
"""


@pytest.mark.parametrize(
    "text",
    [PERCENT, PERCENT.replace("\n", "\r\n"), PERCENT.replace('nnlab: {chapter: "03', 'nnlab:\n#   chapter: "03')],
)
def test_percent_scripts_are_read(text: str) -> None:
    read = parse(text.encode(), percent=True)
    assert read.chapter == "03_linear_regression"
    assert [(cell.number, cell.role, cell.exercise) for cell in read.cells] == [
        (2, "setup", ""),
        (3, "exercise", "mean_squared_error"),
        (4, "own", ""),
    ]
    assert read.cells[1].source == "def mean_squared_error(Y_hat, Y):\n    return 1\n\n"


def test_a_plain_script_is_no_notebook() -> None:
    with pytest.raises(UnreadableError, match="# %%"):
        parse(b"def f(): pass\n", percent=True)
