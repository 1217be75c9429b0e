"""Carry-on credit in class: the marks of `check`, for every chain of the course; and nothing gained by a trick."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from beside import in_kernel
from making import QUICK, code, helpers, notebook

from nnlab import exercises
from nnlab.calls.planting import uses
from nnlab.exercises.source import solution
from nnlab.grading.feedback import page
from nnlab.grading.marking import Job, mark
from nnlab.grading.result import Result
from nnlab.grading.session import Limits, Session
from nnlab.grading.stage import Stage
from nnlab.grading.submitted import seed_of
from nnlab.grading.workers import close_nurseries
from nnlab.judge import Report


@pytest.fixture(scope="module", autouse=True)
def _nurseries() -> Iterator[None]:
    """None of them is left for the tests that look for what is left."""
    yield
    close_nurseries()


GPU = "11_gpu"  # a small chapter with a chain: arithmetic_intensity calls layer_flops and layer_bytes
WRONG = "def layer_flops(n, d_in, d_out):\n    return n * d_in * d_out"
CREDIT = ("Your layer_flops is not right yet, so a right one stood in its place here.",)


# As good as the reference, and quick: only its own chapter's function is asked for over the pipe.
QUICK_CATS = """def train_cat_network(images, labels, seed):
    X, Y, rng = images_to_rows(images), np.eye(2)[labels.astype(int)], np.random.default_rng(seed)
    W, b = rng.normal(0, np.sqrt(2 / 784), (784, 32)), np.zeros(32)
    V, c = rng.normal(0, np.sqrt(2 / 32), (32, 2)), np.zeros(2)
    for epoch in range(20):
        rate, order = 0.1 if epoch < 15 else 0.01, rng.permutation(len(X))
        for rows in np.split(order, range(16, len(X), 16)):
            A = np.maximum(X[rows] @ W + b, 0)
            Z = A @ V + c
            E = np.exp(Z - Z.max(axis=1, keepdims=True))
            delta = (E / E.sum(axis=1, keepdims=True) - Y[rows]) / len(rows)
            below = (delta @ V.T) * (A > 0)
            V, c = V - rate * A.T @ delta, c - rate * delta.sum(axis=0)
            W, b = W - rate * X[rows].T @ below, b - rate * below.sum(axis=0)
    return [(W, b), (V, c)]
