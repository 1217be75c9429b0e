"""The judge: draws an exercise's cases, compares answers, explains what is wrong. It knows no file, process or notebook."""

from nnlab.judge.exercise import ARGUMENTS, RANDOM, SHAPE, Case, Claim, Exercise, Inputs, Mistake
from nnlab.judge.judge import judge
from nnlab.judge.report import Example, Finding, Named, Report

__all__ = [
    "ARGUMENTS",
    "RANDOM",
    "SHAPE",
    "Case",
    "Claim",
    "Example",
    "Exercise",
    "Finding",
    "Inputs",
    "Mistake",
    "Named",
    "Report",
    "judge",
]
