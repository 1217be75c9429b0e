"""Mutants: the reference with one small thing changed, each with words for what was changed.

They serve twice. To explain: an answer that equals a mutant's on every case is what that slip gives. And to test
the exercises: a mutant that differs from the reference but is accepted shows a case that is missing.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from nnlab.judge.mistakes import compiled, source

Node = ast.AST
Change = tuple[str, Node]  # words for the slip, and what stands there instead


@dataclass(frozen=True)
class Mutant:
    words: str  # what the slip is, such as "a minus where a plus belongs"
    text: str  # the mutated line, for authors
    function: Callable[..., Any]


@cache
def mutants(function: Callable[..., Any], *, names: bool = True) -> tuple[Mutant, ...]:
    """Every mutant of the function that compiles, in the order of its source.

    `names=False` leaves those out in which one name stands for another: too many to be worth a learner's time.
    """
    tree = ast.parse(source(function))
    return tuple(_made(function, tree, names))


def _made(function: Callable[..., Any], tree: ast.Module, names: bool) -> Iterator[Mutant]:
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    seen = {ast.unparse(definition)}
    skipped = _not_computing(definition)
    for index, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.arguments | ast.arg) or node in skipped or (isinstance(node, ast.Name) and not names):
            continue
        for words, new in _changes(node, definition):
            changed = copy.deepcopy(tree)
            place = list(ast.walk(changed))[index]
            _Put(place, new).visit(changed)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text in seen:
                continue
            seen.add(text)
            try:
                yield Mutant(words, _line(definition, changed), compiled(text, function))
            except SyntaxError:
                continue


def _not_computing(definition: ast.FunctionDef) -> set[Node]:
    """Signature, annotations, docstring and zip's strict=True compute nothing."""
    tops: list[Node] = [definition.args, *([definition.returns] if definition.returns else [])]
    if ast.get_docstring(definition) is not None:
        tops.append(definition.body[0])
    for node in ast.walk(definition):
        if isinstance(node, ast.AnnAssign):
            tops.append(node.annotation)
        if isinstance(node, ast.keyword) and node.arg == "strict":
            tops.append(node)
    return {part for top in tops for part in ast.walk(top)}


def _line(before: ast.FunctionDef, after: ast.Module) -> str:
    """The first line in which the mutant differs."""
    old, new = ast.unparse(before).splitlines(), ast.unparse(after).splitlines()
    return next((line.strip() for i, line in enumerate(new) if i >= len(old) or line != old[i]), "a line is missing")


class _Put(ast.NodeTransformer):
    def __init__(self, place: Node, new: Node) -> None:
        self.place, self.new = place, new

    def visit(self, node: Node) -> Any:
        return self.new if node is self.place else self.generic_visit(node)


OPERATORS: dict[type[ast.operator], tuple[str, tuple[type[ast.operator], ...]]] = {
    ast.Add: ("plus", (ast.Sub, ast.Mult)),
    ast.Sub: ("minus", (ast.Add,)),
    ast.Mult: ("product", (ast.Div, ast.Add)),
    ast.Div: ("division", (ast.Mult,)),
    ast.MatMult: ("matrix product", (ast.Mult,)),
    ast.FloorDiv: ("whole division", (ast.Div,)),
    ast.Pow: ("power", (ast.Mult,)),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
SIGNS = {"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!="}
NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "sum": ("mean", "max", "prod"), "mean": ("sum", "max"), "max": ("min", "mean", "sum"), "min": ("max",),
    "argmax": ("argmin",), "maximum": ("minimum",), "minimum": ("maximum",), "exp": ("log",), "log": ("exp", "log2", "log10"),
    "ones": ("zeros",), "zeros": ("ones",), "ones_like": ("zeros_like",), "zeros_like": ("ones_like",),
    "std": ("var",), "var": ("std",), "hstack": ("vstack",), "vstack": ("hstack",), "sin": ("cos",), "cos": ("sin",),
    "tanh": ("sin",), "abs": ("square",), "sqrt": ("abs",), "outer": ("add.outer",), "floor": ("ceil",), "ceil": ("floor",),
    "real": ("imag",), "imag": ("real",),
}  # fmt: skip