"""


@cache
def chains() -> dict[str, list[str]]:
    """Each exercise that others of its chapter call, with those: by their references, tables and helpers included."""
    found: dict[str, list[str]] = {}
    for name in exercises.names():
        exercise = exercises.load(name)
        before = [other for other in exercises.before(name) if exercises.load(other).chapter == exercise.chapter]
        for other in uses(exercise.reference, before):
            found.setdefault(other, []).append(name)
    return found


def cells(chapter: str, **changed: str) -> tuple[str, list[str]]:
    """(the setup cell, the sources of the exercises), all right but for those that are changed."""
    earlier = [name for name in exercises.names() if exercises.load(name).chapter < chapter]
    mine = f"from nnlab.mine import {', '.join(earlier)}\n" if earlier else ""
    sources = {name: solution(exercises.load(name)) for name in exercises.of_chapter(chapter)}
    return f"import numpy as np\nfrom nnlab import mine\n{mine}{helpers(chapter)}", list((sources | changed).values())


def graded(stage: Stage, chapter: str, /, seconds: float | None = None, **changed: str) -> Result:
    setup, sources = cells(chapter, **changed)
    data = notebook(code(setup, "setup"), *[code(source, "exercise") for source in sources], chapter=chapter)
    result = mark(Job(data, False, "salt", Limits(seconds=seconds), stage.place(QUICK)))
    assert result.status == "graded"
    return result


def of(result: Result, name: str) -> Report:
    return next(report for report in result.reports if report.exercise == name)


def test_the_chains_of_the_course() -> None:
    back = ["backward", "gradient_check", "find_the_bug"]
    assert chains() == {
        "sigmoid": ["sigmoid_prime", "neuron", "neuron_batch"],
        "mse_gradient": ["fit_linear_gd"],
        "gradient_step": ["fit_linear_gd"],
        "predict_probability": ["nll_gradient", "fit_logistic"],
        "nll_gradient": ["fit_logistic"],
        "log_softmax": ["cross_entropy_from_scores"],
        "softmax": ["softmax_gradient", "softmax_jacobian"],
        "relu": ["forward", "predict_proba"],
        "forward": ["predict_proba"],
        "delta_cross_entropy": back,
        "delta_hidden": back,
        "weight_gradient": back,
        "bias_gradient": back,
        "backward": back[1:],
        "relative_error": back[1:],
        "sgd_step": ["momentum_step", "train_epoch"],
        "minibatches": ["train_epoch"],
        "images_to_rows": ["train_cat_network"],
        "layer_flops": ["arithmetic_intensity"],
        "layer_bytes": ["arithmetic_intensity"],
    }


@pytest.mark.parametrize("broken", [*chains()])
def test_who_calls_a_broken_function_keeps_all_points(stage: Stage, broken: str) -> None:
    chapter = exercises.load(broken).chapter
    changed = {"train_cat_network": QUICK_CATS} if chapter == "10_cats" else {}
    result = graded(stage, chapter, **changed, **{broken: f"def {broken}(*args):\n    raise ValueError('broken')\n"})
    assert of(result, broken).earned == 0
    assert result.earned == pytest.approx(result.possible - exercises.load(broken).points)
    for name in chains()[broken]:
        spared = name == "gradient_check" and broken != "relative_error"  # its cases bring a backward of their own
        assert of(result, name).given == (() if spared else (broken,))


HELPED = "def arithmetic_intensity(n, d_in, d_out, itemsize):\n    return {} / layer_bytes(n, d_in, d_out, itemsize)"
CALL = "(n, d_in, d_out)"
# The sources of a notebook, what is lent to arithmetic_intensity, and whether it is right then.
SCENARIOS: dict[str, tuple[dict[str, str], tuple[str, ...], bool]] = {
    "wrong, and right": ({"layer_flops": WRONG}, ("layer_flops",), True),
    "wrong, and wrong": (
        {"layer_flops": WRONG, "arithmetic_intensity": HELPED.format(f"7 + layer_flops{CALL}")},
        ("layer_flops",),
        False,
    ),
    "right, and wrong": ({"arithmetic_intensity": HELPED.format(f"7 + layer_flops{CALL}")}, (), False),
    "not solved": (
        {"layer_flops": "def layer_flops(n, d_in, d_out):\n    raise NotImplementedError"},
        ("layer_flops",),
        True,
    ),
    "not there": ({"layer_flops": ""}, ("layer_flops",), True),
    "no function": ({"layer_flops": "layer_flops = 3"}, ("layer_flops",), True),
    "two of them": (
        {"layer_flops": WRONG, "layer_bytes": "def layer_bytes(*sizes):\n    return 1"},
        ("layer_flops", "layer_bytes"),
        True,
    ),
    "in a helper": (
        {
            "layer_flops": f"{WRONG}\ndef helper(n, d_in, d_out):\n    return layer_flops{CALL}",
            "arithmetic_intensity": HELPED.format(f"helper{CALL}"),
        },
        ("layer_flops",),
        True,
    ),
    "by another name": (
        {"layer_flops": f"{WRONG}\nf = layer_flops", "arithmetic_intensity": HELPED.format(f"f{CALL}")},
        ("layer_flops",),
        True,
    ),
    "as a default": (
        {
            "layer_flops": WRONG,
            "arithmetic_intensity": HELPED.format(f"f{CALL}").replace("itemsize)", "itemsize, f=layer_flops)", 1),
        },
        ("layer_flops",),
        True,
    ),
    "in a table": (
        {"layer_flops": f"{WRONG}\nT = {{'f': layer_flops}}", "arithmetic_intensity": HELPED.format(f"T['f']{CALL}")},
        ("layer_flops",),
        True,
    ),
    "under a name of its own": (
        {
            "layer_flops": WRONG,
            "arithmetic_intensity": HELPED.format(f"layer_flops{CALL}").replace(
                "    return", f"    {WRONG}\n    return".replace("\n    return n", "\n        return n")
            ),
        },
        (),
        False,
    ),
    "defined again, wrong": (
        {"layer_bytes": f"{solution(exercises.load('layer_bytes'))}\n{WRONG}"},
        ("layer_flops",),
        True,
    ),
    "defined again, right": (
        {"layer_flops": f"{WRONG}\n{solution(exercises.load('layer_flops'))}"},
        (),
        True,
    ),
    "bound, then defined again": (
        {
            "layer_flops": f"{WRONG}\nold = layer_flops\n{solution(exercises.load('layer_flops'))}",
            "arithmetic_intensity": HELPED.format(f"old{CALL}"),
        },
        (),
        False,
    ),
    "altered during the call": (
        {
            "layer_flops": WRONG,
            "arithmetic_intensity": HELPED.format(f"layer_flops{CALL}").replace(
                "    return",
                "    global layer_flops\n    f = layer_flops\n    layer_flops = None\n    layer_flops = f\n    return",
            ),
        },
        ("layer_flops",),
        True,
    ),
    "each calls the other": (
        {
            "layer_flops": "def layer_flops(n, d_in, d_out):\n    return arithmetic_intensity(n, d_in, d_out, 1) * layer_bytes(n, d_in, d_out, 1)"
        },
        ("layer_flops",),
        True,
    ),
    "the other function itself": (
        {"layer_flops": WRONG, "arithmetic_intensity": "arithmetic_intensity = layer_flops"},
        (),
        False,
    ),
}


@pytest.mark.parametrize(("changed", "lent", "passes"), SCENARIOS.values(), ids=SCENARIOS.keys())
def test_check_and_grade_agree(stage: Stage, changed: dict[str, str], lent: tuple[str, ...], passes: bool) -> None:
    result = graded(stage, GPU, **changed)
    report = of(result, "arithmetic_intensity")
    assert (report.given, report.passed) == (lent, passes)
    sources = ["import numpy as np\n", *cells(GPU, **changed)[1]]  # the chapter needs nothing of earlier ones
    for one in result.reports:
        if one.outcome == "missing":  # in a kernel there is nothing to call then
            continue
        exercise = exercises.load(one.exercise)
        seed = seed_of("salt", result.sha256, exercise)
        assert in_kernel(exercise, sources, set(), seed) == one


def test_an_own_function_of_an_earlier_chapter_is_lent_too(stage: Stage) -> None:
    own = "def softmax(Z):\n    return np.exp(Z)\n"
    attention = own + solution(exercises.load("attention"))
    result = graded(stage, "12_where_next", attention=attention)
    assert {report.given for report in result.reports} == {("softmax",)}
    assert result.earned == result.possible
    right = solution(exercises.load("softmax")) + solution(exercises.load("attention")).replace(
        "return ", "return 1 + "
    )
    wrong = of(graded(stage, "12_where_next", attention=right), "attention")
    assert (wrong.passed, wrong.given) == (False, ())


def test_large_arguments_are_computed_too(stage: Stage) -> None:
    """More numbers than are answered in the grader's own process."""
    setup = "import numpy as np\nfrom nnlab.mine import sigmoid\n"
    large = "def nll_gradient(X, y, w, b):\n    many = np.tile(X, (3000, 1))\n    p = predict_probability(many, w, b)[: len(X)]\n    return (p - y) @ X, float((p - y).sum())\n"
    sources = ["def predict_probability(X, w, b):\n    return 2.0\n", large]
    data = notebook(
        code(setup, "setup"), *[code(source, "exercise") for source in sources], chapter="05_logistic_regression"
    )
    report = of(mark(Job(data, False, "salt", Limits(), stage.place(QUICK))), "nll_gradient")
    assert (report.outcome, report.given) == ("pass", ("predict_probability",))


