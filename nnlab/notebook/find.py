"""Which function of the learner's, for which exercise: by the function, by its name, or by both."""

from __future__ import annotations

import difflib
import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nnlab import exercises


@dataclass(frozen=True)
class Found:
    """An exercise's name with a function; or, without one, `problem`: a sentence that says why."""

    name: str
    function: Callable[..., Any] | None = None
    problem: str = ""


def find(given: object, function: object = None) -> Found:
    """From what stands in `check(...)`: a function, a name, or a name and a function."""
    if isinstance(function, str) and not isinstance(given, str):
        given, function = function, given
    if not isinstance(given, str):
        return _by_function(given)
    name = given.strip()
    if name not in exercises.files():
        return Found(name, problem=unknown(name))
    if function is None:
        return _by_name(name)
    return _usable(name, function)


def name_of(given: object) -> Found:
    """The exercise alone, for hint and reveal: from its name or from a function."""
    name = given.strip() if isinstance(given, str) else getattr(given, "__name__", "")
    if isinstance(name, str) and name in exercises.files():
        return Found(name)
    if not isinstance(given, str) and not callable(given):
        return Found("", problem=f"That is {_a(given)}: give the exercise's name, such as {_sample()}.")
    return Found(str(name), problem=unknown(str(name)))


def unknown(name: str) -> str:
    return f"There is no exercise named {name}.{near(name, exercises.files())}"


def near(name: str, names: Iterable[str]) -> str:
    """ " Did you mean a or b?", or nothing."""
    names = list(names)
    close = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.6)
    close += [other for other in names if name and other not in close and (name.lower() in other)][: 3 - len(close)]
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _by_function(given: object) -> Found:
    name = getattr(given, "__name__", "")
    if inspect.ismodule(given) or not callable(given):
        return Found(
            "",
            problem=f"check was given {_a(given)}. Give it the function itself, without brackets: check(my_function).",
        )
    if name == "<lambda>" or not isinstance(name, str) or not name:
        return Found(
            "", problem=f"{_a(given).capitalize()} has no name of its own: write check({_sample()}, my_function)."
        )
    if name not in exercises.files():
        return Found(name, problem=unknown(name))
    return _usable(name, given)


def _by_name(name: str) -> Found:
    here = vars(sys.modules["__main__"])
    if name in here:
        return _usable(name, here[name])
    close = near(
        name, [key for key, value in here.items() if inspect.isfunction(value) and key not in exercises.files()]
    )
    return Found(
        name, problem=f"There is no function named {name} here: run the cell that defines it, or bring it back.{close}"
    )


def _usable(name: str, function: object) -> Found:
    if inspect.isclass(function):
        return Found(name, problem=f"{name} is a class here; the exercise needs a function: def {name}(...).")
    if not callable(function):
        return Found(
            name, problem=f"{name} is {_a(function)} here, not a function: run the cell that defines it again."
        )
    return Found(name, function)


def _a(value: object) -> str:
    if value is None:
        return "None"
    if getattr(value, "__name__", "") == "<lambda>":
        return "a lambda"
    kind = type(value).__name__
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def _sample() -> str:
    return f'"{next(iter(exercises.files()), "softmax")}"'
