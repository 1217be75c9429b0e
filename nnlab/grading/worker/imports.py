"""What the worker can import: the standard library and numpy, but nothing that happens to lie beside numpy."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder


class OnlyNumpy:
    """Finds numpy in its folder, without putting that folder (site-packages) on `sys.path`."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        return PathFinder.find_spec(name, [self.folder]) if name == "numpy" else None


def only_numpy(folder: str) -> None:
    sys.meta_path.append(OnlyNumpy(folder))
