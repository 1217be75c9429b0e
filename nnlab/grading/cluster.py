"""Marking on a Dask cluster: the same marks, on many machines. The extra `cluster` brings Dask.

A scheduler's address is all that is needed, so dask-jobqueue and dask-kubernetes carry a class to Slurm or Kubernetes.
Notebooks travel in small batches, since a task costs Dask milliseconds. A worker that is lost loses no grade: its
batches are marked by another.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import Any

from nnlab import exercises
from nnlab.errors import NnlabError
from nnlab.grading.marking import Job, mark
from nnlab.grading.result import Result
from nnlab.grading.sandbox import problem
from nnlab.grading.stage import Stage
from nnlab.grading.workers import close_nurseries

BATCH = 8  # notebooks in one task
AHEAD = 4  # batches handed out for each thread of the cluster, so that not all notebooks lie in memory
RETRIES = 3  # of a batch whose worker was lost or failed
CONNECT_SECONDS = 20

Make = Callable[[], Job]


def marked(makes: Sequence[Make], address: str) -> Generator[tuple[int, Result], None, None]:
    """(place, result) of each job, in any order, from the cluster whose scheduler is at this address."""
    client = _connected(address)
    try:
        yield from _results(client, makes)
    finally:
        client.close()


def _results(client: Any, makes: Sequence[Make]) -> Generator[tuple[int, Result], None, None]:
    from distributed import as_completed

    expected = versions()
    waiting = iter([range(start, min(start + BATCH, len(makes))) for start in range(0, len(makes), BATCH)])
    threads = sum(client.nthreads().values()) or 1
    places: dict[Any, range] = {}
    coming = as_completed()

    def hand_out() -> None:
        batch = next(waiting, None)
        if batch is not None:
            jobs = [makes[place]() for place in batch]
            future = client.submit(mark_batch, jobs, expected, pure=False, retries=RETRIES)
            places[future] = batch
            coming.add(future)

    for _ in range(AHEAD * threads):
        hand_out()
    for future in coming:
        batch = places.pop(future)
        try:
            results = future.result()
        except Exception as error:
            raise NnlabError(
                f"A worker of the cluster failed: {type(error).__name__}: {error!s:.300}. What was graded is kept; "
                "the same command goes on from there."
            ) from None
        hand_out()
        yield from zip(batch, results, strict=True)


def mark_batch(jobs: list[Job], expected: dict[str, str]) -> list[Result]:
    """On a worker: mark these notebooks. It raises when this nnlab would give other marks than the one that asks."""
    if versions() != expected:
        raise RuntimeError("its nnlab is another version: install the same one on every machine")
    kind = jobs[0].place.kind
    if kind != "none" and (why := problem(kind)):
        raise RuntimeError(f"its sandbox {kind} does not work: {why}")
    with _one_at_a_time:
        place = _stage().place(kind)
        return [mark(replace(job, place=place)) for job in jobs]


def versions() -> dict[str, str]:
    return {name: exercises.load(name).version for name in exercises.names()}


# While the judge explains an answer it catches warnings and output for its whole process: a worker with several
# threads marks one notebook at a time all the same. Give each worker one thread.
_one_at_a_time = threading.Lock()
_stages: list[Stage] = []


def _stage() -> Stage:
    """This process's own, made when the first batch comes; it is gone when the process ends."""
    if not _stages:
        _stages.append(Stage())
        atexit.register(_stages[0].close)
        atexit.register(close_nurseries)  # what is registered last is done first
    return _stages[0]


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise NnlabError("Dask is missing: pip install 'nnlab[cluster]'") from None
    try:
        client: Any = Client(address, timeout=CONNECT_SECONDS, name="nnlab grade")
    except (OSError, ValueError, TypeError) as error:
        raise NnlabError(
            f"There is no Dask scheduler at {address} ({type(error).__name__}); start one with `dask scheduler` and give "
            "its address, such as tcp://10.0.0.1:8786."
        ) from None
    if not client.nthreads():
        client.close()
        raise NnlabError(f"The scheduler at {address} has no workers; start some with `dask worker {address}`.")
    return client
