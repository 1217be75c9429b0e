"""What a learner sees: one page for each notebook, with a card for each exercise and no hidden inputs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

from nnlab.grading.files import safe_name
from nnlab.grading.result import Result
from nnlab.grading.submissions import Submission
from nnlab.judge import card

# Nothing on the page may be fetched or run, whatever a notebook managed to put there.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = """
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; line-height: 1.5;
       color: #1c2330; background: #fff; }
h1 { font-size: 1.4rem; margin-bottom: 0; } .marks { font-size: 1.1rem; margin-top: .25rem; }
.notes { color: #5a6270; } section { margin: 1.5rem 0; }
"""


def page(result: Result) -> str:
    """The whole HTML page. All that comes from a notebook is escaped."""
    title = f"{result.student}: {result.chapter or result.notebook}"
    if result.status == "graded":
        marks = f"<p class='marks'><strong>{result.earned:g} of {result.possible:g} points</strong></p>"
    else:
        marks = f"<p class='marks'><strong>No grade.</strong> {escape(result.reason)}</p>"
    cards = "\n".join(f"<section>{card.as_card(report.without_inputs())}</section>" for report in result.reports)
    notes = "".join(f"<li>{escape(note)}</li>" for note in result.notes)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
{marks}
{cards}
{f"<h2>About the cells</h2><ul class='notes'>{notes}</ul>" if notes else ""}
</body>
</html>
"""


def places(submissions: Sequence[Submission]) -> list[PurePosixPath]:
    """STUDENT/NOTEBOOK.html for each submission: file names that are safe, and no two the same on any system."""
    students: dict[str, str] = {}  # as compared by a system that ignores case, to the student who has it
    taken: set[str] = set()
    found = []
    for submission in submissions:
        folder = safe_name(submission.student)
        if students.setdefault(folder.casefold(), submission.student) != submission.student:
            folder = _another(folder, set(students))
            students[folder.casefold()] = submission.student
        parts = PurePosixPath(submission.notebook).with_suffix("").parts
        name = safe_name(parts[-1])
        if f"{folder}/{name}".casefold() in taken:
            name = safe_name("-".join(parts[1:]))
        while f"{folder}/{name}".casefold() in taken:
            name = _another(name, {path.partition("/")[2] for path in taken})
        taken.add(f"{folder}/{name}".casefold())
        found.append(PurePosixPath(folder, f"{name}.html"))
    return found


def _another(name: str, taken: set[str]) -> str:
    return next(f"{name}-{i}" for i in range(2, len(taken) + 3) if f"{name}-{i}".casefold() not in taken)
