"""One submission's session with its worker: cells run once, then call after call; whoever dies is replaced.

A call that hangs, or kills its process, costs that call: the next one goes to a fresh worker that has run the cells again.

Learners' code can say anything in its worker's name. What is compared with the right answer is worth what it would be
worth anyhow. Two claims rest on the worker's word: that a call left its arguments and the shared random state alone. No
judge can see into a process that lies about it, and a lie gains what a copy of the arguments would have gained. All else
that it says (what was printed, warnings, which cells failed) is shown and costs or earns nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from nnlab.calls import Answer
from nnlab.calls.frames import FrameError
from nnlab.grading.asked import Answering
from nnlab.grading.channel import framed
from nnlab.grading.notebooks import Notebook
from nnlab.grading.place import Place
from nnlab.grading.talk import Talk
from nnlab.grading.workers import START_SECONDS, Course, worker

STATEMENT_SECONDS = 10.0  # for each statement of a cell
CELLS_SECONDS = 30.0  # for all cells together
MAX_STOPS = 3  # statements left out because a worker died there; then only definitions run
EXERCISE_CALLS = 3.0  # time for all of an exercise's calls, in time limits of one call
# Time for a whole submission, cells run again after each crash included, in time limits of one call. An honest one
# takes about a second; one that does its worst in every exercise would else take an hour.
SUBMISSION_CALLS = 30.0
USES_SECONDS = 5.0  # for a look at what a function calls
CALL_SECONDS = 10.0  # one call's limit where no other is asked for


LEFT_OVER_SECONDS = 1.0  # for answers that came to calls which are not needed any more

Given = Mapping[str, Callable[..., Any]]
Inputs = tuple[Any, ...]


class CannotRunError(Exception):
    """The submission's cells cannot be run at all; the text says what was seen."""


@dataclass(frozen=True)
class Limits:
    seconds: float | None = None  # of one call; None: as the exercise says
    memory: int = 2048  # MiB of one worker


