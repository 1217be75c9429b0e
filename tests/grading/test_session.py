"""A learner's function in its worker: whatever it does costs one call, and says so."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnlab import exercises
from nnlab.calls import Answer, Opaque
from nnlab.grading import session as sessions
from nnlab.grading.session import CannotRunError, Session

Start = Callable[..., Session]
LINUX = Path("/proc/self/cmdline").exists()


def call(session: Session, name: str, *inputs: Any, seconds: float = 5.0, given: Any = None) -> Answer:
    return session.call(name, inputs, given or {}, seconds)


def test_values_come_back_as_they_are(session: Start) -> None:
    made = session("import numpy as np\ndef f(x):\n    return {'a': (x + 1, [np.float32(2)]), 'b': 'text'}")
    answer = call(made, "f", np.ones((2, 3)))
    assert answer.status == "returned"
    assert (answer.value["a"][0] == 2).all()
    assert answer.value["a"][1][0].dtype == np.float32
    assert call(made, "g").status == "missing"


def test_a_scalar_stays_a_scalar_and_an_altered_argument_is_seen(session: Start) -> None:
    made = session("def f(n, x):\n    x[0] = 7\n    return str(type(n))")
    x = np.zeros(3)
    answer = call(made, "f", np.int64(3), x)
    assert answer.value == "<class 'numpy.int64'>"
    assert answer.changed == (1,)
    assert not x.any()


FATAL = {
    "os._exit": ("import os\ndef f(x):\n    os._exit(0)", "crash"),
    "abort": ("import os\ndef f(x):\n    os.abort()", "crash"),
    "segfault": ("import ctypes\ndef f(x):\n    return ctypes.string_at(0)", "crash"),
    "killed": ("import os, signal\ndef f(x):\n    os.kill(os.getpid(), 9)", "crash"),
    "endless": ("def f(x):\n    while True: pass", "timeout"),
    "endless print": ("def f(x):\n    while True: print('x' * 100)", "timeout"),
    "deaf": (
        "import signal, time\nfor s in (2, 15): signal.signal(s, signal.SIG_IGN)\n"
        "def f(x):\n    while True:\n        try: time.sleep(1)\n        except BaseException: pass",
        "timeout",
    ),
    "one array too large": ("import numpy as np\ndef f(x):\n    return np.ones(10**9)", "memory"),
    "a list that grows": (
        "def f(x):\n    a = []\n    while True: a.append(bytes(10**6))",
        "memory",
    ),
    "sys.exit": ("import sys\ndef f(x):\n    sys.exit(3)", "raised"),
    "KeyboardInterrupt": ("def f(x):\n    raise KeyboardInterrupt", "raised"),
    "recursion": ("def f(x):\n    return f(x)", "raised"),
    "input": ("def f(x):\n    return input()", "raised"),
    "stub": ("def f(x):\n    raise NotImplementedError", "not_attempted"),
    "rubbish on every descriptor": (
        "import os\ndef f(x):\n    for d in range(30):\n        try: os.write(d, b'\\x05\\0\\0\\0rubbish')\n        except OSError: pass",
        "crash",
    ),
    "a frame of 4 GiB announced": (
        "import os\ndef f(x):\n    for d in range(3, 30):\n        try: os.write(d, b'\\xff' * 40)\n        except OSError: pass",
        "crash",
    ),
    "descriptors closed": ("import os\ndef f(x):\n    os.closerange(0, 64)", "crash"),
}


@pytest.mark.parametrize(("source", "status"), FATAL.values(), ids=FATAL.keys())
def test_it_costs_one_call(session: Start, source: str, status: str) -> None:
    made = session(source, "def good(x):\n    return x + 1", memory=512)
    answer = call(made, "f", 1, seconds=1.0)
    assert answer.status == status
    assert call(made, "good", 1).value == 2


def test_only_the_call_that_crashes_is_lost(session: Start) -> None:
    made = session("import os\ndef f(x):\n    if x == 2: os._exit(1)\n    return x")
    assert [call(made, "f", x).status for x in (1, 2, 3)] == ["returned", "crash", "returned"]


def test_printing_and_writing_to_descriptor_1_reaches_nothing(session: Start) -> None:
    made = session(
        "import os, sys\nprint('hello')\nsys.__stdout__.write('x' * 10000); os.write(1, b'y' * 10**5)\n"
        "def f(x):\n    print('from f'); os.write(1, b'z' * 10**5); os.write(2, b'z'); return 1"
    )
    answer = call(made, "f", 1)
    assert (answer.value, answer.printed) == (1, "from f\n")


def test_an_answer_that_cannot_be_sent_is_an_answer(session: Start) -> None:
    made = session("import numpy as np\ndef f(x):\n    return np.zeros(10**7)\ndef g(x):\n    return 10**9999")
    for name in ("f", "g"):
        answer = call(made, name, 1)
        assert answer.status == "returned"
        assert isinstance(answer.value, Opaque)


def test_an_exception_shows_the_learners_line(session: Start) -> None:
    made = session("x = 1", "import numpy as np\ndef f(X, W):\n    Z = X @ W  # here\n    return Z")
    raised = call(made, "f", np.ones((2, 3)), np.ones((2, 3))).raised
    assert raised is not None
    assert (raised.type, raised.line, raised.lineno) == ("ValueError", "Z = X @ W  # here", 3)


@pytest.mark.skipif(not LINUX, reason="looks into /proc")
def test_what_a_call_started_ends_with_the_worker(session: Start) -> None:
    made = session("import subprocess, sys\ndef f(x):\n    return subprocess.Popen(['sleep', '100']).pid")
    pid = call(made, "f", 1).value
    assert alive(pid)
    made.__exit__(None, None, None)
    end = time.monotonic() + 5  # it was killed; the kernel takes a moment to end it
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert not alive(pid)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_that_holds_the_pipe_and_left_the_group_blocks_nothing(session: Start) -> None:
    made = session(
        "import os, time\ndef f(x):\n    if os.fork() == 0:\n        os.setsid(); time.sleep(4); os._exit(0)\n    os._exit(0)"
    )
    begin = time.monotonic()
    assert call(made, "f", 1, seconds=0.5).status in ("timeout", "crash")
    assert call(made, "f", 1, seconds=0.5).status in ("timeout", "crash")
    assert time.monotonic() - begin < 4


# Cells


def test_after_a_failing_statement_only_definitions_of_its_cell_run(session: Start) -> None:
    made = session(
        "import os\nn = 1\n1 / 0\nn = n + 1\nimport math\nEPS = 0.5\ndef f(x):\n    return math.floor(x) + EPS\nos._exit(1)",
        "def g(x):\n    return n",
    )
    assert call(made, "f", 2.5).value == 2.5
    assert call(made, "g", 0).value == 1
    assert made.problems == [(1, "raised ZeroDivisionError: division by zero in line 3")]
    assert made.notes == []


def test_what_follows_from_a_failing_statement_is_not_told_again(session: Start) -> None:
    made = session("a = 1 / 0\nb = a\ndef f(x):\n    return 1\nc = f.none", "d = a")
    assert [text.partition(":")[0] for _, text in made.problems] == [
        "raised ZeroDivisionError",
        "raised AttributeError",
        "raised NameError",
    ]
    assert [number for number, _ in made.problems] == [1, 1, 2]


def test_a_syntax_error_costs_its_cell(session: Start) -> None:
    made = session("def f(x)\n    return 1", "def g(x):\n    return 2")
    assert call(made, "f", 0).status == "missing"
    assert call(made, "g", 0).value == 2
    assert made.problems == [(1, "has a SyntaxError in line 1: expected ':'")]


def test_the_last_definition_counts(session: Start) -> None:
    assert call(session("def f(x):\n    return 1", "def f(x):\n    return 2"), "f", 0).value == 2


def test_helpers_and_constants_of_other_cells_count(session: Start) -> None:
    made = session("EPS = 0.5", "def helper(x):\n    return x + EPS", "f = lambda x: 2 * helper(x)")
    assert call(made, "f", 1).value == 3.0


MAGICS = """%matplotlib inline
!pip install numpy
files = !ls
?np.dot
np.dot?
def f(x):
    %time y = 1
    return (x
            % 3)
