"""nnlab doctor: what works on this machine and what to do about the rest, without any network."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nnlab.errors import NnlabError


@dataclass(frozen=True)
class Result:
    what: str
    found: str
    remedy: str = ""  # what to do; "" when all is well
    needed: bool = True  # does the course need it?

    @property
    def mark(self) -> str:
        return "ok" if not self.remedy else "mend" if self.needed else "no"


def doctor(sandboxes: Mapping[str, Callable[[], str]]) -> int:
    """Prints a table; 0 when all that a learner needs works, else 1.

    `sandboxes` are those of class grading, by name: each says why it does not work here, or nothing.
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    results = [examine() for examine in EXAMINATIONS]
    results[-1:-1] = [_sandbox(name, problem()) for name, problem in sandboxes.items()]
    table = Table("", "", "found", "what to do", show_edge=False)
    for result in results:
        table.add_row(result.mark, result.what, escape(result.found), escape(result.remedy))
    Console().print(table)
    broken = [result for result in results if result.remedy and result.needed]
    print("The course works here." if not broken else f"{len(broken)} to mend before the course works here.")
    return 1 if broken else 0


def _python() -> Result:
    found = f"{platform.python_version()} ({sys.executable})"
    return Result("Python", found, "" if sys.version_info >= (3, 11) else "install Python 3.11 or later")


def _package(name: str) -> Callable[[], Result]:
    def examine() -> Result:
        try:
            return Result(name, version(name))
        except PackageNotFoundError:
            return Result(name, "missing", f"pip install {name}")

    return examine


def _kernel() -> Result:
    try:
        from jupyter_client.kernelspec import KernelSpecManager

        spec = KernelSpecManager().get_kernel_spec("python3")
        program = spec.argv[0]
    except Exception as error:
        return Result("kernel", f"none ({error})", "pip install ipykernel")
    if program in ("python", "python3") or Path(program).resolve() == Path(sys.executable).resolve():
        return Result("kernel", "python3, this Python")
    remedy = f"{sys.executable} -m ipykernel install --sys-prefix"
    return Result("kernel", f"python3 is another Python ({program})", remedy)


def _notebooks() -> Result:
    from nnlab.shipped import notebooks

    try:
        place = notebooks()
    except NnlabError as error:
        return Result("notebooks", "none", str(error))
    return Result("notebooks", f"{len(list(place.glob('*.ipynb')))} in {place}")


def _data() -> Result:
    from nnlab import data

    try:
        rows = len(data.penguins().species)
    except NnlabError as error:
        return Result("data", "damaged", str(error))
    return Result("data", f"penguins, {rows} rows, checksum right")


def _folder() -> Result:
    from nnlab.notebook.course import MARK, folder

    place = folder()
    if place is None:
        return Result("course folder", "none here", "nnlab start makes one", needed=False)
    probe = place / MARK / "doctor.part"
    try:
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        return Result("course folder", str(place), f"progress cannot be written there ({error.strerror})")
    return Result("course folder", f"{place}, writable")


def _library() -> Result:
    from nnlab.notebook.course import folder
    from nnlab.notebook.library.load import FILE
    from nnlab.notebook.library.own import functions_in
    from nnlab.notebook.library.prove import loaded

    place = folder()
    if place is None or not (place / FILE).is_file():
        return Result("your library", f"no {FILE}" + (" yet" if place else " here"))
    try:
        module, why = loaded((place / FILE).read_bytes(), place / FILE)
    except OSError as error:
        module, why = None, str(error.strerror)
    if module is None:
        return Result("your library", f"{FILE} does not load ({why})", f"mend {FILE}", needed=False)
    return Result("your library", f"{FILE} loads; it has {len(functions_in(vars(module)))} of your functions")


def _sandbox(name: str, problem: str) -> Result:
    """Class grading takes the first that works; learners need none."""
    return Result(f"sandbox {name}", "none" if problem else "works", problem, needed=False)


def _gpu() -> Result:
    from nnlab.arrays import gpu_problem

    problem = gpu_problem()
    return Result("GPU", "none" if problem else "CuPy reaches one", problem, needed=False)


EXAMINATIONS: tuple[Callable[[], Result], ...] = (
    _python,
    _package("numpy"),
    _package("jupyterlab"),
    _package("matplotlib"),
    _package("anywidget"),
    _kernel,
    _notebooks,
    _data,
    _folder,
    _library,
    _gpu,
)
