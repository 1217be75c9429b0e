"""The command line: arguments in, an exit code out. Each command imports what it needs when it is called."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from nnlab.errors import NnlabError

USAGE, FAULT, INTERRUPTED = 2, 70, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 well, 1 as the command says, 2 wrong usage, 130 interrupted; no traceback."""
    try:
        parser = _parser()
        given = parser.parse_args(arguments)
        if given.command is None:
            parser.print_help()
            return 0
        code: int = given.run(given)
        sys.stdout.flush()
        return code
    except NnlabError as error:
        print(f"nnlab: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("nnlab: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # the same, seen by rich, which would exit with 1
            return 0
        raise
    except Exception as error:
        if os.environ.get("NNLAB_DEBUG"):
            raise
        print(
            f"nnlab: this is a fault of nnlab, not yours ({type(error).__name__}: {error}); "
            "run it again with NNLAB_DEBUG=1 to see where, and report it.",
            file=sys.stderr,
        )
        return FAULT


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence, not the whole usage text."""

    def error(self, message: str) -> NoReturn:
        name = self.prog if self.prog != "nnlab" else "nnlab"
        raise NnlabError(f"{message}; see `{name} --help`.")


class _Version(argparse.Action):
    """The version is looked up when it is asked for: that takes as long as starting Python."""

    def __init__(self, option_strings: Sequence[str], dest: str, **given: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **given)

    def __call__(self, parser: argparse.ArgumentParser, *given: object) -> None:
        import nnlab

        print(f"nnlab {nnlab.__version__}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nnlab", description="A course on neural networks whose grader names the learner's mistake.")
    parser.add_argument("--version", action=_Version, help="show program's version number and exit")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", parser_class=_Parser)

    start = commands.add_parser("start", help="open the course in JupyterLab")
    start.add_argument(
        "folder", metavar="DIR", nargs="?", default="my-course", type=Path, help="the course folder (my-course)"
    )
    start.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    start.add_argument("--port", type=int, help="the port of JupyterLab (the first that is free)")
    start.set_defaults(run=_start)

    grade = commands.add_parser("grade", help="grade notebooks")
    grade.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a notebook, or a folder of notebooks")
    grade.add_argument("--output", required=True, type=Path, help="the folder for the results")
    grade.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="notebooks graded at a time (one a processor)",
    )
    grade.add_argument("--salt", default="", metavar="TEXT", help="a secret that decides the inputs that are drawn")
    grade.add_argument(
        "--sandbox",
        default="auto",
        metavar="KIND",
        help="auto, bubblewrap, landlock or none: what shuts learners' code in",
    )
    grade.add_argument("--timeout", type=float, metavar="SECONDS", help="the limit of a call (the exercise's own)")
    grade.add_argument("--memory", type=int, default=2048, metavar="MIB", help="the limit of a notebook (2048)")
    grade.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="grade on a Dask cluster, such as tcp://10.0.0.1:8786"
    )
    grade.add_argument("--fresh", action="store_true", help="grade again what was graded before")
    grade.set_defaults(run=_grade)

    report = commands.add_parser("report", help="the class report, one HTML file")
    report.add_argument("folder", metavar="OUT", type=Path, help="the folder of nnlab grade")
    report.add_argument("--output", type=Path, metavar="FILE", help="the file to write (OUT/report.html)")
    report.set_defaults(run=_report)

    export = commands.add_parser("export", help="grades for Gradescope, nbgrader, Canvas, Moodle, or as JUnit")
    export.add_argument("folder", metavar="OUT", type=Path, help="the folder of nnlab grade")
    export.add_argument(
        "--format", required=True, metavar="FORMAT", help="gradescope, nbgrader, canvas, moodle or junit"
    )
    export.add_argument("--chapter", metavar="NAME", help="only this chapter, such as 03")
    export.add_argument("--into", type=Path, metavar="FILE", help="canvas, moodle: the file that they exported")
    export.add_argument("--column", metavar="NAME", help="canvas, moodle: the column for the marks")
    export.add_argument("--output", type=Path, metavar="PATH", help="the file or folder to write (in OUT)")
    export.add_argument("--salt", default="", metavar="TEXT", help="gradescope: the salt of nnlab grade")
    export.add_argument("--sandbox", default="auto", metavar="KIND", help="gradescope: as for nnlab grade")
    export.set_defaults(run=_export)

    build = commands.add_parser("build", help="for authors: make the notebooks from the lessons")
    build.add_argument(
        "--check", action="store_true", help="write nothing; 1 when a notebook is not what its lesson says"
    )
    build.add_argument("lessons", metavar="LESSON", nargs="*", help="only these, such as 04 (every lesson)")
    build.set_defaults(run=_build)

    lint = commands.add_parser("lint", help="for authors: prove every exercise")
    lint.add_argument("--jobs", type=int, metavar="N", help="exercises proved at a time (one for each core)")
    lint.add_argument("exercises", metavar="EXERCISE", nargs="*", help="only these, such as softmax (every exercise)")
    lint.set_defaults(run=_lint)

    doctor = commands.add_parser("doctor", help="what works on this machine, without any network")
    doctor.set_defaults(run=_doctor)
    return parser


def _start(given: argparse.Namespace) -> int:
    from nnlab.notebook.start import start

    return start(given.folder, browser=not given.no_browser, port=given.port)


def _grade(given: argparse.Namespace) -> int:
    from nnlab.grading.command import grade

    return grade(
        given.paths,
        given.output,
        jobs=given.jobs,
        salt=given.salt,
        sandbox=given.sandbox,
        timeout=given.timeout,
        memory=given.memory,
        fresh=given.fresh,
        scheduler=given.scheduler,
    )


def _report(given: argparse.Namespace) -> int:
    from nnlab.grading.report.command import report

    return report(given.folder, output=given.output)


def _export(given: argparse.Namespace) -> int:
    from nnlab.grading.export.command import Options, export

    options = Options(given.chapter, given.into, given.column, given.output, given.salt, given.sandbox)
    return export(given.folder, given.format, options)


def _build(given: argparse.Namespace) -> int:
    from nnlab.authoring.build import build

    return build(given.check, names=given.lessons)


def _lint(given: argparse.Namespace) -> int:
    from nnlab.authoring.lint import lint
    from nnlab.authoring.processes import cores

    return lint(given.exercises, cores() if given.jobs is None else given.jobs)


def _doctor(given: argparse.Namespace) -> int:
    from nnlab.grading.sandbox import KINDS, problem
    from nnlab.notebook.doctor import doctor

    return doctor({kind: partial(problem, kind) for kind in KINDS if kind != "none"})
