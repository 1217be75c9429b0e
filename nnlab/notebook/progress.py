"""progress: what is solved so far, by chapter."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from nnlab import exercises
from nnlab.judge.verdict import points
from nnlab.notebook.store import Store, store


@dataclass(frozen=True)
class Row:
    """A chapter: exercises solved and in all, points earned and possible, hints read."""

    chapter: str
    solved: int
    exercises: int
    earned: float
    possible: float
    hints: int

    @property
    def title(self) -> str:
        number, _, words = self.chapter.partition("_")
        return f"{number} {words.replace('_', ' ')}"


@dataclass(frozen=True)
class Progress:
    rows: tuple[Row, ...]
    next: str = ""  # the first exercise that is not solved
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Row:
        return Row(
            "_all chapters",
            sum(row.solved for row in self.rows),
            sum(row.exercises for row in self.rows),
            sum(row.earned for row in self.rows),
            sum(row.possible for row in self.rows),
            sum(row.hints for row in self.rows),
        )

    def __str__(self) -> str:
        rows = [*self.rows, self.total]
        cells = [("chapter", "solved", "points", "hints")]
        cells += [
            (
                row.title.strip(),
                f"{row.solved} of {row.exercises}",
                f"{points(row.earned)} of {points(row.possible)}",
                str(row.hints),
            )
            for row in rows
        ]
        widths = [max(len(line[i]) for line in cells) for i in range(4)]
        lines = [
            "  ".join(
                cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
            )
            for line in cells
        ]
        return "\n".join([*lines, *self._words()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(_html_row(row, "td") for row in self.rows)
        words = "".join(f"<p>{escape(text)}</p>" for text in self._words())
        return (
            f'<div class="nnlab-progress tex2jax_ignore"><style>{STYLE}</style><table><thead><tr>'
            '<th scope="col">Chapter</th><th scope="col">Solved</th><th scope="col" class="nnlab-wide"></th>'
            '<th scope="col">Points</th><th scope="col">Hints</th></tr></thead>'
            f"<tbody>{rows}</tbody><tfoot>{_html_row(self.total, 'th')}</tfoot></table>{words}</div>"
        )

    def _words(self) -> list[str]:
        if self.next:
            return [f"Next: {self.next}", *self.notes]
        return [*(["Everything is solved."] if self.rows else ["There are no exercises."]), *self.notes]


def progress() -> Progress:
    """What is solved, chapter by chapter. It never raises."""
    try:
        return _progress(store())
    except Exception as error:
        said = f"The course failed here: {type(error).__name__}: {error!s:.200}. Please tell its authors."
        return Progress((), notes=(said,))


def _progress(kept: Store) -> Progress:
    best, hints = kept.best(), kept.hints()
    rows = []
    for chapter in exercises.chapters():
        loaded = [exercises.load(name) for name in exercises.of_chapter(chapter)]
        shares = {one.name: best[one.name].share if one.name in best else 0.0 for one in loaded}
        rows.append(
            Row(
                chapter,
                sum(share >= 1 for share in shares.values()),
                len(loaded),
                sum(shares[one.name] * one.points for one in loaded),
                sum(one.points for one in loaded),
                sum(hints.get(one.name, 0) for one in loaded),
            )
        )
    open_ones = (name for name in exercises.names() if name not in best or not best[name].solved)
    notes = list(kept.tell())
    if kept.problem and kept.problem not in notes:
        notes.append(kept.problem)
    if kept.path is None:
        notes.append("This is kept until the kernel stops: the notebook lies in no course folder made by nnlab start.")
    return Progress(tuple(rows), next(open_ones, ""), tuple(notes))


def _html_row(row: Row, cell: str) -> str:
    share = round(100 * row.solved / row.exercises) if row.exercises else 0
    bar = f'<span class="nnlab-bar" aria-hidden="true"><span style="width:{share}%"></span></span>'
    mark = " ✓" if row.solved == row.exercises else ""
    return (
        f'<tr><th scope="row">{escape(row.title.strip())}</th><{cell}>{row.solved} of {row.exercises}{mark}</{cell}>'
        f"<{cell}>{bar}</{cell}><{cell}>{points(row.earned)} of {points(row.possible)}</{cell}><{cell}>{row.hints}</{cell}></tr>"
    )


STYLE = (
    ".nnlab-progress{color:var(--jp-content-font-color1,#1f2328);line-height:1.5}"
    ".nnlab-progress table{border-collapse:collapse;margin:0}"
    ".nnlab-progress table th,.nnlab-progress table td{text-align:right;padding:.25em .75em;background:none;"
    "border-bottom:1px solid var(--jp-border-color2,#d0d7de);white-space:nowrap}"
    ".nnlab-progress table th:first-child{text-align:left;font-weight:normal}"
    ".nnlab-progress table thead th,.nnlab-progress table thead th:first-child,"
    ".nnlab-progress table tfoot th,.nnlab-progress table tfoot th:first-child{font-weight:bold}"
    ".nnlab-progress tbody tr:nth-child(n),.nnlab-progress tbody tr:hover{background:none}"
    ".nnlab-bar{display:inline-block;width:8em;height:.7em;border:1px solid var(--jp-border-color0,#8c959f);border-radius:.35em;"
    "overflow:hidden;vertical-align:middle}"
    ".nnlab-bar span{display:block;height:100%;background:#0072b2}"
    ".nnlab-progress p{margin:.5em 0 0}"
)
