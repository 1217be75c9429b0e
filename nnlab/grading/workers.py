"""Workers: a process for one submission, from a nursery in a sandbox, or without one as a process of its own.

Each job process has one nursery. It starts while the first notebooks are read (`prepare`), and again should it die.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from nnlab.calls.frames import FrameError
from nnlab.grading import sandbox
from nnlab.grading.channel import Link, Process, end, environment
from nnlab.grading.place import Place
from nnlab.grading.worker.nursery import COMMAND, END, FORK, READ

START_SECONDS = 60.0  # for a Python and numpy, on a busy machine
END_SECONDS = 10.0

# As with -I, but the environment is read: it is the grader's own, and it fixes the order of sets.
FLAGS = ("-s", "-P", "-S", "-B", "-X", "utf8", "-c")
BOOT = """
import sys
code, numpy_home = sys.argv[1:]
sys.path.insert(0, code)
from nnlab.grading.worker.imports import only_numpy
only_numpy(numpy_home)
from nnlab.grading.worker.{module} import main
sys.path.remove(code)
main()
"""


Course = tuple[tuple[int, str, str], ...]  # number, role and text of the course's own cells of a chapter


class Alone(Process):
    """A worker that is a process of its own, shut in by nothing but its limits."""

    def __init__(self, place: Place) -> None:
        super().__init__([*FLAGS, BOOT.format(module="main"), str(place.code), _numpy_home()], place.folder)
        if self.receive(time.monotonic() + START_SECONDS) != ["hello"]:
            raise FrameError("the worker did not greet")


class Child(Link):
    """A worker that the nursery forked."""

    def __init__(self, nursery: Nursery, number: int, connection: socket.socket) -> None:
        super().__init__(connection.fileno(), connection.fileno())
        self._nursery, self._number, self._connection = nursery, number, connection

    def close(self) -> None:
        self._connection.close()
        self._nursery.end(self._number)


class Nursery:
    """The judge's end of `worker/nursery.py`. It is not waited for until a child is asked of it."""

    def __init__(self, place: Place) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="work-", dir=place.folder))
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        self._number = 0
        self._greeted = False
        self._read: set[Course] = set()
        self._ending = 0  # children that are to end and of which the nursery has not said yet that they did
        with theirs:
            self._process = subprocess.Popen(
                sandbox.command(place.kind, [*FLAGS, BOOT.format(module="nursery")], place.code, _numpy_home()),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder,
                env=environment(self.folder),
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def child(self, course: Course = ()) -> Child:
        """A child that has read these cells of the course, which are likely to be the submission's too."""
        if not self._greeted:
            self._greeted = self._hears(b"hello", START_SECONDS)
        if not self._greeted:
            self.close()
            raise EOFError("the nursery did not greet")
        if course not in self._read:
            self._read.add(course)
            with self._command(READ, 0) as reading:
                Link(reading.fileno(), reading.fileno()).send(list(course), time.monotonic() + START_SECONDS)
        self._number += 1
        return Child(self, self._number, self._command(FORK, self._number))

    def _command(self, command: bytes, number: int) -> socket.socket:
        """Give a command, and with it the other end of a socket."""
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [COMMAND.pack(command, number)], [theirs.fileno()])
        return mine

    def end(self, number: int) -> None:
        """Have that child ended; when the nursery does not do it, end the nursery and all of them.

        That it did is read when the next one ends: the nursery does one thing after the other, so the next child is
        born after that.
        """
        try:
            self._control.settimeout(END_SECONDS)
            self._control.send(COMMAND.pack(END, number))
        except OSError:
            self.close()
            return
        if self._ending and not self._hears(b"ended", END_SECONDS):
            self.close()
            return
        self._ending = 1

    def _hears(self, word: bytes, seconds: float) -> bool:
        try:
            self._control.settimeout(seconds)
            return self._control.recv(64) == word
        except OSError:
            return False

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._control.close()
        end(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)


Worker = Alone | Child
_nurseries: dict[Place, Nursery] = {}


def worker(place: Place, course: Course = ()) -> Worker:
    """A fresh worker, which knows these cells. EOFError, OSError, FrameError or TimeoutError when there is no way to get one."""
    if not place.confined:
        return Alone(place)
    nursery = _nurseries.get(place)
    if nursery is None or not nursery.alive:
        if nursery is not None:
            nursery.close()
        nursery = _nurseries[place] = Nursery(place)
    return nursery.child(course)


def prepare(place: Place) -> None:
    """Start the nursery now, for a worker that is asked for later; whoever asks is told what is wrong with it."""
    if place.confined and place not in _nurseries:
        with contextlib.suppress(OSError):
            _nurseries[place] = Nursery(place)


def close_nurseries() -> None:
    """End this process's nurseries."""
    while _nurseries:
        _nurseries.popitem()[1].close()


def _numpy_home() -> str:
    return os.path.dirname(os.path.dirname(os.path.abspath(np.__file__)))
