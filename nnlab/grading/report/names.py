"""The part of the report that has names in it. It is folded: no name is on the screen until it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from nnlab.grading.feedback import places
from nnlab.grading.grades import Grades
from nnlab.grading.html import name, text
from nnlab.grading.report.numbers import ChapterNumbers, group, share
from nnlab.grading.report.tables import cell, fold, percent, status_cell, table, title
from nnlab.grading.result import Result
from nnlab.grading.submissions import Submission
from nnlab.judge.verdict import points, verdict


def by_name(grades: Grades, found: Sequence[ChapterNumbers], feedback: bool) -> str:
    links = _links(grades) if feedback else {}
    parts = []
    ungraded = grades.ungraded()
    if ungraded:
        rows = (
            [
                _linked(result, result.student, links),
                name(result.notebook),
                status_cell(result.status),
                text(result.reason),
            ]
            for result in ungraded
        )
        parts.append(
            fold(f"Could not be graded ({len(ungraded)})", table(("learner", "notebook", "status", "reason"), rows))
        )
    for chapter in found:
        parts.append(fold(f"Nothing yet: {title(chapter.name)} ({_nothing(chapter)})", _who(chapter, grades)))
        parts.append(fold(f"Marks: {title(chapter.name)} ({chapter.learners})", _marks(chapter, links)))
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
    return table(head, rows, "marks")


def _learner(
    student: str, result: Result, exercises: Sequence[str], links: dict[tuple[str, str], str]
) -> Iterator[str]:
    reports = {report.exercise: report for report in result.reports}
    yield _linked(result, student, links)
    yield cell(points(result.earned), result.earned)
    yield cell(percent(share(result)), share(result))
    for exercise in exercises:
        report = reports.get(exercise)
        if report is None:
            yield "<td></td>"
            continue
        what = group(report)
        sign = {"right": "✓", "open": "·"}.get(what, points(report.earned))
        said = f"{exercise}: {verdict(report)}"
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
