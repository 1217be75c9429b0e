"""How fast is `nnlab grade`? The same submissions through this grader, nbgrader, otter, and a floor below all of them.

    uv run --group bench tests/benchmarks/grading.py

Every grader gets the same functions, right and wrong ones from the exercises' banks, and calls them with the same
inputs. This one gets the chapter's whole notebook, as learners hand it in, in its sandbox, cold: `nnlab grade` is started
anew for each measurement and writes its gradebook and pages. nbgrader and otter get a notebook without lessons or
plots, so that they are not billed for them: the exercises, and a test for each with the inputs and the right answers
in it; what a doctest cannot write down is left out there. The floor forks once for each notebook from a warm process, runs the
same cells and makes the same calls, with nothing around them: no sandbox, no time limit, no judging, no result.

Rounds are interleaved and medians printed. Each grader's time is divided by its own number of submissions; the slow
ones have few. Beside the time that passed stands the processors' time, which other work on the machine disturbs less;
it is that of the processes that were waited for: in bubblewrap the workers' is not, with `--sandbox landlock` it is.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/grading"))

import classroom  # noqa: E402

from nnlab import exercises  # noqa: E402
from nnlab.grading.notebooks import Notebook, parse  # noqa: E402
from nnlab.grading.sandbox import choose  # noqa: E402
from nnlab.grading.submitted import seed_of  # noqa: E402
from nnlab.grading.worker import stand_ins  # noqa: E402
from nnlab.grading.worker.reading import WHOLE, read  # noqa: E402

TARGETS = {"nbgrader / nnlab, large batch": 200.0, "nbgrader / nnlab, small batch": 100.0, "nnlab / floor": 3.0}
Answers = dict[str, str]  # each exercise's source
Seconds = tuple[float, float]  # passed, and of processors
INPUTS_SEED = 1  # of the peers' tests, which are the same for all learners


# --- the class ---------------------------------------------------------------------------------------------------


@cache
def sources(exercise: str) -> tuple[list[str], list[str]]:
    """The bank's right and wrong answers that are written as functions, as a learner's cell has them."""
    bank = classroom.bank(exercise)
    made = [
        [classroom.source(function, exercise) for function in functions if _written_out(function, exercise)]
        for functions in (bank.RIGHT, [entry[0] for entry in bank.WRONG])
    ]
    return made[0], made[1]


def _written_out(function: Callable[..., Any], exercise: str) -> bool:
    try:
        text = classroom.source(function, exercise)
        compile(text, exercise, "exec")
    except (TypeError, OSError, SyntaxError):
        return False
    return f"def {exercise}(" in text and function.__module__ == f"bank_{exercise}"


def answers(chapter: str, learner: int, wrong: float) -> Answers:
    draw = random.Random(learner)
    found = {}
    for exercise in exercises.of_chapter(chapter):
        right, slips = sources(exercise)
        found[exercise] = draw.choice(slips if draw.random() < wrong else right)
    return found


def submission(chapter: str, answered: Answers, learner: int) -> bytes:
    content = json.loads(classroom.filled(ROOT / "notebooks" / f"{chapter}.ipynb", answered.get))
    content["metadata"]["learner"] = learner  # no two files are the same: nothing is taken from the gradebook
    return json.dumps(content, indent=1).encode()


# --- this grader -------------------------------------------------------------------------------------------------


def nnlab_seconds(files: list[bytes], jobs: int, sandbox: str) -> Seconds:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for number, data in enumerate(files):
            place = folder / "class" / f"learner{number:04}" / "notebook.ipynb"
            place.parent.mkdir(parents=True)
            place.write_bytes(data)
        command = [sys.executable, "-m", "nnlab", "grade", "class", "--output", "out"]
        seconds = timed([*command, "--jobs", str(jobs), "--sandbox", sandbox], folder)
        graded = json.loads((folder / "out/grades.json").read_bytes())["submissions"]
        assert len(graded) == len(files)
        assert all(one["status"] == "graded" for one in graded)
    return seconds


def timed(command: list[str], folder: Path) -> Seconds:
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said.read().decode()[-3000:]}")
    return seconds, used.ru_utime + used.ru_stime


# --- the floor ---------------------------------------------------------------------------------------------------


class Floor:
    """Prepared in full before the clock runs: the notebooks are read, the inputs drawn, everything is imported."""

    def __init__(self, files: list[bytes], chapter: str) -> None:
        mine = [exercises.load(name) for name in exercises.of_chapter(chapter)]
        self.work = []
        for data in files:
            notebook = parse(data)
            calls = []
            for exercise in mine:
                cases = exercise.cases(seed_of("", notebook.sha256, exercise))
                calls += [(exercise.name, case) for case in [*cases, *cases[: exercise.repeat]]]
            self.work.append((list(_runnable(notebook)), calls))
        self.references = {name: exercises.load(name).reference for name in exercises.names()}

    def seconds(self) -> Seconds:
        """In a process of its own: stand-ins take the places of nnlab and of matplotlib there, as in a worker."""
        reading, writing = os.pipe()
        if (pid := os.fork()) == 0:
            try:
                os.write(writing, " ".join(map(repr, self._forks())).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            found = pipe.read()
        os.waitpid(pid, 0)
        seconds, processors = map(float, found.split())
        return seconds, processors

    def _forks(self) -> Seconds:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
        np.seterr(all="ignore")
        begin, before = time.perf_counter(), os.times()
        for cells, calls in self.work:
            if (pid := os.fork()) == 0:
                try:
                    self._one(cells, calls)
                finally:
                    os._exit(0)
            os.waitpid(pid, 0)
        return time.perf_counter() - begin, sum(os.times()[:4]) - sum(before[:4])

    def _one(self, cells: list[tuple[str, str]], calls: list[tuple[str, Any]]) -> None:
        names: dict[str, Any] = {}

        def ask(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
            return self.references[name](*args, **kwargs)

        stand_ins.install(names, self.references, (), ask)
        for name, source in cells:
            try:
                exec(compile(source, name, "exec"), names)
            except Exception:
                continue
        for name, case in calls:
            try:
                names.update(case.given)
                names[name](*case.inputs)
            except Exception:
                continue


def _runnable(notebook: Notebook) -> Iterator[tuple[str, str]]:
    """What the worker runs of the cells, as source; exercise cells and setup whole, of lessons the definitions."""
    for cell in notebook.cells:
        kept = [one.node for one in read(cell.number, cell.source).statements if cell.role in WHOLE or one.defines]
        if kept:
            yield f"cell {cell.number}", ast.unparse(ast.Module(kept, []))


# --- the peers ---------------------------------------------------------------------------------------------------

CLOSE = """
def close(got, right):
    if isinstance(right, (list, tuple)):
        return len(got) == len(right) and all(close(a, b) for a, b in zip(got, right))
    if isinstance(right, dict):
        return all(close(got[key], right[key]) for key in right)
    if right is None or isinstance(right, str):
        return got == right
    return np.shape(got) == np.shape(right) and np.allclose(got, right, rtol=1e-6, equal_nan=True)
