"""The learner's own functions, for the cells that build on them: `mine.softmax` is yours once it has passed its check.

It comes from this session, else from mynn.py in the course folder, where it was kept when it passed. Until then it is
the course's own, so that a notebook runs from top to bottom whatever is solved; a line says so once. One that is right
only with right functions lent to it (see `nnlab.judge.carry`) does not come from this session: here it would call wrong ones.
`from nnlab.mine import predict_linear` brings in a function of an earlier chapter. Where an answer of yours is a list
and an array is meant, you are handed the array, so that the cells below can compute with it.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

from nnlab import exercises
from nnlab.judge.verdict import listed
from nnlab.notebook.find import near
from nnlab.notebook.library.cells import running_shell
from nnlab.notebook.library.own import given, library, own
from nnlab.notebook.session import STAND_IN, credited, lists, passed, under

_announced: set[str] = set()
_waiting: list[str] = []  # names whose line is printed when the cell ends


def __getattr__(name: str) -> Callable[..., Any]:
    if name.startswith("__") or name not in exercises.files():
        raise AttributeError(f"nnlab.mine has no {name}: there is no such exercise.{near(name, exercises.files())}")
    if under.check == name:  # whoever passed before, or stands in: it is no answer
        return _stand_in(name)
    if name not in passed and under.loading:  # mynn.py asks for what is not in it
        return _later(name)
    function = solved(name)
    if function is not None:
        return function
    _announce(name)
    return _stand_in(name)


def solved(name: str) -> Callable[..., Any] | None:
    """The learner's function for an exercise, where it has passed; None where the course's own would stand in."""
    if name in passed:
        return _given(name, passed[name]) if name in lists else passed[name]
    return own(name)


def __dir__() -> list[str]:
    return list(exercises.files())


@functools.lru_cache(maxsize=256)
def _given(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    return given(name, function)


@functools.cache
def _stand_in(name: str) -> Callable[..., Any]:
    reference = exercises.load(name).reference

    @functools.wraps(reference)
    def stand_in(*args: Any, **options: Any) -> Any:
        if under.check == name:
            raise NotImplementedError(f"nnlab.mine.{name} stands in for your own {name}: it cannot be its answer")
        return reference(*args, **options)

    setattr(stand_in, STAND_IN, True)
    return stand_in


@functools.cache
def _later(name: str) -> Callable[..., Any]:
    """The same in mynn.py, where nobody may ever call it: the line comes with the first call."""
    function = _stand_in(name)

    @functools.wraps(function)
    def stand_in(*args: Any, **options: Any) -> Any:
        if not under.check:
            _announce(name)
        return function(*args, **options)

    return stand_in


def _announce(name: str) -> None:
    if os.environ.get("NNLAB_MINE") == "quiet" or name in _announced:
        return
    _announced.add(name)
    _waiting.append(name)
    shell = running_shell()
    if shell is None:
        _print_waiting()
    elif len(_waiting) == 1:  # one line for all that one cell uses
        shell.events.register("post_run_cell", _at_the_cells_end)


def _at_the_cells_end(*_: object) -> None:
    shell = running_shell()
    if shell is not None:
        shell.events.unregister("post_run_cell", _at_the_cells_end)
    _print_waiting()


def _print_waiting() -> None:
    from nnlab.notebook.store import store

    names, best = _waiting[:], store().best()
    _waiting.clear()
    leaning = [name for name in names if name in credited]
    solved = [name for name in names if name not in leaning and name in best and best[name].solved]
    unsolved = [name for name in names if name not in leaning and name not in solved]
    if (problem := library().problem) and problem not in _announced:
        _announced.add(problem)
        print(f"{problem}: the course's own functions are used meanwhile.")
    if unsolved:
        print(_sentence(unsolved, "is not solved yet", "are not solved yet"))
    if leaning:
        print(_sentence(leaning, "is right, but not what it calls", "are right, but not what they call"))
    if solved:
        print(_sentence(solved, "was solved in another session", "were solved in another session"))


def _sentence(names: list[str], one: str, several: str) -> str:
    return f"{listed(names)} {one if len(names) == 1 else several}: the course's own {'is' if len(names) == 1 else 'are'} used."
