"""The judge's end of the pipe: frames to and from a process that may be slow, dead or lying.

Every wait has a deadline. Where pipes cannot be polled (Windows) a timer kills the process instead, which ends the wait.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nnlab.calls.frames import LENGTH, MAX_REPLY, FrameError, decode, encode

POLLS = sys.platform != "win32"
CHUNK = 2**20


def framed(message: list[Any]) -> bytes:
    data = encode(message)
    return LENGTH.pack(len(data)) + data


class Link:
    """Frames over two descriptors, which may be the same one."""

    def __init__(self, reading: int, writing: int) -> None:
        self._read, self._write = reading, writing
        self._came = bytearray()
        if POLLS:
            os.set_blocking(reading, False)
            os.set_blocking(writing, False)

    def send(self, message: list[Any], deadline: float) -> None:
        """TimeoutError when it is not taken in time, OSError when the process is gone."""
        self.write(framed(message), deadline)

    def write(self, data: bytes, deadline: float) -> None:
        """Send what is framed already, perhaps several messages."""
        view = memoryview(data)
        with self._at(deadline):
            while view:
                try:
                    view = view[os.write(self._write, view[:CHUNK]) :]
                except BlockingIOError:
                    _wait(self._write, select.POLLOUT if POLLS else 0, deadline)

    def receive(self, deadline: float) -> list[Any]:
        """TimeoutError, EOFError when the process is gone, FrameError when what it sent is no message."""
        with self._at(deadline):
            self._fill(LENGTH.size, deadline)
            (size,) = LENGTH.unpack_from(self._came)
            if size > MAX_REPLY:
                raise FrameError(f"a frame of {size} bytes is announced, at most {MAX_REPLY} are read")
            end = LENGTH.size + size
            self._fill(end, deadline)
            data = bytes(self._came[LENGTH.size : end])
            del self._came[:end]
        message = decode(data)
        if type(message) is not list or not message or type(message[0]) is not str:
            raise FrameError("a frame is no message")
        return message

    def _fill(self, size: int, deadline: float) -> None:
        """Read until so many bytes are there; what comes beyond them is kept for the next message."""
        while len(self._came) < size:  # it grows with what really comes, not with what was announced
            try:
                part = os.read(self._read, CHUNK)
            except BlockingIOError:
                _wait(self._read, select.POLLIN if POLLS else 0, deadline)
                continue
            if not part:
                if time.monotonic() >= deadline:
                    raise TimeoutError
                raise EOFError("the process is gone")
            self._came += part

    def _at(self, deadline: float) -> contextlib.AbstractContextManager[None]:
        """What ends a wait where `_wait` cannot."""
        return contextlib.nullcontext()


class Process(Link):
    """A process of its own group, in an empty folder of its own, that speaks frames on its input and output."""

    def __init__(self, arguments: Sequence[str], folder: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="work-", dir=folder))
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment(self.folder),
            bufsize=0,
            start_new_session=POLLS,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        super().__init__(self._process.stdout.fileno(), self._process.stdin.fileno())

    def _at(self, deadline: float) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext() if POLLS else self._killed_at(deadline)

    @contextlib.contextmanager
    def _killed_at(self, deadline: float) -> Iterator[None]:
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._process.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process and whatever it started in its group, and remove its folder."""
        end(self._process)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and its group, and wait for it."""
    if POLLS and process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # before it is waited for: the number is still its own
    process.kill()
    process.wait()


def _wait(descriptor: int, event: int, deadline: float) -> None:
    if not POLLS:
        return
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the instructor's; one thread for each process, and the same hashes in each run."""
    fixed = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "VECLIB_MAXIMUM_THREADS": "1",
    }
    needed = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return fixed | needed
