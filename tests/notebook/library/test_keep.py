"""What a passing function takes along into mynn.py, and what is said where it cannot be kept."""

import pytest

SETUP = "import numpy as np\nfrom nnlab import check, mine"
MSE = "def mean_squared_error(Y_hat, Y):\n    return np.sum((Y_hat - Y) ** 2) / len(Y)"
CHECK = 'check("mean_squared_error")'
USE = "import mynn, numpy as np; print(round(float(mynn.mean_squared_error(np.zeros((2, 1)), np.ones((2, 1)))), 9))"


def test_a_function_as_it_was_written_with_its_import(notebook):
    text = notebook.kept(
        SETUP,
        "x = 3\n\n# the mean over rows — ‖ŷ − y‖²\ndef mean_squared_error(Y_hat, Y):\n\t# squared\n\treturn np.sum((Y_hat - Y) ** 2) / len(Y)  # per row\n\t# done\n\ny = 4",
        CHECK,
    )
    assert text.endswith(
        '"""\n\nimport numpy as np\n\n\n# the mean over rows — ‖ŷ − y‖²\ndef mean_squared_error(Y_hat, Y):\n\t# squared\n'
        "\treturn np.sum((Y_hat - Y) ** 2) / len(Y)  # per row\n\t# done\n"
    )
    assert notebook.alone(USE) == "1.0"


def test_helpers_and_constants_in_turn_and_nothing_else(notebook):
    text = notebook.kept(
        SETUP,
        "from math import pow as power, sqrt\nimport math, json",
        "EXPONENT = 2\nUNUSED = 5\ndef squared(x):\n    return np.power(x, float(power(EXPONENT, 1)))\ndef unused(x):\n    return squared(x)",
        "def mean_squared_error(Y_hat, Y):\n    return np.sum(squared(Y_hat - Y)) / len(Y)",
        CHECK,
    )
    assert "unused" not in text.lower()
    assert "sqrt" not in text
    assert "json" not in text
    assert "import numpy as np\nfrom math import pow as power\n" in text
    assert text.index("EXPONENT = 2") < text.index("def squared") < text.index("def mean_squared_error")
    assert notebook.alone(USE) == "1.0"


