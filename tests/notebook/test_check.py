"""check: every way to call it, what it survives, and what it leaves as it was."""

import functools
import os
import random
import sys
import time
import warnings

import numpy as np
import pytest

import nnlab.arrays
from nnlab import check, exercises, mine
from nnlab.calls import run
from nnlab.judge import Report
from nnlab.notebook import check as module
from nnlab.notebook import kernel


def mean_squared_error(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / len(Y)


def wrong(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2)


def in_main(monkeypatch, name, value):
    monkeypatch.setattr(sys.modules["__main__"], name, value, raising=False)


def test_by_function_by_name_and_function_and_either_order():
    assert check(mean_squared_error).outcome == "pass"
    assert check("mean_squared_error", mean_squared_error).outcome == "pass"
    assert check(mean_squared_error, "mean_squared_error").outcome == "pass"
    assert check("mean_squared_error", lambda Y_hat, Y: mean_squared_error(Y_hat, Y)).outcome == "pass"


def test_by_name_alone_in_main(monkeypatch):
    in_main(monkeypatch, "mean_squared_error", mean_squared_error)
    assert check("mean_squared_error").outcome == "pass"
    assert check(" mean_squared_error ").outcome == "pass"


def test_a_function_that_is_not_there(monkeypatch):
    report = check("mean_squared_error")
    assert report.outcome == "missing"
    assert report.possible == exercises.load("mean_squared_error").points
    assert report.summary == (
        "There is no function named mean_squared_error here: run the cell that defines it, or bring it back."
    )
    in_main(monkeypatch, "mean_square_error", mean_squared_error)
    assert check("mean_squared_error").summary.endswith("Did you mean mean_square_error?")


def test_an_unknown_exercise_names_those_near():
    for report in (check("mean_square_error"), check("Mean_Squared_Eror", mean_squared_error)):
        assert report.outcome == "missing"
        assert "Did you mean mean_squared_error" in report.summary


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((lambda z: z,), "no name of its own"),
        ((3,), "without brackets"),
        ((None,), "was given None"),
        ((np.zeros(3),), "without brackets"),
        ((np,), "without brackets"),
        ((np.exp,), "no exercise named exp"),
        (("mean_squared_error", dict), "is a class"),
        (("mean_squared_error", 3), "is an int here"),
        (("mean_squared_error", np.zeros(2)), "is a ndarray here"),
        (("",), "no exercise named"),
    ],
)
def test_what_is_no_function_gets_a_sentence(given, words):
    report = check(*given)
    assert report.outcome == "missing"
    assert words in report.summary
    assert words in str(report)


@pytest.mark.parametrize("seed", [-1, 1.5, "x", None, True])
def test_a_seed_that_is_none(seed):
    assert "seed is" in check(mean_squared_error, seed=seed).summary


def test_another_seed_draws_other_inputs():
    first, second = (check("mean_squared_error", wrong, seed=seed) for seed in (0, 1))
    assert (first.seed, second.seed) == (0, 1)
    assert first.summary != second.summary
    assert first == check("mean_squared_error", wrong)


def test_an_untouched_stub_is_not_attempted():
    def mean_squared_error(Y_hat, Y):
        raise NotImplementedError

    report = check(mean_squared_error)
    assert report.outcome == "not_attempted"
    assert report.earned == 0


@pytest.mark.parametrize("error", [ValueError("x"), SystemExit(3), GeneratorExit(), RecursionError(), MemoryError()])
def test_whatever_it_raises_becomes_a_report(error):
    def mean_squared_error(Y_hat, Y):
        raise error

    assert check(mean_squared_error).outcome in ("error", "memory")


def test_a_keyboard_interrupt_passes():
    def mean_squared_error(Y_hat, Y):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(mean_squared_error)
    assert check("mean_squared_error", wrong).outcome == "fail"  # and the next check is as ever


def test_an_endless_loop_is_stopped_with_a_sentence(monkeypatch):
    exercise = exercises.load("mean_squared_error")
    monkeypatch.setattr(module.exercises, "load", lambda name: _with_seconds(exercise, 0.2))
    monkeypatch.setattr(kernel, "AFTER_ONE_TIMEOUT", 0.1)

    def mean_squared_error(Y_hat, Y):
        n = 1
        while n > 0:
            n = n + 1
        return n

    start = time.perf_counter()
    report = check(mean_squared_error)
    assert report.outcome == "timeout"
    assert report.summary.startswith("It was still running after 0.2 s, so it was stopped in the line `")
    assert report.summary.endswith("`: does the loop's condition ever become false?")
    assert "does the loop's condition ever become false?" in " ".join(str(report).split())
    assert time.perf_counter() - start < 5


def _with_seconds(exercise, seconds):
    from dataclasses import replace

    return replace(exercise, seconds=seconds)


def test_after_one_timeout_the_limit_is_short():
    calls = kernel.Calls(
        _with_seconds(exercises.load("mean_squared_error"), 0.3), lambda *_: time.sleep(0.05) or _spin()
    )
    assert calls((1,)).status == "timeout"
    assert calls.seconds == min(0.3, kernel.AFTER_ONE_TIMEOUT)


def _spin():
    while True:
        pass


