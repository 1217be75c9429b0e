"""The class report as one HTML page: for the projector above, by name below, where names stay folded until opened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from nnlab.grading.feedback import places
from nnlab.grading.grades import Grades
from nnlab.grading.html import document, name, text
from nnlab.grading.report.charts import distribution, single, stacked
from nnlab.grading.report.numbers import BINS, ChapterNumbers, MistakeNumbers, chapters, group, several, share
from nnlab.grading.report.style import SCRIPT, STYLE
from nnlab.grading.result import Result
from nnlab.grading.submissions import Submission
from nnlab.judge.verdict import VERDICTS, points

COMMONEST = 12  # mistakes that are shown at once; the rarer ones are folded
GROUPS = {"right": "right", "partly": "some points", "wrong": "no points", "open": "not attempted"}


def page(grades: Grades, *, feedback: bool = True) -> str:
    """The whole page. With `feedback`, names link to the learners' pages beside it."""
    found = chapters(grades)
    links = _links(grades) if feedback else {}
    body = [
        f"<header><h1>Class report</h1><p>{_lead(grades, found)}</p>{_notes(grades)}</header>",
        _overview(found) if len(found) > 1 else "",
        *(_chapter(chapter, place) for place, chapter in enumerate(found, start=1)),
        _reasons(grades.ungraded()),
        _by_name(grades, found, links),
    ]
    return document("Class report", STYLE, "\n".join(filter(None, body)), SCRIPT)


def percent(part: float) -> str:
    """Whole percents, of which 0 and 100 mean nothing and everything."""
    return f"{min(99, max(1, round(100 * part)))}%" if 0 < part < 1 else f"{round(100 * part)}%"


def title(chapter: str) -> str:
    """ "03 linear regression" for 03_linear_regression."""
    return text(chapter.replace("_", " "))


def count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


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
            _cell(chapter.learners),
            _cell(percent(chapter.median), chapter.median),
            _cell(percent(chapter.mean), chapter.mean),
            _cell(chapter.complete),
            _cell(len(chapter.untouched)),
        ]
        for place, chapter in enumerate(found, start=1)
    )
    head = ("chapter", "#graded", "#median", "#mean", "#all points", "#nothing yet")
    return f"<section><h2>Chapters</h2>{_table(head, rows)}</section>"


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
            _cell(percent(exercise.right / exercise.learners), exercise.right / exercise.learners),
            stacked(
                [
                    (key, size)
                    for key, size in zip(
                        GROUPS, (exercise.right, exercise.partly, exercise.wrong, exercise.open), strict=True
                    )
                ],
            ),
            *map(_cell, (exercise.right, exercise.partly, exercise.wrong, exercise.open)),
            _cell(percent(exercise.share), exercise.share),
        ]
        for _, exercise in hardest
    )
    head = ("exercise", "#success", "", *(f"#{words}" for words in GROUPS.values()), "#points")
    return (
        "<h3>Exercises, the hardest first</h3><p>Success is the share of learners who have it right. The last column is "
        f'the mean share of its points.</p><ul class="legend">{legend}</ul>{_table(head, rows)}'
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
            _cell(f"{mistake.learners} of {mistake.tried}", mistake.learners),
            single(mistake.learners, mistake.tried),
        ]
        for mistake in mistakes
    )
    return _table(("mistake", "exercise", "#learners", ""), rows, "mistakes")


def _places(exercises: Sequence[tuple[str, int]]) -> str:
    """The exercises where a mistake was made; with counts where they are several."""
    if len(exercises) == 1:
        return _code(exercises[0][0])
    return "<br>".join(f"{_code(exercise)} {learners}" for exercise, learners in exercises)


def _code(exercise: str) -> str:
    return f"<code>{text(exercise, 60)}</code>"


