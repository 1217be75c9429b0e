"""Call one function on copies of its inputs and describe what happened; nothing but KeyboardInterrupt escapes."""

from __future__ import annotations

import contextlib
import io
import linecache
import re
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import numpy as np

from nnlab.calls.answer import SHARED_RANDOM, Answer, Raised
from nnlab.calls.plain import copy_of, identical, plain
from nnlab.calls.planting import Given, planted
from nnlab.calls.shared_random import SharedRandom

MAX_TEXT = 2000
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")  # of an object, in Python's own words for it


class OutOfTime(BaseException):
    """Raised into a call that has had its time. No `except Exception` of a learner's catches it."""


def run(
    function: Callable[..., object], inputs: tuple[Any, ...], given: Given | None = None, *, watch: bool = True
) -> Answer:
    """`function(*inputs)` as an Answer. The function gets copies, so it cannot spoil the inputs.

    For the time of the call the names in `given` stand for those functions, for the function and its helpers alike.
    `watch=False` does not look whether the shared random state was moved, which takes a tenth of a millisecond.
    """
    with planted(function, given or {}):
        return _run(function, inputs, watch)


def with_names(function: Callable[..., Any], given: Given) -> Callable[..., Any]:
    """A copy of one of our own functions that sees `given`; nothing shared is changed, so threads may do this."""
    if not given:
        return function
    names = {**function.__globals__, **given}
    return FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Nothing is printed and no warning given meanwhile."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(_Beginning()):
        warnings.simplefilter("ignore")
        yield


def run_ours(function: Callable[..., object], inputs: tuple[Any, ...]) -> Answer:
    """The same for a function of our own, within `quietly`: what it printed or warned of is not asked for."""
    given = copy_of(inputs)
    try:
        value = plain(function(*given))
    except Exception as error:
        return _failed(error, function, (), "", 0.0)
    return Answer("returned", value, changed=_changed(inputs, given))


class _Beginning(io.StringIO):
    """Keeps the beginning of what is printed: an endless loop that prints must not fill the memory."""

    def write(self, text: str) -> int:
        if self.tell() < MAX_TEXT:
            super().write(text[:MAX_TEXT])
        return len(text)


def _run(function: Callable[..., object], inputs: tuple[Any, ...], watch: bool) -> Answer:
    given = copy_of(inputs)
    shared = SharedRandom() if watch else None
    printed = _Beginning()
    start = time.perf_counter()
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        try:
            value = plain(function(*given))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return _failed(error, function, _texts(caught), printed.getvalue(), time.perf_counter() - start)
    seconds = time.perf_counter() - start
    drew = (SHARED_RANDOM,) if shared is not None and shared.moved() else ()
    return Answer(
        status="returned",
        value=value,
        changed=_changed(inputs, given),
        warnings=(*drew, *_texts(caught)),
        printed=printed.getvalue()[:MAX_TEXT],
        seconds=seconds,
    )


def _changed(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(
        i for i, (a, b) in enumerate(zip(before, after, strict=True)) if not callable(a) and not identical(a, b)
    )


def _texts(caught: list[warnings.WarningMessage]) -> tuple[str, ...]:
    seen = dict.fromkeys(f"{item.category.__name__}: {item.message}"[:200] for item in caught)
    return tuple(list(seen)[:5])


def _failed(
    error: BaseException, function: Callable[..., object], warned: tuple[str, ...], printed: str, seconds: float
) -> Answer:
    raised = describe(error, function)
    if isinstance(error, OutOfTime):
        return Answer("timeout", raised=raised, warnings=warned, printed=printed[:MAX_TEXT], seconds=seconds)
    if isinstance(error, MemoryError):
        return Answer("memory", raised=raised, warnings=warned, printed=printed[:MAX_TEXT], seconds=seconds)
    own = raised.function in ("", getattr(function, "__name__", ""))
    status: Any = "not_attempted" if isinstance(error, NotImplementedError) and own else "raised"
    return Answer(status, raised=raised, warnings=warned, printed=printed[:MAX_TEXT], seconds=seconds)


def describe(error: BaseException, function: Callable[..., object]) -> Raised:
    """The exception, with the deepest line that stands in the learner's own code (not in a library's).

    Where functions call one another without end, the deepest line is wherever the stack was full, in another place each
    time: the first one is told.
    """
    home = getattr(function, "__globals__", None)
    line, lineno, where = "", 0, ""
    endless = isinstance(error, RecursionError)
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_globals is home:
            line = linecache.getline(frame.f_code.co_filename, number).strip()
            lineno, where = number, frame.f_code.co_name
            if endless:
                break
    if endless:
        return Raised("RecursionError", "maximum recursion depth exceeded", line[:200], lineno, where)
    try:
        message = without_addresses(str(error))[:500]
    except Exception:  # a learner's exception may have a broken __str__
        message = ""
    return Raised(type(error).__name__, message, line[:200], lineno, where)


def without_addresses(text: str) -> str:
    """The text without its objects' addresses, which are others in every run."""
    return ADDRESS.sub("", text)
