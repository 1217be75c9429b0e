"""Where the lessons and the notebooks are: in a clone of the repository, not in an installed wheel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nnlab.errors import NnlabError


@dataclass(frozen=True)
class Repository:
    root: Path

    @property
    def lessons(self) -> list[Path]:
        """solutions/NN_name.py, in the order of the course."""
        return sorted((self.root / "solutions").glob("[0-9][0-9]_*.py"))

    def solved(self, lesson: Path) -> Path:
        return self.root / "solutions" / f"{lesson.stem}.ipynb"

    def unsolved(self, lesson: Path) -> Path:
        return self.root / "notebooks" / f"{lesson.stem}.ipynb"


def here() -> Repository:
    root = Path(__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file() or not (root / "solutions").is_dir():
        raise NnlabError(
            "Lessons are built in a clone of the repository, and this nnlab is an installed package: "
            "clone it and run `uv run nnlab build` there."
        )
    return Repository(root)
