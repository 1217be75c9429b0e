"""Running a notebook's cells, statement by statement: what fails ends its own cell and no other."""

from __future__ import annotations
import __future__

import ast
import linecache
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from nnlab.grading.worker.stand_ins import INERT

Problem = tuple[int, str]  # a cell's number, and a sentence
MAX_PROBLEMS = 50
WHOLE = ("setup", "exercise", "own")  # the roles of cells that run whole; of others only definitions count
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
CONSTANTS = (ast.Constant, ast.Name, ast.Attribute, ast.UnaryOp, ast.List, ast.Tuple, ast.Dict, ast.Lambda)

MAGIC = re.compile(r"^(\s*)(?:[%!?]|\w+ *= *[%!]).*$|^(\s*)\S.*\?$", re.MULTILINE)
HARMLESS = ("time", "timeit", "capture", "prun")  # cell magics whose cell is still Python


class Cells:
    """The learner's notebook as a module of its own, named `__main__` as in a kernel."""

    def __init__(self, at: Callable[[int, int], None]) -> None:
        module = ModuleType("__main__")
        sys.modules["__main__"] = module
        self.names: dict[str, Any] = module.__dict__
        self.names.update(display=INERT, get_ipython=INERT)
        self.at = (
            at  # told before each statement that could do harm, so that the grader knows where a dead worker stood
        )
        self.flags = 0
        self.problems: list[Problem] = []

    def run(self, number: int, role: str, source: str, stop: int | None, only_definitions: bool) -> None:
        """Run one cell, up to its statement `stop`, where an earlier worker did not survive."""
        name = f"cell {number}"
        tree = self._parse(number, name, source)
        if tree is None:
            return
        whole = role in WHOLE and not only_definitions
        for place, statement in enumerate(tree.body):
            if not whole and not _defines(statement):
                continue
            if stop is not None and place >= stop:
                return
            if not _harmless(statement):
                self.at(number, place)
            if not self._execute(number, name, statement):
                return

    def _parse(self, number: int, name: str, source: str) -> ast.Module | None:
        try:
            tree = self._tree(number, name, source)
        except SyntaxError as error:
            where = f" in line {error.lineno}" if error.lineno else ""
            self._note(number, f"has a {type(error).__name__}{where}: {error.msg}")
        except (ValueError, RecursionError, MemoryError) as error:
            self._note(number, f"cannot be parsed: {type(error).__name__}: {error}")
        else:
            return tree
        return None

    def _tree(self, number: int, name: str, source: str) -> ast.Module:
        try:
            text = source
            tree = ast.parse(text, name)
        except SyntaxError:
            if source.lstrip().startswith("%%") and not source.lstrip()[2:].startswith(HARMLESS):
                self._note(number, f"is not Python ({source.lstrip().splitlines()[0][:40]}) and was left out")
                return ast.Module(body=[], type_ignores=[])
            text, magics = MAGIC.subn(lambda match: f"{match[1] or match[2] or ''}pass", source)
            tree = ast.parse(text, name)
            self._note(number, f"has {magics} line{'s' * (magics > 1)} for IPython, which were left out")
        # Error reports show the learner's line; no time stamp: nothing on disk to be checked against.
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        return tree

    def _execute(self, number: int, name: str, statement: ast.stmt) -> bool:
        """False when the cell ends here."""
        try:
            for flag in _features(statement):
                self.flags |= flag
            code = compile(ast.Module([statement], []), name, "exec", flags=self.flags, dont_inherit=True)
            exec(code, self.names)
        except BaseException as error:
            if not isinstance(error, NotImplementedError):
                self._note(number, f"raised {_sentence(error)} in line {statement.lineno}")
            # A package that is not here must not take the imports below it away.
            return isinstance(error, ImportError) and isinstance(statement, ast.Import | ast.ImportFrom)
        return True

    def _note(self, number: int, text: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append((number, text[:300]))


def _harmless(statement: ast.stmt) -> bool:
    """Runs nothing of the learner's: a plain function whose defaults are constants, or a lone constant (a docstring)."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    if not isinstance(statement, ast.FunctionDef) or statement.decorator_list or statement.returns is not None:
        return False
    given = statement.args
    defaults = [default for default in (*given.defaults, *given.kw_defaults) if default is not None]
    names = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
    noted = any(name is not None and name.annotation is not None for name in names)
    return not noted and all(isinstance(default, ast.Constant) for default in defaults)


def _defines(statement: ast.stmt) -> bool:
    """Gives a name to something without computing: a definition, or a constant."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return statement.value is not None and isinstance(statement.value, CONSTANTS) and not _calls(statement.value)
    return isinstance(statement, DEFINITIONS)


def _calls(value: ast.expr) -> bool:
    """Calls or computes something now; what stands in a lambda is for later."""
    if isinstance(value, ast.Lambda):
        return False
    parts = (part for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr))
    return not isinstance(value, CONSTANTS) or any(_calls(part) for part in parts)


def _features(statement: ast.stmt) -> Iterator[int]:
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        for alias in statement.names:
            if alias.name in __future__.all_feature_names:
                yield getattr(__future__, alias.name).compiler_flag


def _sentence(error: BaseException) -> str:
    """The exception in a line; a learner's own exception may break when it is printed."""
    try:
        return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    except Exception:
        return type(error).__name__
