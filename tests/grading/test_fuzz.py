"""Thousands of damaged notebooks, forged frames and odd answers: each is an outcome, none is a crash of the grader.

The examples are the same each time. NNLAB_FUZZ=10 draws ten times as many, others each time.
"""

from __future__ import annotations

import json
import os
import socket
import warnings
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import HALF, RIGHT, SETUP, STUB, code, notebook

from nnlab import exercises
from nnlab.calls import Answer, Opaque, Raised
from nnlab.calls.frames import LENGTH, FrameError, decode, encode
from nnlab.calls.plain import identical
from nnlab.exercises.source import solution
from nnlab.grading import session as sessions
from nnlab.grading.channel import Link
from nnlab.grading.feedback import page
from nnlab.grading.marking import Job, mark
from nnlab.grading.notebooks import Notebook, UnreadableError, chapter_of, parse
from nnlab.grading.result import Result
from nnlab.grading.session import CannotRunError, Limits, Session
from nnlab.grading.stage import Stage
from nnlab.judge import judge

MORE = int(os.environ.get("NNLAB_FUZZ", "0"))


def examples(number: int) -> settings:
    return settings(
        max_examples=number * max(1, MORE),
        derandomize=not MORE,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
    )


# Notebooks

CHAPTERS = {chapter: exercises.of_chapter(chapter) for chapter in exercises.chapters()}
GOOD = notebook(SETUP, code(RIGHT, "exercise", "mean_squared_error"), code(STUB, "lesson"), code("x = 1", "setup"))
PERCENT = f'# ---\n# nnlab: {{chapter: "03_linear_regression"}}\n# ---\n\n# %% tags=["setup"]\n{SETUP}\n# %% exercise="mean_squared_error"\n{RIGHT}\n# %% [markdown]\n# text\n'.encode()


def read(data: bytes, percent: bool = False) -> Notebook | None:
    try:
        found = parse(data, percent=percent)
        chapter_of(found, CHAPTERS)
    except UnreadableError as error:
        reason = str(error)
        assert reason.endswith(".")
        assert len(reason) < 500
        return None
    assert all(type(cell.source) is str and cell.number > 0 for cell in found.cells)
    return found


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes, with pieces cut out, doubled, moved, exchanged."""
    for _ in range(draw(st.integers(1, 6))):
        start, length = draw(st.integers(0, max(0, len(data) - 1))), draw(st.integers(0, 40))
        piece = data[start : start + length]
        what = draw(st.sampled_from(["cut", "double", "reverse", "new", "end", "token"]))
        if what == "end":
            data = data[:start]
            continue
        new = {"cut": b"", "double": piece * 2, "reverse": piece[::-1]}.get(what)
        if new is None:
            tokens = [
                b"{",
                b"}",
                b"[",
                b"]",
                b'"',
                b",",
                b"null",
                b"\\ud800",
                b"1e999",
                b"\xff",
                b"\r",
                b"\0",
                b"<<<<<<< ",
            ]
            new = draw(st.sampled_from(tokens) if what == "token" else st.binary(max_size=8))
        data = data[:start] + new + data[start + length :]
    return data


@examples(400)
@given(damaged(GOOD))
def test_a_notebook_with_damaged_bytes(data: bytes) -> None:
    read(data)


@examples(150)
@given(damaged(PERCENT))
def test_a_script_with_damaged_bytes(data: bytes) -> None:
    read(data, percent=True)


@examples(100)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes(data: bytes, percent: bool) -> None:
    read(data, percent)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["code", "markdown", "exercise", "setup", "mean_squared_error", "\ud800", "def mean_squared_error", SETUP, HALF]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@st.composite
def rewritten(draw: st.DrawFn) -> bytes:
    """The notebook's JSON with some of its values replaced, at any depth."""
    content = deepcopy(json.loads(GOOD))
    for _ in range(draw(st.integers(1, 5))):
        places = list(inside(content))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if draw(st.booleans()) and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = draw(VALUES)
    return json.dumps(content).encode("utf-8", "surrogatepass")


def inside(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from inside(value[key])


@examples(400)
@given(rewritten())
def test_a_notebook_with_other_values(data: bytes) -> None:
    found = read(data)
    if found is not None:
        encode([(cell.number, cell.role, cell.source) for cell in found.cells])  # as it goes to the worker
        text = page(Result("graded", "student", "x.ipynb", notes=found.notes))
        assert text.endswith("</html>\n")


@examples(60)
@given(rewritten())
def test_a_notebook_with_other_values_is_marked(stage: Stage, quick: str, data: bytes) -> None:
    result = mark(Job(data, False, "salt", Limits(seconds=2.0), stage.place(quick)))
    assert not result.reason.startswith("The grader itself failed")
    assert 0 <= result.earned <= result.possible
    json.dumps(result.as_json()).encode()
    page(result).encode("utf-8", "backslashreplace")


# Frames

NUMBERS = st.sampled_from(["?", "i1", "u2", "i4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"])
SHAPES = st.lists(st.integers(0, 3), max_size=4).map(tuple)
ARRAYS = st.builds(lambda kind, shape, seed: np.random.default_rng(seed).normal(size=shape).astype(kind), NUMBERS, SHAPES, st.integers(0, 99))  # fmt: skip
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=10).filter(lambda text: text.isprintable())
    | ARRAYS
    | ARRAYS.map(lambda array: array.ravel()[0] if array.size else 0)
    | st.builds(Opaque, st.sampled_from(["generator", "A"])),
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip
RAISED = st.builds(Raised, st.sampled_from(["ValueError", "A"]), st.text("ab\n<", max_size=9), st.just("x = 1"), st.integers(0, 9), st.just("f"))  # fmt: skip
ANSWERS = st.builds(
    Answer,
    st.sampled_from(["returned"] * 6 + ["raised", "timeout", "not_attempted", "missing", "crash", "memory"]),
    PLAIN,
    st.none() | RAISED,
    st.lists(st.integers(0, 3), max_size=2).map(tuple),
    st.lists(st.text("ab", max_size=4), max_size=2).map(tuple),
    st.text("ab", max_size=5),
    st.floats(0, 1),
)


@examples(150)
@given(PLAIN | ANSWERS)
def test_what_is_sent_comes_back(value: Any) -> None:
    back = decode(encode(value))
    assert type(back) is type(value)
    if not isinstance(value, Answer):
        assert identical(back, value)


@st.composite
def broken_frame(draw: st.DrawFn) -> bytes:
    return draw(damaged(encode([draw(st.sampled_from(["answer", "ask", "at"])), 1, draw(ANSWERS | PLAIN)])))


@examples(300)
@given(broken_frame() | st.binary(max_size=60))
def test_a_damaged_frame_is_a_value_or_an_error(data: bytes) -> None:
    try:
        value = decode(data)
    except FrameError:
        return
    encode(value)


# A session whose worker is a script


class Scripted(Link):
    """A worker that has said everything already, whatever it is asked."""

    def __init__(self, said: bytes) -> None:
        mine, self._theirs = socket.socketpair()
        self._mine = mine
        self._theirs.setblocking(False)
        self._theirs.send(said)
        self._theirs.shutdown(socket.SHUT_WR)
        super().__init__(mine.fileno(), mine.fileno())

    def close(self) -> None:
        self._mine.close()
        self._theirs.close()


ASKED = st.tuples(
    st.just("ask"),
    st.sampled_from(["numerical_gradient", "softmax", "layer", "row_sums", "nothing"]) | PLAIN,
    st.lists(PLAIN, max_size=3).map(tuple) | PLAIN,
    st.dictionaries(st.sampled_from(["x", "h", "axis"]), PLAIN, max_size=1) | PLAIN,
    st.lists(st.integers(-1, 3) | st.text("xh", max_size=1), max_size=2) | PLAIN,
).map(list)
MESSAGES = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 4) | PLAIN, ANSWERS | PLAIN).map(list),
    ASKED,
    st.tuples(st.just("called"), PLAIN | ANSWERS).map(list),
    st.just(["failed"]),
    st.tuples(st.just("at"), st.integers(-1, 9) | PLAIN, st.integers(-1, 9) | PLAIN).map(list),
    st.tuples(st.just("ready"), st.lists(st.tuples(st.integers(), st.text("ab")), max_size=2) | PLAIN).map(list),
    st.lists(PLAIN, max_size=3),
)