def test_a_fault_of_ours_is_said_to_be_ours(monkeypatch):
    def broken(*_):
        raise KeyError("oh")

    monkeypatch.setattr(module, "Carry", broken)
    report = check(mean_squared_error)
    assert report.outcome == "error"
    assert report.summary.startswith("The course failed here, not your function: KeyError: 'oh' (test_check.py, line ")
    assert "could not be checked" in str(report)


def test_an_object_whose_name_cannot_be_asked_for():
    class Awkward:
        def __getattr__(self, name):
            raise RuntimeError("no")

    assert isinstance(check(Awkward()), Report)
    assert isinstance(check("mean_squared_error", Awkward()), Report)


def test_a_callable_object_is_checked_like_a_function():
    class Error:
        def __call__(self, Y_hat, Y):
            return mean_squared_error(Y_hat, Y)

    assert check("mean_squared_error", Error()).outcome == "pass"
    assert check("mean_squared_error", functools.partial(mean_squared_error)).outcome == "pass"


def test_check_inside_the_function_does_not_run_away():
    def mean_squared_error(Y_hat, Y):
        inner.append(check(mean_squared_error))
        return np.sum((Y_hat - Y) ** 2) / len(Y)

    inner = []
    assert check(mean_squared_error).outcome == "pass"
    assert {report.outcome for report in inner} == {"error"}
    assert "leave check out" in inner[0].summary


def test_the_kernel_is_as_it_was(tmp_path, capsys):
    def mean_squared_error(Y_hat, Y):
        print("noise" * 1000)
        np.seterr(all="raise")
        np.set_printoptions(precision=1)
        np.random.seed(1)
        random.seed(1)
        warnings.simplefilter("error")
        os.chdir("/" if os.name != "nt" else "C:\\")
        return np.sum((Y_hat - Y) ** 2) / len(Y)

    np.random.seed(7)
    random.seed(7)
    before = np.geterr(), np.get_printoptions(), warnings.filters[:], os.getcwd(), sys.stdout
    expected = np.random.RandomState(7).random(), random.Random(7).random()
    assert check(mean_squared_error).outcome == "pass"
    assert (np.geterr(), np.get_printoptions(), warnings.filters[:], os.getcwd(), sys.stdout) == before
    assert (np.random.random(), random.random()) == expected
    assert capsys.readouterr().out == ""


def test_a_notebook_that_turns_warnings_into_errors_is_judged_as_any():
    def mean_squared_error(Y_hat, Y):
        np.array([1.0]) / np.array([0.0])
        warnings.warn("harmless", stacklevel=1)
        return np.sum((Y_hat - Y) ** 2) / len(Y)

    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check(mean_squared_error).outcome == "pass"


def test_a_stand_in_is_not_the_learners(capsys):
    report = check(mine.mean_squared_error)
    assert report.outcome == "not_attempted"
    assert "stands in for yours" in report.summary

    def mean_squared_error(Y_hat, Y):
        return mine.mean_squared_error(Y_hat, Y)

    assert check(mean_squared_error).outcome == "not_attempted"


def test_another_device_gets_a_sentence():
    assert 'needs "cpu" or "gpu"' in check(mean_squared_error, device="tpu").summary


def test_without_a_gpu_the_remedy_is_named(monkeypatch):
    monkeypatch.setattr(nnlab.arrays, "gpu_problem", lambda: "CuPy is missing: pip install 'nnlab[gpu]'")
    report = check(mean_squared_error, device="gpu")
    assert report.outcome == "error"
    assert report.summary == "There is no GPU to check on: CuPy is missing: pip install 'nnlab[gpu]'."


def test_on_a_device_the_arrays_are_moved_and_what_changed_there_is_seen(monkeypatch):
    class Device(np.ndarray):
        """Stands for CuPy's arrays."""

    def move(value):
        return tuple(item.copy().view(Device) if isinstance(item, np.ndarray) else item for item in value)

    monkeypatch.setattr(nnlab.arrays, "gpu_problem", lambda: "")
    monkeypatch.setattr(nnlab.arrays, "to_device", move)
    monkeypatch.setattr(nnlab.arrays, "to_host", np.asarray)
    seen = []

    def mean_squared_error(Y_hat, Y):
        seen.append(type(Y))
        return np.sum((np.asarray(Y_hat) - np.asarray(Y)) ** 2) / len(Y)

    def altering(Y_hat, Y):
        result = mean_squared_error(Y_hat, Y)
        Y[0] = 0
        return result

    assert check(mean_squared_error, device="gpu").outcome == "pass"
    assert set(seen) == {Device}
    report = check("mean_squared_error", altering, device="gpu")
    assert [finding.passed for finding in report.findings] == [True, True, True, True, False]


@pytest.mark.parametrize("name", exercises.names())
def test_a_repeated_check_that_passes_costs_little_more_than_its_calls(name):
    """Whatever the machine: some calls train a network, and a busy machine makes all of it slower."""
    exercise = exercises.load(name)
    cases = exercise.cases(0)

    def calls():
        for case in cases:
            run(exercise.reference, case.inputs, dict(case.given))

    assert check(name, exercise.reference).passed
    simple = exercises.load("mean_squared_error").reference
    yardstick = quickest(lambda: check(simple))
    own, checks = quickest(calls), quickest(lambda: check(name, exercise.reference))
    assert checks < 4 * own + 30 * yardstick


def quickest(work):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