def test_a_notebook_that_is_right_is_asked_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> tuple[str, ...]:
        raise AssertionError

    monkeypatch.setattr(Session, "uses", refuse)
    result = graded(stage, GPU)
    assert result.earned == result.possible


def test_it_is_said_wherever_the_mark_is_shown(stage: Stage) -> None:
    result = graded(stage, GPU, layer_flops=WRONG).of("ada", "11.ipynb")
    report = of(result, "arithmetic_intensity")
    assert (report.summary, report.notes) == ("Right, given a right layer_flops.", CREDIT)
    html = page(result)
    assert "right, given a right layer_flops, 1 of 1 point" in html
    assert CREDIT[0] in html
    data = next(one for one in result.as_json()["exercises"] if one["exercise"] == "arithmetic_intensity")
    assert (data["outcome"], data["given"]) == ("pass", ["layer_flops"])
    assert of(Result.from_json(result.as_json()), "arithmetic_intensity") == report


LIE = "import sys\nWorker = sys.modules['nnlab.grading.worker.main'].Worker\n"
ASK = "import sys\nAsked = sys.modules['nnlab.grading.worker.stand_ins'].Asked\n"
NAMES = "(n, d_in, d_out, itemsize)"
# What layer_flops's cell does besides being wrong, and what arithmetic_intensity is then.
TRICKS = {
    "asks for an exercise that is not judged": (
        ASK,
        "    asked = Asked('attainable_flops', layer_flops._ask)(1.0, 2.0, 3.0)\n    return asked\n",
    ),
    "asks for its own answer": (ASK, f"    return Asked('arithmetic_intensity', layer_flops._ask){NAMES}\n"),
    "asks nnlab.mine for its own answer": (
        "from nnlab import mine\n",
        f"    f = layer_flops\n    return mine.arithmetic_intensity{NAMES} if f else 0\n",
    ),
    "says that it uses itself": (
        LIE + "Worker.uses = lambda self, name, among: [name, 'attainable_flops', 'no such']\n",
        f"    return layer_flops{CALL}\n",
    ),
    "says that it uses all": (
        LIE + "Worker.uses = lambda self, name, among: list(among)\n",
        f"    return layer_flops{CALL}\n",
    ),
    "says nonsense": (
        LIE + "Worker.uses = lambda self, *_: [7, None, ['layer_flops']]\n",
        f"    return layer_flops{CALL}\n",
    ),
    "says something else": (LIE + "Worker.uses = lambda self, *_: {'a': 1}\n", f"    return layer_flops{CALL}\n"),
    "dies when it is asked": (
        LIE + "import os\nWorker.uses = lambda self, *_: os._exit(1)\n",
        f"    return layer_flops{CALL}\n",
    ),
    "hands on what is lent": ("", f"    return layer_flops{CALL}\n"),
}