class Session:
    """Use it as a context: at the end no process and no folder is left."""

    def __init__(
        self,
        notebook: Notebook,
        own: tuple[str, ...],
        earlier: tuple[str, ...],
        limits: Limits,
        place: Place,
        course: Course = (),
    ) -> None:
        """`course` are the cells as the course has them: what a submission left as it was need not be read again."""
        self.notes: list[str] = []
        self._notebook = notebook
        self._own = own
        self._earlier = earlier
        self._limits = limits
        self._place = place
        self._answering = Answering(earlier, limits.memory, place.folder)
        self._talk: Talk | None = None  # None while there is no worker
        self._stops: dict[str, int] = {}
        self._only_definitions = False
        self._calls = 0
        self._until = time.monotonic()  # until when the submission has time; it begins with `start`
        self._course = course
        self.problems: list[tuple[int, str]] = []

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._end_worker()
        self._answering.close()

    def begin(self) -> None:
        """Have a worker made that reads the cells, and waits: none of them runs before `start`."""
        try:
            self._hire()
        except (TimeoutError, EOFError, OSError, FrameError):
            self._end_worker()  # `start` tries again, and says why

    def start(self) -> None:
        """A worker that has run the cells. CannotRunError when there is no way to get one."""
        seconds = self._limits.seconds or CALL_SECONDS
        self._until = time.monotonic() + START_SECONDS + SUBMISSION_CALLS * seconds
        self._run_cells()

    def _run_cells(self) -> None:
        while True:
            if time.monotonic() > self._until:
                raise CannotRunError("It took more time than a whole notebook has; no cell of it was run to the end.")
            at: list[int] = []
            try:
                self._start(at)
                return
            except (TimeoutError, EOFError, OSError, FrameError) as error:
                self._end_worker()
                self._learn(error, at)

    def ahead(self, name: str, calls: Sequence[tuple[Inputs, Given]], seconds: float, watch: bool) -> list[int]:
        """Send calls before they are needed; give `call` their numbers, in the same order. None where they cannot go now."""
        frames = [self._numbered(name, inputs, given, watch) for inputs, given in calls]
        if self._talk is None or not self._talk.has_room(sum(len(frame) for _, frame in frames)):
            return []
        try:
            self._talk.send(frames, time.monotonic() + seconds)
        except (TimeoutError, OSError):
            self._end_worker()
            return []
        return [number for number, _ in frames]

    def under_way(self, number: int) -> bool:
        """Is the answer to that call still to come?"""
        return self._talk is not None and self._talk.under_way(number)

    def forget(self, numbers: Iterable[int]) -> None:
        """Nobody will take the answers to these calls, which were sent ahead."""
        if self._talk is not None:
            self._talk.forget(numbers)

    def call(
        self, name: str, inputs: Inputs, given: Given, seconds: float, watch: bool = False, number: int = 0
    ) -> Answer:
        """One call in at most so many seconds; what happens to the worker is an answer too.

        With `watch` is asked whether the call leaves the shared random state alone.
        """
        self._make_way(number)
        self._answering.given = given
        begin = time.monotonic()
        if begin > self._until:  # the whole submission has had its time
            self._end_worker()
            return Answer("timeout")
        try:
            if self._talk is None:
                self._run_cells()
            assert self._talk is not None
            begin = time.monotonic()
            deadline = min(begin + seconds, self._until)
            if not self._talk.under_way(number):
                number, frame = self._numbered(name, inputs, given, watch)
                self._talk.send([(number, frame)], deadline)
            answer = self._talk.answer(number, deadline)
        except TimeoutError:
            answer = Answer("timeout")
        except (EOFError, OSError, FrameError, CannotRunError):
            answer = Answer("crash")
        else:
            # Its own clock is the worker's word; the positions of altered arguments must exist.
            if all(i < len(inputs) for i in answer.changed):
                return _timed(answer, time.monotonic() - begin)
            answer = Answer("crash")
        self._end_worker()
        return _timed(answer, time.monotonic() - begin)

    def _numbered(self, name: str, inputs: Inputs, given: Given, watch: bool) -> tuple[int, bytes]:
        self._calls += 1
        return self._calls, framed(["call", self._calls, name, tuple(inputs), list(given), watch])

    def _make_way(self, number: int = 0) -> None:
        if self._talk is not None:
            try:
                self._talk.make_way(number, min(time.monotonic() + LEFT_OVER_SECONDS, self._until))
            except (TimeoutError, EOFError, OSError, FrameError):
                self._end_worker()

    def uses(self, name: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Of which of these exercises the function may use the notebook's own, as its worker says; none where it is silent.

        Nothing rests on its word: what is not right is lent, and that alone.
        """
        self._make_way()
        if time.monotonic() > self._until:
            return ()
        try:
            if self._talk is None:
                self._run_cells()
            assert self._talk is not None
            deadline = min(time.monotonic() + USES_SECONDS, self._until)
            self._talk.worker.send(["uses", name, list(among)], deadline)
            kind, *rest = self._talk.worker.receive(deadline)
            if kind == "uses" and len(rest) == 1 and type(rest[0]) is list:
                said = {other for other in rest[0] if type(other) is str}
                return tuple(other for other in among if other in said)
        except (TimeoutError, EOFError, OSError, FrameError, CannotRunError):
            pass
        self._end_worker()
        return ()

    def judged(self, name: str) -> None:
        """That exercise has its marks: where the learner's own is not solved, the judge answers for it from now on."""
        self._answering.also(name)

    def _hire(self) -> Talk:
        talk = self._talk = Talk(worker(self._place, self._course), self._answering)
        job = {
            "cells": [(cell.number, cell.role, cell.source) for cell in self._notebook.cells],
            "stops": self._stops,
            "only_definitions": self._only_definitions,
            "own": list(self._own),
            "earlier": list(self._earlier),
            "memory": self._limits.memory,
            "confined": self._place.confined,
        }
        talk.worker.send(["run", job], time.monotonic() + START_SECONDS)
        return talk

    def _start(self, at: list[int]) -> None:
        talk = self._talk or self._hire()
        at[:] = [0, 0]
        talk.worker.send(["go"], time.monotonic() + START_SECONDS)
        end = min(time.monotonic() + CELLS_SECONDS, self._until)
        while True:
            kind, *rest = talk.next(min(end, time.monotonic() + STATEMENT_SECONDS))
            if kind == "at" and _numbers(rest):
                at[:] = rest
            elif kind == "ready" and len(rest) == 1:
                self.problems = _problems(rest[0])
                return
            else:
                raise FrameError(f"the worker sent {kind!r:.40} while cells ran")
            if time.monotonic() > end:
                raise TimeoutError

    def _learn(self, error: Exception, at: list[int]) -> None:
        """A worker died while cells ran: leave out the statement where it stood, or run less."""
        if not at:
            raise CannotRunError(
                f"The worker could not be started ({type(error).__name__}); try again, and look at nnlab doctor."
            )
        cell, statement = at
        what = "did not finish in time" if isinstance(error, TimeoutError) else "ended the process"
        if self._only_definitions or cell == 0:
            raise CannotRunError(f"Its cells cannot be run: cell {cell} {what}.")
        if len(self._stops) >= MAX_STOPS or str(cell) in self._stops:
            self._only_definitions = True
            self.notes.append("Only imports, definitions and constants were run, since its cells cannot be run whole.")
        else:
            self._stops[str(cell)] = statement
            self.notes.append(f"Cell {cell} {what}; it was left out from its statement {statement + 1} on.")

    def _end_worker(self) -> None:
        """What was sent ahead is put again, to the next worker."""
        if self._talk is not None:
            self._talk.worker.close()
            self._talk = None


def _timed(answer: Answer, seconds: float) -> Answer:
    return Answer(answer.status, answer.value, answer.raised, answer.changed, answer.warnings, answer.printed, seconds)


def _numbers(rest: list[Any]) -> bool:
    return len(rest) == 2 and all(type(number) is int and 0 <= number < 10**6 for number in rest)


def _problems(value: Any) -> list[tuple[int, str]]:
    if type(value) is not list or len(value) > 100:
        raise FrameError("the worker sent no list of problems")
    for item in value:
        if type(item) is not tuple or len(item) != 2 or type(item[0]) is not int or type(item[1]) is not str:
            raise FrameError("the worker sent a problem that is none")
    return [(number, text[:300]) for number, text in value]
