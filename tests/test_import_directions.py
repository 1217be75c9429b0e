"""Imports run one way: reference and calls below, then judge, exercises, and its callers side by side."""

import ast
from pathlib import Path

import pytest

import nnlab

PACKAGE = Path(nnlab.__file__).parent
# What a part may import of nnlab, besides itself. Everything may import nnlab.errors.
ALLOWED = {
    "reference": set(),
    "calls": {"arrays"},
    "judge": {"calls"},
    "exercises": {"judge", "reference", "calls"},
    "data": set(),
    "draw": set(),
    "arrays": set(),
    "errors": set(),
    "notebook": {"exercises", "judge", "calls", "arrays", "data"},
    "mine": {"exercises", "notebook"},
    "grading": {"exercises", "judge", "calls"},
    "authoring": {"exercises", "judge", "calls"},
    "cli": {"notebook", "grading", "authoring"},
    "__main__": {"cli"},
    "__init__": {"notebook", "data", "draw", "mine"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def part(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """The parts of nnlab that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "nnlab":
            names = [f"nnlab.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively: write the whole name"
            names = [node.module]
        else:
            continue
        for name in names:
            if name.startswith("nnlab."):
                yield name.split(".")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_directions(path):
    allowed = ALLOWED[part(path)] | {part(path), "errors"}
    assert set(imported(path)) <= allowed


def test_only_one_file_names_cupy():
    def names_cupy(path):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        imports += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        return any(name.split(".")[0] == "cupy" for name in imports)

    assert [path.name for path in FILES if names_cupy(path)] == ["arrays.py"]
