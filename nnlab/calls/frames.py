"""Frames: plain values as bytes and back, for a pipe whose other end nobody needs to trust.

A value is one tag byte and what belongs to it. Numbers are little-endian; an array is its dtype's code, its shape
and its raw entries in C order. Nothing is pickled, so reading runs no code. Every count and length is checked
against the bytes that are there, and against the limits below, before anything is allocated for it.
On the pipe a frame stands behind its length, packed with `LENGTH`.
"""

from __future__ import annotations

import math
import struct
from typing import Any, get_args

import numpy as np

from nnlab.calls.answer import Answer, Raised, Status
from nnlab.calls.functions import FUNCTIONS
from nnlab.calls.plain import Opaque

LENGTH = struct.Struct("<I")
MAX_BYTES = 64 * 2**20  # of one frame
MAX_REPLY = 16 * 2**20  # of one that comes back to the judge, who keeps all answers of an exercise
MAX_DEPTH = 24  # `plain` stops at 16, a message wraps its values in a few more
MAX_ITEMS = 250_000  # values in one frame, an array counting as one
MAX_INTEGER = 1024  # bytes of one int: more digits than that cannot even be printed
MAX_DIMENSIONS = 16
MAX_WORDS = 10_000  # characters of each text in an Answer

_DTYPES = [
    np.dtype(code) for code in ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
]
_CODES = {(dtype.kind, dtype.itemsize): number for number, dtype in enumerate(_DTYPES)}
_COUNT = struct.Struct("<I")
_SIZE = struct.Struct("<Q")
_FLOAT = struct.Struct("<d")
_COMPLEX = struct.Struct("<dd")
_STATUSES = frozenset(get_args(Status))


class FrameError(ValueError):
    """The value cannot be written as a frame, or the bytes are none; its text says why."""


def encode(value: object, max_bytes: int = MAX_BYTES) -> bytes:
    """The value as bytes. FrameError for a value that is not plain, or is too large or too deep."""
    writer = _Writer(max_bytes)
    writer.value(value, 0)
    return bytes(writer.out)


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> Any:
    """The value that `encode` wrote. FrameError, and nothing else, for any other bytes.

    Arrays are fresh, writable and native; they share no memory with `data`.
    """
    if len(data) > max_bytes:
        raise FrameError(f"a frame has {len(data)} bytes, at most {max_bytes} are read")
    reader = _Reader(data)
    value = reader.value(0)
    if reader.at != len(data):
        raise FrameError(f"{len(data) - reader.at} bytes are left over after the value")
    return value


