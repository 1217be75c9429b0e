"""One run over all submissions: each is taken from the gradebook or marked, and kept as it comes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from nnlab.grading import cluster
from nnlab.grading.crew import Crew
from nnlab.grading.display import Progress
from nnlab.grading.feedback import page, places
from nnlab.grading.files import write_whole
from nnlab.grading.gradebook import Gradebook
from nnlab.grading.marking import Job
from nnlab.grading.notebooks import UnreadableError, read_bytes
from nnlab.grading.place import Place
from nnlab.grading.result import Result
from nnlab.grading.session import Limits
from nnlab.grading.submissions import Submission


@dataclass
class Run:
    submissions: list[Submission]
    output: Path
    salt: str
    limits: Limits
    crew: Crew | None  # None where a cluster marks
    sandbox: str
    scheduler: str = ""  # the address of a Dask cluster's
    results: dict[int, Result] = field(default_factory=dict)  # by place among the submissions

    def grade(self, gradebook: Gradebook, fresh: bool) -> list[Result]:
        """A result for each submission, in their order."""
        feedback = [self.output / "feedback" / place for place in places(self.submissions)]
        with Progress(len(self.submissions)) as progress:

            def keep(place: int, result: Result, kept: bool = False) -> None:
                submission = self.submissions[place]
                self.results[place] = result = result.of(submission.student, submission.notebook)
                write_whole(feedback[place], page(result), lasting=False)
                progress.add(result, kept)

            for place, submission in enumerate(self.submissions):
                known = _known(submission, gradebook, fresh)
                if known is not None:
                    keep(place, known, kept=known.status == "graded")
            to_do = [place for place in range(len(self.submissions)) if place not in self.results]
            if to_do:
                with contextlib.closing(self._marking(to_do)) as coming:
                    for number, result in coming:
                        gradebook.put(result)
                        keep(to_do[number], result)
        return [self.results[place] for place in range(len(self.submissions))]

    def _marking(self, to_do: Sequence[int]) -> Generator[tuple[int, Result], None, None]:
        """(number in `to_do`, result) as they come."""
        # Each worker of a cluster has a place of its own.
        place = self.crew.place if self.crew else Place(self.sandbox, Path(), Path())
        makes = [partial(self._job, self.submissions[number], place) for number in to_do]
        return self.crew.marked(makes) if self.crew else cluster.marked(makes, self.scheduler)

    def _job(self, submission: Submission, place: Place) -> Job:
        try:
            data = read_bytes(submission.path)
        except UnreadableError:  # it went away since it was looked at: then it is marked as an empty file
            data = b""
        percent = submission.path.suffix.lower() == ".py"
        return Job(data, percent, self.salt, self.limits, place)


def _known(submission: Submission, gradebook: Gradebook, fresh: bool) -> Result | None:
    """The result where there is nothing to mark: the file cannot be read, or it was graded before."""
    if submission.problem:
        return Result("unreadable", reason=submission.problem)
    try:
        data = read_bytes(submission.path)
    except UnreadableError as error:
        return Result("unreadable", reason=str(error))
    return None if fresh else gradebook.get(hashlib.sha256(data).hexdigest())
