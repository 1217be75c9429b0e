"""A clock for comparing jobs: it waits for the GPU, takes turns, and keeps the median."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

from nnlab.arrays import gpu_problem, synchronize

Job = Callable[[], Any]


def seconds(job: Job, *, samples: int = 5, at_least: float = 0.005) -> float:
    """The time of one call of job(), in seconds: see `medians`."""
    return medians({"job": job}, samples=samples, at_least=at_least)["job"]


def medians(jobs: Mapping[str, Job], *, samples: int = 5, at_least: float = 0.005) -> dict[str, float]:
    """For each job the median over `samples` of the time of one call, in seconds.

    Each job runs once before the clock starts. Then they take turns, so that a machine that slows down slows all of
    them. A quick job is called many times in a sample, until the sample lasts `at_least` that many seconds. Where there
    is a GPU, the clock is read only when it has finished.
    """
    wait = _nothing if gpu_problem() else synchronize
    for job in jobs.values():
        job()
    calls = {name: _calls(job, wait, at_least) for name, job in jobs.items()}
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(samples):
        for name, job in jobs.items():
            taken[name].append(_time(job, wait, calls[name]) / calls[name])
    return {name: statistics.median(times) for name, times in taken.items()}


def _calls(job: Job, wait: Job, at_least: float) -> int:
    """How many calls last that long."""
    calls = 1
    for _ in range(30):  # 30 doublings: a clock that stands still does not hang the caller
        taken = _time(job, wait, calls)
        if taken >= at_least:
            break
        calls *= 2
    return calls


def _time(job: Job, wait: Job, calls: int) -> float:
    wait()
    start = perf_counter()
    for _ in range(calls):
        job()
    wait()
    return perf_counter() - start


def _nothing() -> None:
    pass
