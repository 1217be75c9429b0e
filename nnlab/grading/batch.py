"""Marking many submissions, in this process or in several; the results come as they are ready."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from nnlab.grading.marking import Job, mark
from nnlab.grading.result import Result
from nnlab.grading.worker.limits import end_with_parent
from nnlab.grading.workers import Place, prepare

AHEAD = 2  # jobs handed out for each process, so that none waits and not all files lie in memory

Make = Callable[[], Job]


def marked(makes: Sequence[Make], jobs: int, place: Place) -> Generator[tuple[int, Result], None, None]:
    """(number, result) of each job, in any order. Closing the iterator ends all processes."""
    if jobs == 1 or len(makes) < 2:
        prepare(place)
        yield from ((number, mark(make())) for number, make in enumerate(makes))
        return
    left = dict(enumerate(makes))
    try:
        yield from _in_processes(left, min(jobs, len(makes)), place)
    except BrokenProcessPool:  # one of them was killed: the rest is marked here, one after the other
        yield from ((number, mark(make())) for number, make in list(left.items()))


def _in_processes(left: dict[int, Make], jobs: int, place: Place) -> Generator[tuple[int, Result], None, None]:
    # Threads would not do: while the judge explains an answer it catches warnings and output for its whole process.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(os.getpid(), place))
    finished = False
    try:
        waiting = iter(list(left.items()))
        running: dict[Future[Result], int] = {}
        while left:
            while len(running) < AHEAD * jobs and (item := next(waiting, None)) is not None:
                running[pool.submit(mark, item[1]())] = item[0]
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                number = running.pop(future)
                result = future.result()
                del left[number]
                yield number, result
        finished = True
    finally:
        if not finished:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(parent: int, place: Place) -> None:
    """In each process: Ctrl-C is for the first one, and without it none goes on. Its nursery starts beside it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent)
    prepare(place)