class _Writer:
    def __init__(self, max_bytes: int) -> None:
        self.out = bytearray()
        self.max_bytes = max_bytes
        self.items = 0

    def value(self, value: Any, depth: int) -> None:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise FrameError(f"a value nests deeper than {MAX_DEPTH} levels or has more than {MAX_ITEMS} items")
        kind = type(value)
        if value is None:
            self.put(b"N")
        elif kind is bool:
            self.put(b"T" if value else b"F")
        elif kind is int:
            self.integer(value)
        elif kind is float:
            self.put(b"f", _FLOAT.pack(value))
        elif kind is complex:
            self.put(b"c", _COMPLEX.pack(value.real, value.imag))
        elif kind is str:
            self.text(b"s", value)
        elif kind is np.ndarray:
            self.array(value)
        elif kind is list or kind is tuple:
            self.put(b"l" if kind is list else b"t", _COUNT.pack(min(len(value), MAX_ITEMS + 1)))
            for item in value:
                self.value(item, depth + 1)
        elif kind is dict:
            self.mapping(value, depth)
        elif isinstance(value, np.generic):
            self.put(b"g", self.code(value.dtype), _little(np.asarray(value)).tobytes())
        elif kind is Opaque:
            self.text(b"o", value.type)
        elif kind is Answer:
            self.put(b"A")
            fields = (
                value.status,
                value.value,
                value.raised,
                value.changed,
                value.warnings,
                value.printed,
                value.seconds,
            )
            for field in fields:
                self.value(field, depth + 1)
        elif kind is Raised:
            self.put(b"R")
            for field in (value.type, value.message, value.line, value.lineno, value.function):
                self.value(field, depth + 1)
        elif any(value is function for function in FUNCTIONS.values()):
            self.text(b"n", value.__name__)
        else:
            raise FrameError(f"a value of type {kind.__name__} cannot cross the pipe")

    def put(self, *parts: bytes) -> None:
        for part in parts:
            self.room(len(part))
            self.out += part

    def room(self, size: int) -> None:
        if len(self.out) + size > self.max_bytes:
            raise FrameError(f"a value needs more than the {self.max_bytes} bytes of one frame")

    def integer(self, value: int) -> None:
        size = value.bit_length() // 8 + 1
        if size > MAX_INTEGER:
            raise FrameError(f"an int has {size} bytes, at most {MAX_INTEGER} can be sent")
        self.put(b"i", _COUNT.pack(size), value.to_bytes(size, "little", signed=True))

    def text(self, tag: bytes, value: str) -> None:
        self.room(len(value))
        data = value.encode("utf-8", "backslashreplace")  # a lone surrogate is written out
        self.put(tag, _COUNT.pack(len(data)), data)

    def mapping(self, value: dict[Any, Any], depth: int) -> None:
        self.put(b"d", _COUNT.pack(min(len(value), MAX_ITEMS + 1)))
        for key, item in value.items():
            if type(key) is not str:
                raise FrameError(f"a dict has a key of type {type(key).__name__}, needs str")
            self.text(b"s", key)
            self.value(item, depth + 1)

    def code(self, dtype: Any) -> bytes:
        try:
            return bytes([_CODES[dtype.kind, dtype.itemsize]])
        except KeyError:
            raise FrameError(f"an array has dtype {dtype}, which cannot cross the pipe") from None

    def array(self, value: Any) -> None:
        code = self.code(value.dtype)
        if value.ndim > MAX_DIMENSIONS:
            raise FrameError(f"an array has {value.ndim} dimensions, at most {MAX_DIMENSIONS} can be sent")
        self.room(value.nbytes)  # before the copy: a broadcast array is larger than the memory that it takes
        self.put(b"a", code, bytes([value.ndim]), *[_SIZE.pack(size) for size in value.shape], _little(value).tobytes())


