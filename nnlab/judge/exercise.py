"""What an exercise is: a reference, cases drawn from a seed, claims that carry points, named mistakes, hints."""

from __future__ import annotations

import inspect
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

Inputs = tuple[Any, ...]
# A claim's own check: given (inputs, answer) of each of its cases, None when it holds, else the evidence.
Check = Callable[[Sequence[tuple[Inputs, Any]]], str | None]

SHAPE = "shape"  # the claim that every answer has the right structure, shape and kind of number
ARGUMENTS = "arguments"  # the claim that no call altered what it was given
RANDOM = "random"  # the claim that no call drew from np.random's or random's shared state, or seeded it


@dataclass(frozen=True, eq=False)
class Case:
    """One call: the claim that it supports, its inputs by position, and what is special about it, in words.

    `given` plants functions under names that the learner's function calls (pairs of name and function): so a check
    of gradients can be put beside a backward pass that is known to be wrong.
    """

    claim: str
    inputs: Inputs
    note: str = ""
    rtol: float | None = None  # None: by the dtype, see compare.RELATIVE
    given: tuple[tuple[str, Callable[..., Any]], ...] = ()


@dataclass(frozen=True)
class Claim:
    """Something that holds for a right answer, and the points it carries.

    The cases named after the claim decide it, by comparison with the reference. With a `check` of its own the claim
    is decided by that instead, on its cases where it has any, else on every case that returned. Where SHAPE has a check,
    answers may have any form that it lets pass: nothing is compared with the reference, which is not even called.
    """

    key: str
    points: float
    text: str
    check: Check | None = None


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people really give: the sentence to say, and a small wrong implementation.

    Either `wrong` is a function, or `edits` turns the reference's source into the wrong one: pairs of
    (text that stands there once, text to put instead). Edits of two mistakes can be combined; prefer them.
    """

    name: str
    message: str
    wrong: Callable[..., Any] | None = None
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function that the learner writes. `nnlab.exercises.load` fills in `chapter` and `version`."""

    reference: Callable[..., Any]
    draw: Callable[[np.random.Generator], Iterable[Case]]
    claims: tuple[Claim, ...]
    hints: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()
    parts: tuple[str, ...] = ()  # names of the parts of a tuple; "dW{i}", "db{i}" for a list of tuples
    parts_reversed: bool = False  # True when the last layer's parts are computed first
    also: Callable[[Inputs, Any], Sequence[Any]] | None = None  # other right answers, given inputs and expected
    seconds: float = 10.0
    repeat: bool = True  # the first case is put twice, to see an answer that drifts; False where a call takes long
    stretch: bool = False
    chapter: str = ""
    version: str = ""

    @property
    def name(self) -> str:
        return self.reference.__name__

    @property
    def points(self) -> float:
        return sum(claim.points for claim in self.claims)

    @property
    def free(self) -> bool:
        """True where SHAPE has a check of its own, so that no answer is compared with the reference's."""
        return any(claim.key == SHAPE and claim.check for claim in self.claims)

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.reference).parameters)

    def cases(self, seed: int) -> list[Case]:
        """The cases of this seed: the same seed gives the same cases, on every machine."""
        return list(self.draw(np.random.default_rng([zlib.crc32(self.name.encode()), seed])))
