"""The proof before mynn.py is written: its new text is loaded, and the function in it passes the exercise's judge."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from nnlab import exercises
from nnlab.calls import Answer
from nnlab.calls.plain import identical, plain
from nnlab.calls.planting import Given
from nnlab.judge.judge import verdict
from nnlab.judge.verdict import listed
from nnlab.notebook.library.gather import NotKeptError
from nnlab.notebook.library.load import module_of, reason
from nnlab.notebook.limit import limited

LOADING = 10.0  # seconds
LONG = 30.0  # an exercise whose calls may take so long is not judged twice


def proved(text: str, path: Path, name: str, seed: int, *, values: dict[str, Any], others: Sequence[str]) -> ModuleType:
    """The module that the text makes, in which the function passes. NotKeptError says why it does not.

    `values` are what its constants are in the notebook, `others` the exercises whose functions it calls.
    """
    module, why = loaded(text, path)
    if module is None:
        raise NotKeptError(f"with it {path.name} could not be loaded ({why})")
    function = vars(module).get(name)
    if not callable(function):
        raise NotKeptError(f"{path.name} gives its name to something else")
    if passes(name, function, seed):
        return module
    for constant, value in values.items():
        if not identical(plain(vars(module).get(constant)), plain(value)):
            raise NotKeptError(
                f"its `{constant}` comes out differently when {path.name} is loaded: a later cell has changed it"
            )
    if others:
        raise NotKeptError(
            f"it does not pass with {listed(others)} as {path.name} has {'it' if len(others) == 1 else 'them'}"
        )
    raise NotKeptError("taken out of its notebook it does not pass")


def passes(name: str, function: Callable[..., Any], seed: int) -> bool:
    """Does the function pass its exercise's cases? True without a look where that takes long."""
    exercise = exercises.load(name)
    if exercise.seconds >= LONG:
        return True

    def call(inputs: tuple[Any, ...], given: Given | None = None) -> Answer:
        return limited(function, inputs, exercise.seconds, given)

    return verdict(exercise, call, seed)[0].passed


def loaded(text: str | bytes, path: Path) -> tuple[ModuleType | None, str]:
    """The module and "", or None and the reason; nothing that it prints is seen."""
    made: list[ModuleType] = []
    why: list[str] = []

    def load() -> None:
        try:
            made.append(module_of(text, path))
        except (Exception, SystemExit) as error:
            why.append(reason(error, path))

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        answer = limited(load, (), LOADING)
    if made:
        return made[0], ""
    return None, why[0] if why else f"it ran for {LOADING:g} s" if answer.status == "timeout" else "it cannot be run"
