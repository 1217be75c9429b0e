"""The worker: runs a learner's cells once, then calls their functions as the judge asks.

Messages are lists whose first entry says what they are.
    judge to worker: ["run", job] · ["go"] · ["call", number, name, inputs, given, watch] · ["value", answer, warnings] or ["error", type, message]
        · ["callback", place, args] · ["uses", name, exercises]
    worker to judge: ["hello"] · ["at", cell, statement] · ["ready", problems] · ["answer", number, answer]
        · ["ask", name, args, kwargs, places] · ["called", value] or ["failed"] · ["uses", exercises]
"""

from __future__ import annotations

import builtins
import contextlib
import os
import random
import warnings
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab.calls import Answer, Opaque, plain, run
from nnlab.calls.frames import MAX_REPLY, FrameError, encode
from nnlab.calls.functions import FUNCTIONS
from nnlab.calls.planting import uses
from nnlab.calls.run import describe
from nnlab.grading.worker import loaded
from nnlab.grading.worker.cells import Cells
from nnlab.grading.worker.confine import confine
from nnlab.grading.worker.inert import Inert
from nnlab.grading.worker.limits import end_with_parent, limit
from nnlab.grading.worker.pipe import Pipe
from nnlab.grading.worker.reading import read
from nnlab.grading.worker.stand_ins import Asked, Own, install


def main() -> None:
    pipe = Pipe.take()
    with contextlib.suppress(EOFError, OSError):
        end_with_parent()
        pipe.send(["hello"])
        _, job = pipe.receive()
        Worker(pipe).serve(job)
    os._exit(0)  # no exit handler or thread of the learner's runs on


class Worker:
    def __init__(self, pipe: Pipe) -> None:
        self.pipe = pipe
        self.own: list[str] = []  # the exercises of this chapter
        self.later: deque[list[Any]] = deque()  # calls that came while the answer to a question was awaited
        self.cells = Cells(at=lambda cell, statement: pipe.send(["at", cell, statement]))

    def serve(self, job: dict[str, Any]) -> None:
        self.own = job["own"]
        loaded.load_named([source for _, _, source in job["cells"]])
        install(self.cells.names, job["earlier"], job["own"], self.ask)
        confine(job["memory"]) if job["confined"] else limit(job["memory"])
        readings = [(number, role, read(number, source)) for number, role, source in job["cells"]]
        self.pipe.receive()  # until now nothing of the learner's has run: while others are marked this costs them nothing
        random.seed(0)  # the same notebook gets the same marks, even where it draws without a seed
        np.random.seed(0)
        for number, role, reading in readings:
            self.cells.run(number, role, reading, job["stops"].get(str(number)), job["only_definitions"])
        self.pipe.send(["ready", self.cells.problems])
        while True:
            message = self.later.popleft() if self.later else self.pipe.receive()
            if message[0] == "uses":
                self.pipe.send(["uses", self.uses(*message[1:])])
                continue
            _, number, name, inputs, given, watch = message
            self.answer(number, self.call(name, inputs, given, watch))

    def call(self, name: str, inputs: tuple[Any, ...], given: list[str], watch: bool) -> Answer:
        """The answer; the names in `given` are planted for this call, and computed by the judge."""
        function = self.cells.names.get(name)
        if isinstance(function, Own | Asked):
            return Answer("not_attempted")
        if not callable(function) or isinstance(function, Inert):
            return Answer("missing")
        try:
            planted = {name: Asked(name, self.ask) for name in given}
            return run(function, inputs, planted, watch=watch)
        except MemoryError:  # again, while the first one was described
            return Answer("memory")
        except BaseException as error:  # KeyboardInterrupt: here only the learner's code can raise it
            return Answer("raised", raised=describe(error, function))

    def uses(self, name: str, among: list[str]) -> list[str]:
        """Of which of these exercises the function may use what the notebook itself has under that name."""
        own = [other for other in among if self._is_own(other)]
        return list(uses(self.cells.names.get(name), own, _stands_for))

    def _is_own(self, name: str) -> bool:
        """The notebook has its own, be it lost: no stand-in, and not one of another chapter that it never had."""
        names = self.cells.names
        return not isinstance(names[name], Own | Asked | Inert) if name in names else name in self.own

    def answer(self, number: int, answer: Answer) -> None:
        try:
            self.pipe.send(["answer", number, answer])
        except FrameError as error:
            self.pipe.send(["answer", number, Answer(answer.status, Opaque(f"a value that cannot be sent: {error}"))])
        except MemoryError:
            self.pipe.send(["answer", number, Answer("memory")])

    def ask(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The judge's answer for a function that only it has; its exception where it raises one.

        Functions among the arguments stay here: the judge calls back when it needs one.
        """
        given: dict[Any, Any] = {**dict(enumerate(args)), **kwargs}  # a place is a position or a name
        functions = {place: value for place, value in given.items() if _is_function(value)}
        sent = {place: None if place in functions else value for place, value in given.items()}
        positional, named = tuple(sent[i] for i in range(len(args))), {key: sent[key] for key in kwargs}
        self.pipe.send(["ask", name, _sendable(name, positional), _sendable(name, named), list(functions)])
        failure: BaseException | None = None
        while True:
            kind, *rest = self.pipe.receive()
            if kind == "call":  # it was sent ahead; this call comes first
                self.later.append([kind, *rest])
                continue
            if kind != "callback":
                break
            failure = self._called(functions[rest[0]], rest[1])
        if failure is not None:
            raise failure  # the learner's own, with its traceback
        if kind != "value":
            raise _exception(*rest)
        value, warned = rest
        for category, text in warned:  # an overflow in there is one of this call
            warnings.warn(text, _warning(category), stacklevel=3)
        return value

    def _called(self, function: Callable[..., Any], args: tuple[Any, ...]) -> BaseException | None:
        """Call the learner's function for the judge; the exception where there is one."""
        try:
            message = ["called", plain(function(*args))]
            encode(message, MAX_REPLY)
        except BaseException as error:
            self.pipe.send(["failed"])
            return error
        self.pipe.send(message)
        return None


def _is_function(value: Any) -> bool:
    """A function that cannot be sent: not one of the public ones, which cross by their names."""
    public = any(value is function for function in FUNCTIONS.values())
    return callable(value) and not isinstance(value, type | Inert) and not public


def _stands_for(value: object) -> str:
    return value.__name__ if isinstance(value, Own) else ""


def _sendable(name: str, value: Any) -> Any:
    try:
        encode(value, MAX_REPLY)
    except FrameError:
        value = plain(value)
        for part in value.values() if isinstance(value, dict) else value:
            if isinstance(part, Opaque):
                raise TypeError(f"{name} was given a {part.type}, needs numbers, arrays, or lists of them") from None
    return value


def _warning(kind: str) -> type[Warning]:
    known = getattr(builtins, kind, None)
    return known if isinstance(known, type) and issubclass(known, Warning) else RuntimeWarning


def _exception(kind: str, message: str) -> Exception:
    known = np.linalg.LinAlgError if kind == "LinAlgError" else getattr(builtins, kind, None)
    if isinstance(known, type) and issubclass(known, Exception):
        with contextlib.suppress(TypeError):  # some, such as UnicodeDecodeError, need more than a sentence
            return known(message)
    return RuntimeError(message)