@pytest.mark.parametrize(("first", "body"), TRICKS.values(), ids=TRICKS.keys())
def test_a_trick_earns_nothing(stage: Stage, first: str, body: str) -> None:
    intensity = f"def arithmetic_intensity{NAMES}:\n{body}"
    result = graded(stage, GPU, layer_flops=first + WRONG, arithmetic_intensity=intensity)
    honest = graded(
        stage, GPU, arithmetic_intensity=f"def arithmetic_intensity{NAMES}:\n    return layer_flops{CALL}\n"
    )
    assert of(result, "arithmetic_intensity").earned <= of(honest, "arithmetic_intensity").earned
    assert not of(result, "arithmetic_intensity").passed
    assert not of(result, "layer_flops").passed
    assert of(result, "attainable_flops").passed


def test_a_worker_that_is_silent_when_it_is_asked_costs_its_credit_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnlab.grading.session.USES_SECONDS", 0.5)
    silent = LIE + "import time\nWorker.uses = lambda self, *_: time.sleep(60)\n"
    result = graded(stage, GPU, layer_flops=silent + WRONG)
    assert [of(result, name).passed for name in exercises.of_chapter(GPU)] == [False, True, False, True]


def test_a_wrong_function_earns_its_own_points_at_most(stage: Stage) -> None:
    """It answers rightly as soon as another calls it: that gains what a right one would have gained."""
    clever = (
        "import sys\ndef layer_flops(n, d_in, d_out):\n"
        "    right = sys._getframe(1).f_code.co_name == 'arithmetic_intensity'\n    return 2 * n * d_in * d_out + n * d_out if right else 0\n"
    )
    result = graded(stage, GPU, layer_flops=clever)
    assert result.earned <= result.possible - exercises.load("layer_flops").points + 0.5


HANGS = "def layer_flops(*_):\n    while True: pass\n"


def test_who_calls_a_function_that_hangs_has_time_again(stage: Stage) -> None:
    report = of(graded(stage, GPU, 0.5, layer_flops=HANGS), "arithmetic_intensity")
    assert (report.outcome, report.given) == ("pass", ("layer_flops",))


def test_when_the_submissions_time_is_used_up_nobody_is_judged_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses_of: Callable[..., tuple[str, ...]] = Session.uses
    said = []

    def late(session: Session, name: str, among: tuple[str, ...]) -> tuple[str, ...]:
        session._until = time.monotonic() - 1
        said.append(uses_of(session, name, among))
        return said[-1]

    monkeypatch.setattr(Session, "uses", late)
    result = graded(stage, GPU, layer_flops=WRONG)
    assert [report.given for report in result.reports] == [()] * len(result.reports)
    assert said
    assert set(said) == {()}
    assert not of(result, "arithmetic_intensity").passed
