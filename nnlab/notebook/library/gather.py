"""A function that passed, as text: its own, and that of everything in its notebook that it uses."""

from __future__ import annotations

import ast
import builtins
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from nnlab import exercises
from nnlab.notebook.library.cells import Cells, lambda_text, unwrapped
from nnlab.notebook.library.statements import Import, Statement, imports_of, split
from nnlab.notebook.session import exercise_of

FUTURE_ANNOTATIONS = 0x1000000  # the flag of code below `from __future__ import annotations`


class NotKeptError(Exception):
    """Why a function is not kept: the end of a sentence that begins with its name."""


@dataclass
class Gathered:
    """What a function needs, under the names of its notebook."""

    exercise: str
    main: Statement  # binds the exercise's name
    helpers: list[Statement] = field(default_factory=list)
    imports: dict[str, Import] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)  # a name here, and the exercise that it stands for
    mine: set[str] = field(default_factory=set)  # names of nnlab and nnlab.mine themselves
    values: dict[str, Any] = field(default_factory=dict)  # what the constants are now

    @property
    def statements(self) -> list[Statement]:
        return [*self.helpers, self.main]


def gather(exercise: str, function: Callable[..., Any], *, own_versions: bool = False) -> Gathered:
    """Everything that the function needs; NotKeptError when that cannot be told.

    Another exercise's function is left to its own block, unless `own_versions`: then what the notebook calls by that
    name is taken along as a helper.
    """
    code = unwrapped(function)
    space: dict[str, Any] = code.__globals__ if code is not None else vars(sys.modules["__main__"])
    search = _Search(exercise, space, own_versions)
    search.begin(function)
    if code is not None and code.__code__.co_flags & FUTURE_ANNOTATIONS:
        search.found.imports["annotations"] = Import("__future__", "annotations")
    return search.found


