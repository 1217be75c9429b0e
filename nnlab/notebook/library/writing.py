"""Writing into the course folder: whole files at once, one kernel at a time, and what was there is kept aside."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from nnlab.notebook.course import MARK

WAIT = 5.0  # seconds for another kernel's turn


@contextlib.contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Only one process at a time is in here. Where a file system knows no locks, or waiting is vain, it goes on without."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            lock = stack.enter_context((folder / MARK / "mynn.lock").open("a+b"))
            _lock(lock.fileno())
        yield


def _lock(number: int) -> None:
    """The system takes the lock back when the file is closed, or the process ends."""
    end = time.monotonic() + WAIT
    while True:
        try:
            if os.name == "nt":
                import msvcrt

                os.lseek(number, 0, os.SEEK_SET)
                msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            if time.monotonic() > end:
                return
            time.sleep(0.02)


def write(path: Path, data: bytes) -> None:
    """All of it or nothing: a reader sees the old file or the new one."""
    path = Path(os.path.realpath(path))  # a link stays a link
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if path.exists():
            shutil.copymode(path, part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def aside(path: Path) -> Path:
    """A copy beside the file under a name that was free, such as mynn.before-1.py."""
    data, number = path.read_bytes(), 1
    while True:
        copy = path.with_name(f"{path.stem}.before-{number}{path.suffix}")
        if copy.is_file() and copy.read_bytes() == data:
            return copy
        try:
            with copy.open("xb") as file:
                file.write(data)
            return copy
        except FileExistsError:
            number += 1
