"""Where a function's text comes from: the cells that a notebook has run, or the file of a module."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from nnlab.notebook.library.names import FUNCTIONS
from nnlab.notebook.library.statements import Import, Statement, split


class Cells:
    """The texts behind one namespace, in the order in which they ran."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        shell = running_shell()
        if shell is not None and names is shell.user_ns:
            self.texts = [_without_cell_magic(text, shell) for text in shell.history_manager.input_hist_parsed if text]
        else:
            self.texts = ["".join(linecache.getlines(str(names.get("__file__", ""))))]

    def defining(self, name: str, *, counter: bool = False) -> Statement | None:
        """The statement that gave the name the value that it has now, as far as can be told.

        For a `counter`, which the learner's functions change, the one that gave it its first value.
        """
        value = self.names.get(name)
        function = unwrapped(value)
        if function is not None and function.__globals__ is self.names:
            found = self.around(function.__code__)
            if found is not None and name in found.bound:
                return found
        for found in self._latest_first():
            if name in found.bound and (counter or _fits(found, value)):
                return found
        return None

    def around(self, code: CodeType) -> Statement | None:
        """The top-level statement in which this code was written."""
        text = "".join(linecache.getlines(code.co_filename))
        for found in _split(text):
            if found.first < code.co_firstlineno <= found.last + 1:
                return found
        return None

    def star(self, name: str) -> Import | None:
        """The `from module import *` that brought the name."""
        for found in self._latest_first():
            for one in found.imports:
                if one.name == "*" and getattr(sys.modules.get(one.module), name, self) is self.names[name]:
                    return Import(one.module, name)
        return None

    def dotted(self, root: str) -> set[Import]:
        """`import a.b` and `import a.c` bind one name, `a`: all of them."""
        every = (one for found in self._latest_first() for one in found.imports)
        return {one for one in every if not one.name and not one.alias and one.bound == root}

    def _latest_first(self) -> Iterator[Statement]:
        for text in reversed(self.texts):
            yield from reversed(_split(text))


def running_shell() -> Any:
    """The running IPython, or None; IPython is not imported for it."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def unwrapped(value: object) -> FunctionType | None:
    """The Python function behind decorators that say what they wrap."""
    try:
        value = inspect.unwrap(value)  # type: ignore[arg-type]
    except Exception:  # an object may answer anything to a question for its attributes
        return None
    return value if isinstance(value, FunctionType) else None


def lambda_text(code: CodeType, statement: Statement, start: int) -> str | None:
    """The text of the lambda with this code, when the statement that begins in line `start` holds just one such."""
    found = [
        node
        for node in ast.walk(statement.tree)
        if isinstance(node, ast.Lambda)
        and node.lineno + start == code.co_firstlineno
        and _same_code(ast.Expression(node), code)
    ]
    return ast.get_source_segment(statement.text, found[0]) if len({ast.dump(node) for node in found}) == 1 else None


def _split(text: str) -> tuple[Statement, ...]:
    try:
        return split(text)
    except (SyntaxError, ValueError, RecursionError):
        return ()


def _fits(statement: Statement, value: object) -> bool:
    """False when the statement plainly gives another value: its cell failed before it, or something else came after."""
    node = statement.node
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant):
        return type(node.value.value) is type(value) and node.value.value == value
    if isinstance(node, FUNCTIONS) and not node.decorator_list:
        return isinstance(value, FunctionType) and _same_code(statement.tree, value.__code__)
    return True


def _same_code(tree: ast.Module | ast.Expression, code: CodeType) -> bool:
    """Does the text use the same names and constants? The instructions themselves depend on the rest of a cell."""
    try:
        made = compile(tree, "", "exec" if isinstance(tree, ast.Module) else "eval", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return any(_outline(one) == _outline(code) for one in made.co_consts if isinstance(one, CodeType))


def _outline(code: CodeType) -> tuple[object, ...]:
    constants = [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]
    return code.co_names, code.co_varnames, code.co_argcount, code.co_kwonlyargcount, constants


def _without_cell_magic(text: str, shell: Any) -> str:
    """What stands below `%%time` or `%%capture`."""
    if "run_cell_magic" not in text:
        return text
    for found in _split(text):
        call = found.node.value if isinstance(found.node, ast.Expr) else None
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "get_ipython().run_cell_magic":
            given = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
            if len(given) == 3 and given[0] in ("time", "capture") and isinstance(given[2], str):
                return str(shell.transform_cell(given[2]))
    return text
