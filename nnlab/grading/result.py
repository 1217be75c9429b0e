"""The result of one submission, as a value and as the JSON of grades.json and of the gradebook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from nnlab.judge import Finding, Named, Report

Status = Literal["graded", "unreadable", "failed"]


@dataclass(frozen=True)
class Result:
    """`student` and `notebook` are filled in last: the marks depend on the file's content alone."""

    status: Status
    student: str = ""
    notebook: str = ""
    chapter: str = ""
    sha256: str = ""
    reason: str = ""
    seconds: float = 0.0
    possible: float = 0.0
    reports: tuple[Report, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def earned(self) -> float:
        return round(sum((report.earned for report in self.reports), 0.0), 6)

    def of(self, student: str, notebook: str) -> Result:
        return replace(self, student=student, notebook=notebook)

    def as_json(self) -> dict[str, Any]:
        return {
            "student": self.student,
            "notebook": self.notebook,
            "chapter": self.chapter,
            "sha256": self.sha256,
            "status": self.status,
            "reason": self.reason,
            "earned": self.earned,
            "possible": round(self.possible, 6),
            "seconds": round(self.seconds, 3),
            "notes": list(self.notes),
            "exercises": [report_as_json(report) for report in self.reports],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Result:
        fields = ("status", "student", "notebook", "chapter", "sha256", "reason", "seconds", "possible")
        reports = tuple(report_from_json(report) for report in data["exercises"])
        return cls(**{field: data[field] for field in fields}, reports=reports, notes=tuple(data["notes"]))


def report_as_json(report: Report) -> dict[str, Any]:
    """The fields of a report; a tuple is a list, and the example with its hidden inputs is left out."""
    return {
        "exercise": report.exercise,
        "outcome": report.outcome,
        "earned": round(report.earned, 6),
        "possible": round(report.possible, 6),
        "summary": report.summary,
        "findings": [list(finding) for finding in report.findings],
        "mistakes": [list(mistake) for mistake in report.mistakes],
        "notes": list(report.notes),
        "given": list(report.given),
        "seed": report.seed,
        "version": report.version,
    }


def report_from_json(data: dict[str, Any]) -> Report:
    return Report(
        **{key: data[key] for key in ("exercise", "outcome", "earned", "possible", "summary", "seed", "version")},
        findings=tuple(Finding(*finding) for finding in data["findings"]),
        mistakes=tuple(Named(*mistake) for mistake in data["mistakes"]),
        notes=tuple(data["notes"]),
        given=tuple(data.get("given", ())),
    )
