"""Marking one file: read it, run its cells in a worker, have each exercise of its chapter judged."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from nnlab import exercises, shipped
from nnlab.calls import Answer
from nnlab.errors import NnlabError
from nnlab.grading.notebooks import Notebook, UnreadableError, chapter_of, defined, parse
from nnlab.grading.place import Place
from nnlab.grading.result import Result
from nnlab.grading.session import EXERCISE_CALLS, CannotRunError, Given, Limits, Session
from nnlab.grading.workers import Course
from nnlab.judge import RANDOM, Carry, Exercise, Report, planned

MAX_NOTES = 20
AFTER_ONE_TIMEOUT = 1.0  # seconds for each further call to a function that hung once, as `check` has it


@dataclass(frozen=True)
class Job:
    """All that a mark depends on, and where to work; it can be sent to another process."""

    data: bytes
    percent: bool
    salt: str
    limits: Limits
    place: Place


def seed_of(salt: str, sha256: str, exercise: Exercise) -> int:
    """The seed of the cases: another for each notebook, the same whenever and wherever that notebook is graded."""
    text = "\0".join((salt, sha256, exercise.name, exercise.version))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()[:4], "big")


def mark(job: Job) -> Result:
    """The result, without the student's name. It never raises for anything that the file holds."""
    begin = time.monotonic()
    sha256 = hashlib.sha256(job.data).hexdigest()
    try:
        notebook = parse(job.data, percent=job.percent)
        chapter = chapter_of(notebook, {chapter: exercises.of_chapter(chapter) for chapter in exercises.chapters()})
    except UnreadableError as error:
        return Result("unreadable", sha256=sha256, reason=str(error))
    mine = [exercises.load(name) for name in exercises.of_chapter(chapter)]
    result = Result("failed", chapter=chapter, sha256=sha256, possible=sum(exercise.points for exercise in mine))
    try:
        result = _marked(result, notebook, mine, job)
    except CannotRunError as error:
        result = replace(result, reason=str(error))
    except Exception as error:  # a fault of the grader must cost one row, not the class
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"The grader itself failed: {type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})"
        result = replace(result, reason=reason[:500])
    return replace(result, seconds=time.monotonic() - begin)


def _marked(result: Result, notebook: Notebook, mine: list[Exercise], job: Job) -> Result:
    own = tuple(exercise.name for exercise in mine)
    earlier = exercises.of_earlier_chapters(result.chapter)
    with Session(notebook, own, earlier, job.limits, job.place, course(result.chapter)) as session:
        session.start()
        submitted = Submitted(session, notebook, result, job)
        carry = Carry(submitted)
        reports: list[Report] = []
        for name, following in zip(own, (*own[1:], ""), strict=True):
            if not reports:
                submitted.send_ahead(name)
            if following:
                submitted.send_ahead(following)  # the worker computes its answers while these are compared
            reports.append(_with_reason(carry.judge(name).without_inputs(), notebook, session.problems))
            submitted.judged(name)
        problems = [f"Cell {number} {text}." for number, text in session.problems]
        notes = (*_twice(notebook, own), *notebook.notes, *session.notes, *problems)[:MAX_NOTES]
    return replace(result, status="graded", reports=tuple(reports), notes=notes)


@cache
def course(chapter: str) -> Course:
    """The chapter's cells as the course has them; none where it has no such notebook."""
    try:
        notebook = parse((shipped.notebooks() / f"{chapter}.ipynb").read_bytes())
    except (OSError, NnlabError, UnreadableError):
        return ()
    return tuple((cell.number, cell.role, cell.source) for cell in notebook.cells)


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


class Submitted:
    """A submission's functions, as `judge.Carry` asks for them."""

    def __init__(self, session: Session, notebook: Notebook, result: Result, job: Job) -> None:
        self._session = session
        self._result = result
        self._job = job
        own = {*exercises.of_chapter(result.chapter), *notebook.defines()}
        self._own = [name for name in exercises.names() if name in own]
        self._sent: dict[str, Calls] = {}

    def exercise(self, name: str) -> Exercise:
        return exercises.load(name)

    def seed(self, exercise: Exercise) -> int:
        return seed_of(self._job.salt, self._result.sha256, exercise)

    def send_ahead(self, name: str) -> None:
        """Have its calls computed before they are asked for."""
        calls = self._sent[name] = Calls(self._session, exercises.load(name), self._job.limits)
        cases = planned(calls.exercise, self.seed(calls.exercise))
        calls.ahead([(case.inputs, dict(case.given)) for case in cases])

    def judged(self, name: str) -> None:
        """It has its marks. An unsolved one was called once: what was sent ahead beyond that is not needed."""
        self._session.forget(self._sent.pop(name).numbers)
        self._session.judged(name)

    def call(self, name: str) -> Calls:
        sent = self._sent.get(name)
        if sent is not None and not sent.begun:
            return sent
        return Calls(self._session, exercises.load(name), self._job.limits)

    def own(self, name: str) -> tuple[str, ...]:
        before = exercises.before(name)
        return tuple(other for other in self._own if other in before)

    def uses(self, name: str, among: Sequence[str]) -> tuple[str, ...]:
        return self._session.uses(name, tuple(among))


class Calls:
    """`call(inputs, given) -> Answer` for one exercise, with its time for all calls together."""

    def __init__(self, session: Session, exercise: Exercise, limits: Limits) -> None:
        self.exercise = exercise
        self.session = session
        self.seconds = limits.seconds or exercise.seconds
        self.left = EXERCISE_CALLS * self.seconds
        self.watch = any(claim.key == RANDOM for claim in exercise.claims)
        self.begun = False
        self.numbers: deque[int] = deque()  # of the calls that were sent ahead

    def ahead(self, calls: Sequence[tuple[tuple[Any, ...], Given]]) -> None:
        if not (self.numbers and self.session.under_way(self.numbers[0])):
            self.numbers = deque(self.session.ahead(self.exercise.name, calls, self.seconds, self.watch))

    def __call__(self, inputs: tuple[Any, ...], given: Given | None = None) -> Answer:
        self.begun = True
        if self.left <= 0:
            return Answer("timeout")
        begin = time.monotonic()
        number = self.numbers.popleft() if self.numbers else 0
        seconds = min(self.seconds, self.left)
        answer = self.session.call(self.exercise.name, inputs, given or {}, seconds, self.watch, number)
        self.left -= time.monotonic() - begin
        if answer.status == "timeout":
            self.seconds = min(self.seconds, AFTER_ONE_TIMEOUT)
        return answer


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
