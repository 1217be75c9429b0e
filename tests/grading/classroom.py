"""A made-up class: notebooks filled in with right and wrong answers from the exercises' banks.

    python tests/grading/classroom.py FOLDER --learners 40 notebooks/03_linear_regression.ipynb

writes FOLDER/NAME/NOTEBOOK.ipynb for each learner, and some files that cannot be graded. The same command writes the
same class.
"""

from __future__ import annotations

import argparse
import importlib.util
import inspect
import json
import random
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

TESTS = Path(__file__).parents[1]
FIRST = [
    "Ada",
    "Bela",
    "Chen",
    "Dana",
    "Emre",
    "Fatima",
    "Goran",
    "Hana",
    "Ines",
    "Jun",
    "Kofi",
    "Lena",
    "Milo",
    "Nadia",
    "Omar",
    "Petra",
    "Quinn",
    "Rosa",
    "Sami",
    "Tara",
]
LAST = ["Adler", "Bauer", "Costa", "Demir", "Evans", "Fischer", "Garcia", "Haddad", "Ito", "Jensen"]


@cache
def bank(exercise: str) -> ModuleType:
    sys.path[:0] = [] if str(TESTS / "exercises") in sys.path else [str(TESTS / "exercises")]
    spec = importlib.util.spec_from_file_location(f"bank_{exercise}", TESTS / "exercises/bank" / f"{exercise}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def source(function: Callable[..., Any], exercise: str) -> str:
    """The function's text under the exercise's name, after those of its module that it calls."""
    text = "".join(f"{inspect.getsource(f)}\n" for f in helpers(function))
    return f"import math\n{text}" + inspect.getsource(function).replace(
        f"def {function.__name__}(", f"def {exercise}(", 1
    )


def helpers(function: Callable[..., Any]) -> list[Callable[..., Any]]:
    """The functions of its own module whose names it has in it, and those whose names they have."""
    found = [function]
    for f in found:
        named = [f.__globals__.get(name) for name in f.__code__.co_names]
        found += [g for g in named if inspect.isfunction(g) and g.__globals__ is f.__globals__ and g not in found]
    return found[1:]


def filled(notebook: Path, choose: Callable[[str], str | None]) -> bytes:
    """The notebook with each exercise's cell replaced by what `choose` gives for it; None leaves the stub."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        own = cell["metadata"].get("nnlab", {})
        answer = choose(own["exercise"]) if own.get("role") == "exercise" else None
        if answer is not None:
            cell["source"] = answer
    return json.dumps(content).encode()


def answer(exercise: str, skill: float, draw: random.Random) -> str | None:
    """A right answer with the probability `skill`, else a wrong one, where the first of the bank are the commonest."""
    answers = bank(exercise)
    if draw.random() > skill + 0.25:
        return None
    if draw.random() < skill:
        return source(draw.choice(answers.RIGHT), exercise)
    wrong = [entry[0] for entry in answers.WRONG]
    common = draw.choices(wrong, weights=[1 / (1 + i) ** 2 for i in range(len(wrong))])[0]
    return source(common, exercise)


def make(folder: Path, notebooks: list[Path], learners: int, seed: int = 3) -> None:
    draw = random.Random(seed)
    for number in range(learners):
        name = f"{FIRST[number % len(FIRST)]} {LAST[(number // len(FIRST) + 3 * number) % len(LAST)]}"
        skill = 0.0 if number % 19 == 7 else min(1.0, draw.betavariate(4, 1.6))
        for notebook in notebooks:
            if number % 23 == 11 and notebook is not notebooks[0]:
                continue
            place = folder / name / notebook.name
            place.parent.mkdir(parents=True, exist_ok=True)
            made = filled(notebook, lambda exercise: answer(exercise, skill, draw) if skill else None)  # noqa: B023
            if number % 29 == 13:
                made = made[: len(made) // 2]
            place.write_bytes(made)
    for name, data in {"Zoe Young": b"", "Yara Zimmer": b"%PDF-1.7"}.items():
        place = folder / name / notebooks[0].name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("notebooks", type=Path, nargs="+")
    parser.add_argument("--learners", type=int, default=40)
    given = parser.parse_args()
    make(given.folder, given.notebooks, given.learners)
