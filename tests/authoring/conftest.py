"""A small repository of one real chapter, in a temporary folder."""

import shutil
from pathlib import Path

import pytest

from nnlab.authoring.lesson import read
from nnlab.authoring.repository import Repository, here
from nnlab.authoring.teaching import teaching

LESSON = "04_gradient_descent"


@pytest.fixture
def repository(tmp_path):
    """A copy with the lesson of chapter 04, its two built notebooks, and the instructor's guide of that one chapter."""
    for folder in ("solutions", "notebooks"):
        (tmp_path / folder).mkdir()
        for path in (here().root / folder).glob(f"{LESSON}.*"):
            shutil.copy(path, tmp_path / folder / path.name)
    made = Repository(tmp_path)
    made.teaching.write_text(teaching([read(path) for path in made.lessons]), encoding="utf-8")
    return made


@pytest.fixture
def lesson(repository) -> Path:
    return repository.root / "solutions" / f"{LESSON}.py"