def _reasons(ungraded: Sequence[Result]) -> str:
    """What could not be graded, without names."""
    if not ungraded:
        return ""
    reasons = Counter((result.status, result.reason) for result in ungraded)
    rows = (
        [text(reason or "No reason was given."), _status(status), _cell(number)]
        for (status, reason), number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"<section><h2>Could not be graded</h2>{_table(('reason', 'status', '#notebooks'), rows)}</section>"


def _status(status: str) -> str:
    return f'<td class="whole">{status}</td>'


def _by_name(grades: Grades, found: Sequence[ChapterNumbers], links: dict[tuple[str, str], str]) -> str:
    parts = []
    ungraded = grades.ungraded()
    if ungraded:
        rows = (
            [
                _linked(result, result.student, links),
                name(result.notebook),
                _status(result.status),
                text(result.reason),
            ]
            for result in ungraded
        )
        parts.append(
            _fold(f"Could not be graded ({len(ungraded)})", _table(("learner", "notebook", "status", "reason"), rows))
        )
    for chapter in found:
        parts.append(_fold(f"Nothing yet: {title(chapter.name)} ({_nothing(chapter)})", _who(chapter, grades)))
        parts.append(_fold(f"Marks: {title(chapter.name)} ({chapter.learners})", _marks(chapter, links)))
    if not parts:
        return ""
    return (
        '<section class="names"><h2>By name</h2><p>Folded, so that no name is on the screen until you open it. '
        f"What is open is also printed.</p>{''.join(parts)}</section>"
    )


def _nothing(chapter: ChapterNumbers) -> int:
    return len(chapter.untouched) + len(chapter.absent)


def _who(chapter: ChapterNumbers, grades: Grades) -> str:
    if not _nothing(chapter):
        return "<p>Everyone has at least begun.</p>"
    unreadable = {result.student for result in grades.ungraded()}
    parts = []
    for words, students in (
        ("Handed in, and no exercise is begun:", chapter.untouched),
        ("No notebook of this chapter:", [one for one in chapter.absent if one not in unreadable]),
        (
            "No marks, because a notebook of theirs could not be graded:",
            [one for one in chapter.absent if one in unreadable],
        ),
    ):
        if students:
            parts.append(f'<p>{words}</p><ul class="who">{"".join(f"<li>{name(one)}</li>" for one in students)}</ul>')
    return "".join(parts)


def _marks(chapter: ChapterNumbers, links: dict[tuple[str, str], str]) -> str:
    exercises = [exercise.name for exercise in chapter.exercises]
    rows = (_learner(student, result, exercises, links) for student, result in chapter.results.items())
    head = ("learner", "#points", "#share", *(f"|{exercise:.60}" for exercise in exercises))
    return _table(head, rows, "marks")


def _learner(
    student: str, result: Result, exercises: Sequence[str], links: dict[tuple[str, str], str]
) -> Iterator[str]:
    reports = {report.exercise: report for report in result.reports}
    yield _linked(result, student, links)
    yield _cell(points(result.earned), result.earned)
    yield _cell(percent(share(result)), share(result))
    for exercise in exercises:
        report = reports.get(exercise)
        if report is None:
            yield "<td></td>"
            continue
        what = group(report)
        sign = {"right": "✓", "open": "·"}.get(what, points(report.earned))
        said = f"{exercise}: {VERDICTS[report.outcome]}, {points(report.earned)} of {points(report.possible)}"
        yield f'<td class="n {what}" data-v="{report.earned:.6f}" title="{text(said)}">{sign}</td>'


def _linked(result: Result, student: str, links: dict[tuple[str, str], str]) -> str:
    href = links.get((result.student, result.notebook))
    return f'<a href="{href}">{name(student)}</a>' if href else name(student)


def _links(grades: Grades) -> dict[tuple[str, str], str]:
    """Where `nnlab grade` puts each learner's page, relative to this one."""
    submissions = [Submission(result.student, result.notebook or "-", Path()) for result in grades.results]
    return {
        (result.student, result.notebook): text(quote(f"feedback/{place}"), 2000)
        for result, place in zip(grades.results, places(submissions), strict=True)
    }


def _cell(value: object, order: float | None = None) -> str:
    """A number's cell; `order` is what it is sorted by where that is not what is written."""
    key = "" if order is None else f' data-v="{order:.6f}"'
    return f'<td class="n"{key}>{value}</td>'


def _table(head: Sequence[str], rows: Iterable[Iterable[str]], kind: str = "") -> str:
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


def _fold(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _prose(words: str) -> str:
    """Escaped, with `such` words as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text(words, 400))