def _changes(node: Node, definition: ast.FunctionDef) -> Iterator[Change]:
    if isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield "a sign missing" if isinstance(node.op, ast.USub) else "a not missing", node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        old = type(node.ops[0])
        for new in COMPARISONS.get(old, ()):
            words = f"a {SIGNS[new.__name__]} where {SIGNS[old.__name__]} belongs"
            yield words, ast.Compare(node.left, [new()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and in the place of or, or the reverse", ast.BoolOp(other, node.values)
    elif isinstance(node, ast.Attribute):
        yield from _of_attribute(node)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Subscript):
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            yield "a size one too small", ast.BinOp(node, ast.Sub(), ast.Constant(1))
            yield "a size one too large", ast.BinOp(node, ast.Add(), ast.Constant(1))
            yield "size where shape[...] belongs", ast.Attribute(node.value.value, "size", ast.Load())
        else:
            yield "an index left out", node.value
    elif isinstance(node, ast.IfExp):
        yield "a case distinction left out", node.body
        yield "a case distinction left out", node.orelse
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _of_name(node, definition)
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from _of_return(node, definition)
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.If | ast.Break):
        yield "a step left out", ast.Pass()


def _of_operation(node: ast.BinOp) -> Iterator[Change]:
    name, others = OPERATORS.get(type(node.op), ("operation", ()))
    for other in others:
        other_name = OPERATORS[other][0]
        yield f"a {other_name} where a {name} belongs", ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
        yield f"the two sides of a {name} exchanged", ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.Mult | ast.Add | ast.Sub):
        yield f"one side of a {name} left out{_factor(node.left)}", node.right
    yield f"{'the exponent' if isinstance(node.op, ast.Pow) else f'a {name}'} left out{_factor(node.right)}", node.left


def _factor(node: ast.expr) -> str:
    return f" (the {node.value!r})" if isinstance(node, ast.Constant) else ""


def _of_attribute(node: ast.Attribute) -> Iterator[Change]:
    if node.attr == "T":
        yield "a transpose missing", node.value
    for other in NEIGHBOURS.get(node.attr, ()):
        if "." not in other:
            yield f"{other} where {node.attr} belongs", ast.Attribute(node.value, other, node.ctx)


def _of_call(node: ast.Call) -> Iterator[Change]:
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == "strict":  # it only guards the author
            continue
        rest = [*node.keywords[:i], *node.keywords[i + 1 :]]
        yield f"{keyword.arg} left out", ast.Call(node.func, node.args, rest)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant) and keyword.value.value in (0, 1):
            other = 1 - keyword.value.value
            new = ast.keyword("axis", ast.Constant(other))
            words = f"axis={other} where axis={keyword.value.value} belongs"
            yield words, ast.Call(node.func, node.args, [*rest, new])
    if len(node.args) >= 2:
        for i in range(len(node.args) - 1):
            args = list(node.args)
            args[i], args[i + 1] = args[i + 1], args[i]
            yield "two arguments exchanged", ast.Call(node.func, args, node.keywords)
    # float(...) changes a number's type, not its value: leaving it out is no slip.
    if (
        len(node.args) == 1
        and not node.keywords
        and not isinstance(node.args[0], ast.Starred)
        and _called(node) != "float"
    ):
        yield f"{_called(node)} left out", node.args[0]
    if (
        isinstance(node.func, ast.Attribute)
        and not node.args
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "np")
    ):
        yield f"{_called(node)} left out", node.func.value


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else "a call"


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield f"{not value} where {value} belongs", ast.Constant(not value)
    elif isinstance(value, int | float):
        others = [value + 1, value - 1, 0] if isinstance(value, int) else [value * 2, value / 2]
        for other in dict.fromkeys(others):
            if other != value:
                yield f"{other} where {value} belongs", ast.Constant(other)


def _of_name(node: ast.Name, definition: ast.FunctionDef) -> Iterator[Change]:
    """Another argument or variable in its place."""
    names = [argument.arg for argument in definition.args.args]
    stored = [
        part.id for part in ast.walk(definition) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    ]
    known = list(dict.fromkeys([*names, *stored]))
    if node.id in known:
        for other in known:
            if other != node.id:
                yield f"{other} where {node.id} belongs", ast.Name(other, ast.Load())


def _of_return(node: ast.Return, definition: ast.FunctionDef) -> Iterator[Change]:
    assert node.value is not None
    if isinstance(node.value, ast.Tuple):
        parts = node.value.elts
        for part in parts:
            yield "only one part of the answer returned", ast.Return(part)
        if len(parts) == 2:
            yield "the two parts of the answer exchanged", ast.Return(ast.Tuple([parts[1], parts[0]], ast.Load()))
    if isinstance(node.value, ast.BinOp | ast.Call):
        yield "a sign", ast.Return(ast.UnaryOp(ast.USub(), node.value))
