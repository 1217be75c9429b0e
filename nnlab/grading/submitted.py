"""A submission's functions as the judge calls them: in its worker, within their time, and ahead of time."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

from nnlab import exercises
from nnlab.calls import Answer
from nnlab.grading.notebooks import Notebook
from nnlab.grading.session import EXERCISE_CALLS, Given, Limits, Session
from nnlab.judge import RANDOM, Exercise, planned

AFTER_ONE_TIMEOUT = 1.0  # seconds for each further call to a function that hung once, as `check` has it


def seed_of(salt: str, sha256: str, exercise: Exercise) -> int:
    """The seed of the cases: another for each notebook, the same whenever and wherever that notebook is graded."""
    text = "\0".join((salt, sha256, exercise.name, exercise.version))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()[:4], "big")


class Submitted:
    """A submission's functions, as `judge.Carry` asks for them."""

    def __init__(self, session: Session, notebook: Notebook, chapter: str, salt: str, limits: Limits) -> None:
        self._session = session
        self._sha256 = notebook.sha256
        self._salt = salt
        self._limits = limits
        own = {*exercises.of_chapter(chapter), *notebook.defines()}
        self._own = [name for name in exercises.names() if name in own]
        self._sent: dict[str, Calls] = {}

    def exercise(self, name: str) -> Exercise:
        return exercises.load(name)

    def seed(self, exercise: Exercise) -> int:
        return seed_of(self._salt, self._sha256, exercise)

    def send_ahead(self, name: str) -> None:
        """Have its calls computed before they are asked for."""
        calls = self._sent[name] = Calls(self._session, exercises.load(name), self._limits)
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
        return Calls(self._session, exercises.load(name), self._limits)

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
