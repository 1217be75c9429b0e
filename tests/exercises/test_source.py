"""The stub and the solution that a learner sees, for every exercise."""

import ast
import inspect

import pytest

from nnlab.exercises import load, names
from nnlab.exercises.source import solution, stub


def parsed(text):
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.FunctionDef)
    return node


@pytest.mark.parametrize("name", names())
def test_both_have_the_bare_signature_and_the_docstring(name):
    reference = load(name).reference
    for text in (stub(load(name)), solution(load(name))):
        node = parsed(text)
        assert text.startswith(f"def {name}({', '.join(inspect.signature(reference).parameters)}):\n")
        assert node.returns is None
        assert all(argument.annotation is None for argument in node.args.args)
        assert ast.get_docstring(node, clean=False) == reference.__doc__
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", names())
def test_the_stub_holds_nothing_of_the_answer(name):
    documented, statement = parsed(stub(load(name))).body
    assert isinstance(documented, ast.Expr)
    assert ast.unparse(statement) == "raise NotImplementedError"


@pytest.mark.parametrize("name", names())
def test_the_solutions_body_is_the_references_text(name):
    body = solution(load(name)).partition("\n")[2]
    assert body.strip()
    assert body in inspect.getsource(load(name).reference)
    mine, original = parsed(solution(load(name))), parsed(inspect.getsource(load(name).reference))
    assert list(map(ast.dump, mine.body)) == list(map(ast.dump, original.body))
