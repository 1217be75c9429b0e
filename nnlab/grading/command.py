"""`nnlab grade`: from paths to marks."""

from __future__ import annotations

import contextlib
import math
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nnlab.errors import NnlabError
from nnlab.grading.crew import Crew
from nnlab.grading.files import remove_halves
from nnlab.grading.locks import lock, unlock
from nnlab.grading.sandbox import KINDS, choose
from nnlab.grading.submissions import Submission, find, shown

SANDBOXES = ("auto", *KINDS)
LEAST_MEMORY = 256  # MiB: Python and numpy take half of it


def grade(
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    jobs: int = 1,
    salt: str = "",
    sandbox: str = "auto",
    timeout: float | None = None,
    memory: int = 2048,
    fresh: bool = False,
    scheduler: str = "",
) -> int:
    """Grade the notebooks at the paths and write the results to `output`.

    0 when every notebook has a grade, 1 when some could not be read or run, 130 when interrupted.
    NnlabError for wrong usage. `scheduler` is the address of a Dask cluster's. `timeout` is in seconds for each call, `memory` in MiB for each worker.
    """
    _check(paths, jobs, sandbox, timeout, memory)
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise NnlabError(f"{shown(folder)} is a file; --output needs a folder: name another.")
    submissions = find([Path(path) for path in paths], folder)
    if scheduler:
        return _graded(submissions, folder, salt, (timeout, memory), fresh, None, choose(sandbox), scheduler)
    try:
        with Crew(min(jobs, len(submissions)), sandbox) as crew:
            return _graded(submissions, folder, salt, (timeout, memory), fresh, crew, crew.place.kind)
    except OSError as error:
        raise NnlabError(f"Grading cannot begin ({error}); make room in {tempfile.gettempdir()}.") from None


def _graded(
    submissions: list[Submission],
    folder: Path,
    salt: str,
    limits: tuple[float | None, int],
    fresh: bool,
    crew: Crew | None,
    sandbox: str,
    scheduler: str = "",
) -> int:
    # Imported here, when the crew has begun: all of this reads numpy.
    from nnlab.grading.display import say, table
    from nnlab.grading.gradebook import Gradebook
    from nnlab.grading.outputs import CAUTION, write_grades
    from nnlab.grading.run import Run
    from nnlab.grading.session import Limits

    run = Run(submissions, folder, salt, Limits(*limits), crew, sandbox, scheduler)
    held: int | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = lock(folder)
        if held is None:
            raise NnlabError(f"Another run is writing to {shown(folder)}; wait for it, or choose another --output.")
        remove_halves(folder)
        with contextlib.closing(Gradebook(folder / "gradebook.db", salt, run.limits, run.sandbox)) as gradebook:
            results = run.grade(gradebook, fresh)
        write_grades(folder, results, salt, run.sandbox)
    except KeyboardInterrupt:
        say(
            f"Interrupted. {len(run.results)} of {len(submissions)} notebooks are done and kept; the same command goes on from there."
        )
        return 130
    except (OSError, sqlite3.Error) as error:
        raise NnlabError(
            f"Results cannot be written to {shown(folder)} ({error}); make room or choose another --output."
        ) from None
    finally:
        unlock(held)
    for line in table(results):
        say(line)
    say(f"Results are in {shown(folder)}: grades.json, grades.csv, feedback.")
    if run.sandbox == "none":
        say(CAUTION)
    return 0 if all(result.status == "graded" for result in results) else 1


def _check(paths: Sequence[str | Path], jobs: int, sandbox: str, timeout: float | None, memory: int) -> None:
    if not paths:
        raise NnlabError("There is nothing to grade; name a notebook or a folder of notebooks.")
    if sandbox not in SANDBOXES:
        raise NnlabError(f"--sandbox is {sandbox!r}, needs one of {', '.join(SANDBOXES)}.")
    if jobs < 1:
        raise NnlabError(f"--jobs is {jobs}, needs 1 or more.")
    if timeout is not None and not 0 < timeout < math.inf:
        raise NnlabError(f"--timeout is {timeout:g} seconds, needs more than 0.")
    if memory < LEAST_MEMORY:
        raise NnlabError(f"--memory is {memory} MiB, needs {LEAST_MEMORY} or more: Python and numpy take half of that.")
