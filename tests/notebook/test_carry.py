"""Carry-on credit in a notebook: the marks, what is left of it afterwards, and what later cells are given."""

import threading
import time

import pytest

from nnlab import check, mine
from nnlab.notebook import kernel, session
from nnlab.notebook.session import is_stand_in
from nnlab.notebook.store import store

WRONG = "def layer_flops(n, d_in, d_out):\n    return n * d_in * d_out\n"
RIGHT = "def layer_flops(n, d_in, d_out):\n    return 2 * n * d_in * d_out + n * d_out\n"
BYTES = (
    "def layer_bytes(n, d_in, d_out, itemsize):\n    return (n * d_in + d_in * d_out + d_out + n * d_out) * itemsize\n"
)
INTENSITY = (
    "def arithmetic_intensity(n, d_in, d_out, itemsize, f=layer_flops):\n"
    "    return layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize)\n"
)


def notebook(*sources):
    names = {"__name__": "a_notebook"}
    for source in sources:
        exec(source, names)
    return names


def test_it_has_all_its_points_and_says_what_was_lent():
    report = check(notebook(WRONG, BYTES, INTENSITY)["arithmetic_intensity"])
    assert (report.outcome, report.earned, report.given) == ("pass", 1.0, ("layer_flops",))
    assert report.summary == "Right, given a right layer_flops."
    assert "Your layer_flops is not right yet, so a right one stood in its place here." in report.notes
    assert store().best()["arithmetic_intensity"].solved


def test_a_right_function_that_was_never_checked_is_not_suspected():
    report = check(notebook(RIGHT, BYTES, INTENSITY.replace("return", "return 1 +"))["arithmetic_intensity"])
    assert (report.outcome, report.given) == ("fail", ())
    assert "layer_flops" not in " ".join(report.notes)


def test_the_notebook_is_as_it_was():
    names = notebook(WRONG, BYTES, INTENSITY)
    function = names["arithmetic_intensity"]
    before, defaults = dict(names), function.__defaults__
    assert check(function).given == ("layer_flops",)
    assert names == before
    assert function.__defaults__ == defaults


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, RecursionError])
def test_it_is_as_it_was_whatever_is_raised_while_another_stands_there(error):
    names = notebook(WRONG, BYTES, INTENSITY)
    names |= {"error": error, "own": type(names["layer_flops"])}
    exec(
        "def arithmetic_intensity(*sizes):\n    if type(layer_flops) is not own:\n        raise error\n    return 0.0",
        names,
    )
    before = dict(names)
    if error is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            check(names["arithmetic_intensity"])
    else:
        check(names["arithmetic_intensity"])
    assert names == before
    assert session.under.check == ""


def test_it_is_as_it_was_when_it_ran_out_of_time(monkeypatch):
    monkeypatch.setattr(kernel.Calls, "__init__", in_a_hurry(kernel.Calls.__init__))
    names = notebook(WRONG, BYTES, INTENSITY)
    names["own"] = type(names["layer_flops"])
    exec(
        "def arithmetic_intensity(*sizes):\n    while type(layer_flops) is not own:\n        pass\n    return 0.0",
        names,
    )
    before = dict(names)
    begin = time.perf_counter()
    assert not check(names["arithmetic_intensity"]).passed
    assert time.perf_counter() - begin > 0.3  # two calls that were stopped
    assert names == before


def in_a_hurry(begin):
    def init(self, exercise, function):
        begin(self, exercise, function)
        self.full = self.seconds = 0.2

    return init


def test_another_thread_that_checks_is_not_disturbed():
    """Each check has functions of a namespace of its own here, as two kernels have."""
    reports = {}

    def work(i):
        reports[i] = check(notebook(WRONG if i % 2 else RIGHT, BYTES, INTENSITY)["arithmetic_intensity"])

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reports[i].given for i in range(4)] == [(), ("layer_flops",)] * 2


def test_later_cells_do_not_get_a_function_that_runs_with_a_wrong_one(capsys):
    names = notebook(WRONG, BYTES, INTENSITY)
    assert check(names["arithmetic_intensity"]).passed
    assert "arithmetic_intensity" not in session.passed
    assert is_stand_in(mine.arithmetic_intensity)
    said = "arithmetic_intensity is right, but not what it calls: the course's own is used.\n"
    assert capsys.readouterr().out == said
    exec(RIGHT, names)
    assert check(names["arithmetic_intensity"]).given == ()
    assert mine.arithmetic_intensity is names["arithmetic_intensity"]


def test_what_stands_in_for_the_learners_is_not_judged():
    """`from nnlab.mine import layer_flops` is the course's own, and right."""
    names = notebook(BYTES)
    names["layer_flops"] = mine.layer_flops
    exec(INTENSITY, names)
    report = check(names["arithmetic_intensity"])
    assert (report.outcome, report.given) == ("pass", ())


def test_a_function_is_not_its_own_help_while_others_are_judged():
    """layer_flops hands on nnlab.mine's: that is no answer, though it works where it is called by another."""
    names = notebook(BYTES)
    names["mine"] = mine
    exec("def layer_flops(*sizes):\n    return mine.layer_flops(*sizes)\n", names)
    exec(INTENSITY.replace("return", "return 1 +"), names)
    report = check(names["arithmetic_intensity"])
    assert (report.outcome, report.given) == ("fail", ("layer_flops",))


def test_a_changed_function_of_the_library_is_lent_too(course):
    (course / "mynn.py").write_text("def layer_flops(n, d_in, d_out):\n    return 7\n", encoding="utf-8")
    names = notebook(BYTES)
    names["layer_flops"] = mine.layer_flops
    exec(INTENSITY, names)
    assert check(names["arithmetic_intensity"]).given == ("layer_flops",)


def test_on_a_gpu_nothing_is_lent(monkeypatch):
    import nnlab.arrays

    monkeypatch.setattr(nnlab.arrays, "gpu_problem", lambda: "")
    monkeypatch.setattr(nnlab.arrays, "to_device", lambda value: value)
    report = check(notebook(WRONG, BYTES, INTENSITY)["arithmetic_intensity"], device="gpu")
    assert (report.outcome, report.given) == ("fail", ())
