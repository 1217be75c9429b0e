"""Frames: plain values as bytes and back, for a pipe whose other end nobody needs to trust.

A value is one tag byte and what belongs to it. Numbers are little-endian; an array is its dtype's code, its shape
and its raw entries in C order. Nothing is pickled, so reading runs no code. Every count and length is checked
against the bytes that are there, and against the limits below, before anything is allocated for it.
On the pipe a frame stands behind its length, packed with `LENGTH`.
"""

from __future__ import annotations

import math
import struct
import sys
from collections.abc import Callable
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
LITTLE = sys.byteorder == "little"

_DTYPES = [
    np.dtype(code) for code in ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
]
_LITTLE = [dtype.newbyteorder("<") for dtype in _DTYPES]
_BOOL = 0  # the code of bool
_CODES = {(dtype.kind, dtype.itemsize): number for number, dtype in enumerate(_DTYPES)}
_ARRAY = struct.Struct("<cBB")  # tag, the dtype's code, dimensions
_SHAPES = [struct.Struct(f"<{dimensions}Q") for dimensions in range(MAX_DIMENSIONS + 1)]
_COUNT = struct.Struct("<I")
_FLOAT = struct.Struct("<d")
_COMPLEX = struct.Struct("<dd")
_TAGGED_COUNT = struct.Struct("<cI")
_TAGGED_FLOAT = struct.Struct("<cd")
_TAGGED_COMPLEX = struct.Struct("<cdd")
_STATUSES = frozenset(get_args(Status))


class FrameError(ValueError):
    """The value cannot be written as a frame, or the bytes are none; its text says why."""


def encode(value: object, max_bytes: int = MAX_BYTES) -> bytes:
    """The value as bytes. FrameError for a value that is not plain, or is too large or too deep."""
    writer = _Writer(max_bytes)
    writer.value(value, 0)
    return b"".join(writer.out)


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
        self.out: list[bytes] = []
        self.left = max_bytes
        self.max_bytes = max_bytes
        self.items = 0

    def value(self, value: Any, depth: int) -> None:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise FrameError(f"a value nests deeper than {MAX_DEPTH} levels or has more than {MAX_ITEMS} items")
        write = _WRITERS.get(type(value))
        if write is not None:
            write(self, value, depth)
        elif isinstance(value, np.generic):
            self.put(b"g" + bytes([self.code(value.dtype)]) + _little(np.asarray(value)).tobytes())
        elif any(value is function for function in FUNCTIONS.values()):
            self.text(b"n", value.__name__)
        else:
            raise FrameError(f"a value of type {type(value).__name__} cannot cross the pipe")

    def put(self, part: bytes) -> None:
        self.room(len(part))
        self.left -= len(part)
        self.out.append(part)

    def room(self, size: int) -> None:
        if size > self.left:
            raise FrameError(f"a value needs more than the {self.max_bytes} bytes of one frame")

    def nothing(self, value: None, depth: int) -> None:
        self.put(b"N")

    def truth(self, value: bool, depth: int) -> None:
        self.put(b"T" if value else b"F")

    def integer(self, value: int, depth: int) -> None:
        size = value.bit_length() // 8 + 1
        if size > MAX_INTEGER:
            raise FrameError(f"an int has {size} bytes, at most {MAX_INTEGER} can be sent")
        self.put(_TAGGED_COUNT.pack(b"i", size) + value.to_bytes(size, "little", signed=True))

    def real(self, value: float, depth: int) -> None:
        self.put(_TAGGED_FLOAT.pack(b"f", value))

    def complex_number(self, value: complex, depth: int) -> None:
        self.put(_TAGGED_COMPLEX.pack(b"c", value.real, value.imag))

    def string(self, value: str, depth: int) -> None:
        self.text(b"s", value)

    def text(self, tag: bytes, value: str) -> None:
        self.room(len(value))
        data = value.encode("utf-8", "backslashreplace")  # a lone surrogate is written out
        self.put(_TAGGED_COUNT.pack(tag, len(data)) + data)

    def sequence(self, value: list[Any], depth: int) -> None:
        self.put(_TAGGED_COUNT.pack(b"l", min(len(value), MAX_ITEMS + 1)))
        for item in value:
            self.value(item, depth + 1)

    def row(self, value: tuple[Any, ...], depth: int) -> None:
        self.put(_TAGGED_COUNT.pack(b"t", min(len(value), MAX_ITEMS + 1)))
        for item in value:
            self.value(item, depth + 1)

    def mapping(self, value: dict[Any, Any], depth: int) -> None:
        self.put(_TAGGED_COUNT.pack(b"d", min(len(value), MAX_ITEMS + 1)))
        for key, item in value.items():
            if type(key) is not str:
                raise FrameError(f"a dict has a key of type {type(key).__name__}, needs str")
            self.text(b"s", key)
            self.value(item, depth + 1)

    def code(self, dtype: Any) -> int:
        try:
            return _CODES[dtype.kind, dtype.itemsize]
        except KeyError:
            raise FrameError(f"an array has dtype {dtype}, which cannot cross the pipe") from None

    def array(self, value: Any, depth: int) -> None:
        code = self.code(value.dtype)
        dimensions = value.ndim
        if dimensions > MAX_DIMENSIONS:
            raise FrameError(f"an array has {dimensions} dimensions, at most {MAX_DIMENSIONS} can be sent")
        self.room(value.nbytes)  # before the copy: a broadcast array is larger than the memory that it takes
        self.put(_ARRAY.pack(b"a", code, dimensions) + _SHAPES[dimensions].pack(*value.shape))
        self.put(_little(value).tobytes())

    def opaque(self, value: Opaque, depth: int) -> None:
        self.text(b"o", value.type)

    def answer(self, value: Answer, depth: int) -> None:
        if value.status == "returned" and not (value.raised or value.changed or value.warnings or value.printed):
            self.put(_TAGGED_FLOAT.pack(b"V", value.seconds))  # a value and nothing to say about it, as nearly all are
            self.value(value.value, depth + 1)
            return
        self.put(b"A")
        for field in (
            value.status,
            value.value,
            value.raised,
            value.changed,
            value.warnings,
            value.printed,
            value.seconds,
        ):
            self.value(field, depth + 1)

    def raised(self, value: Raised, depth: int) -> None:
        self.put(b"R")
        for field in (value.type, value.message, value.line, value.lineno, value.function):
            self.value(field, depth + 1)


