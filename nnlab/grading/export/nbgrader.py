"""nbgrader's CSV of grades: a row for each learner and chapter.

As nbgrader has it, a notebook that was not handed in counts 0; one that could not be graded has no score. Due dates, names and addresses are not in grades.json: those cells are empty. A penalty for lateness is not known
either, so it is 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnlab.grading.files import csv_cell, csv_text
from nnlab.grading.grades import Grades

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def table(grades: Grades, chapters: Sequence[str]) -> str:
    rows: list[Sequence[object]] = [COLUMNS]
    for chapter in chapters:
        best = grades.best(chapter)
        possible = float(max(result.possible for result in best.values()))
        for student in grades.students():
            score = score_of(grades, student, chapter)
            rows.append((csv_cell(chapter), "", "", csv_cell(student), "", "", "", score, 0.0, score, possible))
    return csv_text(rows)


def score_of(grades: Grades, student: str, chapter: str) -> float | str:
    """The score; "" where a notebook could not be graded that is of this chapter, or may be."""
    best = grades.best(chapter).get(student)
    if best is not None:
        return float(best.earned)
    ungraded = {result.chapter for result in grades.ungraded() if result.student == student}
    return "" if ungraded & {chapter, ""} else 0.0
