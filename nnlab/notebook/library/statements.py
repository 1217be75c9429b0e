"""A text of Python as its top-level statements, each with the comments that belong to it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache

from nnlab.notebook.library import names

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Import:
    """One imported name: `import module as ...`, or with `name`: `from module import name as ...`."""

    module: str
    name: str = ""
    alias: str = ""

    @property
    def bound(self) -> str:
        return self.alias or self.name or self.module.partition(".")[0]

    @property
    def same(self) -> tuple[str, str]:
        """What the name means: two imports with the same meaning can be one."""
        return (self.module, self.name) if self.name or self.alias else (self.module.partition(".")[0], "")

    @property
    def text(self) -> str:
        renamed = f" as {self.alias}" if self.alias and self.alias != (self.name or self.module) else ""
        return f"from {self.module} import {self.name}{renamed}" if self.name else f"import {self.module}{renamed}"


@dataclass(frozen=True)
class Statement:
    """Consecutive lines `first` to `last` (from 0), and what is in them. Where statements share a line: a part of it."""

    text: str
    first: int
    last: int

    @property
    def tree(self) -> ast.Module:
        return _tree(self.text)

    @property
    def uses(self) -> tuple[names.Use, ...]:
        return _uses(self.text)

    @property
    def bound(self) -> frozenset[str]:
        return _bound(self.text)

    @property
    def node(self) -> ast.stmt:
        return self.tree.body[-1]

    @property
    def is_definition(self) -> bool:
        return isinstance(self.node, Definition)

    @property
    def imports(self) -> tuple[Import, ...]:
        """What it imports when it does nothing else."""
        return tuple(one for node in self.tree.body for one in imports_of(node)) if self.is_import else ()

    @property
    def is_import(self) -> bool:
        return all(isinstance(node, ast.Import | ast.ImportFrom) for node in self.tree.body)

    @property
    def is_docstring(self) -> bool:
        return isinstance(self.node, ast.Expr) and isinstance(self.node.value, ast.Constant)

    @property
    def meaning(self) -> str:
        """The same for two texts that differ in comments and layout alone."""
        return ast.dump(self.tree)

    @property
    def lasting(self) -> bool:
        """False when it cannot be run again by itself: a loop, or a change of what was there."""
        if isinstance(self.node, Definition | ast.If | ast.Try | ast.With | ast.Import | ast.ImportFrom):
            return True
        reads = {use.name for use in self.uses if use.hard and not use.stored}
        return isinstance(self.node, ast.Assign | ast.AnnAssign | ast.Expr) and not reads & self.bound


# A check looks at every statement of mynn.py, and all but one or two are those of the check before.
KEPT = 2048


@lru_cache(maxsize=KEPT)
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


@lru_cache(maxsize=KEPT)
def _uses(text: str) -> tuple[names.Use, ...]:
    return tuple(names.uses(_tree(text)))


@lru_cache(maxsize=KEPT)
def _bound(text: str) -> frozenset[str]:
    return frozenset(names.bound(_tree(text).body))


def imports_of(node: ast.AST) -> list[Import]:
    if isinstance(node, ast.Import):
        return [Import(alias.name, "", alias.asname or "") for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        return [Import(module, alias.name, alias.asname or "") for alias in node.names]
    return []


@lru_cache(maxsize=KEPT)
def split(text: str, *, whole_lines: bool = False) -> tuple[Statement, ...]:
    """The top-level statements. With `whole_lines` those that share a line are one. SyntaxError for what is no Python."""
    lines = text.split("\n")
    encoded = [line.encode() for line in lines]
    groups: list[list[ast.stmt]] = []
    for node in ast.parse(text).body:
        if groups and _first(node) <= _last(groups[-1][-1]):
            groups[-1].append(node)
        else:
            groups.append([node])
    found = []
    for i, group in enumerate(groups):
        after = _first(groups[i + 1][0]) if i + 1 < len(groups) else len(lines)
        before = _last(groups[i - 1][-1]) + 1 if i else 0
        first, last = _with_comments(lines, _first(group[0]), _last(group[-1]), before, after)
        if len(group) == 1 or whole_lines:
            found.append(Statement("\n".join(lines[first : last + 1]), first, last))
            continue
        for node in group:
            found.append(Statement(_segment(encoded, node), _first(node), _last(node)))
    return tuple(found)


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)]) - 1


def _last(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - 1


def _with_comments(lines: list[str], first: int, last: int, before: int, after: int) -> tuple[int, int]:
    """Comments right above belong to a statement, and indented ones below it."""
    end = last
    for number in range(last + 1, after):
        line = lines[number]
        if line.strip() and not (line[0] in " \t" and line.lstrip().startswith("#")):
            break
        if line.strip():
            end = number
    while first > before and lines[first - 1].startswith("#") and not lines[first - 1].startswith(("#!", "# %%")):
        first -= 1
    return first, end


def _segment(lines: list[bytes], node: ast.stmt) -> str:
    part = lines[_first(node) : _last(node) + 1]
    part[-1] = part[-1][: node.end_col_offset]
    part[0] = part[0][node.col_offset :] if not getattr(node, "decorator_list", ()) else part[0]
    return b"\n".join(part).decode()
