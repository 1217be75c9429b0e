"""Locks on folders that end with their process, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def lock(folder: Path) -> int | None:
    """A descriptor that holds the folder until it is closed; None when another process holds it.

    -1 where there are no such locks: on Windows, and on some network file systems.
    """
    if sys.platform == "win32":
        return -1
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        return -1
    return descriptor


def unlock(descriptor: int | None) -> None:
    if descriptor is not None and descriptor >= 0:
        with contextlib.suppress(OSError):
            os.close(descriptor)