class _Search:
    def __init__(self, exercise: str, space: dict[str, Any], own_versions: bool) -> None:
        self.exercise = exercise
        self.space = space
        self.own_versions = own_versions
        self.cells = Cells(space)
        self.found: Gathered
        self.done = {exercise}

    def begin(self, function: Callable[..., Any]) -> None:
        main, helper = self._main(function)
        self.found = Gathered(self.exercise, main)
        self.done |= main.bound
        if helper:
            self._name(helper)
        self._needs_of(main)

    def _main(self, function: Callable[..., Any]) -> tuple[Statement, str]:
        """(the statement that is to bind the exercise's name, the notebook's name of the function or "")."""
        name = getattr(function, "__name__", "")
        keys = [key for key, value in self.space.items() if value is function and not key.startswith("_")]
        for key in [self.exercise, *([name] if isinstance(name, str) else ()), *keys]:
            if key not in keys:
                continue
            found = self.cells.defining(key)
            if found is None:
                raise NotKeptError("its definition is in no cell that was run")
            if not found.lasting:
                raise NotKeptError(f"`{key}` is made of what had that name before: give the two different names")
            if key != self.exercise:
                return _statement(f"{self.exercise} = {key}"), key
            if found.imports:
                found = next(_statement(one.text) for one in found.imports if one.bound == key)
            return found, ""
        code = unwrapped(function)
        around = self.cells.around(code.__code__) if code is not None else None
        if code is not None and around is not None and not code.__closure__:
            if name == self.exercise and name in around.bound and around.is_definition:
                return around, ""
            text = lambda_text(code.__code__, around, around.first) if code.__code__.co_name == "<lambda>" else None
            if text is not None:
                return _statement(f"{self.exercise} = {text}"), ""
        raise NotKeptError("no name in the notebook leads to it: give it one at the top of a cell")

    def _needs_of(self, statement: Statement) -> None:
        changed = {use.name for use in statement.uses if use.stored and not use.hard}
        for use in statement.uses:
            if use.name in statement.bound:
                continue
            value = self.space.get(use.name)
            if isinstance(value, ModuleType) and value.__name__ in ("nnlab", "nnlab.mine"):
                path = use.attributes if value.__name__ == "nnlab.mine" else use.attributes[1:]
                through = value.__name__ == "nnlab.mine" or use.attributes[:1] == ("mine",)
                if not through or not path or path[0] not in exercises.files() or use.stored:
                    what = ".".join([use.name, *use.attributes[:1]])
                    raise NotKeptError(f"it uses `{what}`, which is a part of nnlab")
                self.found.mine.add(use.name)
                self.done.add(use.name)
            elif use.name not in self.done:
                self._name(use.name, stored=use.name in changed)
        self._no_nnlab_inside(statement)

    def _no_nnlab_inside(self, statement: Statement) -> None:
        inside = [one.module for node in ast.walk(statement.tree) for one in imports_of(node)]
        if any(module.partition(".")[0] == "nnlab" for module in inside):
            raise NotKeptError("it imports nnlab itself: put that import at the top of the notebook")

    def _name(self, name: str, *, stored: bool = False) -> None:
        """Find out what a name of the notebook is, and what that needs in turn."""
        self.done.add(name)
        if name not in self.space:
            if not hasattr(builtins, name) and not stored:  # what is declared global may come into being later
                raise NotKeptError(f"it uses `{name}`, which is defined nowhere in the notebook now")
            if _of_ipython(getattr(builtins, name, None)):
                raise NotKeptError(f"it uses `{name}`, which only notebooks have")
            return
        value = self.space[name]
        other = exercise_of(value) or (
            name if name in exercises.files() and callable(value) and not self.own_versions else ""
        )
        if _of_ipython(value):
            raise NotKeptError(
                "it uses a magic of IPython"
                if name == "get_ipython"
                else f"it uses `{name}`, which only notebooks have"
            )
        if other and other != self.exercise:
            self.found.others[name] = other
            return
        statement = self.cells.defining(name, counter=stored)
        if statement is not None and statement.imports:
            self._import(name, statement)
        elif statement is not None and statement.lasting:
            self._helper(name, statement)
        else:
            self._without_text(name, value)

    def _import(self, name: str, statement: Statement) -> None:
        found = next(one for one in statement.imports if one.bound == name)
        if found.module.partition(".")[0] == "nnlab":
            raise NotKeptError(f"it uses `{name}`, which is a part of nnlab")
        if found.module.startswith("."):
            raise NotKeptError(f"it uses `{name}`, which is imported from a place relative to the notebook")
        if not found.name and not found.alias and "." in found.module:
            for one in self.cells.dotted(name):
                self.found.imports[one.module] = one
        self.found.imports[name] = found

    def _helper(self, name: str, statement: Statement) -> None:
        if statement not in self.found.helpers:
            self.done |= statement.bound
            self._needs_of(statement)  # first, so that what it needs stands before it
            self.found.helpers.append(statement)
        if not callable(self.space[name]):
            self.found.values[name] = self.space[name]

    def _without_text(self, name: str, value: Any) -> None:
        star = self.cells.star(name)
        if star is not None:
            if star.module.partition(".")[0] == "nnlab":
                raise NotKeptError(f"it uses `{name}`, which is a part of nnlab")
            self.found.imports[name] = star
        elif isinstance(value, ModuleType) and value.__name__.partition(".")[0] != "nnlab":
            self.found.imports[name] = Import(value.__name__, "", name)
        elif hasattr(builtins, name) and callable(value):  # IPython puts a few of Python's own functions there
            return
        elif value is None or type(value) in (bool, int, str) or (type(value) is float and math.isfinite(value)):
            self.found.helpers.append(_statement(f"{name} = {value!r}"))
        else:
            raise NotKeptError(f"it uses `{name}`, and no cell that was run says alone what that is")


def _statement(text: str) -> Statement:
    return split(text)[0]


def _of_ipython(value: object) -> bool:
    return str(getattr(value, "__module__", "")).partition(".")[0] in ("IPython", "ipykernel")
