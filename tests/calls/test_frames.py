"""Frames: what is written is read again, and no bytes whatever do more than raise a FrameError."""

from __future__ import annotations

import math
import random
import struct
import tracemalloc
from typing import Any

import numpy as np
import pytest

from nnlab.calls import Answer, Opaque, Raised
from nnlab.calls.frames import MAX_DEPTH, MAX_ITEMS, FrameError, decode, encode
from nnlab.calls.functions import FUNCTIONS, sum_of_squares
from nnlab.calls.plain import identical

VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    255,
    -(2**63),
    10**300,
    -(10**300),
    0.0,
    -0.0,
    math.inf,
    math.nan,
    1 + 2j,
    "",
    "Zürich ∂ 🐈",
    [],
    (),
    {},
    [1, [2.5, (None, "x")], {"a": [True]}],
    Opaque("generator"),
    np.zeros((0, 5)),
    np.array(3.5),
    np.arange(24, dtype=np.int32).reshape(2, 3, 4),
    np.array([True, False]),
    np.array([[1 + 1j]], dtype=np.complex64),
    [(np.ones((2, 3)), np.zeros(3)), (np.ones((3, 1)), np.zeros(1))],
]
DTYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_round_trip_gives_the_same_value(value: Any) -> None:
    assert identical(decode(encode(value)), value)


@pytest.mark.parametrize("code", DTYPES)
def test_every_dtype_of_the_list_crosses(code: str) -> None:
    array = (np.arange(6).reshape(2, 3) % 2).astype(code)
    assert identical(decode(encode(array)), array)
    scalar = array[0, 1]
    assert type(decode(encode(scalar))) is type(scalar)
    assert decode(encode(scalar)) == scalar


def test_the_sign_of_zero_and_nan_survive() -> None:
    assert math.copysign(1, decode(encode(-0.0))) == -1
    assert math.isnan(decode(encode([math.nan]))[0])


@pytest.mark.parametrize("dtype", [">f8", ">i4", ">c16", "<f8"])
def test_other_byte_orders_arrive_native(dtype: str) -> None:
    array = np.arange(5).astype(dtype)
    got = decode(encode(array))
    assert got.dtype.isnative
    assert got.tolist() == array.tolist()


def test_arrays_in_any_layout_arrive_contiguous_and_writable() -> None:
    base = np.arange(24.0).reshape(4, 6)
    for array in (base.T, base[::2, ::-3], np.asfortranarray(base), np.broadcast_to(np.float64(7), (3, 2))):
        got = decode(encode(array))
        assert (got == array).all()
        assert got.shape == array.shape
        assert got.flags.c_contiguous
        assert got.flags.owndata
        assert got.flags.writeable


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_functions_cross_by_name(name: str) -> None:
    assert decode(encode((FUNCTIONS[name], 1))) == (FUNCTIONS[name], 1)


ANSWER = Answer(
    "raised",
    value=[np.ones(3)],
    raised=Raised("ValueError", "wrong shape", "X @ W", 7, "layer"),
    changed=(0, 2),
    warnings=("RuntimeWarning: overflow",),
    printed="hello",
    seconds=0.25,
)


def test_answers_cross() -> None:
    got = decode(encode(["answer", 3, ANSWER]))[2]
    assert isinstance(got, Answer)
    assert identical(got.value, ANSWER.value)
    assert (got.status, got.raised, got.changed) == (ANSWER.status, ANSWER.raised, ANSWER.changed)
    assert (got.warnings, got.printed, got.seconds) == (ANSWER.warnings, ANSWER.printed, ANSWER.seconds)


class Sneaky(list[int]):
    """A list of the learner's own kind: not plain."""