"""


def test_magics_are_left_out(session: Start) -> None:
    made = session(MAGICS, "%%bash\nrm -rf nothing", "%%time\ndef g(x):\n    return 5")
    # The remainder sign at a line's start is taken for a magic too once the cell has one: what is left still runs.
    assert call(made, "g", 0).value == 5
    assert call(made, "f", 4).status in ("returned", "missing")
    assert made.problems[1] == (2, "is not Python (%%bash) and was left out")


def test_a_remainder_at_a_lines_start_is_no_magic(session: Start) -> None:
    made = session("def f(x):\n    return (x\n            % 3)")
    assert call(made, "f", 5).value == 2
    assert made.problems == []


def test_of_lesson_and_check_cells_only_definitions_run(session: Start) -> None:
    lesson = {"cell_type": "code", "metadata": {"nnlab": {"role": "lesson"}}}
    made = session(
        {**lesson, "source": "rate = 0.5\ndef helper(x):\n    return x * rate\nwhile True: pass"},
        {**lesson, "source": "class Thing:\n    value = 3\nimport os\nos._exit(1)"},
        "def f(x):\n    return helper(x) + Thing.value",
    )
    assert call(made, "f", 2).value == 4.0
    assert made.notes == []


def test_a_missing_package_does_not_take_other_imports_away(session: Start) -> None:
    made = session("import jupyterlab\nimport math", "def f(x):\n    return math.floor(x)")
    assert call(made, "f", 2.5).value == 2
    assert "jupyterlab" in made.problems[0][1]


def test_a_cell_that_ends_the_process_is_cut_there(session: Start) -> None:
    made = session("def f(x):\n    return 1\nimport os\nos._exit(0)\n", "def g(x):\n    return 2")
    assert [call(made, name, 0).value for name in ("f", "g")] == [1, 2]
    assert made.notes == ["Cell 1 ended the process; it was left out from its statement 3 on."]


def test_a_cell_that_does_not_end_is_cut_there(session: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "STATEMENT_SECONDS", 0.5)
    made = session("def f(x):\n    return 1\nwhile True: pass", "def g(x):\n    return 2")
    assert [call(made, name, 0).value for name in ("f", "g")] == [1, 2]
    assert made.notes == ["Cell 1 did not finish in time; it was left out from its statement 2 on."]


def test_after_several_deaths_only_definitions_run(session: Start) -> None:
    made = session(*["import os\nos._exit(1)"] * 5, "def f(x):\n    return 1")
    assert call(made, "f", 0).value == 1
    assert made.notes[-1].startswith("Only imports, definitions")


def test_where_nothing_runs_it_says_so(session: Start) -> None:
    with pytest.raises(CannotRunError, match="cell 4 ended the process"):
        session(*["import os\nclass A:\n    os._exit(1)"] * 5)


def test_plots_and_widgets_do_nothing(session: Start) -> None:
    made = session(
        "import matplotlib.pyplot as plt\nfrom matplotlib import cm\nfrom IPython.display import display, HTML\n"
        "import nnlab\nfrom nnlab import check, hint\nfrom nnlab.data import load_penguins\n"
        "figure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.show()\ndisplay(HTML('x'))\n"
        "with plt.style.context('x'):\n    axes[0].set_title('a')\ncheck('own')\n"
        "def f(x):\n    plt.plot(x)\n    return 1",
        "def g(x):\n    return plt.plot(x)",
    )
    assert call(made, "f", 0).value == 1
    assert call(made, "g", 0).value == Opaque("Inert")
    assert made.problems == []


def test_what_is_inert_can_be_used_and_is_never_an_answer(session: Start) -> None:
    """As the course's data are, and as those of a learner who goes on with them."""
    made = session(
        "import numpy as np\nfrom nnlab import data\nfrom nnlab.mine import mean_squared_error\n"
        "birds = data.penguins()\nKINDS = ['Adelie', 'Gentoo']\n"
        "species = np.array([KINDS.index(name) for name in birds.species])\n"
        "order = np.random.default_rng(0).permutation(len(birds.mass))\nfirst = birds.mass[order[:1]]\n"
        "female = (birds.sex == 'female').astype(int)\nif 'Adelie' in birds.species and female.any():\n    print(f'{first.mean():.2f}')\n"
        "table = np.column_stack([birds.mass, np.log(first)]) / np.arange(2)\nnp.array([first, [first]], dtype=object)\n"
        "first.name = 1\nassert first.name is not 1\nerror = mean_squared_error(first, first)\n"
        "assert {first: 2}[birds] == 2 and float(first) == int(first) == range(3)[first]\n"
        "def f(x):\n    return x + birds.mass\ndef g(x):\n    return np.asarray(birds.mass)\ndef h(x):\n    return error > x",
        earlier=("mean_squared_error",),
    )
    assert made.problems == []
    assert [call(made, name, np.ones(2)).value for name in "fh"] == [Opaque("Inert")] * 2
    assert call(made, "g", 0).value == Opaque("array of dtype object")


