"""The words that every showing of a report shares: the headline, the order in which things are said."""

from __future__ import annotations

from collections.abc import Sequence

from nnlab.judge.report import Report

VERDICTS = {
    "pass": "right",
    "fail": "not right yet",
    "error": "it raised an error",
    "timeout": "it did not finish",
    "not_attempted": "not attempted yet",
    "crash": "it ended the whole process",
    "memory": "it asked for too much memory",
    "missing": "not found",
}
# What stands in for colour, so that nothing is said by colour alone.
MARKS = {"pass": "✓", "not_attempted": "○", "missing": "○"}
WITHOUT_ANSWER = {
    "error": "nothing: it raised an error",
    "timeout": "nothing: it did not finish",
    "crash": "nothing: the process died",
    "memory": "nothing: there was not enough memory",
}


def points(value: float) -> str:
    """At most two decimals, and none where there need be none."""
    return f"{round(value, 2):g}"


def verdict(report: Report) -> str:
    """ "not right yet, 2.5 of 3 points"; an error without points is one of the course or of the call of check."""
    words = "could not be checked" if report.outcome == "error" and not report.possible else VERDICTS[report.outcome]
    if report.given:
        words = f"{words}, given a right {listed(report.given)}"
    if not report.possible:
        return words
    unit = "point" if report.possible == 1 else "points"
    return f"{words}, {points(report.earned)} of {points(report.possible)} {unit}"


def mark(report: Report) -> str:
    return MARKS.get(report.outcome, "✗")


def said(report: Report) -> tuple[str, ...]:
    """What to read first: what is behind it where that is known, else the plain fact."""
    messages = tuple(mistake.message for mistake in report.mistakes)
    if report.outcome == "timeout":
        return (report.summary, *messages)
    plain = () if report.summary.rstrip(".").lower() == VERDICTS[report.outcome] else (report.summary,)
    return messages or tuple(filter(None, plain))


def evidence(report: Report) -> tuple[str, ...]:
    """For each finding the evidence to show: none for what holds, and the same exception only once."""
    seen: set[str] = set()
    texts = []
    for finding in report.findings:
        _, raised, words = finding.evidence.partition("it raised ")
        key = raised + words.split(":")[0] if raised else finding.evidence
        texts.append("" if finding.passed or key in seen else shortened(finding.evidence))
        seen.add(key)
    return tuple(texts)


def shortened(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."


def next_step(report: Report) -> str:
    if report.passed or not report.possible or report.outcome == "missing":
        return ""
    if report.outcome == "not_attempted":
        return f'Write it, run its cell, then check again. hint("{report.exercise}") gives a hint.'
    return f'Stuck? hint("{report.exercise}") gives a hint.'


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
