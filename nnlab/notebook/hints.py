"""hint and reveal: the next rung of an exercise's ladder, and the reference's source at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from nnlab import exercises
from nnlab.exercises.source import solution
from nnlab.notebook.find import name_of
from nnlab.notebook.store import store


@dataclass(frozen=True)
class Hint:
    """One hint: `number` of `of`; with number 0 `text` says why there is none."""

    exercise: str
    number: int
    of: int
    text: str

    def __str__(self) -> str:
        return f"{self._head()} {self.text}{self._tail()}" if self.number else self.text

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if not self.number:
            return f'<p class="tex2jax_ignore">{_code(self.text)}</p>'
        return f'<p class="tex2jax_ignore"><strong>{self._head()}</strong> {_code(self.text)}{_code(self._tail())}</p>'

    def _head(self) -> str:
        return f"Hint {self.number} of {self.of}:"

    def _tail(self) -> str:
        return (
            f' (That was the last one; reveal("{self.exercise}") shows the solution.)' if self.number == self.of else ""
        )


@dataclass(frozen=True)
class Solution:
    """The reference's source; or, where there is none, a sentence."""

    exercise: str
    source: str
    problem: str = ""

    def __str__(self) -> str:
        return self.problem or self.source.rstrip("\n")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if self.problem:
            return f'<p class="tex2jax_ignore">{_code(self.problem)}</p>'
        return f'<pre class="tex2jax_ignore">{escape(self.source)}</pre>'


def hint(function_or_name: object) -> Hint:
    """The next hint for an exercise: each call goes one further, and the last one stays."""
    try:
        found = name_of(function_or_name)
        if found.problem:
            return Hint(found.name, 0, 0, found.problem)
        ladder = exercises.load(found.name).hints
        if not ladder:
            return Hint(found.name, 0, 0, f"There is no hint for {found.name}.")
        number = min(store().hints().get(found.name, 0) + 1, len(ladder))
        store().hint_shown(found.name, number)
        return Hint(found.name, number, len(ladder), ladder[number - 1])
    except Exception as error:
        return Hint(
            "", 0, 0, f"The course failed here: {type(error).__name__}: {error!s:.200}. Please tell its authors."
        )


def reveal(function_or_name: object) -> Solution:
    """The solution of an exercise: the reference's source."""
    try:
        found = name_of(function_or_name)
        if found.problem:
            return Solution(found.name, "", found.problem)
        return Solution(found.name, solution(exercises.load(found.name)))
    except Exception as error:
        return Solution(
            "", "", f"The course failed here: {type(error).__name__}: {error!s:.200}. Please tell its authors."
        )


def _code(text: str) -> str:
    """Escaped, with `such` words as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
