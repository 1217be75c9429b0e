"""What the worker imposes on itself before it runs a learner's code, where the system offers it."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time

CPU_SECONDS = 1800  # more than any submission may take: ends what nobody is left to end


def limit(memory: int) -> None:
    """At most `memory` MiB of address space, no core files; nothing where the system has no such limits."""
    if sys.platform == "win32":
        return
    import resource

    _set({resource.RLIMIT_AS: memory * 2**20, resource.RLIMIT_CORE: 0, resource.RLIMIT_CPU: CPU_SECONDS})


def limit_files() -> None:
    """No byte can be written to a file, no further descriptor opened, no process made."""
    if sys.platform == "win32":
        return
    import resource

    _set({resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NOFILE: 0, resource.RLIMIT_NPROC: 0})


def _set(limits: dict[int, int]) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, amount in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
            _, most = resource.getrlimit(kind)
            if most != resource.RLIM_INFINITY:
                amount = min(amount, most)
            resource.setrlimit(kind, (amount, amount))


def end_with_parent(parent: int | None = None) -> None:
    """End this process when the grader is gone, however it went and whatever the learner's code does.

    `parent` is the grader's process; it may be gone before this is called, and then somebody else is the parent.
    """
    if sys.platform == "win32":
        return
    parent = os.getppid() if parent is None else parent

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
