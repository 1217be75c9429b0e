"""Feedback pages: all that comes from a notebook is text, and nothing hidden is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from making import HALF, RIGHT, SETUP

from nnlab.grading.feedback import page, places
from nnlab.grading.result import Result
from nnlab.grading.submissions import Submission

EVIL = "<script>alert(1)</script>"


def test_everything_from_a_notebook_is_escaped(marks: Callable[..., Result]) -> None:
    source = f"class {'E' * 3}(Exception): pass\ndef mean_squared_error(Y_hat, Y):\n    raise EEE('{EVIL}<img src=x onerror=y>')"
    result = marks(SETUP, f"'{EVIL}' +", source).of(f"{EVIL}&", f"{EVIL}.ipynb")
    html = page(replace(result, notes=(*result.notes, EVIL)))
    assert EVIL not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", html)


def test_a_strict_policy_and_nothing_from_elsewhere(marks: Callable[..., Result]) -> None:
    html = page(marks(SETUP, HALF).of("ada", "03.ipynb"))
    assert "Content-Security-Policy\" content=\"default-src 'none'" in html
    assert not re.search(r"""(src|href)=["']?(https?:|//)""", html)
    assert "<script" not in html
    assert "mean over outputs too" in html or "average over" in html.lower()


def test_it_shows_the_marks(marks: Callable[..., Result]) -> None:
    result = marks(SETUP, RIGHT).of("ada", "03.ipynb")
    assert f"{result.earned:g} of {result.possible:g} points" in page(result)
    assert "No grade." in page(Result("unreadable", "ada", "03.ipynb", reason="The file is empty."))


def test_names_cannot_disturb_what_stands_beside_them() -> None:
    html = page(Result("unreadable", "\u202eada\x1b[0m", "\u202eada\x1b[0m/03.ipynb", reason="\x00Empty."))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", html)
    assert "<bdi>\ufffdada\ufffd[0m</bdi>, <bdi>03.ipynb</bdi>" in html
    assert "<bdi>(no name)</bdi>" in page(Result("unreadable", "", "x.ipynb", reason="Empty."))


def test_it_is_light_dark_and_printed(marks: Callable[..., Result]) -> None:
    html = page(marks(SETUP, HALF).of("ada", "ada/03.ipynb"))
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html
    assert html.count("<style") == 1
    assert "First input that goes wrong" not in html  # what it was called with stays hidden
    assert 'href="#exercise-1"' in html


def test_pages_never_meet() -> None:
    found = places(
        [
            Submission(student, notebook, Path("x"))
            for student, notebook in [
                ("ada", "ada/03.ipynb"), ("ADA", "ADA/03.ipynb"), ("ada", "ada/x/03.ipynb"), ("ada", "ada/03.ipynb"),
                ("../..", "../../03.ipynb"), ("ada-2", "ada-2/03.ipynb"),
            ]
        ]
    )  # fmt: skip
    assert [str(place) for place in found[:4]] == ["ada/03.html", "ADA-2/03.html", "ada/x-03.html", "ada/03-2.html"]
    assert len({str(place).casefold() for place in found}) == 6
    assert ".." not in found[4].parts
