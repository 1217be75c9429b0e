"""A time limit for one call, in any thread of CPython, on every system: no signal and no second process.

A watchdog thread raises `OutOfTime` in the calling thread, and again and again, since a learner's
bare `except:` may swallow it. What must never happen is that one arrives after `_limited` has returned. The argument:

- The watchdog raises only after it has seen the frame of `_Watched.__call__` on the caller's stack. Once that frame
  is gone, at most two more can arrive: one that was already pending, one whose look came just before.
- `_limited` has three layers, so at least one of them runs undisturbed, and every layer calls `end`.
- `end` returns only when the watchdog is gone and nothing is pending.

A single call into C that takes long (a product of huge matrices) is stopped when it comes back, not before.
"""

from __future__ import annotations

import _thread
import contextlib
import ctypes
import sys
import threading
from collections.abc import Callable
from typing import Any

from nnlab.calls import Answer, run
from nnlab.calls.planting import Given, planted
from nnlab.calls.run import OutOfTime

AGAIN, SOON = 0.1, 0.002  # seconds between two tries: the first twenty, then


def limited(
    function: Callable[..., object], inputs: tuple[Any, ...], seconds: float, given: Given | None = None
) -> Answer:
    """`nnlab.calls.run(function, inputs, given)`, stopped after so many seconds. Only KeyboardInterrupt escapes."""
    with planted(function, given or {}):  # outside, where no OutOfTime can come between its last steps
        return _limited(function, inputs, seconds)


def _limited(function: Callable[..., object], inputs: tuple[Any, ...], seconds: float) -> Answer:
    watch = _Watch(function, seconds)
    answer = Answer("timeout")
    interrupted = False
    try:
        try:
            try:
                answer = watch.call(inputs)
            except KeyboardInterrupt:
                interrupted = True
            finally:
                watch.end()
        except OutOfTime:
            watch.end()
    except OutOfTime:
        watch.end()
    if interrupted:
        raise KeyboardInterrupt
    return answer


class _Watched:
    """The learner's function, with a frame around it that the watchdog can recognise."""

    def __init__(self, function: Callable[..., object]) -> None:
        self.function = function
        self.__name__ = getattr(function, "__name__", "")
        self.__globals__ = getattr(function, "__globals__", None)  # `run` finds the learner's own lines by it

    def __call__(self, *given: Any) -> object:
        return self.function(*given)


class _Watch:
    """The watchdog of one call. Its locks are bells: to hear that the thread has begun, to stop it, to hear that it is gone."""

    def __init__(self, function: Callable[..., object], seconds: float) -> None:
        self.watched = _Watched(function)
        self.seconds = seconds
        self.caller = threading.get_ident()
        self.running = False
        self.begun = _thread.allocate_lock()
        self.stop = _thread.allocate_lock()
        self.gone = _thread.allocate_lock()

    def call(self, inputs: tuple[Any, ...]) -> Answer:
        for bell in (self.begun, self.stop, self.gone):
            bell.acquire()
        with contextlib.suppress(RuntimeError):  # no thread to be had: better no limit than no check
            _thread.start_new_thread(self._watch, ())
            # Until it runs, a new thread bears its maker's number in CPython 3.11: exceptions would go astray.
            self.begun.acquire(timeout=5)
        return run(self.watched, inputs)

    def end(self) -> None:
        """May be interrupted anywhere and called again."""
        if self.stop.locked():
            self.stop.release()
        while self.running:
            self.gone.acquire(timeout=0.01)
        _raise_in(self.caller, None)

    def _watch(self) -> None:
        self.running = True
        self.begun.release()
        wait, tries = self.seconds, 0
        while not self.stop.acquire(timeout=wait):
            if self._inside():
                _raise_in(self.caller, OutOfTime)
            tries += 1
            wait = AGAIN if tries < 20 else SOON  # a loop around a `try` is left only where the `try` is not
        self.running = False
        self.gone.release()

    def _inside(self) -> bool:
        """True while the caller is inside this very call."""
        frame = sys._current_frames().get(self.caller)
        while frame is not None:
            if frame.f_code is _Watched.__call__.__code__ and frame.f_locals.get("self") is self.watched:
                return True
            frame = frame.f_back
        return False


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Set, or with None clear, the exception that is pending in a thread."""
    raised = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
