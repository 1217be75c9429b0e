"""`nnlab report`: the class report, one HTML file."""

from __future__ import annotations

from pathlib import Path

from nnlab.errors import NnlabError
from nnlab.grading.display import say
from nnlab.grading.files import write_whole
from nnlab.grading.grades import read_grades
from nnlab.grading.report.page import page
from nnlab.grading.report.tables import count
from nnlab.grading.submissions import shown


def report(folder: str | Path, *, output: str | Path | None = None) -> int:
    """Write the report on the grades in the folder of `nnlab grade`; NnlabError where there are none."""
    grades = read_grades(Path(folder))
    path = Path(output) if output is not None else Path(folder) / "report.html"
    if path.is_dir():
        raise NnlabError(f"{shown(path)} is a folder; --output needs the name of a file.")
    try:
        write_whole(path, page(grades, feedback=path.absolute().parent == Path(folder).absolute()))
    except OSError as error:
        raise NnlabError(f"{shown(path)} cannot be written ({error}); choose another --output.") from None
    learners, chapters = count(len(grades.students()), "learner"), count(len(grades.chapters()), "chapter")
    say(f"The report is {shown(path)}: {learners}, {chapters}.")
    return 0
