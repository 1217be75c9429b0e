"""An exercise as text: the stub that the learner fills in, and the solution from the reference's own source.

Both show the signature without annotations; the solution's body is the reference's text, unchanged.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache

from nnlab.judge import Exercise


def stub(exercise: Exercise) -> str:
    """The signature, the docstring, and `raise NotImplementedError`; ends with a newline."""
    function = _definition(exercise)
    documented = ast.get_docstring(function, clean=False) is not None
    docstring = _lines(exercise, function.body[0], function.body[0]) if documented else ""
    return f"{_signature(exercise)}\n{docstring}    raise NotImplementedError\n"


def solution(exercise: Exercise) -> str:
    """The signature and the reference's body from its docstring on; ends with a newline."""
    function = _definition(exercise)
    return f"{_signature(exercise)}\n{_lines(exercise, function.body[0], function.body[-1])}"


def _signature(exercise: Exercise) -> str:
    bare = inspect.signature(exercise.reference)
    parameters = [part.replace(annotation=part.empty) for part in bare.parameters.values()]
    return f"def {exercise.name}{bare.replace(parameters=parameters, return_annotation=bare.empty)}:"


def _lines(exercise: Exercise, first: ast.stmt, last: ast.stmt) -> str:
    """The source from one statement to another, whole lines, so that comments stay."""
    lines = _source(exercise).splitlines()
    return "\n".join(lines[first.lineno - 1 : last.end_lineno]) + "\n"


def _definition(exercise: Exercise) -> ast.FunctionDef:
    (node,) = ast.parse(_source(exercise)).body
    if not isinstance(node, ast.FunctionDef) or node.body[0].lineno == node.lineno:
        raise ValueError(f"{exercise.name}: the reference must be a function whose body starts on a line of its own")
    return node


@cache
def _source(exercise: Exercise) -> str:
    return textwrap.dedent(inspect.getsource(exercise.reference))