"""


@cache
def test_source(name: str) -> str:
    """The exercise's cases as assertions on the learner's function, with the right answers in them."""
    exercise = exercises.load(name)
    lines = ["import numpy as np", "from numpy import inf, nan", *CLOSE.strip().splitlines()]
    cases = exercise.cases(INPUTS_SEED)
    for case in [*cases, *cases[: exercise.repeat]]:
        if case.given or any(callable(value) for value in case.inputs):
            continue
        call = f"{name}({', '.join(map(literal, case.inputs))})"
        if exercise.free or any(claim.check and claim.key == case.claim for claim in exercise.claims):
            lines.append(f"assert {call} is not None")
        else:
            with np.errstate(all="ignore"):
                lines.append(f"assert close({call}, {literal(exercise.reference(*case.inputs))})")
    return "\n".join(lines)


def literal(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r}, dtype=np.{value.dtype.name}).reshape({value.shape})"
    if isinstance(value, np.generic):
        return repr(value.item())
    if isinstance(value, list | tuple):
        inside = "".join(f"{literal(item)}, " for item in value)
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    return repr(value)


def peer_notebook(cells: list[dict[str, Any]]) -> bytes:
    for number, cell in enumerate(cells):
        cell |= {"cell_type": "code", "id": f"cell{number}", "outputs": [], "execution_count": None}
        cells[number] = {"metadata": {}} | cell
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": spec}, "cells": cells}
    return json.dumps(content).encode()


class Nbgrader:
    """A course with one assignment: for each exercise an answer cell and a locked test cell."""

    def __init__(self, folder: Path, handed_in: list[Answers]) -> None:
        self.folder, self.count = folder, len(handed_in)
        (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "bench"\n')
        place = folder / "source/ps/notebook.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(peer_notebook(self.cells(dict.fromkeys(handed_in[0], "raise NotImplementedError"))))
        timed([sys.executable, "-m", "nbgrader", "generate_assignment", "ps"], folder)
        for number, answered in enumerate(handed_in):
            content = json.loads((folder / "release/ps/notebook.ipynb").read_bytes())
            for cell in content["cells"]:
                name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
                if name in answered:
                    cell["source"] = answered[name]
            place = folder / f"submitted/learner{number}/ps/notebook.ipynb"
            place.parent.mkdir(parents=True)
            place.write_text(json.dumps(content))

    def cells(self, answered: Answers) -> list[dict[str, Any]]:
        cells: list[dict[str, Any]] = [{"source": "import math\nimport numpy as np"}]
        common = {"schema_version": 3, "task": False, "locked": False, "grade": False, "solution": False}
        for name, source in answered.items():
            answer = common | {"grade_id": name, "solution": True}
            test = common | {"grade_id": f"test_{name}", "grade": True, "locked": True, "points": 1}
            cells.append({"source": source, "metadata": {"nbgrader": answer}})
            cells.append({"source": test_source(name), "metadata": {"nbgrader": test}})
        return cells

    def seconds(self) -> Seconds:
        shutil.rmtree(self.folder / "autograded", ignore_errors=True)
        seconds = timed([sys.executable, "-m", "nbgrader", "autograde", "ps", "--create", "--force"], self.folder)
        assert len(list(self.folder.glob("autograded/*/ps/notebook.ipynb"))) == self.count
        return seconds


class Otter:
    """An autograder with a test file for each exercise, run once for each notebook without a container."""

    def __init__(self, folder: Path, handed_in: list[Answers]) -> None:
        self.folder, self.count = folder, len(handed_in)
        (folder / "tests").mkdir(parents=True)
        for name in handed_in[0]:
            case = {"code": doctest(test_source(name)), "hidden": False, "locked": False}
            suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
            test = {"name": name, "points": 1, "suites": [suite]}
            (folder / "tests" / f"{name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
        timed([sys.executable, "-m", "otter", "generate", "-o", "autograder.zip", "--no-environment"], folder)
        for number, answered in enumerate(handed_in):
            place = folder / f"learner{number}/notebook.ipynb"
            place.parent.mkdir()
            cells = [{"source": "import math\nimport numpy as np"}, *({"source": text} for text in answered.values())]
            place.write_bytes(peer_notebook(cells))

    def seconds(self) -> Seconds:
        found = []
        for number in range(self.count):
            out = f"out{number}"
            shutil.rmtree(self.folder / out, ignore_errors=True)
            (self.folder / out).mkdir()
            command = [sys.executable, "-m", "otter", "run", "-a", "autograder.zip", "-o", out, "--no-logo"]
            found.append(timed([*command, f"learner{number}/notebook.ipynb"], self.folder))
            assert json.loads((self.folder / out / "results.json").read_bytes())["tests"]
        return sum(one[0] for one in found), sum(one[1] for one in found)


def doctest(source: str) -> str:
    lines = source.splitlines()
    return "\n".join(f"... {line}" if line.startswith(" ") else f">>> {line}" for line in lines)


# --- the comparison ----------------------------------------------------------------------------------------------


def main() -> None:
    options = arguments()
    chapter, jobs = options.chapter, [int(number) for number in options.jobs.split(",")]
    sandbox = choose(options.sandbox)
    handed_in = [answers(chapter, learner, options.wrong) for learner in range(options.submissions)]
    files = [submission(chapter, answered, learner) for learner, answered in enumerate(handed_in)]
    floor = Floor(files, chapter)
    calls = statistics.mean(len(calls) for _, calls in floor.work)
    small = min(options.small, len(files))
    measures: dict[str, tuple[int, Callable[[], Seconds]]] = {"floor": (len(files), floor.seconds)}
    for number in jobs:
        measures[f"nnlab, batch of {len(files)}, {number} jobs"] = (
            len(files),
            lambda number=number: nnlab_seconds(files, number, sandbox),
        )
        measures[f"nnlab, batch of {small}, {number} jobs"] = (
            small,
            lambda number=number: nnlab_seconds(files[:small], number, sandbox),
        )
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as name:
        for peer, build, count in (("nbgrader", Nbgrader, options.nbgrader), ("otter", Otter, options.otter)):
            if options.peers in (peer, "both"):
                (Path(name) / peer).mkdir()
                measures[peer] = (count, build(Path(name) / peer, handed_in[:count]).seconds)
        seen: dict[str, list[float]] = {key: [] for key in measures}
        processors: dict[str, list[float]] = {key: [] for key in measures}
        load = [os.getloadavg()[0]]
        for number in range(options.rounds):
            for key, (count, measure) in measures.items():
                seconds, used = measure()
                seen[key].append(1000 * seconds / count)
                processors[key].append(1000 * used / count)
            load.append(os.getloadavg()[0])
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
    medians = {key: statistics.median(values) for key, values in seen.items()}
    found = {
        "chapter": chapter,
        "exercises": len(handed_in[0]),
        "calls": calls,
        "wrong": options.wrong,
        "sandbox": sandbox,
        "cores": os.cpu_count(),
        "load": load,
        "submissions": {key: count for key, (count, _) in measures.items()},
        "milliseconds": seen,
        "processors": {key: statistics.median(values) for key, values in processors.items()},
        "medians": medians,
        "ratios": ratios(medians, len(files), small, jobs),
        "ratios of processors": ratios(
            {key: statistics.median(values) for key, values in processors.items()}, len(files), small, jobs
        ),
    }
    show(found)
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def ratios(medians: dict[str, float], large: int, small: int, jobs: list[int]) -> dict[str, float]:
    best = {size: min(medians[f"nnlab, batch of {size}, {number} jobs"] for number in jobs) for size in (large, small)}
    first = medians[f"nnlab, batch of {large}, {jobs[0]} jobs"]
    found = {"nnlab / floor": first / medians["floor"]}
    for peer in ("nbgrader", "otter"):
        if peer in medians:
            found[f"{peer} / nnlab, large batch"] = medians[peer] / best[large]
            found[f"{peer} / nnlab, large batch, {jobs[0]} jobs"] = medians[peer] / first
            found[f"{peer} / nnlab, small batch"] = medians[peer] / best[small]
    for number in jobs[1:]:
        key = f"nnlab, batch of {large}, {number} jobs"
        found[f"throughput, {number} jobs / {jobs[0]}"] = first / medians[key]
    return found


def show(found: dict[str, Any]) -> None:
    load = ", ".join(f"{value:.1f}" for value in found["load"])
    print(f"{found['chapter']}: {found['exercises']} exercises, {found['calls']:.0f} calls, ", end="")
    print(
        f"{100 * found['wrong']:.0f} % wrong answers; sandbox {found['sandbox']}; {found['cores']} cores, load {load}"
    )
    print(
        f"\n{'milliseconds per submission':38}{'median':>10}{'least':>10}{'most':>10}{'processors':>12}   submissions"
    )
    for key, values in found["milliseconds"].items():
        numbers = (found["medians"][key], min(values), max(values))
        print(
            f"{key:38}{''.join(f'{number:10.1f}' for number in numbers)}{found['processors'][key]:12.1f}   {found['submissions'][key]}"
        )
    print(f"\n{'ratios of medians':38}{'time':>10}{'processors':>12}    target")
    for key, ratio in found["ratios"].items():
        target = TARGETS.get(key)
        wanted = "" if target is None else f"at {'most' if key.endswith('floor') else 'least'} {target:.0f}"
        print(f"{key:38}{ratio:10.1f}{found['ratios of processors'][key]:12.1f}    {wanted}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chapter", default="05_logistic_regression", choices=exercises.chapters())
    parser.add_argument("--wrong", type=float, default=0.25, help="the share of wrong answers")
    parser.add_argument("--submissions", type=int, default=200, help="of the large batch, and of the floor")
    parser.add_argument("--small", type=int, default=20, help="submissions of the small batch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", default="1,2", help="numbers of jobs, such as 1,2,4")
    parser.add_argument("--sandbox", default="auto", help="as nnlab grade has it")
    parser.add_argument("--peers", default="both", choices=("none", "nbgrader", "otter", "both"))
    parser.add_argument("--nbgrader", type=int, default=4, help="submissions for nbgrader")
    parser.add_argument("--otter", type=int, default=2, help="submissions for otter")
    parser.add_argument("--json", help="a file for all numbers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
