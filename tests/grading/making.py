"""Notebooks made for a test, as bytes; and what a result says of one exercise."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from nnlab import exercises
from nnlab.grading import sandbox
from nnlab.grading.result import Result
from nnlab.grading.worker.reading import read

# A worker of a nursery is there in milliseconds, a process of its own takes a third of a second.
QUICK = "none" if sandbox.problem("landlock") else "landlock"
CHAPTER = "03_linear_regression"
RIGHT = """def mean_squared_error(Y_hat, Y):
    return float(np.sum((Y_hat - Y) ** 2) / Y.shape[0])
"""
HALF = """def mean_squared_error(Y_hat, Y):
    return float(np.sum((Y_hat - Y) ** 2) / Y.size)
"""
STUB = """def mean_squared_error(Y_hat, Y):
    "The mean squared error."
    raise NotImplementedError
"""
GIVEN = ("setup", "lesson")
SETUP = "import numpy as np\n"


def code(source: str, role: str = "", exercise: str = "") -> dict[str, Any]:
    own = {key: value for key, value in (("role", role), ("exercise", exercise)) if value}
    metadata = {"nnlab": own} if own else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def notebook(*cells: str | dict[str, Any], chapter: str = CHAPTER) -> bytes:
    """A notebook's file; a plain text is a cell that the learner added."""
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"nnlab": {"chapter": chapter}} if chapter else {},
        "cells": [code(cell) if isinstance(cell, str) else cell for cell in cells],
    }
    return json.dumps(content).encode()


def outcome(result: Result, name: str = "mean_squared_error") -> str:
    return next(report.outcome for report in result.reports if report.exercise == name)


def earned(result: Result, name: str = "mean_squared_error") -> float:
    return next(report.earned for report in result.reports if report.exercise == name)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def helpers(chapter: str) -> str:
    """What the chapter gives its learners to call: the functions and constants of its setup and lesson cells."""
    path = Path(exercises.__file__).parents[2] / "notebooks" / f"{chapter}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"] if path.exists() else []
    given = ["".join(cell["source"]) for cell in cells if cell["metadata"].get("nnlab", {}).get("role") in GIVEN]
    parts = [part for part in read(0, "\n".join(given)).statements if part.defines]
    texts = [ast.unparse(part.node) for part in parts if isinstance(part.node, ast.FunctionDef | ast.Assign)]
    return "\n".join(text for text in texts if text.startswith("def ") or text.split()[0].isupper()) + "\n"