@pytest.mark.parametrize("waits", ["error > 0.1", "not error < 0.1"])
def test_no_loop_waits_for_what_is_inert(session: Start, waits: str) -> None:
    made = session(f"from nnlab import data\nerror = data.error\nwhile {waits}:\n    pass")
    assert (made.problems, made.notes) == ([], [])


def test_a_sentence_about_a_problem_has_no_address(session: Start) -> None:
    made = session("class A:\n    pass\ndef f(x):\n    raise ValueError(A())\nf(1)")
    assert made.problems == [(1, "raised ValueError: <__main__.A object> in line 5")]
    raised = call(made, "f", 1).raised
    assert raised is not None
    assert raised.message == "<__main__.A object>"


def test_a_loop_that_shows_itself_is_a_loop(session: Start) -> None:
    """As in a notebook: over a number of epochs, or the members of a list."""
    made = session(
        "from nnlab import draw\n"
        "def g(epochs):\n"
        "    live, seen = draw.training(epochs), []\n"
        "    for i, member in enumerate(live):\n"
        "        live.show(training=1.0, validation=member)\n"
        "        seen.append([i, member])\n"
        "    return [seen, len(live)]"
    )
    assert call(made, "g", 3).value == [[[0, 0], [1, 1], [2, 2]], 3]
    assert call(made, "g", [0.1, 0.01]).value == [[[0, 0.1], [1, 0.01]], 2]


