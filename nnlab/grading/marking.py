"""Marking one file: read it, run its cells in a worker, have each exercise of its chapter judged."""

from __future__ import annotations

import contextlib
import hashlib
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import TracebackType

from nnlab import exercises, shipped
from nnlab.errors import NnlabError
from nnlab.grading.notebooks import Notebook, UnreadableError, chapter_of, defined, parse
from nnlab.grading.place import Place
from nnlab.grading.result import Result
from nnlab.grading.session import CannotRunError, Limits, Session
from nnlab.grading.submitted import Submitted
from nnlab.grading.workers import Course
from nnlab.judge import Carry, Report

MAX_NOTES = 20


@dataclass(frozen=True)
class Job:
    """All that a mark depends on, and where to work; it can be sent to another process."""

    data: bytes
    percent: bool
    salt: str
    limits: Limits
    place: Place


def mark(job: Job) -> Result:
    """The result, without the student's name. It never raises for anything that the file holds."""
    with Marking(job) as marking:
        return marking.finish()


class Marking:
    """The marking of one file. It may be begun while another is being finished. Use it as a context: no process is left."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._seconds = 0.0
        self._session: Session | None = None
        with self._timed():
            self._result = self._read()

    def __enter__(self) -> Marking:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def begin(self) -> None:
        """Have a worker read its cells."""
        if self._session is not None:
            with self._timed():
                self._session.begin()

    def finish(self) -> Result:
        with self._timed():
            if self._session is not None:
                self._result = self._judged(self._session)
        return replace(self._result, seconds=self._seconds)

    @contextlib.contextmanager
    def _timed(self) -> Iterator[None]:
        begin = time.monotonic()
        yield
        self._seconds += time.monotonic() - begin

    def _read(self) -> Result:
        """The result as far as it is known without running anything; there is a session where something is to be run."""
        job, sha256 = self._job, hashlib.sha256(self._job.data).hexdigest()
        try:
            self._notebook = parse(job.data, percent=job.percent)
            known = {chapter: exercises.of_chapter(chapter) for chapter in exercises.chapters()}
            chapter = chapter_of(self._notebook, known)
        except UnreadableError as error:
            return Result("unreadable", sha256=sha256, reason=str(error))
        earlier = exercises.of_earlier_chapters(chapter)
        self._session = Session(self._notebook, known[chapter], earlier, job.limits, job.place, course(chapter))
        possible = sum(exercises.load(name).points for name in known[chapter])
        return Result("failed", chapter=chapter, sha256=sha256, possible=possible)

    def _judged(self, session: Session) -> Result:
        try:
            session.start()
            reports = tuple(self._reports(session))
        except CannotRunError as error:
            return replace(self._result, reason=str(error))
        except Exception as error:  # a fault of the grader must cost one row, not the class
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}, line {where.lineno}"
            reason = f"The grader itself failed: {type(error).__name__}: {error} ({place})"
            return replace(self._result, reason=reason[:500])
        problems = _told(session.problems, self._notebook, course(self._result.chapter))
        own = exercises.of_chapter(self._result.chapter)
        notes = (*_twice(self._notebook, own), *self._notebook.notes, *session.notes, *problems)[:MAX_NOTES]
        return replace(self._result, status="graded", reports=reports, notes=notes)

    def _reports(self, session: Session) -> Iterator[Report]:
        chapter, job = self._result.chapter, self._job
        submitted = Submitted(session, self._notebook, chapter, job.salt, job.limits)
        carry = Carry(submitted)
        own = exercises.of_chapter(chapter)
        submitted.send_ahead(own[0])
        for name, following in zip(own, (*own[1:], ""), strict=True):
            if following:
                submitted.send_ahead(following)  # the worker computes its answers while these are compared
            yield _with_reason(carry.judge(name).without_inputs(), self._notebook, session.problems)
            submitted.judged(name)


@cache
def course(chapter: str) -> Course:
    """The chapter's cells as the course has them; none where it has no such notebook."""
    try:
        notebook = parse((shipped.notebooks() / f"{chapter}.ipynb").read_bytes())
    except (OSError, NnlabError, UnreadableError):
        return ()
    return tuple((cell.number, cell.role, cell.source) for cell in notebook.cells)


def _told(problems: list[tuple[int, str]], notebook: Notebook, course: Course) -> list[str]:
    """A sentence for each problem, but for those of the course's own cells: they run as they are in a kernel.

    They are known by their text: a learner who adds a cell moves the numbers of all below it.
    """
    given = {text.strip() for _, _, text in course}
    unchanged = {cell.number for cell in notebook.cells if cell.source.strip() in given}
    return [f"Cell {number} {text}." for number, text in problems if number not in unchanged]


def _twice(notebook: Notebook, own: tuple[str, ...]) -> list[str]:
    """A sentence for each exercise that is defined in several cells."""
    cells: dict[str, list[int]] = {name: [] for name in own}
    for cell in notebook.cells:
        for name in {name for name in defined(cell.source) if name in cells}:
            cells[name].append(cell.number)
    return [
        f"{name} is defined in cells {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}: the last definition counts."
        for name, numbers in cells.items()
        if len(numbers) > 1
    ]


def _with_reason(report: Report, notebook: Notebook, problems: list[tuple[int, str]]) -> Report:
    """Where a function is missing because its cell did not run, or because it has another name, say so."""
    if report.outcome != "missing":
        return report
    cells = {cell.number: cell for cell in notebook.cells if cell.exercise == report.exercise}
    text = next((f"Its cell {text}." for number, text in problems if number in cells), "")
    others = [name for cell in cells.values() for name in defined(cell.source)]
    if not text and others and report.exercise not in others:
        text = f"Its cell defines {others[0]:.80}: give it its name back."
    return replace(report, summary=f"{report.summary} {text}".strip())
