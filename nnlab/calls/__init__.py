"""Running one function of a learner's and saying what came back, in plain values.

Shared by the notebook (which calls in its own kernel) and the class grader's worker (which calls in
a process that has neither the reference nor the exercises). It needs numpy and nothing else of nnlab.
"""

from nnlab.calls.answer import Answer, Raised, Status
from nnlab.calls.plain import Opaque, plain
from nnlab.calls.run import run

__all__ = ["Answer", "Opaque", "Raised", "Status", "plain", "run"]
