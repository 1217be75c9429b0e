"""The worker's end of the pipe: frames on descriptors of their own, out of reach of `print` and of descriptor 1."""

from __future__ import annotations

import os
import sys
from typing import Any

from nnlab.calls.frames import LENGTH, MAX_BYTES, MAX_REPLY, FrameError, decode, encode


class Pipe:
    def __init__(self, incoming: int, outgoing: int) -> None:
        self.incoming = incoming
        self.outgoing = outgoing

    @classmethod
    def take(cls) -> Pipe:
        """The process's input and output become the pipe; 0, 1 and 2 lead nowhere from now on."""
        pipe = cls(os.dup(0), os.dup(1))  # copies that no child process inherits
        if sys.platform == "win32":
            import msvcrt

            msvcrt.setmode(pipe.incoming, os.O_BINARY)
            msvcrt.setmode(pipe.outgoing, os.O_BINARY)
        to_nowhere()
        return pipe

    def send(self, message: list[Any]) -> None:
        data = encode(message, MAX_REPLY)
        view = memoryview(LENGTH.pack(len(data)) + data)
        while view:
            view = view[os.write(self.outgoing, view) :]

    def receive(self) -> list[Any]:
        """The next message. EOFError when the other end is gone."""
        (size,) = LENGTH.unpack(self._read(LENGTH.size))
        if size > MAX_BYTES:
            raise FrameError(f"a frame of {size} bytes is announced, at most {MAX_BYTES} are read")
        message: list[Any] = decode(self._read(size))
        return message

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            part = os.read(self.incoming, min(size - len(data), 2**20))
            if not part:
                raise EOFError("the other end of the pipe is closed")
            data += part
        return bytes(data)


def to_nowhere() -> None:
    """Descriptors 0, 1 and 2 lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