def _little(array: Any) -> Any:
    return array.astype(array.dtype.newbyteorder("<"), copy=False)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.items = 0
        self.inside = False  # within an Answer, where neither an Answer nor a function belongs

    def take(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise FrameError(f"a frame ends early: {size} bytes are announced, {len(self.data) - self.at} are there")
        self.at += size
        return self.data[self.at - size : self.at]

    def count(self) -> int:
        number: int = _COUNT.unpack(self.take(4))[0]
        return number

    def value(self, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise FrameError(f"a frame nests deeper than {MAX_DEPTH} levels or has more than {MAX_ITEMS} items")
        tag = self.take(1)
        if tag == b"N":
            return None
        if tag in (b"T", b"F"):
            return tag == b"T"
        if tag == b"i":
            return self.integer()
        if tag == b"f":
            return _FLOAT.unpack(self.take(8))[0]
        if tag == b"c":
            return complex(*_COMPLEX.unpack(self.take(16)))
        if tag == b"s":
            return self.text()
        if tag == b"a":
            return self.array()
        if tag == b"g":
            return self.entries(self.dtype(), ())[()]
        if tag == b"l":
            return self.sequence(depth)
        if tag == b"t":
            return tuple(self.sequence(depth))
        if tag == b"d":
            return self.mapping(depth)
        if tag == b"o":
            return Opaque(self.text())
        if tag == b"n" and not self.inside:
            return self.function()
        if tag == b"A" and not self.inside:
            self.inside = True
            answer = self.answer(depth)
            self.inside = False
            return answer
        if tag == b"R":
            return self.raised(depth)
        raise FrameError(f"a frame has the tag {tag!r}, which means nothing here")

    def integer(self) -> int:
        size = self.count()
        if not 0 < size <= MAX_INTEGER:
            raise FrameError(f"a frame has an int of {size} bytes, needs 1 to {MAX_INTEGER}")
        return int.from_bytes(self.take(size), "little", signed=True)

    def text(self) -> str:
        try:
            return self.take(self.count()).decode("utf-8")
        except UnicodeDecodeError:
            raise FrameError("a frame has a text that is not UTF-8") from None

    def sequence(self, depth: int) -> list[Any]:
        return [self.value(depth + 1) for _ in range(self.length(1))]

    def length(self, least: int) -> int:
        """A number of items that each take at least so many bytes."""
        number = self.count()
        if number * least > len(self.data) - self.at or number > MAX_ITEMS - self.items:
            raise FrameError(f"a frame announces {number} items, more than it can hold")
        return number

    def mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for _ in range(self.length(6)):
            if self.take(1) != b"s":
                raise FrameError("a frame has a dict with a key that is no text")
            key = self.text()
            if key in found:
                raise FrameError("a frame has a dict with the same key twice")
            found[key] = self.value(depth + 1)
        return found

    def function(self) -> Any:
        name = self.text()
        if name not in FUNCTIONS:
            raise FrameError("a frame names a function that is not one of the public ones")
        return FUNCTIONS[name]

    def dtype(self) -> Any:
        code = self.take(1)[0]
        if code >= len(_DTYPES):
            raise FrameError(f"a frame has the dtype code {code}, known are 0 to {len(_DTYPES) - 1}")
        return _DTYPES[code]

    def array(self) -> Any:
        dtype, dimensions = self.dtype(), self.take(1)[0]
        if dimensions > MAX_DIMENSIONS:
            raise FrameError(f"a frame has an array of {dimensions} dimensions, at most {MAX_DIMENSIONS} are read")
        shape = tuple(_SIZE.unpack(self.take(8))[0] for _ in range(dimensions))
        # An empty array takes no bytes, yet its other dimensions must be sizes that numpy can hold.
        if math.prod(max(size, 1) for size in shape) > MAX_BYTES:
            raise FrameError(f"a frame has an array of shape {shape}, larger than any frame")
        return self.entries(dtype, shape)

    def entries(self, dtype: Any, shape: tuple[int, ...]) -> Any:
        raw = self.take(math.prod(shape) * dtype.itemsize)
        flat = np.frombuffer(raw, dtype=dtype.newbyteorder("<"))
        if dtype.kind == "b" and np.frombuffer(raw, dtype=np.uint8).max(initial=0) > 1:
            raise FrameError("a frame has a bool that is neither 0 nor 1")
        array = np.empty(shape, dtype=dtype)
        array[...] = flat.reshape(shape)
        return array

    def answer(self, depth: int) -> Answer:
        status, value, raised, changed, warned, printed, seconds = (self.value(depth + 1) for _ in range(7))
        if type(status) is not str or status not in _STATUSES:
            raise FrameError("an answer has an unknown status")
        if raised is not None and type(raised) is not Raised:
            raise FrameError("an answer has something else in the place of its exception")
        if type(changed) is not tuple or not all(type(i) is int and 0 <= i < 1000 for i in changed):
            raise FrameError("an answer has something else in the place of the altered arguments")
        if type(warned) is not tuple or len(warned) > 100 or not all(_words(text) for text in (*warned, printed)):
            raise FrameError("an answer has something else in the place of its texts")
        if type(seconds) is not float or not 0 <= seconds < math.inf:
            raise FrameError("an answer has something else in the place of its seconds")
        return Answer(status, value, raised, changed, warned, printed, seconds)  # type: ignore[arg-type]

    def raised(self, depth: int) -> Raised:
        kind, message, line, lineno, function = (self.value(depth + 1) for _ in range(5))
        if not all(_words(text) for text in (kind, message, line, function)) or type(lineno) is not int:
            raise FrameError("an exception has something else in the place of its texts")
        return Raised(kind, message, line, lineno, function)


def _words(text: object) -> bool:
    return type(text) is str and len(text) <= MAX_WORDS
