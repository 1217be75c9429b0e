"""What a learner sees: one page for each notebook, with a card for each exercise and no hidden inputs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from nnlab.grading.files import safe_name
from nnlab.grading.html import document, name, text
from nnlab.grading.result import Result
from nnlab.grading.submissions import Submission
from nnlab.judge import Report, card
from nnlab.judge.verdict import mark, points

# The cards take their colours from these names, as they do in JupyterLab.
STYLE = (
    """
:root{color-scheme:light dark;--jp-content-font-color1:#1f2328;--jp-content-font-color2:#57606a;
--jp-layout-color1:#fff;--jp-layout-color2:#eff1f3;--jp-border-color2:#c8ced6;--page:#fff;--link:#0b62b0}
@media (prefers-color-scheme:dark){:root{--jp-content-font-color1:#e6edf3;--jp-content-font-color2:#a3adb8;
--jp-layout-color1:#1a1f25;--jp-layout-color2:#2a323b;--jp-border-color2:#414b56;--page:#14181d;--link:#79b8f0}}
body{max-width:50rem;margin:0 auto;padding:1.5rem 1rem 4rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere;
background:var(--page);color:var(--jp-content-font-color1)}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.of{margin:0;color:var(--jp-content-font-color2)}.marks{font-size:1.15rem;margin:.75rem 0}
.list{list-style:none;padding:0;margin:0 0 1.5rem;columns:21rem}
.list li{display:flex;gap:.5rem;padding:.1rem 0;break-inside:avoid}.list a{flex:1;color:var(--link)}
.list .mark{width:1.2rem;font-weight:bold}.list .points{color:var(--jp-content-font-color2);white-space:nowrap}
.one{margin:1rem 0;scroll-margin-top:1rem}.notes{color:var(--jp-content-font-color2);padding-left:1.2rem}
@media print{@page{margin:14mm}:root{color-scheme:light;--jp-content-font-color1:#000;--jp-content-font-color2:#333;
--jp-layout-color1:#fff;--jp-layout-color2:#f3f5f7;--jp-border-color2:#999;--page:#fff;--link:#000}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{max-width:none;padding:0;font-size:10pt}
.list a{text-decoration:none}}
""".replace("\n", "")
    + card.STYLE
)


def page(result: Result) -> str:
    """The whole HTML page. All that comes from a notebook is escaped."""
    about = text(result.chapter.replace("_", " ") or result.notebook)
    file = result.notebook.removeprefix(f"{result.student}/")
    body = [f'<h1>{about}</h1><p class="of">{name(result.student)}, {name(file)}</p>', _marks(result)]
    if len(result.reports) > 1:
        body.append(f'<ul class="list">{"".join(map(_line, range(1, len(result.reports) + 1), result.reports))}</ul>')
    for place, report in enumerate(result.reports, start=1):
        shown = card.as_card(report.without_inputs(), style=False)
        body.append(f'<div class="one" id="exercise-{place}">{shown}</div>')
    if result.notes:
        notes = "".join(f"<li>{text(note)}</li>" for note in result.notes)
        body.append(f'<h2>About the cells</h2><ul class="notes">{notes}</ul>')
    return document(f"{result.student}: {result.chapter or result.notebook}", STYLE, "\n".join(body))


def _marks(result: Result) -> str:
    if result.status != "graded":
        return f'<p class="marks"><strong>No grade.</strong> {text(result.reason, 600)}</p>'
    right = sum(report.passed for report in result.reports)
    return (
        f'<p class="marks"><strong>{points(result.earned)} of {points(result.possible)} points</strong>; '
        f"{right} of {len(result.reports)} exercises right.</p>"
    )


def _line(place: int, report: Report) -> str:
    return (
        f'<li><span class="mark" aria-hidden="true">{mark(report)}</span>'
        f'<a href="#exercise-{place}">{text(report.exercise, 60)}</a>'
        f'<span class="points">{points(report.earned)} of {points(report.possible)}</span></li>'
    )


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
