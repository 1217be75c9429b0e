"""A report as plain text: short when all is right, what to look at when it is not."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator

from nnlab.judge.report import Example, Report
from nnlab.judge.shown import Grid, Items, Shown, Words, shown
from nnlab.judge.verdict import WITHOUT_ANSWER, evidence, mark, next_step, points, said, verdict

WIDTH = 96
MOST = 6  # rows and columns of an array
BOLD, GREEN, RED, PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[31m", "\x1b[0m"


def as_text(report: Report, *, colour: bool = False) -> str:
    """The same report gives the same text, on every machine. With `colour`, terminal codes for the marks."""
    lines = list(_lines(report))
    if colour:
        lines = [_coloured(lines[0], bold=True), *(_coloured(line) for line in lines[1:])]
    return "\n".join(lines)


def for_this_terminal(report: Report) -> str:
    """`as_text` with colour where standard output is a terminal that wants it, in letters that it can print."""
    out = sys.stdout
    try:
        terminal = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    except (AttributeError, ValueError):  # no standard output, or a closed one
        terminal = False
    text = as_text(report, colour=terminal)
    encoding = getattr(out, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        text = (
            text.translate({ord("✓"): "+", ord("✗"): "x", ord("○"): "o"}).encode("ascii", "backslashreplace").decode()
        )
    return text


def _lines(report: Report) -> Iterator[str]:
    yield f"{mark(report)} {_clean(report.exercise or 'check')}: {verdict(report)}"
    if not report.passed:
        for text in said(report):
            yield from _wrapped(text, "  ")
    if report.outcome not in ("pass", "not_attempted", "missing"):
        yield from _findings(report)
        if report.example is not None:
            yield from _example(report, report.example)
    for note in report.notes:
        yield from _wrapped(f"Note: {note}", "  ")
    if next_step(report):
        yield f"  {next_step(report)}"


def _findings(report: Report) -> Iterator[str]:
    for finding, why in zip(report.findings, evidence(report), strict=True):
        got = points(finding.points if finding.passed else 0.0)
        yield f"  {'✓' if finding.passed else '✗'} {got:>4} of {points(finding.points):<4} {_clean(finding.claim)}"
        if why:
            yield from _wrapped(why, " " * 17)


def _example(report: Report, example: Example) -> Iterator[str]:
    note = f" ({_clean(example.note)})" if example.note else ""
    yield f"  First input that goes wrong{note}:"
    for name, value in example.inputs:
        yield from _value(name, shown(value, beside=example.wrong, most=MOST))
    of = f" {_clean(example.part)}" if example.part else ""
    yield from _value(f"expected{of}", shown(example.expected, other=example.got, wrong=example.wrong, most=MOST))
    if report.outcome in WITHOUT_ANSWER and example.got is None:
        yield from _value(f"got{of}", Words(WITHOUT_ANSWER[report.outcome]))
    else:
        yield from _value(f"got{of}", shown(example.got, other=example.expected, wrong=example.wrong, most=MOST))


def _value(label: str, value: Shown, indent: int = 4) -> Iterator[str]:
    space = " " * indent
    if isinstance(value, Words):
        yield f"{space}{label}: {_clean(value.text)}"
    elif isinstance(value, Items):
        yield f"{space}{label}: {value.caption}".rstrip()
        for name, item in value.items:
            yield from _value(_clean(name), item, indent + 2)
        if value.more:
            yield f"{space}  ... and {value.more} more"
    else:
        yield f"{space}{label}: {'; '.join(text for text in (value.caption, value.crop) if text)}{_legend(value)}"
        yield from (f"{space}  {line}" for line in _table(value))


def _legend(grid: Grid) -> str:
    return " (* differs)" if any(map(any, grid.wrong)) else ""


def _table(grid: Grid) -> Iterator[str]:
    starred = any(map(any, grid.wrong))
    cells = [
        [text + ("*" if wrong else " " * starred) for text, wrong in zip(*row, strict=True)]
        for row in zip(grid.cells, grid.wrong, strict=True)
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "[" + "  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True)) + "]"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(_clean(text), WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _clean(text: str) -> str:
    """On one line, without control characters: a learner's text must not steer a terminal."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text)


def _coloured(line: str, bold: bool = False) -> str:
    for sign, code in (("✓", GREEN), ("✗", RED)):
        if line.lstrip().startswith(sign):
            line = line.replace(sign, f"{code}{sign}{PLAIN}", 1)
    return f"{BOLD}{line.replace(PLAIN, PLAIN + BOLD)}{PLAIN}" if bold else line
