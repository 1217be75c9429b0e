"""The engine: trains the course's networks fast, with the reference's formulas and results."""

from nnlab.engine.fit import DivergenceWarning, fit
from nnlab.engine.least_squares import least_squares
from nnlab.engine.logistic import ConvergenceWarning, LogisticFit, logistic_regression
from nnlab.engine.result import Fit, History
from nnlab.engine.session import CheckpointWarning

__all__ = [
    "CheckpointWarning",
    "ConvergenceWarning",
    "DivergenceWarning",
    "Fit",
    "History",
    "LogisticFit",
    "fit",
    "least_squares",
    "logistic_regression",
]
