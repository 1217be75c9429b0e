"""`nnlab export`: grades in the format of another system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nnlab.errors import NnlabError
from nnlab.grading.display import say
from nnlab.grading.export import canvas, gradescope, junit, moodle, nbgrader, worksheet
from nnlab.grading.export.autograder import bundle
from nnlab.grading.export.words import graders_fault
from nnlab.grading.feedback import places
from nnlab.grading.files import write_bytes_whole, write_whole
from nnlab.grading.gradebook import salt_sha256
from nnlab.grading.grades import Grades, read_grades
from nnlab.grading.sandbox import KINDS
from nnlab.grading.submissions import Submission, shown

FORMATS = {
    "gradescope": "gradescope",  # a folder
    "nbgrader": "nbgrader.csv",
    "canvas": "canvas.csv",
    "moodle": "moodle.csv",
    "junit": "junit.xml",
}
FILLED = {"canvas": canvas.fill, "moodle": moodle.fill}


@dataclass(frozen=True)
class Options:
    """What the command line gave besides the folder and the format; None and "" where it gave nothing."""

    chapter: str | None = None
    into: Path | None = None
    column: str | None = None
    output: Path | None = None
    salt: str = ""
    sandbox: str = "auto"


def export(folder: str | Path, form: str, options: Options | None = None) -> int:
    """Write the grades in that format. NnlabError for wrong usage and for files that are not what they should be."""
    given = options or Options()
    if form not in FORMATS:
        raise NnlabError(f"--format is {form!r:.40}, needs one of {', '.join(FORMATS)}.")
    _check(form, given)
    grades = read_grades(Path(folder))
    chapters = _chapters(grades, given.chapter)
    target = given.output or Path(folder) / FORMATS[form]
    if form == "gradescope" and target.exists() and not target.is_dir():
        raise NnlabError(f"{shown(target)} is a file; --output needs a folder for this format.")
    if form != "gradescope" and target.is_dir():
        raise NnlabError(f"{shown(target)} is a folder; --output needs the name of a file for this format.")
    try:
        if form in FILLED:
            _fill(form, grades, chapters, target, given)
        elif form == "gradescope":
            _gradescope(grades, chapters, target, given)
        else:
            write_whole(target, nbgrader.table(grades, chapters) if form == "nbgrader" else junit.xml(grades, chapters))
            if form == "nbgrader":
                _say_missing(grades, chapters)
    except OSError as error:
        raise NnlabError(f"{shown(target)} cannot be written ({error}); choose another --output.") from None
    say(f"Written: {shown(target)}")
    return 0


def _check(form: str, given: Options) -> None:
    if form in FILLED and given.into is None:
        what = "the file that Canvas exports from Grades" if form == "canvas" else "the assignment's grading worksheet"
        raise NnlabError(f"--format {form} needs --into FILE: {what}. It is read, not changed.")
    if form not in FILLED and (given.into is not None or given.column is not None):
        raise NnlabError(f"--into and --column are for {' and '.join(FILLED)}; {form} has no use for them.")
    if form != "gradescope" and (given.salt or given.sandbox != "auto"):
        raise NnlabError(f"--salt and --sandbox are for gradescope; {form} has no use for them.")
    if given.sandbox not in ("auto", *KINDS):
        raise NnlabError(f"--sandbox is {given.sandbox!r:.40}, needs one of {', '.join(('auto', *KINDS))}.")


def _chapters(grades: Grades, asked: str | None) -> tuple[str, ...]:
    """All chapters, or the one that was asked for by its name or its number."""
    known = grades.chapters()
    if asked is None:
        return known
    found = [chapter for chapter in known if asked in (chapter, chapter.split("_")[0])]
    if len(found) != 1:
        raise NnlabError(
            f"No chapter {asked!r:.80} has marks here; --chapter needs one of {', '.join(known) or 'none'}."
        )
    return tuple(found)


def _fill(form: str, grades: Grades, chapters: Sequence[str], target: Path, given: Options) -> None:
    assert given.into is not None
    if not chapters:
        raise NnlabError("No notebook here has marks, so there is nothing to fill in.")
    if len(chapters) > 1:
        raise NnlabError(f"There are several chapters; name one by --chapter: {', '.join(chapters)}.")
    sheet = worksheet.read(given.into)
    if target.exists() and target.samefile(given.into):
        raise NnlabError(f"{shown(target)} is the file of --into, which is not changed; choose another --output.")
    filled = FILLED[form](sheet, grades.best(chapters[0]), chapters[0], given.column)
    if not filled.filled and not filled.kept:
        raise NnlabError(
            f"None of the {len(grades.best(chapters[0]))} learners is found in {sheet.name}; the names of their files or "
            "folders need to be what that file has: an id, a login, an address or a full name."
        )
    write_whole(target, filled.text)
    for line in filled.said(sheet.name):
        say(line)


def _gradescope(grades: Grades, chapters: Sequence[str], target: Path, given: Options) -> None:
    salted = grades.salt_sha256 != salt_sha256("")
    if given.salt and grades.salt_sha256 != salt_sha256(given.salt):
        raise NnlabError("The --salt is not the one that these notebooks were graded with; give that one, or none.")
    students = [
        student
        for student in grades.students()
        if not any(graders_fault(result) for result in grades.results if result.student == student)
    ]
    # The names of folders are made as for feedback: safe, and no two the same.
    folders = [place.parent for place in places([Submission(student, "results", Path()) for student in students])]
    for student, place in zip(students, folders, strict=True):
        content = gradescope.results(grades, student, chapters)
        write_whole(target / "learners" / place / "results.json", gradescope.as_json(content))
    settings = {"chapter": chapters[0] if given.chapter else "", "salt": given.salt, "sandbox": given.sandbox}
    write_bytes_whole(target / "autograder.zip", bundle(settings))
    say(f"{len(students)} results.json, one for each learner, and autograder.zip for Gradescope to grade by itself.")
    if len(students) < len(grades.students()):
        say(
            f"{len(grades.students()) - len(students)} learners are left out: the grader failed on a notebook of theirs."
        )
    if salted and not given.salt:
        say("These notebooks were graded with a salt; the autograder draws other inputs unless --salt gives it.")
    if given.sandbox == "none":
        say("The autograder runs learners' code unprotected: a learner could write their own marks.")


def _say_missing(grades: Grades, chapters: Sequence[str]) -> None:
    missing = [
        nbgrader.score_of(grades, student, chapter)
        for chapter in chapters
        for student in grades.students()
        if student not in grades.best(chapter)
    ]
    for number, words in (
        (missing.count(0.0), "0 because there is no notebook, as nbgrader writes what is missing"),
        (missing.count(""), "left empty because a notebook could not be graded"),
    ):
        if number:
            say(f"{number} {'mark is' if number == 1 else 'marks are'} {words}.")