# Functions of earlier chapters


MINE = "from nnlab.mine import mean_squared_error\ndef f(a, b):\n    return mean_squared_error(a, b)\n"


def test_the_judge_answers_for_earlier_chapters(session: Start) -> None:
    made = session(MINE, "y = mean_squared_error([[1.0]], [[2.0]])", earlier=("mean_squared_error",))
    Y_hat, Y = np.ones((4, 2)), np.zeros((4, 2))
    assert call(made, "f", Y_hat, Y).value == 2.0
    raised = call(made, "f", np.ones((4, 2)), np.ones((3, 3))).raised
    assert raised is not None
    assert raised.type == "ValueError"
    assert raised.line == "return mean_squared_error(a, b)"
    assert call(made, "mean_squared_error", Y, Y).status == "not_attempted"


def test_a_warning_of_the_judges_function_is_one_of_the_call(session: Start) -> None:
    made = session(MINE, earlier=("mean_squared_error",))
    answer = call(made, "f", np.full((2, 2), 1e200), np.zeros((2, 2)))
    assert answer.warnings == ("RuntimeWarning: overflow encountered in square",)


def test_large_questions_are_answered_too(session: Start) -> None:
    made = session(MINE, earlier=("mean_squared_error",))
    assert call(made, "f", np.ones((9000, 1)), np.zeros((9000, 1)), seconds=20.0).value == 1.0


@pytest.mark.skipif("fit_linear_gd" not in exercises.files(), reason="needs chapter 04")
def test_an_endless_question_is_a_timeout(session: Start) -> None:
    made = session(
        "import numpy as np\nfrom nnlab.mine import fit_linear_gd\n"
        "def f(x):\n    return fit_linear_gd(x, x, x, 1e-9, 0.0, 10**12)\ndef g(x):\n    return 1",
        earlier=("fit_linear_gd",),
    )
    assert call(made, "f", np.eye(2), seconds=1.5).status == "timeout"
    assert call(made, "g", 1).value == 1


def test_nothing_else_is_answered(session: Start) -> None:
    made = session("from nnlab import mine\ndef f(a, b):\n    return mine.mean_squared_error(a, b)")
    raised = call(made, "f", np.ones((1, 1)), np.ones((1, 1))).raised
    assert raised is not None
    assert raised.type == "AttributeError"
    forged = (
        "import sys\nworker = None\ndef f(x):\n    import gc\n    for o in gc.get_objects():\n"
        "        if type(o).__name__ == 'Worker': return o.ask('mean_squared_error', (x, x), {})"
    )
    raised = call(session(forged), "f", np.ones((1, 1))).raised
    assert raised is not None
    assert raised.message == "mean_squared_error is no function of an earlier chapter"