# Ways to write it that are kept: cells before the check.
WAYS = {
    "lambda": ["mean_squared_error = lambda P, Y: np.sum((P - Y) ** 2) / len(Y)"],
    "decorator": [
        "import functools\ndef traced(f):\n    @functools.wraps(f)\n    def inner(*a):\n        return f(*a)\n    return inner",
        "@traced\n@functools.lru_cache(None) if False else lambda f: f\ndef ignored(): pass",
        "@traced\ndef mean_squared_error(P, Y):\n    return np.sum((P - Y) ** 2) / len(Y)",
    ],
    "a default that is a name": [
        "TWO = 2",
        "def mean_squared_error(P, Y, power=TWO):\n    return np.sum((P - Y) ** power) / len(Y)",
    ],
    "nested": [
        "def mean_squared_error(P, Y):\n    def square(x):\n        return x ** 2\n    return sum(square(r) for r in (P - Y).ravel()) / len(Y)"
    ],
    "recursion": [
        "def mean_squared_error(P, Y):\n    def add(v):\n        return 0.0 if len(v) == 0 else v[0] ** 2 + add(v[1:])\n    return add((P - Y).ravel()) / len(Y)"
    ],
    "two that call each other": [
        "def even(v):\n    return 0.0 if len(v) == 0 else v[0] ** 2 + odd(v[1:])",
        "def odd(v):\n    return 0.0 if len(v) == 0 else v[0] ** 2 + even(v[1:])",
        "def mean_squared_error(P, Y):\n    return even((P - Y).ravel()) / len(Y)",
    ],
    "a function made by another": [
        "def make(power):\n    def error(P, Y):\n        return np.sum((P - Y) ** power) / len(Y)\n    return error",
        "mean_squared_error = make(2)",
    ],
    "global": [
        "COUNT = 0\ndef mean_squared_error(P, Y):\n    global COUNT\n    COUNT = COUNT + 1\n    return np.sum((P - Y) ** 2) / len(Y)"
    ],
    "star import": [
        "from math import *",
        "def mean_squared_error(P, Y):\n    return np.sum(pow(1, 1) * (P - Y) ** 2) / len(Y)",
    ],
    "magics in its cell": [
        "%alias_magic t timeit\n!true\ndef mean_squared_error(P, Y):\n    return np.sum((P - Y) ** 2) / len(Y)\n%precision 3"
    ],
    "a cell that is timed": [
        "%%time\nSQUARE = 2\ndef mean_squared_error(P, Y):\n    return np.sum((P - Y) ** SQUARE) / len(Y)"
    ],
    "numpy's own names": [
        "from numpy import *\ndef mean_squared_error(P, Y):\n    return sum((P - Y) ** 2) / len(Y)",
    ],
    "in an if": ["if True:\n    def mean_squared_error(P, Y):\n        return np.sum((P - Y) ** 2) / len(Y)"],
    "an indented cell": [
        "    TWO = 2\n    def mean_squared_error(P, Y):\n        return np.sum((P - Y) ** TWO) / len(Y)"
    ],
    "semicolons": ["a = 1; TWO = 2; b = 3", "def mean_squared_error(P, Y): return np.sum((P - Y) ** TWO) / len(Y)"],
    "a constant from a loop": [
        "for TWO in range(3): pass",
        "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** TWO) / len(Y)",
    ],
    "unpacking": ["ONE, TWO = 1, 2", "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** TWO) / len(Y)"],
    "a class": [
        "class Loss:\n    power = 2\n    def __call__(self, P, Y):\n        return np.sum((P - Y) ** self.power) / len(Y)\n",
        "mean_squared_error = Loss()",
    ],
    "partial": [
        "from functools import partial\ndef general(P, Y, power):\n    return np.sum((P - Y) ** power) / len(Y)\nmean_squared_error = partial(general, power=2)"
    ],
    "an import that may fail": [
        "try:\n    import surely_missing as m\nexcept ImportError:\n    m = None",
        "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** 2) / len(Y) if m is None else 0",
    ],
    "annotations": [
        "Array = np.ndarray",
        "def mean_squared_error(P: Array, Y: 'Array') -> float:\n    here: Nonsense = np.sum((P - Y) ** 2)\n    return here / len(Y)",
    ],
    "future annotations": [
        "from __future__ import annotations\ndef mean_squared_error(P: np.ndarray, Y) -> float:\n    return np.sum((P - Y) ** 2) / len(Y)"
    ],
    "a submodule": [
        "import numpy.linalg\nimport numpy.random",
        "def mean_squared_error(P, Y):\n    return numpy.linalg.norm(P - Y) ** 2 / len(Y)",
    ],
    "names that Python has": [
        "def sum(x):\n    return np.sum(x)\ndef mean_squared_error(P, Y):\n    return sum((P - Y) ** 2) / len(Y)"
    ],
    "a cache": [
        "SEEN = {}",
        "def mean_squared_error(P, Y):\n    SEEN[len(SEEN)] = Y\n    return np.sum((P - Y) ** 2) / len(Y)",
    ],
    "redefined": [
        "def mean_squared_error(P, Y):\n    return 0",
        "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** 2) / len(Y)",
    ],
    "walrus and match": [
        "def mean_squared_error(P, Y):\n    match (n := len(Y)):\n        case int(k):\n            return sum([(r := v) ** 2 for v in (P - Y).ravel()]) / k"
    ],
}


@pytest.mark.parametrize("cells", WAYS.values(), ids=WAYS)
def test_ways_to_write_it(notebook, cells):
    text = notebook.kept(SETUP, *cells, CHECK)
    assert notebook.alone(USE) == "1.0"
    assert notebook(CHECK).notes == []  # the same again changes nothing
    assert notebook.text == text


def test_given_under_another_name(notebook):
    notebook.kept(
        SETUP, "def my_own(P, Y):\n    return np.sum((P - Y) ** 2) / len(Y)", 'check("mean_squared_error", my_own)'
    )
    assert "mean_squared_error = my_own" in notebook.text
    assert notebook.alone(USE) == "1.0"


