"""A stage for all tests of this folder; sessions and marks made in it leave nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `making`, which the tests share

from making import CHAPTER, QUICK, notebook

from nnlab.grading.marking import Job, mark
from nnlab.grading.notebooks import parse
from nnlab.grading.result import Result
from nnlab.grading.session import Limits, Session
from nnlab.grading.stage import Stage
from nnlab.grading.workers import close_nurseries


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with Stage() as made:
        yield made
        close_nurseries()


@pytest.fixture(scope="session")
def quick() -> str:
    return QUICK


@pytest.fixture
def marks(stage: Stage) -> Callable[..., Result]:
    def marks(*cells: str | dict[str, Any], chapter: str = CHAPTER, **limits: Any) -> Result:
        return mark(Job(notebook(*cells, chapter=chapter), False, "salt", Limits(**limits), stage.place("none")))

    return marks


@pytest.fixture
def session(stage: Stage) -> Iterator[Callable[..., Session]]:
    """Starts a session with the given cells; all end with the test, and leave no folder."""
    close_nurseries()  # of tests before, which keep theirs for one another
    started: list[Session] = []

    def start(
        *cells: str | dict[str, Any],
        earlier: tuple[str, ...] = (),
        own: tuple[str, ...] = ("own",),
        memory: int = 1024,
    ) -> Session:
        made = Session(parse(notebook(*cells)), own, earlier, Limits(memory=memory), stage.place("none"))
        started.append(made)
        made.start()
        return made

    yield start
    for one in started:
        one.__exit__(None, None, None)
    assert [path.name for path in stage.root.iterdir()] == ["code"]
