"""Where workers run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """The kind of sandbox, the worker's code, and a folder for workers' empty work folders."""

    kind: str
    code: Path
    folder: Path

    @property
    def confined(self) -> bool:
        return self.kind != "none"
