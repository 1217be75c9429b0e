"""The nursery: a warm process that has imported everything once and forks a child for each submission.

It runs no learner's code itself. Commands come as packets on its input, a socket; with FORK comes the child's own
socket, which the nursery closes again, and with READ one from which it takes the course's own cells, to be read once for
all children. When the socket is closed the nursery ends, and its children with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import socket
import struct
import sys

from nnlab.grading.worker import loaded, reading
from nnlab.grading.worker.main import Worker
from nnlab.grading.worker.pipe import Pipe, to_nowhere

COMMAND = struct.Struct("<cI")  # what to do, and the child's number
FORK, END, READ = b"F", b"E", b"R"
PR_SET_PDEATHSIG = 1


def main() -> None:
    control = socket.socket(fileno=os.dup(0))
    to_nowhere()
    gc.disable()
    loaded.load()
    gc.enable()
    gc.collect()
    gc.freeze()  # what is there now is never collected, so that a child's collector copies no page for it
    control.send(b"hello")
    children: dict[int, int] = {}
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, COMMAND.size, 1)
        if not data:
            break
        command, number = COMMAND.unpack(data)
        if command == FORK:
            nursery = os.getpid()
            pid = os.fork()
            if pid == 0:
                control.close()
                _child(descriptors[0], nursery)
            children[number] = pid
            os.close(descriptors[0])
        elif command == READ:
            reading.remember(Pipe(descriptors[0], descriptors[0]).receive())
            os.close(descriptors[0])
            gc.freeze()
        else:
            _end(children.pop(number, None))
            control.send(b"ended")
    for pid in children.values():
        _end(pid)
    os._exit(0)


def _end(pid: int | None) -> None:
    if pid is not None:
        os.kill(pid, signal.SIGKILL)  # not waited for yet: the number is still its own
        os.waitpid(pid, 0)


def _child(descriptor: int, nursery: int) -> None:
    try:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != nursery:  # it ended before that was set
                return
        pipe = Pipe(descriptor, descriptor)
        with contextlib.suppress(EOFError, OSError):
            _, job = pipe.receive()
            Worker(pipe).serve(job)
    finally:
        os._exit(0)