def test_mine_finds_the_learners_own_functions_of_this_chapter(session: Start) -> None:
    made = session("from nnlab import mine\ndef f(x):\n    return mine.own(x)\ndef own(x):\n    return x + 5")
    assert call(made, "f", 1).value == 6


def test_planted_functions_hold_for_one_call(session: Start) -> None:
    made = session("def helper(x):\n    return 1\ndef f(x):\n    return helper(x)")
    assert call(made, "f", 3, given={"helper": lambda x: x + 10}).value == 13
    assert call(made, "f", 3).value == 1


# Functions that are handed to a function of the judge's

HANDED = "import numpy as np\nfrom nnlab.mine import mean_squared_error, numerical_gradient\n"
BOTH = ("mean_squared_error", "numerical_gradient")


def test_a_learners_function_can_be_handed_over(session: Start) -> None:
    """As a gradient check does; the function asks the judge itself while it is called."""
    made = session(
        HANDED
        + "def f(W, Y):\n    return numerical_gradient(lambda at: mean_squared_error(at, Y) + at.sum(), W, h=1e-3)",
        earlier=BOTH,
    )
    W, Y = np.array([[1.0, 2.0], [3.0, 5.0]]), np.ones((2, 2))
    np.testing.assert_allclose(call(made, "f", W, Y).value, (W - Y) + 1, rtol=1e-9)


def test_a_handed_function_that_raises_shows_the_learners_line(session: Start) -> None:
    made = session(
        HANDED
        + "def loss(W):\n    return open('nothing')  # here\ndef f(W):\n    return numerical_gradient(loss, W, 1e-3)\n"
        "def g(W):\n    try:\n        numerical_gradient(loss, W, 1e-3)\n    except FileNotFoundError:\n        return 7",
        earlier=BOTH,
    )
    raised = call(made, "f", np.ones(2)).raised
    assert raised is not None
    assert (raised.type, raised.line) == ("FileNotFoundError", "return open('nothing')  # here")
    assert call(made, "g", np.ones(2)).value == 7


def test_a_handed_function_that_returns_no_number_is_an_error_of_the_call(session: Start) -> None:
    made = session(HANDED + "def f(W):\n    return numerical_gradient(lambda at: 'text', W, 1e-3)", earlier=BOTH)
    assert call(made, "f", np.ones(2)).status == "raised"


@pytest.mark.parametrize(
    ("loss", "status"),
    [
        ("while True: pass", "timeout"),
        ("import os; os._exit(1)", "crash"),
        ("return numerical_gradient(loss, W, 1e-3)", "raised"),
    ],
    ids=["endless", "ends the process", "endless nesting"],
)
def test_a_handed_function_costs_its_call_alone(session: Start, loss: str, status: str) -> None:
    made = session(
        HANDED
        + f"def loss(W):\n    {loss}\ndef f(W):\n    return numerical_gradient(loss, W, 1e-3)\ndef g(x):\n    return x",
        earlier=BOTH,
    )
    assert call(made, "f", np.ones(2), seconds=2.0).status == status
    assert call(made, "g", 1).value == 1


def test_a_handed_function_and_large_arrays_are_refused(session: Start) -> None:
    made = session(HANDED + "def f(W):\n    return numerical_gradient(np.sum, W, 1e-3)", earlier=BOTH)
    raised = call(made, "f", np.ones(5000)).raised
    assert raised is not None
    assert raised.type == "MemoryError"


# An exercise of this chapter that is not solved


def test_what_is_not_solved_is_answered_for_once_it_is_judged(session: Start) -> None:
    source = "from nnlab import mine\n{}def f(X):\n    return mine.add_bias_column(X)"
    for stub in ("", "def add_bias_column(X):\n    raise NotImplementedError\n"):
        made = session(source.format(stub), own=("add_bias_column",))
        assert call(made, "f", np.zeros((2, 1))).status == "not_attempted"
        made.judged("add_bias_column")
        assert call(made, "f", np.zeros((2, 1))).value.tolist() == [[1, 0], [1, 0]]
