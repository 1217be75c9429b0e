"""nbgrader's CSV of grades: a row for each learner and chapter; as nbgrader has it, what is missing counts 0.

Due dates, names and addresses are not in grades.json: those cells are empty. A penalty for lateness is not known
either, so it is 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from nnlab.grading.files import csv_cell
from nnlab.grading.grades import Grades

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def table(grades: Grades, chapters: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for chapter in chapters:
        best = grades.best(chapter)
        possible = max(result.possible for result in best.values())
        for student in grades.students():
            score = float(best[student].earned if student in best else 0)
            writer.writerow(
                {
                    "assignment": csv_cell(chapter),
                    "student_id": csv_cell(student),
                    "raw_score": score,
                    "late_submission_penalty": 0.0,
                    "score": score,
                    "max_score": float(possible),
                }
            )
    return text.getvalue()
