"""Planting: for the time of a call, other functions stand where a learner's code finds its own.

Code finds a function by its name in the notebook, by another name for it (`f = relu`), in a table (`{"relu": relu}`), as
a default argument, or in a closure. All of these are places. What they held is put back afterwards, whatever happens.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from types import CodeType, FunctionType, MethodType
from typing import Any, NamedTuple

Given = Mapping[str, Callable[..., Any]]  # functions that a call finds under these names in the place of its own

MOST_OBJECTS = 2000  # that one search looks at
MOST_ITEMS = 100  # of one table; longer ones hold data


class _Place(NamedTuple):
    """Something that code can reach; by a `name` of the notebook where it has one, replaced by `put` where it can be."""

    value: Any
    name: str = ""
    put: Callable[[Any], None] | None = None


def namespace_of(function: object) -> dict[str, Any]:
    """The names that the function sees, as a notebook's; empty for what is no Python function and wraps none."""
    return next((value.__globals__ for value in _unwrapped(function) if isinstance(value, FunctionType)), {})


def uses(
    function: object, wanted: Collection[str], stands_for: Callable[[object], str] = lambda value: ""
) -> tuple[str, ...]:
    """Which of the wanted names of its namespace the function may use, itself or through what it calls, in their order.

    `stands_for` gives the name behind an object that looks a function up when it is called, and "" for other objects.
    A name counts where it is mentioned, even if it is an attribute's: too many rather than too few.
    """
    home = namespace_of(function)
    objects = _objects(home, wanted)
    found = set()
    for place in _reached(function, home):
        found |= {place.name, stands_for(place.value), objects.get(id(place.value), "")}
    return tuple(name for name in wanted if name in found)


@contextlib.contextmanager
def planted(function: object, given: Given) -> Iterator[None]:
    """The given functions stand under their names, for the function and all that it calls, until the block ends."""
    if not given:
        yield
        return
    home = namespace_of(function)
    before = {name: home[name] for name in given if name in home}
    objects = _objects(home, given)
    others = [place for place in _reached(function, home) if id(place.value) in objects and place.name not in given]

    def put_back() -> None:
        for place in others:
            if place.put is not None:
                with contextlib.suppress(IndexError):  # the call made that list shorter
                    place.put(place.value)
        for name in given:
            home.pop(name, None)
        home.update(before)

    try:
        home.update(given)
        for place in others:
            if place.put is not None:
                place.put(given[objects[id(place.value)]])
        yield
    finally:
        try:
            put_back()
        except KeyboardInterrupt:  # in the middle of it
            put_back()
            raise


def _objects(home: Mapping[str, Any], names: Collection[str]) -> dict[int, str]:
    """By identity, the functions that have those names."""
    return {id(home[name]): name for name in names if callable(home.get(name))}


def _reached(start: object, home: dict[str, Any]) -> Iterator[_Place]:
    """Every place that code can reach from `start` on, through functions of the same namespace."""
    pending: list[object] = [start]
    seen: dict[int, object] = {}  # the objects too: a number is given anew when its object is gone
    while pending and len(seen) < MOST_OBJECTS:
        value = pending.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        try:
            places = list(_within(value, home))
        except Exception:  # an object of the learner's that cannot be looked at
            continue
        yield from places
        pending += [place.value for place in places]


def _within(value: Any, home: dict[str, Any]) -> Iterator[_Place]:
    if isinstance(value, FunctionType):
        if value.__globals__ is home:  # what other modules call is theirs
            yield from _of_function(value, home)
    elif type(value) is dict and len(value) <= MOST_ITEMS:
        yield from (_Place(item, put=functools.partial(value.__setitem__, key)) for key, item in list(value.items()))
    elif type(value) is list and len(value) <= MOST_ITEMS:
        yield from (_Place(item, put=functools.partial(value.__setitem__, i)) for i, item in enumerate(list(value)))
    elif type(value) is tuple and len(value) <= MOST_ITEMS:
        yield from map(_Place, value)
    elif type(value) is functools.partial:
        yield from map(_Place, (*value.args, *value.keywords.values()))
    kind = value if isinstance(value, type) else type(value)
    if kind.__module__ == home.get("__name__"):  # a class of the notebook's, or an object of one
        yield from (_Place(getattr(item, "__func__", item)) for item in list(vars(kind).values()))
    yield from (_Place(inner) for inner in _unwrapped(value) if inner is not value)


def _of_function(function: FunctionType, home: dict[str, Any]) -> Iterator[_Place]:
    for name in _names(function.__code__):
        yield _Place(home.get(name), name, functools.partial(home.__setitem__, name) if name in home else None)
    options = function.__kwdefaults__ or {}
    for key, value in list(options.items()):
        yield _Place(value, put=functools.partial(options.__setitem__, key))
    for i, value in enumerate(function.__defaults__ or ()):
        yield _Place(value, put=functools.partial(_put_default, function, i))
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):  # still empty
            yield _Place(cell.cell_contents, put=functools.partial(setattr, cell, "cell_contents"))


def _put_default(function: FunctionType, i: int, value: object) -> None:
    defaults = function.__defaults__ or ()
    function.__defaults__ = (*defaults[:i], value, *defaults[i + 1 :])


def _names(code: CodeType) -> Iterator[str]:
    """What the code, and that of functions defined in it, finds by name, outside of itself."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _unwrapped(value: Any) -> Iterator[object]:
    """The value, and what it is a wrapping of."""
    for _ in range(MOST_ITEMS):
        yield value
        inner = _inside(value)
        if inner is None or inner is value:
            return
        value = inner


def _inside(value: Any) -> object:
    if not callable(value) or isinstance(value, type):
        return None
    if type(value) is FunctionType:
        return vars(value).get("__wrapped__")
    if isinstance(value, MethodType):
        return value.__func__
    if type(value) is functools.partial:
        return value.func
    wrapped: object = inspect.getattr_static(value, "__wrapped__", None)
    if wrapped is None:  # an object that is called like a function
        wrapped = inspect.getattr_static(type(value), "__call__", None)
    return wrapped
