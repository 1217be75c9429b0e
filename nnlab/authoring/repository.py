"""Where the lessons and the notebooks are: in a clone of the repository, not in an installed wheel."""

from __future__ import annotations

from collections.abc import Sequence
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

    def chosen(self, names: Sequence[str]) -> list[Path]:
        """The lessons of these names ("04", "04_gradient_descent", or the file's path), all without any."""
        if not self.lessons:
            raise NnlabError("There is no lesson in solutions/: a lesson is a file such as 03_linear_regression.py.")
        stems = [Path(name).stem for name in names]
        for stem in stems:
            if not any(_means(stem, path) for path in self.lessons):
                there = ", ".join(path.stem for path in self.lessons)
                raise NnlabError(f"There is no lesson {stem!r} in solutions/; there are {there}.")
        return [path for path in self.lessons if not names or any(_means(stem, path) for stem in stems)]

    def solved(self, lesson: Path) -> Path:
        return self.root / "solutions" / f"{lesson.stem}.ipynb"

    @property
    def teaching(self) -> Path:
        return self.root / "solutions" / "TEACHING.md"

    def unsolved(self, lesson: Path) -> Path:
        return self.root / "notebooks" / f"{lesson.stem}.ipynb"


def _means(stem: str, lesson: Path) -> bool:
    return stem in (lesson.stem, lesson.stem.partition("_")[0])


def here() -> Repository:
    root = Path(__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file() or not (root / "solutions").is_dir():
        raise NnlabError(
            "Lessons are built in a clone of the repository, and this nnlab is an installed package: "
            "clone it and run `uv run nnlab build` there."
        )
    return Repository(root)
