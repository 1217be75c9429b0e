"""One submission's session with its worker: cells run once, then call after call; whoever dies is replaced.

A call that hangs, or kills its process, costs that call: the next one goes to a fresh worker that has run the cells again.

Learners' code can say anything in its worker's name. What is compared with the right answer is worth what it would be
worth anyhow. Two claims rest on the worker's word: that a call left its arguments and the shared random state alone. No
judge can see into a process that lies about it, and a lie gains what a copy of the arguments would have gained. All else
that it says (what was printed, warnings, which cells failed) is shown and costs or earns nothing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from nnlab.calls import Answer
from nnlab.calls.frames import FrameError
from nnlab.grading.asked import Answering, CallBackFailed
from nnlab.grading.channel import framed
from nnlab.grading.notebooks import Notebook
from nnlab.grading.place import Place
from nnlab.grading.workers import START_SECONDS, Course, Worker, worker

STATEMENT_SECONDS = 10.0  # for each statement of a cell
CELLS_SECONDS = 30.0  # for all cells together
MAX_STOPS = 3  # statements left out because a worker died there; then only definitions run
EXERCISE_CALLS = 3.0  # time for all of an exercise's calls, in time limits of one call
# Time for a whole submission, cells run again after each crash included, in time limits of one call. An honest one
# takes about a second; one that does its worst in every exercise would else take an hour.
SUBMISSION_CALLS = 30.0
USES_SECONDS = 5.0  # for a look at what a function calls
CALL_SECONDS = 10.0  # one call's limit where no other is asked for


AHEAD = 64 * 1024  # bytes of calls that are sent before the first is answered: less than a socket holds

Given = Mapping[str, Callable[..., Any]]
Inputs = tuple[Any, ...]


class _Unwound(BaseException):
    """The pipe broke while a function of ours called one of the learner's: unwinds ours, and carries the reason."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason


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
        watched: Collection[str] = (),
        course: Course = (),
    ) -> None:
        """`watched` are the functions of which is asked whether they leave the shared random state alone.

        `course` are the cells as the course has them: what a submission left as it was need not be read again.
        """
        self.notes: list[str] = []
        self._notebook = notebook
        self._own = own
        self._earlier = earlier
        self._limits = limits
        self._place = place
        self._answering = Answering(earlier, limits.memory, place.folder)
        self._worker: Worker | None = None
        self._stops: dict[str, int] = {}
        self._only_definitions = False
        self._calls = 0
        self._until = time.monotonic() + START_SECONDS + SUBMISSION_CALLS * (limits.seconds or CALL_SECONDS)
        self._sent: deque[int] = deque()  # calls that the worker has and that are not answered yet
        self._watched = watched
        self._course = course
        self.problems: list[tuple[int, str]] = []

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_worker()
        self._answering.close()

    def start(self) -> None:
        """A worker that has run the cells. CannotRunError when there is no way to get one."""
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

    def ahead(self, name: str, calls: Sequence[tuple[Inputs, Given]], seconds: float) -> None:
        """Send several calls at once; `call` then finds their answers coming, in the same order."""
        messages = [self._message(name, inputs, given) for inputs, given in calls]
        if self._worker is None or sum(map(len, messages)) > AHEAD:
            return
        try:
            self._worker.write(b"".join(messages), time.monotonic() + seconds)
        except (TimeoutError, OSError):
            self._end_worker()
            return
        first = self._calls - len(messages) + 1
        self._sent.extend(range(first, self._calls + 1))

    def forget(self) -> None:
        """Give up what was sent ahead and not answered."""
        if self._sent:
            self._end_worker()

    def call(self, name: str, inputs: Inputs, given: Given, seconds: float) -> Answer:
        """One call in at most so many seconds; what happens to the worker is an answer too."""
        self._answering.given = given
        begin = time.monotonic()
        if begin > self._until:  # the whole submission has had its time
            self._end_worker()
            return Answer("timeout")
        try:
            if self._worker is None:
                self.start()
            begin = time.monotonic()
            answer = self._ask(name, inputs, given, min(begin + seconds, self._until))
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

    def _message(self, name: str, inputs: Inputs, given: Given) -> bytes:
        self._calls += 1
        return framed(["call", self._calls, name, inputs, list(given), name in self._watched])

    def uses(self, name: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Of which of these exercises the function may use the notebook's own, as its worker says; none where it is silent.

        Nothing rests on its word: what is not right is lent, and that alone.
        """
        self.forget()
        if time.monotonic() > self._until:
            return ()
        try:
            if self._worker is None:
                self.start()
            assert self._worker is not None
            deadline = min(time.monotonic() + USES_SECONDS, self._until)
            self._worker.send(["uses", name, list(among)], deadline)
            kind, *rest = self._worker.receive(deadline)
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

    def _start(self, at: list[int]) -> None:
        made = self._worker = worker(self._place, self._course)
        now = time.monotonic()
        job = {
            "cells": [(cell.number, cell.role, cell.source) for cell in self._notebook.cells],
            "stops": self._stops,
            "only_definitions": self._only_definitions,
            "own": list(self._own),
            "earlier": list(self._earlier),
            "memory": self._limits.memory,
            "confined": self._place.confined,
        }
        at[:] = [0, 0]
        made.send(["run", job], now + START_SECONDS)
        end = min(time.monotonic() + CELLS_SECONDS, self._until)
        while True:
            kind, *rest = self._next(min(end, time.monotonic() + STATEMENT_SECONDS))
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

    def _ask(self, name: str, inputs: Inputs, given: Given, deadline: float) -> Answer:
        assert self._worker is not None
        if not self._sent:
            self._worker.write(self._message(name, inputs, given), deadline)
            self._sent.append(self._calls)
        number = self._sent.popleft()
        kind, *rest = self._next(deadline)
        # The number's type first: an array in its place would compare entry by entry.
        right = kind == "answer" and len(rest) == 2 and type(rest[0]) is int and rest[0] == number
        if not right or type(rest[1]) is not Answer:
            raise FrameError(f"the worker sent {kind!r:.40} in the place of an answer")
        answer: Answer = rest[1]
        return answer

    def _next(self, deadline: float) -> list[Any]:
        """The next message that is not a question; questions are answered on the way."""
        assert self._worker is not None
        while True:
            message = self._worker.receive(deadline)
            if time.monotonic() > deadline:
                raise TimeoutError
            if message[0] != "ask":
                return message
            if len(message) != 5:
                raise FrameError("a question needs a name, arguments and the places of functions")
            try:
                reply = self._answering.answer(
                    message[1],
                    message[2],
                    message[3],
                    message[4],
                    deadline,
                    lambda place, given: self._call_back(place, given, deadline),
                )
            except _Unwound as unwound:
                raise unwound.reason from None
            self._worker.send(reply, deadline)

    def _call_back(self, place: int | str, given: tuple[Any, ...], deadline: float) -> Any:
        """What the learner's function, in that place of the question being answered, gives for these arguments."""
        assert self._worker is not None
        try:
            self._worker.send(["callback", place, given], deadline)
            message = self._next(deadline)
            if message[0] == "called" and len(message) == 2:
                return message[1]
            if message != ["failed"]:
                raise FrameError(f"the worker sent {message[0]!r:.40} in the place of a function's value")
        except (TimeoutError, EOFError, OSError, FrameError) as error:
            raise _Unwound(error) from None
        raise CallBackFailed

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self._sent.clear()  # what was sent ahead is put again, to the next worker


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
