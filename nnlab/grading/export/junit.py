"""JUnit's XML: a suite for each notebook, a case for each exercise.

`failure` is an answer that is not right, or a notebook that cannot be graded as it is; `error` a fault of the grader;
`skipped` an exercise that was not begun. grades.json has a time for a notebook, not for an exercise: a case has 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from nnlab.grading.export.words import clean, graders_fault
from nnlab.grading.grades import Grades
from nnlab.grading.result import Result
from nnlab.judge import Report
from nnlab.judge.card import HARMFUL
from nnlab.judge.text import as_text
from nnlab.judge.verdict import said, verdict

COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def xml(grades: Grades, chapters: Sequence[str]) -> str:
    """Every notebook of these chapters, and all that could not be graded."""
    root = ElementTree.Element("testsuites", name="nnlab")
    for result in grades.results:
        if result.status != "graded" or result.chapter in chapters:
            root.append(_suite(result))
    _count(root, list(root.iter("testcase")), sum(result.seconds for result in grades.results))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(result: Result) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=clean(f"{result.student}: {result.notebook}"))
    for report in result.reports:
        _case(suite, result, report)
    if result.status != "graded":
        case = ElementTree.SubElement(suite, "testcase", classname=clean(result.student), name="the notebook", time="0")
        kind = "error" if graders_fault(result) else "failure"
        ElementTree.SubElement(case, kind, message=clean(result.reason), type=result.status)
    _count(suite, list(suite.iter("testcase")), result.seconds)
    return suite


def _case(suite: ElementTree.Element, result: Result, report: Report) -> None:
    place = clean(f"{result.student}.{result.chapter}")
    case = ElementTree.SubElement(suite, "testcase", classname=place, name=clean(report.exercise), time="0")
    if report.passed:
        return
    if report.outcome == "not_attempted":
        ElementTree.SubElement(case, "skipped", message=verdict(report), type=report.outcome)
        return
    message = clean(next(iter(said(report)), verdict(report)))
    failure = ElementTree.SubElement(case, "failure", message=message, type=report.outcome)
    failure.text = HARMFUL.sub("\ufffd", as_text(report.without_inputs()))


def _count(element: ElementTree.Element, cases: Sequence[ElementTree.Element], seconds: float) -> None:
    element.set("tests", str(len(cases)))
    for attribute, child in COUNTS.items():
        element.set(attribute, str(sum(case.find(child) is not None for case in cases)))
    element.set("time", f"{seconds:.3f}")
