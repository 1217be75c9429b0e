"""Tables that can be sorted, what folds, and numbers in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nnlab.grading.html import text


def percent(part: float) -> str:
    """Whole percents, of which 0 and 100 mean nothing and everything."""
    return f"{min(99, max(1, round(100 * part)))}%" if 0 < part < 1 else f"{round(100 * part)}%"


def title(chapter: str) -> str:
    """ "03 linear regression" for 03_linear_regression."""
    return text(chapter.replace("_", " "))


def count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def cell(value: object, order: float | None = None) -> str:
    """A number's cell; `order` is what it is sorted by where that is not what is written."""
    key = "" if order is None else f' data-v="{order:.6f}"'
    return f'<td class="n"{key}>{value}</td>'


def table(head: Sequence[str], rows: Iterable[Iterable[str]], kind: str = "") -> str:
    """Cells that are not whole yet become one. A heading with # is of numbers, with | written upwards."""
    columns = "".join(map(_heading, head))
    lines = []
    for row in rows:
        first, *others = (cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row)
        lines.append(f'<tr><th scope="row">{first[4:-5]}</th>{"".join(others)}</tr>')
    return (
        f'<div class="scroll"><table class="sortable {kind}"><thead><tr>{columns}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _heading(words: str) -> str:
    if not words:
        return '<td class="wide"></td>'
    kind = {"#": "n", "|": "n up"}.get(words[0], "")
    return f'<th scope="col" class="{kind}"><button type="button">{text(words.lstrip("#|"))}</button></th>'


def fold(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def status_cell(status: str) -> str:
    return f'<td class="whole">{status}</td>'
