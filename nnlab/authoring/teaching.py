"""TEACHING.md: what an instructor wants to know of each chapter, from its lesson's header and its exercises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnlab import exercises
from nnlab.authoring.lesson import Lesson
from nnlab.judge import Exercise
from nnlab.judge.verdict import points

EXERCISES = 0.6  # the share of a chapter's minutes for exercises; the rest is reading, demonstrating, talking
SHOWN = 3  # named mistakes told of each exercise; its file has them all

HEAD = """\
# For the instructor

<!-- Made by `nnlab build` from the lessons' headers and the exercises: change those, not this file. -->

For each chapter: what people can do afterwards, how long each exercise takes, where they get stuck and what `check`
tells them then, what to show on the projector, and what to leave out when you are late.

**Minutes** are a plan: three fifths of a chapter's time are for its exercises, divided by their points. The rest is for
reading and for what you show. Exercises with a star are optional and not in the plan.

**Somebody comes late, or falls behind.** Nothing is lost. They open the current chapter and run its first code cell.
What they have not solved is done by the course's own functions, and a line says so. To catch up at home they go
back to the exercises that `progress()` names. In the room, `hint("name")` up to three times and then `reveal("name")`
bring anybody to the next exercise. "To join here" says, for each chapter, what one should know of those before it.

**Everybody is stuck at the same place.** Put one wrong answer on the projector, run its check, and read the card aloud:
the sentence under the claims says what the function computes now. Then ask the room for the mend.

**Before the day.** `nnlab doctor` on every machine; `nnlab start` once, with a network, so that JupyterLab is there.
"""


def teaching(lessons: Sequence[Lesson]) -> str:
    """The file's whole text."""
    parts = [HEAD, _overview(lessons), *(_chapter(lesson) for lesson in lessons)]
    return "\n".join(parts)


def _overview(lessons: Sequence[Lesson]) -> str:
    rows = [
        f"| {lesson.chapter[:2]} | [{lesson.title}]({lesson.chapter}.ipynb) | {lesson.minutes} | {_counted(_of(lesson))} |"
        for lesson in lessons
    ]
    minutes = sum(lesson.minutes for lesson in lessons)
    total = _counted([exercise for lesson in lessons for exercise in _of(lesson)])
    last = f"| | all | {minutes // 60} h {minutes % 60:02} | {total} |"
    return "\n".join(
        ["| | chapter | minutes | exercises | points |", "| --- | --- | ---: | ---: | ---: |", *rows, last, ""]
    )


def _counted(of: Sequence[Exercise]) -> str:
    stars = sum(exercise.stretch for exercise in of)
    number = f"{len(of)}, {stars} of them optional" if stars else str(len(of))
    return f"{number} | {points(sum(exercise.points for exercise in of))}"


def _chapter(lesson: Lesson) -> str:
    lines = [f"## {lesson.chapter[:2]} {lesson.title} ({lesson.minutes} minutes)", ""]
    lines += ["Afterwards people can", "", *(f"- {text}" for text in lesson.objectives), ""]
    lines += [f"**To join here** one needs {lesson.builds_on}", ""]
    if lesson.demonstrate:
        lines += ["**Show**", "", *(f"- {text}" for text in lesson.demonstrate), ""]
    cut = [*lesson.cut, *([f"The optional {_listed(stars)}."] if (stars := _stars(lesson)) else [])]
    if cut:
        lines += ["**When you are late, leave out**", "", *(f"- {text}" for text in cut), ""]
    lines += ["**Where people get stuck**", ""]
    for exercise in _of(lesson):
        lines += [*_exercise(exercise, _minutes(lesson, exercise)), ""]
    return "\n".join(lines)


def _exercise(exercise: Exercise, minutes: int) -> Iterator[str]:
    star = ", optional" if exercise.stretch else ""
    worth = f"{points(exercise.points)} point{'' if exercise.points == 1 else 's'}"
    yield f"`{exercise.name}`: {minutes} minutes, {worth}{star}"
    if exercise.mistakes:
        yield ""
    for mistake in exercise.mistakes[:SHOWN]:
        yield f"- *{mistake.name}*: {mistake.message}"


def _minutes(lesson: Lesson, exercise: Exercise) -> int:
    planned = sum(one.points for one in _of(lesson) if not one.stretch) or exercise.points
    return max(2, round(EXERCISES * lesson.minutes * exercise.points / planned))


def _of(lesson: Lesson) -> list[Exercise]:
    return [exercises.load(name) for name in lesson.exercises]


def _stars(lesson: Lesson) -> list[str]:
    return [f"`{exercise.name}`" for exercise in _of(lesson) if exercise.stretch]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)
