"""What a learner's code may import: numpy and the usual standard library. It is loaded before the doors are shut.

What hardly anybody uses takes most of the time to load, so it is loaded for those notebooks alone whose text names it.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

ALLOWED = (
    "abc", "array", "bisect", "calendar", "cmath", "collections", "collections.abc", "colorsys", "contextlib", "contextvars",
    "copy", "csv", "ctypes", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "functools", "gc", "glob",
    "hashlib", "heapq", "importlib", "inspect", "io", "itertools", "json", "keyword", "linecache", "logging", "math",
    "numbers", "operator", "os", "os.path", "pathlib", "pickle", "platform", "pprint", "queue", "random", "re",
    "reprlib", "secrets", "shutil", "signal", "statistics", "string", "struct", "sys", "tempfile", "textwrap", "threading",
    "time", "timeit", "traceback", "types", "typing", "unicodedata", "urllib.parse", "uuid", "warnings", "weakref", "zlib",
    "numpy", "numpy.char", "numpy.ctypeslib", "numpy.dtypes", "numpy.exceptions", "numpy.fft", "numpy.lib", "numpy.lib.format",
    "numpy.lib.npyio", "numpy.lib.scimath", "numpy.lib.stride_tricks", "numpy.linalg", "numpy.ma", "numpy.ma.extras",
    "numpy.random", "numpy.rec", "numpy.strings", "numpy.typing",
)  # fmt: skip
RARE = ("unittest", "numpy.polynomial", "numpy.testing", "numpy.matlib")
STAR = re.compile(r"import\s*\(?\s*\*")  # `from numpy import *` takes all of numpy's parts
# What the worker and Python itself import when it is first needed.
BEHIND = (
    "resource",
    "_strptime",
    "encodings.ascii",
    "encodings.latin_1",
    "encodings.utf_8",
    "encodings.utf_16",
    "encodings.idna",
)


class Shut:
    """The last finder: what is not loaded by now cannot be imported, and a sentence says so."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> NoReturn:
        message = f"{name} cannot be imported while notebooks are graded: numpy and the usual standard library can"
        raise ModuleNotFoundError(message, name=name)


def load() -> None:
    """What every notebook may use."""
    _import((*ALLOWED, *BEHIND))


def load_named(sources: Sequence[str]) -> None:
    """Those of the rare ones whose names stand somewhere in these texts."""
    text = "\n".join(sources)
    _import([name for name in RARE if name.rpartition(".")[2] in text or STAR.search(text)])


def _import(names: Sequence[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            with contextlib.suppress(ImportError):  # not every version has each of them
                importlib.import_module(name)


def shut() -> None:
    """From now on only what is loaded can be imported."""
    sys.meta_path.append(Shut())
