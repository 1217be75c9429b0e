"""What a submission of the corpus is, and the pieces that several are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from making import CHAPTER, SETUP, notebook

# Beside what it tries, each notebook solves this exercise: its points must stay, and no others may come.
SOLVED = "predict_linear"
SOLUTION = "def predict_linear(X, W):\n    return X @ W\n"
TARGET = "mean_squared_error"
FORM = 0.25  # what any number gets, right or wrong: it is one

# The worker, found as anybody finds it: by walking up the frames.
WORKER = """
import os, sys, gc, struct, time
def worker():
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("self")
        if type(found).__name__ == "Worker":
            return found
        frame = frame.f_back
def number():
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "serve":
            return frame.f_locals["number"]
        frame = frame.f_back
main = sys.modules["nnlab.grading.worker.main"]
Answer = main.Answer
"""


@dataclass(frozen=True)
class Entry:
    """`tries` says what; the rest says what must hold. None for what may be either way."""

    tries: str
    data: bytes
    status: str = "graded"
    outcome: str | tuple[str, ...] | None = None  # of the target
    points: float | None = None  # for the target; None: none but those for giving a single number
    solved: bool | None = True  # does SOLVED keep its points?
    says: str = ""  # stands in the reason, a note, or the target's summary
    target: str = TARGET


def body(tries: str, *lines: str, before: str = "", **holds: Any) -> Entry:
    """A notebook whose function for the target has these lines."""
    text = "".join(f"    {line}\n" for line in "\n".join(lines).splitlines())
    return whole(tries, f"{before}\ndef {TARGET}(Y_hat, Y):\n{text}", **holds)


def whole(tries: str, *cells: str | dict[str, Any], chapter: str = CHAPTER, **holds: Any) -> Entry:
    """A notebook with these cells after the setup and the solved exercise."""
    return Entry(tries, notebook(SETUP, SOLUTION, *cells, chapter=chapter), **holds)
