"""The engine: trains the course's networks fast, with the reference's formulas and results."""

from nnlab.engine.fit import DivergenceWarning, fit
from nnlab.engine.result import Fit, History

__all__ = ["DivergenceWarning", "Fit", "History", "fit"]