_WRITERS: dict[type, Callable[[_Writer, Any, int], None]] = {
    type(None): _Writer.nothing,
    bool: _Writer.truth,
    int: _Writer.integer,
    float: _Writer.real,
    complex: _Writer.complex_number,
    str: _Writer.string,
    list: _Writer.sequence,
    tuple: _Writer.row,
    dict: _Writer.mapping,
    np.ndarray: _Writer.array,
    Opaque: _Writer.opaque,
    Answer: _Writer.answer,
    Raised: _Writer.raised,
}


def _little(array: Any) -> Any:
    return array if array.dtype.isnative and LITTLE else array.astype(array.dtype.newbyteorder("<"), copy=False)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = len(data)
        self.at = 0
        self.items = 0
        self.inside = False  # within an Answer, where neither an Answer nor a function belongs

    def skip(self, size: int) -> int:
        """Where so many bytes begin, which are there; the next thing is read behind them."""
        at = self.at
        if size > self.size - at:
            raise FrameError(f"a frame ends early: {size} bytes are announced, {self.size - at} are there")
        self.at = at + size
        return at

    def take(self, size: int) -> bytes:
        at = self.skip(size)
        return self.data[at : at + size]

    def count(self) -> int:
        number: int = _COUNT.unpack_from(self.data, self.skip(4))[0]
        return number

    def value(self, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise FrameError(f"a frame nests deeper than {MAX_DEPTH} levels or has more than {MAX_ITEMS} items")
        at = self.at
        if at >= self.size:
            raise FrameError("a frame ends early: a value is announced, and nothing is there")
        self.at = at + 1
        read = _READERS.get(self.data[at])
        if read is None:
            raise FrameError(f"a frame has the tag {self.data[at : at + 1]!r}, which means nothing here")
        return read(self, depth)

    def nothing(self, depth: int) -> None:
        return None

    def true(self, depth: int) -> bool:
        return True

    def false(self, depth: int) -> bool:
        return False

    def integer(self, depth: int) -> int:
        size = self.count()
        if not 0 < size <= MAX_INTEGER:
            raise FrameError(f"a frame has an int of {size} bytes, needs 1 to {MAX_INTEGER}")
        return int.from_bytes(self.take(size), "little", signed=True)

    def real(self, depth: int) -> float:
        number: float = _FLOAT.unpack_from(self.data, self.skip(8))[0]
        return number

    def complex_number(self, depth: int) -> complex:
        return complex(*_COMPLEX.unpack_from(self.data, self.skip(16)))

    def string(self, depth: int) -> str:
        return self.text()

    def text(self) -> str:
        try:
            return self.take(self.count()).decode("utf-8")
        except UnicodeDecodeError:
            raise FrameError("a frame has a text that is not UTF-8") from None

    def sequence(self, depth: int) -> list[Any]:
        value, below = self.value, depth + 1
        return [value(below) for _ in range(self.length(1))]

    def row(self, depth: int) -> tuple[Any, ...]:
        return tuple(self.sequence(depth))

    def length(self, least: int) -> int:
        """A number of items that each take at least so many bytes."""
        number = self.count()
        if number * least > self.size - self.at or number > MAX_ITEMS - self.items:
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

    def opaque(self, depth: int) -> Opaque:
        return Opaque(self.text())

    def function(self, depth: int) -> Any:
        if self.inside:
            raise FrameError("an answer holds a function, where none belongs")
        name = self.text()
        if name not in FUNCTIONS:
            raise FrameError("a frame names a function that is not one of the public ones")
        return FUNCTIONS[name]

    def code(self) -> int:
        code = self.data[self.skip(1)]
        if code >= len(_DTYPES):
            raise FrameError(f"a frame has the dtype code {code}, known are 0 to {len(_DTYPES) - 1}")
        return code

    def number(self, depth: int) -> Any:
        return self.entries(self.code(), ())[()]

    def array(self, depth: int) -> Any:
        code = self.code()
        dimensions = self.data[self.skip(1)]
        if dimensions > MAX_DIMENSIONS:
            raise FrameError(f"a frame has an array of {dimensions} dimensions, at most {MAX_DIMENSIONS} are read")
        shape = _SHAPES[dimensions].unpack_from(self.data, self.skip(8 * dimensions))
        # An empty array takes no bytes, yet its other dimensions must be sizes that numpy can hold.
        if math.prod([size or 1 for size in shape]) > MAX_BYTES:
            raise FrameError(f"a frame has an array of shape {shape}, larger than any frame")
        return self.entries(code, shape)

    def entries(self, code: int, shape: tuple[int, ...]) -> Any:
        dtype, number = _DTYPES[code], math.prod(shape)
        at = self.skip(number * dtype.itemsize)
        if number == 0:
            return np.empty(shape, dtype=dtype)
        if code == _BOOL and np.frombuffer(self.data, np.uint8, number, at).max() > 1:
            raise FrameError("a frame has a bool that is neither 0 nor 1")
        return np.ndarray(shape, _LITTLE[code], self.data, at).astype(dtype)  # a copy, native and writable

    def whole_answer(self, depth: int) -> Answer:
        self.enter()
        answer = self.answer(depth)
        self.inside = False
        return answer

    def mere_value(self, depth: int) -> Answer:
        self.enter()
        seconds = self.real(depth)
        if not 0 <= seconds < math.inf:
            raise FrameError(f"an answer took {seconds} seconds, which cannot be")
        answer = Answer("returned", self.value(depth + 1), seconds=seconds)
        self.inside = False
        return answer

    def enter(self) -> None:
        if self.inside:
            raise FrameError("an answer holds another answer, where none belongs")
        self.inside = True

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


_READERS: dict[int, Callable[[_Reader, int], Any]] = {
    ord(tag): read
    for tag, read in {
        "N": _Reader.nothing,
        "T": _Reader.true,
        "F": _Reader.false,
        "i": _Reader.integer,
        "f": _Reader.real,
        "c": _Reader.complex_number,
        "s": _Reader.string,
        "a": _Reader.array,
        "g": _Reader.number,
        "l": _Reader.sequence,
        "t": _Reader.row,
        "d": _Reader.mapping,
        "o": _Reader.opaque,
        "n": _Reader.function,
        "A": _Reader.whole_answer,
        "V": _Reader.mere_value,
        "R": _Reader.raised,
    }.items()
}


def _words(text: object) -> bool:
    return type(text) is str and len(text) <= MAX_WORDS