@pytest.mark.parametrize(
    "value",
    [
        object(),
        Sneaky([1]),
        {1: 2},
        len,
        lambda W: W,
        np.array([object()]),
        np.array(["text"]),
        1 << 9000,
        {1, 2},
        b"x",
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_is_refused(value: Any) -> None:
    with pytest.raises(FrameError):
        encode(value)


def test_a_lone_surrogate_does_not_stop_a_frame() -> None:
    assert decode(encode("a\ud800b")) == "a\\ud800b"


def test_limits_hold_when_writing() -> None:
    nested: Any = 1
    for _ in range(MAX_DEPTH + 1):
        nested = [nested]
    endless: list[Any] = []
    endless.append(endless)
    huge = np.broadcast_to(np.float64(0), (10**6, 10**6))  # 8 TB to look at, 8 bytes in memory
    for value in (nested, endless, [0] * (MAX_ITEMS + 1), huge):
        with pytest.raises(FrameError):
            encode(value)
    with pytest.raises(FrameError):
        encode("x" * 100, max_bytes=50)


def header(code: int, *shape: int, body: bytes = b"") -> bytes:
    return b"a" + bytes([code, len(shape)]) + b"".join(struct.pack("<Q", size) for size in shape) + body


F8 = DTYPES.index("f8")
LIES = {
    "74 GiB": header(F8, 10**10),
    "74 GiB in two dimensions": header(F8, 10**5, 10**5, body=bytes(64)),
    "more than 64 bits": header(F8, 2**63, 2**63),
    "a product that wraps to 0": header(F8, 2**32, 2**32),
    "empty but endless": header(F8, 0, 2**62),
    "dtype outside the list": header(len(DTYPES), 2, body=bytes(16)),
    "dtype 255": header(255, 2, body=bytes(16)),
    "200 dimensions": b"a" + bytes([F8, 200]) + bytes(1600),
    "a bool of 2": header(0, 1, body=b"\x02"),
    "four billion items": b"l\xff\xff\xff\xff",
    "a tuple too long": b"t\x05\x00\x00\x00NN",
    "a text too long": b"s\xff\xff\xff\x7fabc",
    "an int of no bytes": b"i\x00\x00\x00\x00",
    "an int of 2 GiB": b"i\xff\xff\xff\x7f\x01",
    "not UTF-8": b"s\x02\x00\x00\x00\xff\xfe",
    "an unknown function": b"n\x04\x00\x00\x00eval",
    "a key that is no text": b"d\x01\x00\x00\x00NNNNNN",
    "a key twice": b"d\x02\x00\x00\x00" + 2 * b"s\x01\x00\x00\x00aN",
    "an unknown tag": b"P",
    "nothing": b"",
    "left over": encode(1) + b"N",
    "deep": b"l\x01\x00\x00\x00" * 100_000 + b"N",
    "deep tuples": b"t\x01\x00\x00\x00" * 50 + b"N",
}


@pytest.mark.parametrize("data", LIES.values(), ids=LIES.keys())
def test_headers_that_lie_cost_nothing(data: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(FrameError) as caught:
        decode(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
    assert len(str(caught.value)) < 200


def test_an_answer_must_keep_its_form() -> None:
    good = (ANSWER.status, 1, ANSWER.raised, (0,), ("w",), "", 0.1)
    bad = {
        0: ["perfect", 1, None],
        2: ["ValueError", 5],
        3: [(-1,), (10**9,), [0], ("x",), None],
        4: [("x" * 20_000,), ["w"], (1,)],
        5: [None, "x" * 20_000],
        6: [-1.0, math.nan, math.inf, 1, "soon"],
    }
    assert isinstance(decode(b"A" + b"".join(map(encode, good))), Answer)
    for place, values in bad.items():
        for value in values:
            fields = [*good[:place], value, *good[place + 1 :]]
            with pytest.raises(FrameError):
                decode(b"A" + b"".join(map(encode, fields)))


def test_no_function_and_no_answer_comes_inside_an_answer() -> None:
    for value in (sum_of_squares, [sum_of_squares], Answer("returned")):
        with pytest.raises(FrameError):
            decode(encode(Answer("returned", value)))


def test_a_frame_larger_than_the_limit_is_not_read() -> None:
    with pytest.raises(FrameError):
        decode(encode("x" * 100), max_bytes=50)


def test_fuzz() -> None:
    """Flipped, cut, doubled and invented bytes give a value or a FrameError, and a value can be written again."""
    rng = random.Random(20_240)
    seeds = [encode(value) for value in [*VALUES, ANSWER, ["call", 1, "f", (np.ones((3, 4)), sum_of_squares)]]]
    refused = 0
    for _ in range(6000):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.randint(1, 4)):
            what = rng.random()
            at = rng.randrange(len(data) + 1)
            if what < 0.5 and data:
                data[at % len(data)] = rng.choice([rng.randrange(256), 0, 255, ord("a"), ord("A"), ord("l")])
            elif what < 0.7:
                del data[at:]
            elif what < 0.85:
                data[at:at] = rng.choice(seeds)[:40]
            else:
                data[at:at] = rng.randbytes(rng.randint(1, 9))
        try:
            value = decode(bytes(data))
        except FrameError:
            refused += 1
        else:
            encode(value)
    assert 3000 < refused < 6000
