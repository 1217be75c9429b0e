"""A small repository of one real chapter, in a temporary folder."""

import shutil
from pathlib import Path

import pytest

from nnlab.authoring.repository import Repository, here

LESSON = "04_gradient_descent"


@pytest.fixture
def repository(tmp_path):
    """A copy with the lesson of chapter 04 and its two built notebooks."""
    for folder in ("solutions", "notebooks"):
        (tmp_path / folder).mkdir()
        for path in (here().root / folder).glob(f"{LESSON}.*"):
            shutil.copy(path, tmp_path / folder / path.name)
    return Repository(tmp_path)


@pytest.fixture
def lesson(repository) -> Path:
    return repository.root / "solutions" / f"{LESSON}.py"
