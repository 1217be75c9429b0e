"""The judge: draws an exercise's cases, compares answers, explains what is wrong. It knows no file, process or notebook."""

from nnlab.judge.carry import Carry, Lent
from nnlab.judge.exercise import ARGUMENTS, RANDOM, SHAPE, Case, Claim, Exercise, Inputs, Mistake
from nnlab.judge.judge import judge, planned
from nnlab.judge.report import Example, Finding, Named, Report

__all__ = [
    "ARGUMENTS",
    "RANDOM",
    "SHAPE",
    "Carry",
    "Case",
    "Claim",
    "Example",
    "Exercise",
    "Finding",
    "Inputs",
    "Lent",
    "Mistake",
    "Named",
    "Report",
    "judge",
    "planned",
]
