"""What Gradescope's container runs: grade one submission, write its results.json.

A learner's fault is a result: no notebook, one that cannot be read. A fault of ours is none: then nothing is written,
the exit code is 1, and Gradescope tells the instructor that the autograder failed instead of giving 0 points.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from nnlab.errors import NnlabError
from nnlab.grading.command import grade
from nnlab.grading.export import gradescope
from nnlab.grading.export.words import clean, graders_fault
from nnlab.grading.files import write_whole
from nnlab.grading.grades import read_grades


def main(root: Path) -> int:
    settings = json.loads((root / "source/settings.json").read_text(encoding="utf-8"))
    try:
        content = graded(root / "submission", settings)
    except NnlabError as error:  # its sentences are for the instructor, who sees the standard output
        print(f"The autograder failed: {error}")
        return 1
    (root / "results").mkdir(exist_ok=True)
    write_whole(root / "results/results.json", gradescope.as_json(content))
    return 0


def graded(submission: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """The results of all that one learner handed in."""
    if not any(path.name.lower().endswith(".ipynb") for path in submission.rglob("*")):
        return _none("There is no notebook (.ipynb) in what you handed in; hand in the notebook itself.")
    with tempfile.TemporaryDirectory(prefix="nnlab-") as folder:
        grade([submission], folder, salt=settings["salt"], sandbox=settings["sandbox"])
        grades = read_grades(Path(folder))
    faults = [result for result in grades.results if graders_fault(result)]
    if faults:
        raise NnlabError(clean(faults[0].reason))
    # The submission is one learner's, whatever its folders and files are called.
    one = grades.of_one()
    chapters = [chapter for chapter in one.chapters() if settings["chapter"] in ("", chapter)]
    if one.chapters() and not chapters:
        return _none(f"This is of {one.chapters()[0]}, needs to be of {settings['chapter']}; hand in that notebook.")
    return gradescope.results(one, "", chapters)


def _none(sentence: str) -> dict[str, Any]:
    return {**gradescope.of((), ()), "output": sentence}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
