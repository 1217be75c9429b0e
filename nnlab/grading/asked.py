"""What a learner's code asks the judge for: functions of earlier chapters, and those that a case plants for a call, or
that are lent to it because the learner's own are not right (see `nnlab.judge.carry`).

Small questions are answered here. A question whose numbers could make the reference slow or large goes to a helper
process that can be stopped: the arguments are a learner's choice.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nnlab import exercises
from nnlab.calls.frames import MAX_REPLY, FrameError, encode
from nnlab.grading.channel import Process
from nnlab.grading.worker.limits import end_with_parent, limit
from nnlab.grading.worker.pipe import Pipe
from nnlab.judge import Lent

SMALL_ARRAYS = 2048  # entries of all arrays together: some answers have the square of that
SMALL_NUMBER = 100  # a count of steps, classes or units
SMALL_ITEMS = 100
START_SECONDS = 60.0
MAX_WARNINGS = 5
MAX_NESTED = 8  # questions that wait for one another, each behind a function that was handed over

BOOT = "import sys; sys.path[:] = sys.argv[2:]; from nnlab.grading.asked import helper; helper(int(sys.argv[1]))"


CallBack = Callable[[int | str, tuple[Any, ...]], Any]  # call the function in that place of the question


class CallBackFailed(BaseException):
    """A function of the learner's raised while ours called it; the worker keeps the exception. Ours cannot catch it."""


class Answering:
    """Answers for one submission: only the functions in `names`, and `given` while a call has them."""

    def __init__(self, names: Iterable[str], memory: int, folder: Path) -> None:
        self.names = frozenset(names)
        self.given: Mapping[str, Callable[..., Any]] = {}
        self._memory = memory
        self._folder = folder
        self._helper: Process | None = None
        self._waiting = 0

    def also(self, name: str) -> None:
        """From now on this function is answered for too."""
        self.names |= {name}

    def answer(
        self, name: object, args: object, kwargs: object, places: object, deadline: float, call_back: CallBack
    ) -> list[Any]:
        """The message that answers the question. TimeoutError when it is not computed in time.

        `places` says which arguments, by position or name, are functions that stayed in the worker.
        """
        if type(name) is not str or type(args) is not tuple or type(kwargs) is not dict or type(places) is not list:
            raise FrameError("a question needs a name, a tuple, a dict and a list")
        small = _small([*args, *kwargs.values()])
        if name not in self.given and name not in self.names:
            return ["error", "NotImplementedError", f"{name:.80} is no function of an earlier chapter"]
        given = self.given.get(name)
        if not small and (places or not (given is None or isinstance(given, Lent))):
            return _refused(name)
        if small:
            function = given or exercises.load(name).reference
            return self._calling_back(function, args, kwargs, places, call_back)
        if isinstance(given, Lent):  # the helper computes it
            given.called = True
        try:
            if self._helper is None:
                arguments = ["-P", "-c", BOOT, str(self._memory), *map(os.path.abspath, filter(None, sys.path))]
                self._helper = Process(arguments, self._folder)
                self._helper.receive(time.monotonic() + START_SECONDS)
            self._helper.send([name, args, kwargs], deadline)
            return self._helper.receive(deadline)
        except TimeoutError:
            self.close()
            raise
        except (EOFError, OSError, FrameError):
            self.close()
            return _refused(name)

    def _calling_back(
        self,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        places: list[Any],
        call_back: CallBack,
    ) -> list[Any]:
        if self._waiting >= MAX_NESTED:
            return ["error", "RecursionError", f"more than {MAX_NESTED} functions of nnlab.mine wait for one another"]
        self._waiting += 1
        try:
            return compute(function, *_with_functions(args, kwargs, places, call_back))
        except CallBackFailed:
            return ["error", "RuntimeError", "a function that was handed over failed"]
        finally:
            self._waiting -= 1

    def close(self) -> None:
        if self._helper is not None:
            self._helper.close()
            self._helper = None


def _with_functions(
    args: tuple[Any, ...], kwargs: dict[str, Any], places: list[Any], call_back: CallBack
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments with a function in each of the places that calls the learner's."""

    def proxy(place: int | str) -> Callable[..., Any]:
        return lambda *given: call_back(place, given)

    positional, named = list(args), dict(kwargs)
    for place in places:
        if type(place) is int and 0 <= place < len(positional):
            positional[place] = proxy(place)
        elif type(place) is str and place in named:
            named[place] = proxy(place)
        else:
            raise FrameError("a function is announced where there is no argument")
    return tuple(positional), named


def _refused(name: str) -> list[Any]:
    return ["error", "MemoryError", f"{name} could not be computed for these arguments"]


def _small(values: Iterable[Any]) -> bool:
    entries, items = 0, 0
    pending = list(values)
    while pending:
        value = pending.pop()
        items += 1
        if items > SMALL_ITEMS:
            return False
        if isinstance(value, np.ndarray | np.generic):
            entries += math.prod(
                max(size, 1) for size in value.shape
            )  # no rows, yet a square of the columns comes back
            whole = value.dtype.kind in "iu" and value.size > 0
            if (
                entries > SMALL_ARRAYS
                or value.ndim > 4
                or (whole and int(np.max(np.abs(value.astype(float)))) > SMALL_NUMBER)
            ):
                return False
        elif (isinstance(value, int) and abs(value) > SMALL_NUMBER) or (
            isinstance(value, str) and len(value) > SMALL_NUMBER
        ):
            return False
        elif isinstance(value, list | tuple):
            pending.extend(value)
        elif isinstance(value, dict):
            pending.extend(value.values())
    return True


def compute(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
    """Our own function's answer as a message, or its exception: the arguments may be anything."""
    try:
        with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
            warnings.simplefilter("always")
            value = function(*args, **kwargs)
        encode(value, MAX_REPLY // 2)
    except Exception as error:
        return ["error", type(error).__name__, str(error)[:500]]
    return ["value", value, [(item.category.__name__, str(item.message)[:200]) for item in caught[:MAX_WARNINGS]]]


def helper(memory: int) -> None:
    """The helper process: one question, one answer, until the grader goes away."""
    pipe = Pipe.take()
    end_with_parent()
    limit(memory)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(["hello"])
        while True:
            name, args, kwargs = pipe.receive()
            pipe.send(compute(exercises.load(name).reference, args, kwargs))
    os._exit(0)
