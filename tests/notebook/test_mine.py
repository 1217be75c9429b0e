"""nnlab.mine: the learner's own where it passed, the course's where not, and one line about it."""

import inspect
import subprocess
import sys

import numpy as np
import pytest

from nnlab import check, mine
from nnlab.exercises import load
from nnlab.notebook.library.own import kind_of_answer, with_arrays
from nnlab.notebook.session import is_stand_in
from nnlab.notebook.store import Best, store


def mean_squared_error(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / len(Y)


def test_before_it_passed_it_is_the_courses_and_says_so_once(capsys):
    function = mine.mean_squared_error
    assert is_stand_in(function)
    assert function(np.zeros((2, 1)), np.ones((2, 1))) == 1.0
    assert mine.mean_squared_error is function
    assert capsys.readouterr().out == "mean_squared_error is not solved yet: the course's own is used.\n"
    assert inspect.signature(function) == inspect.signature(load("mean_squared_error").reference)


def test_after_it_passed_it_is_the_learners_own(capsys):
    assert check(mean_squared_error).passed
    assert mine.mean_squared_error is mean_squared_error
    assert capsys.readouterr().out == ""


def test_a_wrong_function_is_not_taken():
    assert not check("mean_squared_error", lambda Y_hat, Y: 0.0).passed
    assert is_stand_in(mine.mean_squared_error)


def test_solved_in_another_session(capsys, course):
    store().record("mean_squared_error", Best(2.0, 2.0))
    assert is_stand_in(mine.mean_squared_error)
    assert capsys.readouterr().out == "mean_squared_error was solved in another session: the course's own is used.\n"


def test_it_can_be_told_to_be_quiet(capsys, monkeypatch):
    monkeypatch.setenv("NNLAB_MINE", "quiet")
    assert is_stand_in(mine.mean_squared_error)
    assert capsys.readouterr().out == ""


def test_an_unknown_name_names_those_near():
    with pytest.raises(AttributeError, match="Did you mean mean_squared_error"):
        _ = mine.mean_square_error
    with pytest.raises(ImportError):
        from nnlab.mine import nothing_like_it  # noqa: F401
    assert not hasattr(mine, "__wrapped__")
    assert "mean_squared_error" in dir(mine)


def test_several_in_one_line():
    assert mine._sentence(["a"], "is new", "are new") == "a is new: the course's own is used."
    assert mine._sentence(["a", "b", "c"], "is new", "are new") == "a, b and c are new: the course's own are used."


def test_in_a_notebook_the_line_comes_once_at_the_cells_end(tmp_path):
    """In a real IPython shell, in a process of its own."""
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_cell('from nnlab.mine import mean_squared_error; print(1)')\n"
        "shell.run_cell('from nnlab import mine; mine.mean_squared_error; print(2)')\n"
    )
    environment = {**__import__("os").environ, "IPYTHONDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines() == ["1", "mean_squared_error is not solved yet: the course's own is used.", "2"]


def one_hot(labels, n_classes):
    return [[1.0 if k == label else 0.0 for k in range(n_classes)] for label in labels]


def nll_gradient(X, y, w, b):
    delta = 1 / (1 + np.exp(-np.clip(X @ w + b, -700, 700))) - y
    return [(X.T @ delta).tolist(), delta.sum()]


def test_a_list_is_handed_out_as_the_array_that_is_meant():
    assert check(one_hot).passed
    assert check(nll_gradient).passed
    Y = mine.one_hot(np.array([1, 0]), 2)
    assert isinstance(Y, np.ndarray)
    assert Y.tolist() == [[0, 1], [1, 0]]
    assert mine.one_hot is mine.one_hot
    dw, db = mine.nll_gradient(np.ones((2, 3)), np.array([0, 1]), np.zeros(3), 0.0)
    assert isinstance(dw, np.ndarray)
    assert db == 0
    assert check(mine.one_hot).passed


def test_what_cannot_be_an_array_is_handed_out_as_it_is():
    assert with_arrays([[1.0], [1.0, 2.0]], kind_of_answer("one_hot")) == [[1.0], [1.0, 2.0]]
    assert with_arrays([1.0], kind_of_answer("accuracy")) == [1.0]
    assert with_arrays((1.0,), kind_of_answer("nll_gradient")) == (1.0,)
    zs, (X,) = with_arrays(([], [[[1, 2]]]), kind_of_answer("forward"))
    assert zs == []
    assert X.shape == (1, 2)
