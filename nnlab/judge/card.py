"""A report as a card: HTML for a notebook's cell and for the class's feedback pages.

No script, no id, nothing fetched; every text is escaped. Colours come from the page's theme; what differs is also
underlined, bold and said in words. Without its style (GitHub, an untrusted notebook) it still reads in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import numpy as np

from nnlab.judge.report import Example, Report
from nnlab.judge.shown import Grid, Items, Shown, Words, shown
from nnlab.judge.verdict import WITHOUT_ANSWER, evidence, mark, next_step, points, said, verdict

MOST = 8  # rows and columns of an array
CODE_ENTRIES = 200  # numbers in the code that repeats a call


def as_card(report: Report, *, style: bool = True) -> str:
    """The same report gives the same HTML. A page with many cards takes `STYLE` once and `style=False`."""
    title = f"{report.exercise or 'check'}: {verdict(report)}"
    return "".join(
        [
            f'<section class="nnlab-card nnlab-{report.outcome} tex2jax_ignore" aria-label="{_text(title)}">',
            f"<style>{STYLE}</style>" if style else "",
            *_parts(report),
            "</section>",
        ]
    )


def _parts(report: Report) -> Iterator[str]:
    yield (
        f'<p class="nnlab-head"><span class="nnlab-mark" aria-hidden="true">{mark(report)}</span> '
        f"<strong>{_text(report.exercise or 'check')}</strong>: {_text(verdict(report))}</p>"
    )
    if not report.passed:
        yield from (f'<p class="nnlab-say">{_prose(text)}</p>' for text in said(report))
    tried = report.outcome not in ("pass", "not_attempted", "missing")
    if tried and report.findings:
        yield _findings(report)
    if report.example is not None and tried:
        yield _example(report, report.example)
    if report.notes:
        yield f'<ul class="nnlab-notes">{"".join(f"<li>{_prose(note)}</li>" for note in report.notes)}</ul>'
    if next_step(report):
        yield f'<p class="nnlab-next">{_prose(next_step(report))}</p>'
    if report.example is not None and tried:
        yield _repeat(report.exercise, report.example)
    if report.findings and not tried and report.outcome != "missing":
        what = "was" if report.passed else "will be"
        yield f"<details><summary>What {what} checked</summary>{_findings(report)}</details>"


def _findings(report: Report) -> str:
    tried = report.outcome != "not_attempted"
    rows = []
    for finding, why in zip(report.findings, evidence(report), strict=True):
        sign = "✓" if finding.passed else "✗" if tried else "○"
        state = "holds" if finding.passed else "does not hold" if tried else "open"
        got = f"{points(finding.points if finding.passed else 0.0)} of " if tried else ""
        because = f'<div class="nnlab-why">{_prose(why)}</div>' if why else ""
        rows.append(
            f'<li class="nnlab-{"good" if finding.passed else "bad" if tried else "open"}">'
            f'<span class="nnlab-mark" aria-hidden="true">{sign}</span><span class="nnlab-sr">{state}: </span>'
            f'<span class="nnlab-claim">{_prose(finding.claim)}{because}</span>'
            f'<span class="nnlab-points">{got}{points(finding.points)}</span></li>'
        )
    return f'<ul class="nnlab-claims">{"".join(rows)}</ul>'


def _example(report: Report, example: Example) -> str:
    note = f" ({_prose(example.note)})" if example.note else ""
    inputs = "".join(_figure(name, shown(value, beside=example.wrong, most=MOST)) for name, value in example.inputs)
    part = f" {example.part}" if example.part else ""
    expected = shown(example.expected, other=example.got, wrong=example.wrong, most=MOST)
    if report.outcome in WITHOUT_ANSWER and example.got is None:
        got: Shown = Words(WITHOUT_ANSWER[report.outcome])
    else:
        got = shown(example.got, other=example.expected, wrong=example.wrong, most=MOST)
    return (
        f'<div class="nnlab-example"><p class="nnlab-label">First input that goes wrong{note}</p>'
        f'<div class="nnlab-row">{inputs}</div>'
        f'<div class="nnlab-row nnlab-answers">{_figure(f"expected{part}", expected, mismatch=_form_differs(example))}'
        f"{_figure(f'got{part}', got, mismatch=_form_differs(example), yours=True)}</div></div>"
    )


def _form_differs(example: Example) -> bool:
    """True when shape or type are what is wrong: then the captions are what to compare."""
    return example.wrong is None and example.got is not None


def _figure(label: str, value: Shown, mismatch: bool = False, yours: bool = False) -> str:
    kind = "nnlab-figure nnlab-got" if yours else "nnlab-figure"
    return f'<div class="{kind}"><div class="nnlab-name">{_text(label)}</div>{_shown(value, mismatch, yours)}</div>'


def _shown(value: Shown, mismatch: bool = False, yours: bool = False) -> str:
    if isinstance(value, Words):
        return f'<div class="nnlab-value">{_text(value.text)}</div>'
    words = "; ".join(text for text in (value.caption, value.crop if isinstance(value, Grid) else "") if text)
    said = f"<strong>{_text(words)}</strong>" if mismatch else _text(words)
    caption = f'<div class="nnlab-caption">{said}</div>' if words else ""
    if isinstance(value, Items):
        inner = "".join(_figure(label, item) for label, item in value.items)
        more = f'<div class="nnlab-caption">... and {value.more} more</div>' if value.more else ""
        return f'{caption}<div class="nnlab-row nnlab-items">{inner}</div>{more}'
    return caption + _table(value, yours)


def _table(grid: Grid, yours: bool) -> str:
    head = "".join(f'<th scope="col">{j}</th>' for j in grid.columns)
    rows = []
    for i, cells, wrong in zip(grid.rows, grid.cells, grid.wrong, strict=True):
        index = "" if grid.flat else f'<th scope="row">{i}</th>'
        rows.append(f"<tr>{index}{''.join(_cell(*cell, yours) for cell in zip(cells, wrong, strict=True))}</tr>")
    corner = "" if grid.flat else "<td></td>"
    return (
        f'<div class="nnlab-scroll"><table class="nnlab-table"><thead><tr>{corner}{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(text: str, wrong: bool, yours: bool) -> str:
    if not wrong:
        return f"<td>{_text(text)}</td>"
    if not yours:
        return f'<td class="nnlab-right"><strong>{_text(text)}</strong></td>'
    return f'<td class="nnlab-wrong"><span class="nnlab-sr">differs: </span><strong><u>{_text(text)}</u></strong></td>'


def _repeat(exercise: str, example: Example) -> str:
    """The code that makes this very call again, folded; nothing where it would be long."""
    lines = [_assignment(name, value) for name, value in example.inputs]
    if not all(lines) or not exercise.isidentifier():
        return ""
    call = f"{exercise}({', '.join(name for name, _ in example.inputs)})"
    functions = [value.__name__ for _, value in example.inputs if callable(value)]
    imports = ["import numpy as np", *(f"from nnlab.calls.functions import {name}" for name in functions), ""]
    code = "\n".join([*imports, *filter(str.strip, lines), call])
    return f"<details><summary>Code that makes this call again</summary><pre>{_text(code)}</pre></details>"


def _assignment(name: str, value: Any) -> str:
    if callable(value):
        same = getattr(value, "__name__", "") == name
        return " " if same else f"{name} = {value.__name__}" if hasattr(value, "__name__") else ""
    if _entries(value) > CODE_ENTRIES:
        return ""
    return f"{name} = {_literal(value, ' ' * (len(name) + 3))}"


def _entries(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return int(value.size)
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    return sum(map(_entries, value.values())) if isinstance(value, dict) else 1


def _literal(value: Any, indent: str = "") -> str:
    if isinstance(value, np.ndarray):
        rows = value.tolist()
        text = f",\n{indent}          ".join(map(repr, rows)) if value.ndim > 1 and indent else repr(rows)[1:-1]
        inside = f"[{text}]" if value.ndim else repr(rows)
        dtype = "" if value.size and value.dtype in (np.float64, np.int64, np.bool_) else f", dtype=np.{value.dtype}"
        shape = "" if value.size else f".reshape({value.shape})"
        return _finite(f"np.array({inside}{dtype}){shape}")
    if isinstance(value, list | tuple):
        inner = ", ".join(_literal(item) for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_literal(item)}" for key, item in value.items()) + "}"
    return _finite(repr(value)) if isinstance(value, float | complex) else repr(value)


def _finite(text: str) -> str:
    """Python's own repr of nan and inf is no Python."""
    return re.sub(r"\b(nan|inf)\b", r"np.\1", text)


