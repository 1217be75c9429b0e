"""Stand-ins for what a lesson uses and a mark does not need: plots, widgets, the course's own helpers.

Everything taken from them is inert (`inert.py`): it can be called, indexed and computed with, and is never an answer.
Two exceptions: the functions of `nnlab.mine` are answered by the judge, over the pipe; and `draw.training` goes through its
epochs, as it does in a notebook, else a function that trains with it would train on nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from nnlab.grading.worker.inert import INERT, Inert

# What shows something and computes nothing: that of the course's own environment, and what is commonly added to it.
ROOTS = (
    "nnlab",
    "matplotlib",
    "mpl_toolkits",
    "PIL",
    "IPython",
    "ipywidgets",
    "anywidget",
    "rich",
    "seaborn",
    "plotly",
)
MINE = "nnlab.mine"
DRAW = "nnlab.draw"


class StandIn(ModuleType):
    """A module whose every name is inert, and whose every submodule is a stand-in."""

    __path__: list[str]

    def __init__(self, name: str) -> None:
        super().__init__(name, "A stand-in: while a notebook is graded this package does nothing.")
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return sys.modules.get(f"{self.__name__}.{name}", INERT)


class Epochs:
    """`draw.training` in the worker: it shows nothing."""

    def __init__(self, epochs: Any) -> None:
        self._members = epochs if hasattr(epochs, "__len__") else range(epochs)

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._members)

    def show(self, **losses: object) -> None:
        pass


class Mine(ModuleType):
    """`nnlab.mine` in the worker: the functions of earlier chapters, and by name the learner's own of this one."""

    def __init__(self, functions: dict[str, Callable[..., Any]], public: list[str]) -> None:
        super().__init__(MINE, "The functions of earlier exercises.")
        self.functions = functions
        self.__all__ = public

    def __getattr__(self, name: str) -> Any:
        try:
            return self.functions[name]
        except KeyError:
            raise AttributeError(f"nnlab.mine has no function {name}") from None


class Finder:
    """Finds a stand-in for every module below the roots."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in ROOTS else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class Asked:
    """A function that the judge computes: an exercise of an earlier chapter. Of what is inert nothing is computed."""

    def __init__(self, name: str, ask: Callable[..., Any]) -> None:
        self.__name__ = name
        self._ask = ask

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(given, Inert) for given in (*args, *kwargs.values())):
            return INERT
        return self._ask(self.__name__, args, kwargs)


class Own:
    """The learner's own function of this chapter, looked up when it is called.

    Where it is not solved the judge answers for it, once it has been judged; before that it counts as not solved.
    """

    def __init__(self, name: str, names: dict[str, Any], ask: Callable[..., Any]) -> None:
        self.__name__ = name
        self._names = names
        self._ask = ask

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        function = self._names.get(self.__name__)
        if callable(function) and not isinstance(function, Own | Inert):
            try:
                return function(*args, **kwargs)
            except NotImplementedError:
                pass
        return self._ask(self.__name__, args, kwargs)


def install(names: dict[str, Any], earlier: Iterable[str], own: Iterable[str], ask: Callable[..., Any]) -> None:
    """From now on the roots are stand-ins; `names` are those of the learner's notebook."""
    functions: dict[str, Callable[..., Any]] = {name: Own(name, names, ask) for name in own}
    asked = {name: Asked(name, ask) for name in earlier}
    sys.meta_path.insert(0, Finder())
    for root in ROOTS:
        sys.modules[root] = StandIn(root)
    draw = StandIn(DRAW)
    draw.training = Epochs  # type: ignore[attr-defined]
    sys.modules[DRAW] = draw
    sys.modules[MINE] = Mine(functions | asked, list(asked))
