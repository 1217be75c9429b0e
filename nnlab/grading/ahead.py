"""The process that job processes are forked from. It imports what they need while the first process still reads its own.

It is a process of its own because a fork of the first one would hold its locks, its database and its terminal.
"""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import BaseContext

PRELOADED = ("nnlab.grading.marking",)
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def context() -> BaseContext:
    """How job processes start: forked where the system can, else spawned."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(list(PRELOADED))
    return forking


def begin() -> None:
    """Start it now. Called before numpy is imported here, so that both take that time together."""
    for name in ONE_THREAD:  # each job has one processor; threads of a matrix product would only be in each other's way
        os.environ.setdefault(name, "1")
    if context().get_start_method() == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()
