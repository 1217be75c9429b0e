"""The crew of a run: the stage that its workers stand on, and the processes that mark.

It is made before this process reads numpy and the judge, since each of the others has to read them too: so all of them
read at the same time. Nothing that this file imports at its top does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TYPE_CHECKING

from nnlab.grading.sandbox import choose
from nnlab.grading.stage import Stage

if TYPE_CHECKING:
    from nnlab.grading.marking import Job
    from nnlab.grading.place import Place
    from nnlab.grading.result import Result

    Make = Callable[[], Job]

AHEAD = 2  # jobs handed out for each process, so that none waits and not all files lie in memory
# Each job has one processor; threads of a matrix product would only be in each other's way.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Crew:
    """Use it as a context: at the end no process and no folder of it is left."""

    def __init__(self, jobs: int, sandbox: str) -> None:
        """So many jobs; one is done by this process itself. NnlabError where that sandbox does not work."""
        kind = choose(sandbox)
        self._stage = Stage()
        self.place = self._stage.place(kind)
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        if jobs > 1:
            # Threads would not do: while the judge explains an answer it catches warnings and output for its process.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(self.place,))
            others = set(multiprocessing.active_children())
            for _ in range(jobs):
                self._pool.submit(_nothing)  # a process is started when there is work for it
            self._processes = set(multiprocessing.active_children()) - others

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            for process in self._processes:  # what they gave is here, and what they still do nobody waits for
                process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._stage.close()

    def marked(self, makes: Sequence[Make]) -> Generator[tuple[int, Result], None, None]:
        """(number, result) of each job, in any order."""
        left = dict(enumerate(makes))
        if self._pool is not None:
            try:
                yield from self._by_the_others(self._pool, left)
            except BrokenProcessPool:  # one of them was killed: the rest is marked here
                yield from _here(left, self.place)
        else:
            yield from _here(left, self.place)

    def _by_the_others(
        self, pool: ProcessPoolExecutor, left: dict[int, Make]
    ) -> Generator[tuple[int, Result], None, None]:
        from nnlab.grading.marking import mark

        waiting = iter(list(left.items()))
        running: dict[Future[Result], int] = {}
        while left:
            while len(running) < AHEAD * self._jobs and (item := next(waiting, None)) is not None:
                running[pool.submit(mark, item[1]())] = item[0]
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                number = running.pop(future)
                result = future.result()
                del left[number]
                yield number, result


def _here(left: dict[int, Make], place: Place) -> Generator[tuple[int, Result], None, None]:
    """One after the other, in this process; the next one's worker reads its cells meanwhile."""
    from nnlab.grading.marking import Marking
    from nnlab.grading.workers import close_nurseries, prepare

    upcoming: Marking | None = None

    def begun(number: int) -> Marking:
        marking = Marking(left[number]())
        marking.begin()
        return marking

    try:
        prepare(place)
        numbers = list(left)
        for number, following in zip(numbers, [*numbers[1:], None], strict=True):
            with upcoming or begun(number) as marking:
                upcoming = None if following is None else begun(following)
                result = marking.finish()
            yield number, result
    finally:
        if upcoming is not None:
            upcoming.close()
        close_nurseries()


def _begin(place: Place) -> None:
    """In each process: Ctrl-C is for the first one, and without it none goes on. Its nursery starts while it imports."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    from nnlab.grading.workers import prepare

    prepare(place)
    import nnlab.grading.marking  # noqa: F401


def _end_with_the_first() -> None:
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(1)


def _nothing() -> None:
    pass
