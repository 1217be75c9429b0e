"""A cell's text as statements: which could do harm, which only give names, and their code once it is compiled.

Most cells of a submission are the course's own, unchanged. The nursery reads those beforehand (`remember`), so that
its children have only the learner's to read.
"""

from __future__ import annotations
import __future__

import ast
import linecache
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import CodeType

WHOLE = ("setup", "exercise", "own")  # the roles of cells that run whole; of others only definitions count
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
CONSTANTS = (ast.Constant, ast.Name, ast.Attribute, ast.UnaryOp, ast.List, ast.Tuple, ast.Dict, ast.Lambda)

MAGIC = re.compile(r"^(\s*)(?:[%!?]|\w+ *= *[%!]).*$|^(\s*)\S.*\?$", re.MULTILINE)
HARMLESS = ("time", "timeit", "capture", "prun")  # cell magics whose cell is still Python

Source = tuple[int, str, str]  # a cell's number, role and text


@dataclass
class Statement:
    node: ast.stmt
    filename: str
    flags: int = 0  # of the __future__ features that it asks for
    _code: dict[int, CodeType] = field(default_factory=dict)

    def code(self, flags: int) -> CodeType:
        """Compiled with these flags; once."""
        if flags not in self._code:
            module = ast.Module([self.node], [])
            self._code[flags] = compile(module, self.filename, "exec", flags=flags, dont_inherit=True)
        return self._code[flags]

    @property
    def imports(self) -> bool:
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def defines(self) -> bool:
        """Gives a name to something without computing: a definition, or a constant."""
        if isinstance(self.node, ast.Assign | ast.AnnAssign):
            return (
                self.node.value is not None and isinstance(self.node.value, CONSTANTS) and not _calls(self.node.value)
            )
        return isinstance(self.node, DEFINITIONS)

    @property
    def harmless(self) -> bool:
        """Runs nothing of the learner's: a plain function whose defaults are constants, or a lone constant (a docstring)."""
        if isinstance(self.node, ast.Expr):
            return isinstance(self.node.value, ast.Constant)
        if not isinstance(self.node, ast.FunctionDef) or self.node.decorator_list or self.node.returns is not None:
            return False
        given = self.node.args
        defaults = [default for default in (*given.defaults, *given.kw_defaults) if default is not None]
        names = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
        noted = any(name is not None and name.annotation is not None for name in names)
        return not noted and all(isinstance(default, ast.Constant) for default in defaults)


@dataclass
class Reading:
    """What a cell's text holds; `problems` are sentences about what it is not."""

    statements: list[Statement] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


_remembered: dict[tuple[int, str], Reading] = {}


def remember(cells: Sequence[Source]) -> None:
    """Read and compile these cells, whose text is trusted, for whoever is forked from here."""
    for number, role, source in cells:
        reading = _remembered[number, source] = _read(number, source)
        for statement in reading.statements:
            if role in WHOLE or statement.defines:
                statement.code(0)


def read(number: int, source: str) -> Reading:
    return _remembered.get((number, source)) or _read(number, source)


def _read(number: int, source: str) -> Reading:
    found = Reading()
    name = f"cell {number}"
    try:
        tree = _tree(name, source, found.problems)
    except SyntaxError as error:
        where = f" in line {error.lineno}" if error.lineno else ""
        found.problems.append(f"has a {type(error).__name__}{where}: {error.msg}")
    except (ValueError, RecursionError, MemoryError) as error:
        found.problems.append(f"cannot be parsed: {type(error).__name__}: {error}")
    else:
        found.statements = [Statement(node, name, _features(node)) for node in tree.body]
    return found


def _tree(name: str, source: str, problems: list[str]) -> ast.Module:
    try:
        text = source
        tree = ast.parse(text, name)
    except SyntaxError:
        if source.lstrip().startswith("%%") and not source.lstrip()[2:].startswith(HARMLESS):
            problems.append(f"is not Python ({source.lstrip().splitlines()[0][:40]}) and was left out")
            return ast.Module(body=[], type_ignores=[])
        text, magics = MAGIC.subn(lambda match: f"{match[1] or match[2] or ''}pass", source)
        tree = ast.parse(text, name)
        problems.append(f"has {magics} line{'s' * (magics > 1)} for IPython, which were left out")
    # Error reports show the learner's line; no time stamp: nothing on disk to be checked against.
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    return tree


def _calls(value: ast.expr) -> bool:
    """Calls or computes something now; what stands in a lambda is for later."""
    if isinstance(value, ast.Lambda):
        return False
    parts = (part for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr))
    return not isinstance(value, CONSTANTS) or any(_calls(part) for part in parts)


def _features(statement: ast.stmt) -> int:
    flags = 0
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        for alias in statement.names:
            if alias.name in __future__.all_feature_names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags
