"""The same work for many names, some at a time, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from nnlab.errors import NnlabError

Result = TypeVar("Result")


def in_processes(work: Callable[[str], Result], names: Sequence[str], jobs: int) -> Iterator[Result]:
    """work(name) for every name, in their order; with one job here, without another process.

    `work` is a function of a module. When this is interrupted, what is being worked on is finished and nothing else begun.
    """
    if jobs == 1 or len(names) < 2:
        yield from map(work, names)
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the processes are as many as the cores already
    # A new process, not a copy of this one: that is the same on every system, and no thread's lock is copied with it.
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(names)), mp_context=fresh, initializer=_begin)
    try:
        yield from pool.map(work, names)
    except BrokenProcessPool:
        raise NnlabError(
            "A process died while it worked: --jobs 1 does the same in this one and shows where."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """An interrupt from the keyboard goes to every process; the first one decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many processes can compute at the same time here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
