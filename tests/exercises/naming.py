"""For banks of short answers: functions named by keyword, `right(loop=lambda z: ..., ...)`."""

from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def right(**functions: Function) -> list[Function]:
    return [_named(name, function) for name, function in functions.items()]


def wrong(**answers: tuple[Any, ...]) -> list[tuple[Function, tuple[str, ...]]]:
    """name=(function, words, ...): the first message must hold one of the words."""
    return [(_named(name, function), tuple(words)) for name, (function, *words) in answers.items()]


def _named(name: str, function: Function) -> Function:
    if hasattr(function, "__code__"):
        function.__name__ = name
        return function

    def called(*given: Any) -> Any:  # numpy's and Python's own functions keep their names
        return function(*given)

    called.__name__ = name
    return called