@st.composite
def conversation(draw: st.DrawFn) -> bytes:
    begun = draw(st.booleans())
    said = framed(["ready", []]) if begun else b""
    for message in draw(st.lists(MESSAGES, max_size=5)):
        said += framed(message)
    return draw(damaged(said)) if said and draw(st.booleans()) and draw(st.booleans()) else said


def framed(message: Any) -> bytes:
    data = encode(message)
    return LENGTH.pack(len(data)) + data


@examples(440)
@given(conversation())
def test_a_session_survives_what_a_worker_says(stage: Stage, quick: str, said: bytes) -> None:
    earlier = ("numerical_gradient", "softmax", "layer", "row_sums")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "worker", lambda place, course: Scripted(said))
        with Session(parse(GOOD), ("own",), earlier, Limits(seconds=1.0), stage.place(quick)) as made:
            try:
                made.start()
            except CannotRunError:
                return
            for _ in range(3):
                answer = made.call("mean_squared_error", (np.ones(2), 3), {}, 1.0)
                assert type(answer) is Answer
                assert all(i < 2 for i in answer.changed)


# Answers


@st.composite
def answering(draw: st.DrawFn) -> tuple[str, list[Any]]:
    """An exercise, and for each of its cases a right answer (None here) or an odd one."""
    name = draw(st.sampled_from(exercises.names()))
    return name, draw(st.lists(st.none() | ANSWERS | st.integers(0, 10**6), min_size=1, max_size=4))


def altered(value: Any, rng: np.random.Generator) -> Any:
    """The right answer, with something about it changed: what is nearly right reaches furthest into the judge."""
    if isinstance(value, list | tuple):
        parts = [altered(item, rng) if rng.random() < 0.5 else item for item in value]
        return type(value)(parts[: rng.integers(0, len(parts) + 1)] if rng.random() < 0.2 else parts)
    if isinstance(value, dict):
        return {key: altered(item, rng) for key, item in value.items() if rng.random() < 0.8}
    if value is None or isinstance(value, str):
        return rng.choice(["", "W1"]).item()
    array = np.asarray(value)
    odd = [np.nan, np.inf, -1.0, 0.0, 1e300, 2**53]
    changes = [
        lambda: np.asarray(array, dtype=float) * rng.choice(odd),
        lambda: array.T, lambda: array[None], lambda: array.ravel()[:1], lambda: array[:0] if array.ndim else array,
        lambda: array.astype(complex), lambda: array.astype("f2"), lambda: array.astype(bool), lambda: array.astype("u8"),
        lambda: array.tolist(), lambda: np.full(array.shape, rng.choice(odd)), lambda: np.broadcast_to(array, (2, *array.shape)).copy(),
    ]  # fmt: skip
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return changes[rng.integers(len(changes))]()


@examples(150)
@given(answering())
def test_the_judge_has_a_verdict_for_any_answer(what: tuple[str, list[Any]]) -> None:
    name, answers = what
    exercise = exercises.load(name)
    asked = 0

    def call(inputs: tuple[Any, ...], given: Any = None) -> Answer:
        nonlocal asked
        answer = answers[asked % len(answers)]
        asked += 1
        if isinstance(answer, Answer):
            return answer if all(i < len(inputs) for i in answer.changed) else Answer("crash")
        right = exercise.reference(*deepcopy(inputs))
        return Answer("returned", right if answer is None else altered(right, np.random.default_rng(answer)))

    report = judge(exercise, call, 5)
    assert 0 <= report.earned <= report.possible
    assert not any("fault of nnlab" in note for note in report.notes)
    page(Result("graded", "student", "x.ipynb", reports=(report,)))


@pytest.mark.parametrize("name", exercises.names())
def test_points_are_for_answers_alone(name: str) -> None:
    """Whoever gives no right answer has no point but that for its form, whatever else is claimed."""
    exercise = exercises.load(name)
    for status in ("not_attempted", "missing", "raised", "crash", "memory", "timeout"):
        first = [True]

        def call(inputs: tuple[Any, ...], given: Any = None, status: Any = status, first: Any = first) -> Answer:
            return Answer("returned", Opaque("x")) if first and first.pop() else Answer(status)

        assert judge(exercise, call, 3).earned == 0
    assert solution(exercise)