# Controls that would reorder what is read, or that HTML does not allow.
HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def _text(text: str) -> str:
    return escape(HARMFUL.sub("\ufffd", text), quote=True)


def _prose(text: str) -> str:
    """Escaped, with `such` words as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", _text(text))


# A blue and a vermilion: told apart whatever one's colour vision, and visible on white and on black.
# Selectors repeat the card's class because JupyterLab's own styles for tables and lists are specific.
STYLE = """
.nnlab-card{--nnlab-line:var(--jp-border-color2,#c8ced6);--nnlab-dim:var(--jp-content-font-color2,#57606a);
--nnlab-good:#2f86c9;--nnlab-bad:#d55e00;--nnlab-edge:var(--nnlab-bad);
color:var(--jp-content-font-color1,#1f2328);background:var(--jp-layout-color1,#fff);
border:1px solid var(--nnlab-line);border-left:.4em solid var(--nnlab-edge);border-radius:.25em;
padding:.7em 1em;margin:.25em 0;max-width:60em;line-height:1.5;overflow-wrap:anywhere;
font-family:var(--jp-content-font-family,system-ui,sans-serif)}
.nnlab-card.nnlab-pass{--nnlab-edge:var(--nnlab-good)}
.nnlab-card.nnlab-not_attempted,.nnlab-card.nnlab-missing{--nnlab-edge:#8c959f}
.nnlab-card.nnlab-card p{margin:.35em 0}
.nnlab-card.nnlab-card .nnlab-head{font-size:1.1em;margin-top:0}
.nnlab-card .nnlab-mark{display:inline-block;min-width:1.3em;font-weight:bold}
.nnlab-card.nnlab-card .nnlab-say{font-size:1.1em;max-width:42em}
.nnlab-card.nnlab-card code{background:var(--jp-layout-color2,#eff1f3);color:inherit;padding:.05em .25em;border-radius:.2em;
font-family:var(--jp-code-font-family,monospace);font-size:.92em;white-space:pre-wrap}
.nnlab-card.nnlab-card ul{list-style:none;margin:.7em 0;padding:0}
.nnlab-card.nnlab-card .nnlab-claims li{display:flex;gap:.3em;align-items:baseline;margin:0;padding:.15em 0;
border-top:1px solid var(--nnlab-line)}
.nnlab-card .nnlab-claims .nnlab-claim{flex:1}
.nnlab-card .nnlab-claims .nnlab-points{white-space:nowrap;color:var(--nnlab-dim);font-variant-numeric:tabular-nums}
.nnlab-card .nnlab-bad .nnlab-claim{font-weight:600}
.nnlab-card .nnlab-why{font-weight:normal;color:var(--nnlab-dim)}
.nnlab-card .nnlab-good .nnlab-mark{color:var(--nnlab-good)}
.nnlab-card .nnlab-bad .nnlab-mark{color:var(--nnlab-bad)}
.nnlab-card.nnlab-card .nnlab-notes li{margin:.3em 0;padding-left:.7em;border-left:.2em solid var(--nnlab-line)}
.nnlab-card .nnlab-row{display:flex;flex-wrap:wrap;gap:.4em 2em;align-items:flex-start}
.nnlab-card .nnlab-answers{margin-top:.6em;padding-top:.5em;border-top:1px solid var(--nnlab-line)}
.nnlab-card .nnlab-items{padding-left:.8em;border-left:.15em solid var(--nnlab-line)}
.nnlab-card .nnlab-figure{min-width:0;max-width:100%}
.nnlab-card.nnlab-card .nnlab-label,.nnlab-card .nnlab-name{font-weight:600}
.nnlab-card .nnlab-name,.nnlab-card .nnlab-value{font-family:var(--jp-code-font-family,monospace)}
.nnlab-card .nnlab-value{white-space:pre-wrap}
.nnlab-card .nnlab-caption,.nnlab-card.nnlab-card .nnlab-next{color:var(--nnlab-dim)}
.nnlab-card .nnlab-caption strong{color:var(--jp-content-font-color1,#1f2328)}
.nnlab-card .nnlab-scroll{overflow-x:auto}
.nnlab-card.nnlab-card .nnlab-table{border-collapse:collapse;margin:.2em 0;border:0;
font-family:var(--jp-code-font-family,monospace);font-size:.9em}
.nnlab-card.nnlab-card .nnlab-table tr:nth-child(n),.nnlab-card.nnlab-card .nnlab-table tr:hover{background:none}
.nnlab-card.nnlab-card .nnlab-table thead{border:0}
.nnlab-card.nnlab-card .nnlab-table td,.nnlab-card.nnlab-card .nnlab-table th{padding:.1em .4em;text-align:right;
white-space:nowrap;border:0;background:none}
.nnlab-card.nnlab-card .nnlab-table th{color:var(--nnlab-dim);font-weight:normal;font-size:.85em}
.nnlab-card.nnlab-card .nnlab-table td{border:1px solid var(--nnlab-line)}
.nnlab-card.nnlab-card .nnlab-table thead td{border:0}
.nnlab-card.nnlab-card .nnlab-table td.nnlab-wrong{outline:2px solid var(--nnlab-bad);outline-offset:-2px;
background:rgba(213,94,0,.16)}
.nnlab-card.nnlab-card .nnlab-table td.nnlab-right{background:rgba(0,114,178,.16)}
.nnlab-card details{margin:.5em 0 0}
.nnlab-card summary{cursor:pointer;color:var(--nnlab-dim)}
.nnlab-card.nnlab-card pre{overflow-x:auto;margin:.4em 0;padding:.5em;background:var(--jp-layout-color2,#f6f8fa);color:inherit;
font-family:var(--jp-code-font-family,monospace);font-size:.92em;white-space:pre}
.nnlab-card .nnlab-sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{.nnlab-card .nnlab-figure,.nnlab-card li{break-inside:avoid}.nnlab-card{color:#000;background:#fff;--nnlab-dim:#333;max-width:none}
.nnlab-card .nnlab-scroll{overflow:visible}.nnlab-card details{display:none}}
""".replace("\n", "")
