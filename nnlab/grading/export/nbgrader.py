"""nbgrader's CSV of grades: a row for each learner and chapter; as nbgrader has it, what is missing counts 0.

Due dates, names and addresses are not in grades.json: those cells are empty. A penalty for lateness is not known
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
            score = float(best[student].earned if student in best else 0)
            rows.append((csv_cell(chapter), "", "", csv_cell(student), "", "", "", score, 0.0, score, possible))
    return csv_text(rows)
