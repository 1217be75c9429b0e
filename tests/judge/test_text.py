"""Reports as plain text."""

import sys

import numpy as np
import pytest

from nnlab.judge import Example, Finding, Named, Report
from nnlab.judge.text import as_text


def failing(**other):
    good = np.arange(6.0).reshape(2, 3)
    bad = good.copy()
    bad[1, 2] = 7.25
    values = {
        "findings": (
            Finding("right shape", True, 0.5, ""),
            Finding("right values", False, 1.5, "1 of 6 values differ"),
        ),
        "mistakes": (Named("transpose", "Rows are examples."),),
        "summary": "1 of 6 values differ.",
        "example": Example("two rows", (("X", good),), "", good, bad, good != bad),
    }
    return Report("layer", "fail", 0.5, 2.0, **values | other)


def test_a_pass_is_one_line():
    report = Report("layer", "pass", 2.0, 2.0, (Finding("right", True, 2.0, ""),), summary="Right.")
    assert as_text(report) == "✓ layer: right, 2 of 2 points"


def test_a_note_of_a_pass_is_told():
    report = Report("layer", "pass", 1.0, 1.0, notes=("np.exp overflowed.",))
    assert as_text(report).splitlines() == ["✓ layer: right, 1 of 1 point", "  Note: np.exp overflowed."]


def test_a_failure_says_what_is_behind_it_first_then_claims_then_the_input():
    lines = as_text(failing()).splitlines()
    assert lines[0] == "✗ layer: not right yet, 0.5 of 2 points"
    assert lines[1] == "  Rows are examples."
    assert lines[2].split() == ["✓", "0.5", "of", "0.5", "right", "shape"]
    assert lines[3].split() == ["✗", "0", "of", "1.5", "right", "values"]
    assert "  First input that goes wrong (two rows):" in lines
    assert "      [3.0   4.0   7.25*]" in lines
    assert "      [3.0   4.0   5.0*]" in lines
    assert lines[-1] == '  Stuck? hint("layer") gives a hint.'


def test_without_a_named_mistake_the_summary_is_first():
    assert as_text(failing(mistakes=())).splitlines()[1] == "  1 of 6 values differ."


def test_what_was_not_attempted_is_short():
    report = Report(
        "layer", "not_attempted", 0.0, 2.0, (Finding("right", False, 2.0, ""),), summary="Not attempted yet."
    )
    assert as_text(report).splitlines() == [
        "○ layer: not attempted yet, 0 of 2 points",
        '  Write it, run its cell, then check again. hint("layer") gives a hint.',
    ]


def test_after_an_exception_there_is_no_got_none():
    report = Report("f", "error", 0.0, 1.0, example=Example("", (("x", 1.0),), "", 2.0, None, None))
    assert "got: nothing: it raised an error" in as_text(report)
    assert "None" not in as_text(report)


def test_the_same_exception_is_told_once():
    evidence = "one row: it raised ValueError: x", "two rows: it raised ValueError: y"
    report = failing(findings=tuple(Finding("right", False, 1.0, text) for text in evidence))
    assert as_text(report).count("it raised ValueError") == 1


def test_a_learners_text_cannot_steer_the_terminal():
    report = failing(mistakes=(Named("x", "It raised \x1b[2J\x07Error"),))
    assert "\x1b" not in as_text(report)
    assert "\x07" not in as_text(report)


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("no_color", ["", "1"])
def test_colour_is_for_terminals_that_want_it(monkeypatch, terminal, no_color):
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert ("\x1b[" in str(failing())) == (terminal and not no_color)


def test_a_terminal_without_check_marks_gets_letters(monkeypatch):
    class Narrow:
        encoding = "cp1252"

        def isatty(self):
            return False

    monkeypatch.setattr(sys, "stdout", Narrow())
    text = str(failing())
    monkeypatch.undo()
    text.encode("cp1252")
    assert text.startswith("x layer")
