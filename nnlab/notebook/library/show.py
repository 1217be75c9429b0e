"""library: which functions are the learner's own, and whether each of them still passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from types import ModuleType

from nnlab import exercises
from nnlab.judge.verdict import listed
from nnlab.notebook import course, session
from nnlab.notebook.kernel import undisturbed
from nnlab.notebook.library.load import FILE
from nnlab.notebook.library.own import functions_in
from nnlab.notebook.library.prove import LONG, loaded, passes
from nnlab.notebook.library.source import Source

YOURS = "yours"


@dataclass(frozen=True)
class Row:
    """A chapter's functions by name: in mynn.py, in this session alone, not the learner's yet."""

    chapter: str
    yours: tuple[str, ...] = ()
    session: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        number, _, words = self.chapter.partition("_")
        return f"{number} {words.replace('_', ' ')}"

    @property
    def count(self) -> int:
        return len(self.yours) + len(self.session) + len(self.others)

    @property
    def share(self) -> str:
        """ "2 of 5"; "" where nothing is kept."""
        return f"{len(self.yours)} of {self.count}" if self.yours or self.others else ""


@dataclass(frozen=True)
class Library:
    rows: tuple[Row, ...]
    failing: tuple[str, ...] = ()  # functions of the learner's that do not pass now
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        width = max((len(row.title) for row in self.rows), default=0)
        lines = []
        for row in self.rows:
            lines.append(f"{row.title.ljust(width)}  {row.share} yours" if row.share else row.title)
            for what, names in self._lists(row):
                lines.append(f"{'':{width}}    {what}: {', '.join(self._marked(name) for name in names)}")
        return "\n".join([*lines, *self._sentences()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if not self.rows:
            return f'<div class="tex2jax_ignore">{"".join(f"<p>{_code(text)}</p>" for text in self._sentences())}</div>'
        rows = "".join(self._html_row(row) for row in self.rows)
        words = "".join(f"<p>{_code(text)}</p>" for text in self._sentences())
        return (
            f'<div class="nnlab-library tex2jax_ignore"><style>{STYLE}</style><table><thead><tr>'
            '<th scope="col">Chapter</th><th scope="col">Yours</th><th scope="col">Functions</th>'
            f"</tr></thead><tbody>{rows}</tbody></table>{words}</div>"
        )

    def _html_row(self, row: Row) -> str:
        parts = []
        for what, names in self._lists(row):
            listed = ", ".join(f"<code>{escape(self._marked(name))}</code>" for name in names)
            parts.append(f'<div class="nnlab-{what.split()[0]}">{"" if what == YOURS else f"{what}: "}{listed}</div>')
        return f'<tr><th scope="row">{escape(row.title)}</th><td>{row.share}</td><td>{"".join(parts)}</td></tr>'

    @staticmethod
    def _lists(row: Row) -> list[tuple[str, tuple[str, ...]]]:
        every = ((YOURS, row.yours), ("in this session", row.session), ("not yet", row.others))
        return [(what, names) for what, names in every if names]

    def _marked(self, name: str) -> str:
        return f"✗ {name}" if name in self.failing else name

    def _sentences(self) -> list[str]:
        yours, every = sum(len(row.yours) for row in self.rows), sum(row.count for row in self.rows)
        said = [f"{yours} of {every} functions are yours, in {FILE}."] if yours else []
        said += [f"✗ {name} is in {FILE}, but it does not pass its check now." for name in self.failing]
        return [*said, *self.notes]


def library() -> Library:
    """Your own functions in mynn.py, chapter by chapter, each run now on its exercise's cases. It never raises.

    Outside a course folder, where nothing is kept: what passed in this session.
    """
    try:
        return _library()
    except Exception as error:
        said = f"The course failed here: {type(error).__name__}: {error!s:.200}. Please tell its authors."
        return Library((), notes=(said,))


def _library() -> Library:
    place = course.folder()
    if place is None:
        note = "Functions that pass are kept in a course folder only: `nnlab start` makes one."
        rows = (Row(row.chapter, session=row.session) for row in _rows(set()) if row.session)
        return Library(tuple(rows), notes=(note,))
    path = place / FILE
    if not path.is_file():
        return Library(_rows(set()), notes=(f"There is no {FILE} yet: the first function that passes begins it.",))
    data = path.read_bytes()
    module, why = loaded(data, path)
    if module is None:
        note = f"{FILE} cannot be used ({why}): the course's own functions are used meanwhile."
        return Library(_rows(set()), notes=(note,))
    failing = tuple(_failing(module))
    return Library(_rows(set(functions_in(vars(module)))), failing, tuple(_notes(data, module, not failing)))


def _rows(yours: set[str]) -> tuple[Row, ...]:
    rows = []
    for chapter in exercises.chapters():
        names = exercises.of_chapter(chapter)
        rows.append(
            Row(
                chapter,
                tuple(name for name in names if name in yours),
                tuple(name for name in names if name not in yours and name in session.passed),
                tuple(name for name in names if name not in yours and name not in session.passed),
            )
        )
    return tuple(rows)


def _failing(module: ModuleType) -> Iterator[str]:
    for name in functions_in(vars(module)):
        with undisturbed(name):
            if not passes(name, vars(module)[name], 0):
                yield name


def _notes(data: bytes, module: ModuleType, well: bool) -> Iterator[str]:
    unseen = [name for name in functions_in(vars(module)) if exercises.load(name).seconds >= LONG]
    if unseen:
        yield f"{listed(unseen)} {'was' if len(unseen) == 1 else 'were'} not run here: that takes long."
    source = Source(data.decode("utf-8-sig"))
    if source.needed_from_mine:
        yield f"It needs nnlab for {listed(source.needed_from_mine)} still."
    elif "nnlab" in source.packages:
        yield "It imports nnlab still."
    elif well:
        yield "Each of them passes, and `import mynn` works without nnlab."


def _code(text: str) -> str:
    """Escaped, with `such` words as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


# The class stands twice: JupyterLab aligns cells to the right and pads code, with two classes itself.
STYLE = (
    ".nnlab-library{color:var(--jp-content-font-color1,#1f2328);line-height:1.5}"
    ".nnlab-library table{border-collapse:collapse;margin:0}"
    ".nnlab-library.nnlab-library table th,.nnlab-library.nnlab-library table td{text-align:left;padding:.25em .75em;background:none;"
    "border-bottom:1px solid var(--jp-border-color2,#d0d7de);vertical-align:top}"
    ".nnlab-library table tbody th{font-weight:normal;white-space:nowrap}"
    ".nnlab-library.nnlab-library table td:nth-child(2){white-space:nowrap;text-align:right}"
    ".nnlab-library table thead th{font-weight:bold}"
    ".nnlab-library tbody tr:nth-child(n),.nnlab-library tbody tr:hover{background:none}"
    ".nnlab-library.nnlab-library code{background:none;color:inherit;padding:0}"
    ".nnlab-library .nnlab-not,.nnlab-library .nnlab-in{opacity:.75}"
    ".nnlab-library p{margin:.5em 0 0}"
)
