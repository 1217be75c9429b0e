"""nnlab: a course on neural networks whose grader names the learner's mistake.

Nothing is imported before it is used: `import nnlab` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlab import data, draw, mine
    from nnlab.notebook.check import check
    from nnlab.notebook.hints import hint, reveal
    from nnlab.notebook.library.show import library
    from nnlab.notebook.progress import progress

    __version__: str

__all__ = ["__version__", "check", "data", "draw", "hint", "library", "mine", "progress", "reveal"]

_FUNCTIONS = {
    "check": "nnlab.notebook.check",
    "hint": "nnlab.notebook.hints",
    "reveal": "nnlab.notebook.hints",
    "library": "nnlab.notebook.library.show",
    "progress": "nnlab.notebook.progress",
}


def __getattr__(name: str) -> Any:
    if name in _FUNCTIONS:
        value: Any = getattr(import_module(_FUNCTIONS[name]), name)
    elif name in ("data", "draw", "mine"):
        value = import_module(f"nnlab.{name}")
    elif name == "__version__":
        from importlib.metadata import version

        value = version("nnlab")
    else:
        raise AttributeError(f"module 'nnlab' has no attribute {name!r}; it has {', '.join(__all__)}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