def test_given_as_a_lambda(notebook):
    notebook.kept(SETUP, 'check("mean_squared_error", lambda P, Y: np.sum((P - Y) ** 2) / len(Y))')
    assert "mean_squared_error = lambda P, Y: np.sum((P - Y) ** 2) / len(Y)\n" in notebook.text


def test_from_a_file_of_the_learners(notebook):
    (notebook.folder / "helpers.py").write_text(f"import numpy as np\n\n{MSE}\n")
    notebook.kept(SETUP, "from helpers import mean_squared_error", CHECK)
    assert MSE in notebook.text
    assert "helpers" not in notebook.text
    assert notebook.alone(USE) == "1.0"


BODY = "def mean_squared_error(P, Y):\n    {}\n    return np.sum((P - Y) ** 2) / len(Y)"
# Cells before the check, and words of the sentence that says why the function is not kept.
REFUSED = {
    "gone": (
        ["scale = lambda x: x", BODY.format("if not len(Y): scale"), "del scale"],
        "it uses `scale`, which is defined nowhere in the notebook now.",
    ),
    "made of itself": ([MSE, "mean_squared_error = np.vectorize(mean_squared_error, signature='(n,k),(n,k)->()')"], "`mean_squared_error` is made of what had that name before: give the two"),
    "exec": ([f"exec({MSE!r})"], "its definition is in no cell that was run."),
    "exec over a cell": ([MSE, f"exec({MSE.replace('len(Y)', 'Y.shape[0]')!r})"], "its definition is in no cell"),
    "a helper by exec": (["exec('def h(x): return x')", BODY.format("h(1)")], "it uses `h`, and no cell"),
    "no name": (
        ["def make():\n    def mean_squared_error(P, Y):\n        return np.sum((P - Y) ** 2) / len(Y)\n    return mean_squared_error", "fs = [make()]"],
        "no name in the notebook leads to it",
    ),
    "a magic inside": ([BODY.format("if not len(Y): get_ipython().run_line_magic('pwd', '')")], "it uses a magic of IPython."),
    "display": ([BODY.format("if not len(Y): display(Y)")], "it uses `display`, which only notebooks have."),
    "nnlab": (["from nnlab import data", BODY.format("data")], "it uses `data`, which is a part of nnlab."),
    "all of mine": ([BODY.format("getattr(mine, 'layer')")], "it uses `mine`, which is a part of nnlab."),
    "an import inside": ([BODY.format("from nnlab.mine import layer")], "it imports nnlab itself: put that import"),
    "a constant that changed": (["TABLE = {'a': 1}", "TABLE['b'] = 2", BODY.format("TABLE['b']")], "its `TABLE` comes out differently"),
    "grown in a loop": (["rows = []\nfor i in range(2):\n    rows = rows + [i]", BODY.format("rows")], "it uses `rows`, and no cell"),
    "a variable of that name": ([BODY.format("layer = mine.layer")], "it has a variable `layer` of its own"),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "words"), REFUSED.values(), ids=REFUSED)
def test_why_it_is_not_kept(notebook, cells, words):
    last = 'check("mean_squared_error", fs[0])' if "fs = " in cells[-1] else CHECK
    why = notebook.refused(SETUP, *cells, last)
    assert words in why
    assert why.endswith(".")
    assert notebook("from nnlab.mine import mean_squared_error").printed == ""  # the pass is not lost


def test_outside_a_course_folder_nothing_is_written(notebook):
    (notebook.folder / ".nnlab").rmdir()
    last = notebook(SETUP, MSE, CHECK)[-1]
    assert (last.outcome, last.notes) == ("pass", [])
    assert list(notebook.folder.iterdir()) == []


def test_a_wrong_answer_writes_nothing(notebook):
    assert notebook(SETUP, "def mean_squared_error(P, Y):\n    return 0.0", CHECK)[-1].outcome == "fail"
    assert not notebook.file.exists()


def test_a_cell_that_failed_before_it_came_to_the_constant(notebook):
    cells = ["TWO = 2", "1 / 0\nTWO = 5", "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** TWO) / len(Y)"]
    assert notebook(SETUP, *cells, CHECK)[-1].outcome == "pass"
    assert "TWO = 2\n" in notebook.text
