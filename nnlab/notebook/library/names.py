"""Which names of the module a piece of code uses, where they stand in its text, and how to put others in their place."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class CannotRenameError(Exception):
    """The text cannot be changed safely; the message is the name."""


@dataclass(frozen=True)
class Use:
    """A name of the module in a piece of code. `attributes` is what follows it: ("relu",) in `mine.relu(z)`."""

    name: str
    node: ast.Name
    chain: tuple[ast.Attribute, ...]
    stored: bool
    hard: bool  # looked up when the statement itself runs, not when a function in it is called
    local: frozenset[str]  # the local names where it stands
    quoted: bool  # inside an f-string

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(node.attr for node in self.chain)


@dataclass
class _Scope:
    kind: str  # "function" or "class"
    bound: set[str]
    outside: set[str] = field(default_factory=set)  # declared global


def uses(tree: ast.AST) -> list[Use]:
    """Every use of a name of the module, in the order of the text."""
    return list(_visit(tree, [], True, False))


def bound(statements: Iterable[ast.AST]) -> set[str]:
    """The names that these statements bind in their own scope."""
    return _bindings(statements)[0]


def renamed(text: str, found: Iterable[Use], names: dict[str, str], spans: Iterable[tuple[ast.expr, str]] = ()) -> str:
    """The text with other names, where they mean the module's; each of `spans` is an expression and what replaces it."""
    edits: dict[tuple[int, int, int], str] = {}
    for use in found:
        new = names.get(use.name)
        if new is None or new == use.name:
            continue
        if new in use.local or (use.quoted and sys.version_info < (3, 12)):
            raise CannotRenameError(new if new in use.local else use.name)
        edits[_span(use.node)] = new
    for node, new in spans:
        edits[_span(node)] = new
    lines = text.encode().split(b"\n")
    for (line, start, end), new in sorted(edits.items(), reverse=True):
        lines[line] = lines[line][:start] + new.encode() + lines[line][end:]
    return b"\n".join(lines).decode()


def _span(node: ast.expr) -> tuple[int, int, int]:
    if node.end_lineno != node.lineno or node.end_col_offset is None:
        raise CannotRenameError(ast.unparse(node))
    return node.lineno - 1, node.col_offset, node.end_col_offset


def _visit(node: ast.AST, scopes: list[_Scope], hard: bool, quoted: bool) -> Iterator[Use]:
    if isinstance(node, ast.Name):
        yield from _name(node, (), scopes, hard, quoted)
    elif isinstance(node, ast.Attribute):
        chain, base = _chain(node)
        if isinstance(base, ast.Name):
            yield from _name(base, chain, scopes, hard, quoted)
        else:
            yield from _visit(base, scopes, hard, quoted)
    elif isinstance(node, FUNCTIONS | ast.Lambda):
        yield from _function(node, scopes, hard, quoted)
    elif isinstance(node, ast.ClassDef):
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            yield from _visit(part, scopes, hard, quoted)
        names, outside = _bindings(node.body)
        for part in node.body:
            yield from _visit(part, [*scopes, _Scope("class", names | _parameters(node), outside)], hard, quoted)
    elif isinstance(node, COMPREHENSIONS):
        names = {n.id for part in node.generators for n in ast.walk(part.target) if isinstance(n, ast.Name)}
        for child in ast.iter_child_nodes(node):
            yield from _visit(child, [*scopes, _Scope("function", names)], hard, quoted)
    elif isinstance(node, ast.AnnAssign) and not hard:  # a local annotation is never evaluated
        for part in (node.target, *([node.value] if node.value is not None else [])):
            yield from _visit(part, scopes, hard, quoted)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _visit(child, scopes, hard, quoted or isinstance(node, ast.JoinedStr))


def _function(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scopes: list[_Scope], hard: bool, quoted: bool
) -> Iterator[Use]:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    arguments = [one for one in given if one is not None]
    outer: list[ast.expr | None] = [*node.args.defaults, *node.args.kw_defaults]
    if not isinstance(node, ast.Lambda):
        outer += [*node.decorator_list, node.returns, *(one.annotation for one in arguments)]
    for given_outside in outer:
        if given_outside is not None:
            yield from _visit(given_outside, scopes, hard, quoted)
    body: Sequence[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else node.body
    names, outside = _bindings(body)
    names = (names | {one.arg for one in arguments} | _parameters(node)) - outside
    for part in body:
        yield from _visit(part, [*scopes, _Scope("function", names, outside)], False, quoted)


def _parameters(node: ast.AST) -> set[str]:
    return {one.name for one in getattr(node, "type_params", ())}  # def f[T](x: T), from Python 3.12 on


def _chain(node: ast.Attribute) -> tuple[tuple[ast.Attribute, ...], ast.expr]:
    chain, base = [node], node.value
    while isinstance(base, ast.Attribute):
        chain.append(base)
        base = base.value
    return tuple(reversed(chain)), base


def _name(
    node: ast.Name, chain: tuple[ast.Attribute, ...], scopes: list[_Scope], hard: bool, quoted: bool
) -> Iterator[Use]:
    local: set[str] = set()
    is_local = False
    for depth, scope in enumerate(reversed(scopes)):
        if node.id in scope.outside:
            break
        if scope.kind == "class" and depth:
            continue
        if node.id in scope.bound:
            is_local = True
            break
    for scope in scopes:
        if scope.kind == "function":
            local |= scope.bound
    if not is_local:
        yield Use(node.id, node, chain, not isinstance(node.ctx, ast.Load), hard, frozenset(local), quoted)


def _bindings(statements: Iterable[ast.AST]) -> tuple[set[str], set[str]]:
    """(names bound in this scope, names declared global in it); nested scopes are not looked into."""
    names: set[str] = set()
    outside: set[str] = set()
    elsewhere: set[str] = set()
    todo: list[ast.AST] = list(statements)
    while todo:
        node = todo.pop()
        if isinstance(node, FUNCTIONS | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, COMPREHENSIONS):
            names |= {
                n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr) and isinstance(n.target, ast.Name)
            }
            continue
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Global):
            outside |= set(node.names)
        elif isinstance(node, ast.Nonlocal):
            elsewhere |= set(node.names)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            names.add(node.rest)
        todo.extend(ast.iter_child_nodes(node))
    return names - elsewhere, outside
