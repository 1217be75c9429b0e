"""The numbers of the class report, from grades.json alone: the same grades give the same numbers, in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from nnlab.grading.grades import Grades
from nnlab.grading.result import Result
from nnlab.judge import Report

OPEN = ("not_attempted", "missing")
BINS = (*(f"{10 * i}-{10 * i + 9}" for i in range(10)), "100")  # percent of the points


@dataclass(frozen=True)
class ExerciseNumbers:
    """How one exercise went: learners by what came of it, and the share of points, from 0 to 1."""

    name: str
    right: int
    partly: int  # some points, not all
    wrong: int  # no points, though something was written
    open: int  # the stub, or no such function
    share: float

    @property
    def learners(self) -> int:
        return self.right + self.partly + self.wrong + self.open


@dataclass(frozen=True)
class MistakeNumbers:
    """One mistake by its name: how many learners made it, of how many who tried an exercise where it was made."""

    name: str
    message: str  # of several, the commonest
    exercises: tuple[tuple[str, int], ...]  # where it was made, by how many
    learners: int
    tried: int


@dataclass(frozen=True)
class ChapterNumbers:
    name: str
    possible: float
    results: Mapping[str, Result]  # by student
    bins: tuple[int, ...]  # learners in each of BINS
    exercises: tuple[ExerciseNumbers, ...]  # in the order of the course
    mistakes: tuple[MistakeNumbers, ...]  # the commonest first
    credited: int  # answers that are right given a right function in the place of one of the learner's own
    unnamed: int  # answers that are not right and in which no mistake was recognised
    untouched: tuple[str, ...]  # handed in, and not one exercise was tried
    absent: tuple[str, ...]  # no graded notebook of this chapter

    @property
    def learners(self) -> int:
        return len(self.results)

    @property
    def complete(self) -> int:
        return self.bins[-1]

    @property
    def mean(self) -> float:
        """The mean share of the points, from 0 to 1; 0 where there is nobody."""
        return sum(map(share, self.results.values())) / self.learners if self.results else 0.0

    @property
    def median(self) -> float:
        return median(map(share, self.results.values())) if self.results else 0.0


def chapters(grades: Grades) -> tuple[ChapterNumbers, ...]:
    return tuple(_chapter(name, grades) for name in grades.chapters())


def share(result: Result | Report) -> float:
    """Of the points that were possible, from 0 to 1."""
    return min(1.0, result.earned / result.possible) if result.possible else 0.0


def group(report: Report) -> str:
    """What came of one exercise: right, partly, wrong or open."""
    if report.outcome in OPEN:
        return "open"
    if report.passed:
        return "right"
    return "partly" if report.earned else "wrong"


def several(grades: Grades) -> tuple[str, ...]:
    """Students with more than one graded notebook in a chapter: the best one counts."""
    counts = Counter((result.student, result.chapter) for result in grades.results if result.status == "graded")
    return tuple(sorted({student for (student, _), count in counts.items() if count > 1}))


def _chapter(name: str, grades: Grades) -> ChapterNumbers:
    results = grades.best(name)
    bins = Counter(int(100 * share(result) + 1e-9) // 10 for result in results.values())
    reports = _by_exercise(results)
    return ChapterNumbers(
        name,
        max((result.possible for result in results.values()), default=0.0),
        results,
        tuple(bins[i] for i in range(len(BINS))),
        tuple(_exercise(exercise, list(mine.values())) for exercise, mine in reports.items()),
        _mistakes(reports),
        sum(1 for mine in reports.values() for report in mine.values() if report.passed and report.given),
        sum(1 for mine in reports.values() for report in mine.values() if _unnamed(report)),
        tuple(
            student for student, result in results.items() if all(report.outcome in OPEN for report in result.reports)
        ),
        tuple(student for student in grades.students() if student not in results),
    )


def _by_exercise(results: Mapping[str, Result]) -> dict[str, dict[str, Report]]:
    """Exercise to student to report. The exercises stand as the notebooks have them: in the order of the course."""
    found: dict[str, dict[str, Report]] = {}
    for student, result in results.items():
        for report in result.reports:
            found.setdefault(report.exercise, {})[student] = report
    return found


def _exercise(name: str, reports: Sequence[Report]) -> ExerciseNumbers:
    groups = Counter(map(group, reports))
    mean = sum(map(share, reports)) / len(reports)
    return ExerciseNumbers(name, groups["right"], groups["partly"], groups["wrong"], groups["open"], mean)


def _mistakes(reports: Mapping[str, Mapping[str, Report]]) -> tuple[MistakeNumbers, ...]:
    made: dict[str, dict[str, set[str]]] = {}  # mistake to exercise to students
    messages: dict[str, Counter[str]] = {}
    for exercise, mine in reports.items():
        for student, report in mine.items():
            for mistake in report.mistakes:
                made.setdefault(mistake.name, {}).setdefault(exercise, set()).add(student)
                messages.setdefault(mistake.name, Counter())[mistake.message] += 1
    tried = {
        exercise: {student for student, report in mine.items() if report.outcome not in OPEN}
        for exercise, mine in reports.items()
    }
    found = [
        MistakeNumbers(
            name,
            min(messages[name].items(), key=lambda item: (-item[1], item[0]))[0],
            tuple(sorted(((exercise, len(who)) for exercise, who in where.items()), key=lambda item: -item[1])),
            len(set().union(*where.values())),
            len(set().union(*(tried[exercise] for exercise in where))),
        )
        for name, where in made.items()
    ]
    return tuple(sorted(found, key=lambda mistake: (-mistake.learners, mistake.name)))


def _unnamed(report: Report) -> bool:
    return not report.passed and report.outcome not in OPEN and not report.mistakes
