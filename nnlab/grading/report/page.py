"""The class report as one HTML page: for the projector above, by name below, where names stay folded until opened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from nnlab.grading.grades import Grades
from nnlab.grading.html import document, text
from nnlab.grading.report.charts import distribution, single, stacked
from nnlab.grading.report.names import by_name
from nnlab.grading.report.numbers import BINS, ChapterNumbers, MistakeNumbers, chapters, several
from nnlab.grading.report.style import SCRIPT, STYLE
from nnlab.grading.report.tables import cell, count, percent, status_cell, table, title
from nnlab.grading.result import Result
from nnlab.judge.verdict import points

COMMONEST = 12  # mistakes that are shown at once; the rarer ones are folded
GROUPS = {"right": "right", "partly": "some points", "wrong": "no points", "open": "not attempted"}


def page(grades: Grades, *, feedback: bool = True) -> str:
    """The whole page. With `feedback`, names link to the learners' pages beside it."""
    found = chapters(grades)
    body = [
        f"<header><h1>Class report</h1><p>{_lead(grades, found)}</p>{_notes(grades)}</header>",
        _overview(found) if len(found) > 1 else "",
        *(_chapter(chapter, place) for place, chapter in enumerate(found, start=1)),
        _reasons(grades.ungraded()),
        by_name(grades, found, feedback),
    ]
    return document("Class report", STYLE, "\n".join(filter(None, body)), SCRIPT)


def _lead(grades: Grades, found: Sequence[ChapterNumbers]) -> str:
    if not grades.results:
        return "There is no notebook in these grades."
    ungraded = len(grades.ungraded())
    rest = f"; {ungraded} could not be graded" if ungraded else ""
    of = f", {title(found[0].name)}" if len(found) == 1 else f", {len(found)} chapters" if found else ""
    return f"{count(len(grades.students()), 'learner')}, {count(len(grades.results), 'notebook')}{of}{rest}."


def _notes(grades: Grades) -> str:
    notes = [text(grades.note)] if grades.note else []
    many = several(grades)
    if many:
        who = "One learner has" if len(many) == 1 else f"{len(many)} learners have"
        notes.append(f"{who} several notebooks of one chapter: the best one counts.")
    return "".join(f'<p class="note">{note}</p>' for note in notes)


def _overview(found: Sequence[ChapterNumbers]) -> str:
    rows = (
        [
            f'<a href="#chapter-{place}">{title(chapter.name)}</a>',
            cell(chapter.learners),
            cell(percent(chapter.median), chapter.median),
            cell(percent(chapter.mean), chapter.mean),
            cell(chapter.complete),
            cell(len(chapter.untouched)),
        ]
        for place, chapter in enumerate(found, start=1)
    )
    head = ("chapter", "#graded", "#median", "#mean", "#all points", "#nothing yet")
    return f"<section><h2>Chapters</h2>{table(head, rows)}</section>"


def _chapter(chapter: ChapterNumbers, place: int) -> str:
    tiles = (
        (chapter.learners, "graded"),
        (percent(chapter.median), "median"),
        (percent(chapter.mean), "mean"),
        (chapter.complete, "with all points"),
        (len(chapter.untouched), "nothing yet"),
    )
    shown = "".join(f"<li><strong>{value}</strong> {words}</li>" for value, words in tiles)
    return (
        f'<section id="chapter-{place}"><h2>{title(chapter.name)}</h2><ul class="tiles">{shown}</ul>'
        f"<h3>Marks</h3><p>Learners by their share of the {points(chapter.possible)} points.</p>"
        f"{distribution(BINS, chapter.bins)}"
        f"{_exercises(chapter)}{_mistakes(chapter)}</section>"
    )


def _exercises(chapter: ChapterNumbers) -> str:
    legend = "".join(
        f'<li><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="{key}" width="1" height="1"/></svg>{words}</li>'
        for key, words in GROUPS.items()
    )
    hardest = sorted(enumerate(chapter.exercises), key=lambda item: (item[1].right / item[1].learners, item[0]))
    rows = (
        [
            _code(exercise.name),
            cell(percent(exercise.right / exercise.learners), exercise.right / exercise.learners),
            stacked(
                [
                    (key, size)
                    for key, size in zip(
                        GROUPS, (exercise.right, exercise.partly, exercise.wrong, exercise.open), strict=True
                    )
                ],
            ),
            *map(cell, (exercise.right, exercise.partly, exercise.wrong, exercise.open)),
            cell(percent(exercise.share), exercise.share),
        ]
        for _, exercise in hardest
    )
    head = ("exercise", "#success", "", *(f"#{words}" for words in GROUPS.values()), "#points")
    return (
        "<h3>Exercises, the hardest first</h3><p>Success is the share of learners who have it right. The last column is "
        f'the mean share of its points.</p><ul class="legend">{legend}</ul>{table(head, rows)}{_credited(chapter)}'
    )


def _credited(chapter: ChapterNumbers) -> str:
    if not chapter.credited:
        return ""
    verb = "calls" if chapter.credited == 1 else "call"
    return (
        f"<p>{chapter.credited} of the right answers {verb} a function of the learner's own that is not right: a right one "
        "stood in its place.</p>"
    )


def _mistakes(chapter: ChapterNumbers) -> str:
    if not chapter.mistakes:
        said = "No mistake was recognised in these notebooks."
        return f"<h3>Commonest mistakes</h3><p>{said} {_unnamed(chapter)}</p>"
    shown, rarer = chapter.mistakes[:COMMONEST], chapter.mistakes[COMMONEST:]
    folded = f"<details><summary>{count(len(rarer), 'rarer mistake')}</summary>{_mistake_table(rarer)}</details>"
    return f"<h3>Commonest mistakes</h3>{_mistake_table(shown)}{folded if rarer else ''}<p>{_unnamed(chapter)}</p>"


def _unnamed(chapter: ChapterNumbers) -> str:
    if not chapter.unnamed:
        return ""
    verb = "is" if chapter.unnamed == 1 else "are"
    return f"{count(chapter.unnamed, 'more answer')} {verb} not right, with no mistake that was recognised."


def _mistake_table(mistakes: Iterable[MistakeNumbers]) -> str:
    rows = (
        [
            f'<strong>{text(mistake.name, 120)}</strong><p class="says">{_prose(mistake.message)}</p>',
            _places(mistake.exercises),
            cell(f"{mistake.learners} of {mistake.tried}", mistake.learners),
            single(mistake.learners, mistake.tried),
        ]
        for mistake in mistakes
    )
    return table(("mistake", "exercise", "#learners", ""), rows, "mistakes")


def _places(exercises: Sequence[tuple[str, int]]) -> str:
    """The exercises where a mistake was made; with counts where they are several."""
    if len(exercises) == 1:
        return _code(exercises[0][0])
    lines = (f'<span class="whole">{_code(exercise)} {learners}</span>' for exercise, learners in exercises)
    return "<br>".join(lines)


def _code(exercise: str) -> str:
    return f"<code>{text(exercise, 60)}</code>"


def _reasons(ungraded: Sequence[Result]) -> str:
    """What could not be graded, without names."""
    if not ungraded:
        return ""
    reasons = Counter((result.status, result.reason) for result in ungraded)
    rows = (
        [text(reason or "No reason was given."), status_cell(status), cell(number)]
        for (status, reason), number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"<section><h2>Could not be graded</h2>{table(('reason', 'status', '#notebooks'), rows)}</section>"


def _prose(words: str) -> str:
    """Escaped, with `such` words as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text(words, 400))
