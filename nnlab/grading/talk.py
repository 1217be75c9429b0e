"""The judge's half of the talk with one worker.

Calls go out, some of them long before their answers are asked for, so that the worker computes while the judge compares.
Answers come back in the same order, and the worker's questions in between are answered on the way.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from nnlab.calls import Answer
from nnlab.calls.frames import FrameError
from nnlab.grading.asked import Answering, CallBackFailed
from nnlab.grading.workers import Worker

AHEAD = 64 * 1024  # bytes of calls that are on their way: less than a socket holds, or both sides could wait to write


class _Unwound(BaseException):
    """The pipe broke while a function of ours called one of the learner's: unwinds ours, and carries the reason."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason


class Talk:
    """TimeoutError, EOFError, OSError or FrameError from any method: then the talk is over."""

    def __init__(self, worker: Worker, answering: Answering) -> None:
        self.worker = worker
        self._answering = answering
        self._sent: deque[tuple[int, int]] = deque()  # number and bytes of each call that is not answered yet
        self._early: dict[int, Answer] = {}  # answers that were read before somebody asked for them, by number
        self._unwanted: set[int] = set()  # calls whose answers nobody will take
        self._asked = 0  # questions so far

    def send(self, calls: list[tuple[int, bytes]], deadline: float) -> None:
        """Send these calls, each with its number, at once."""
        self.worker.write(b"".join(frame for _, frame in calls), deadline)
        self._sent.extend((number, len(frame)) for number, frame in calls)

    def has_room(self, size: int) -> bool:
        """Can so many bytes of calls be sent beside those that are on their way?"""
        return size + sum(bytes_ for _, bytes_ in self._sent) <= AHEAD

    def under_way(self, number: int) -> bool:
        """Is that call sent and its answer not taken yet?"""
        return number in self._early or any(sent == number for sent, _ in self._sent)

    def forget(self, numbers: Iterable[int]) -> None:
        """Nobody will take the answers to these calls."""
        self._unwanted.update(numbers)
        for number in self._unwanted & self._early.keys():
            del self._early[number]

    def make_way(self, number: int, deadline: float) -> None:
        """Read the answers to calls before that one; to all, where it was not sent.

        They are kept for whoever takes them later, but for those during which the worker asked for a function: later it
        may get another reply.
        """
        if number in self._early:
            return
        while self._sent and self._sent[0][0] != number:
            self._answering.given, asked = {}, self._asked
            early, answer = self._sent[0][0], self._read(deadline)
            if self._asked == asked and early not in self._unwanted:
                self._early[early] = answer

    def answer(self, number: int, deadline: float) -> Answer:
        """The answer to that call, which was sent and has the way free."""
        return self._early.pop(number) if number in self._early else self._read(deadline)

    def _read(self, deadline: float) -> Answer:
        number, _ = self._sent.popleft()
        kind, *rest = self.next(deadline)
        # The number's type first: an array in its place would compare entry by entry.
        right = kind == "answer" and len(rest) == 2 and type(rest[0]) is int and rest[0] == number
        if not right or type(rest[1]) is not Answer:
            raise FrameError(f"the worker sent {kind!r:.40} in the place of an answer")
        answer: Answer = rest[1]
        return answer

    def next(self, deadline: float) -> list[Any]:
        """The next message that is not a question; questions are answered on the way."""
        while True:
            message = self.worker.receive(deadline)
            if time.monotonic() > deadline:
                raise TimeoutError
            if message[0] != "ask":
                return message
            self._asked += 1
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
            self.worker.send(reply, deadline)

    def _call_back(self, place: int | str, given: tuple[Any, ...], deadline: float) -> Any:
        """What the learner's function, in that place of the question being answered, gives for these arguments."""
        try:
            self.worker.send(["callback", place, given], deadline)
            message = self.next(deadline)
            if message[0] == "called" and len(message) == 2:
                return message[1]
            if message != ["failed"]:
                raise FrameError(f"the worker sent {message[0]!r:.40} in the place of a function's value")
        except (TimeoutError, EOFError, OSError, FrameError) as error:
            raise _Unwound(error) from None
        raise CallBackFailed
