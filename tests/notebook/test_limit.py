"""The time limit: it stops what does not end, in any thread, and nothing of it arrives later."""

import sys
import threading
import time

import numpy as np
import pytest

from nnlab.calls.run import OutOfTime
from nnlab.notebook.limit import limited


def endless(x):
    while x > 0:
        x = x + 1
    return x


def stubborn(x):
    for _ in range(3):
        try:
            while True:
                x = x + 1
        except:  # noqa: E722
            pass
    return "never seen as in time"


def test_an_endless_loop_is_stopped_and_the_line_is_named():
    start = time.perf_counter()
    answer = limited(endless, (1,), 0.1)
    assert answer.status == "timeout"
    assert answer.raised is not None
    assert answer.raised.line in ("while x > 0:", "x = x + 1")
    assert time.perf_counter() - start < 5


def test_a_bare_except_does_not_help():
    assert limited(lambda: (stubborn(1), endless(1)), (), 0.05).status == "timeout"


def test_a_loop_around_a_bare_except_is_left_too():
    def forever(x):
        while True:
            try:
                x = abs(x)
            except:  # noqa: E722
                continue

    assert limited(forever, (1,), 0.05).status == "timeout"


def test_what_ends_in_time_is_as_without_a_limit():
    answer = limited(lambda a: a * 2, (np.arange(3),), 5)
    assert answer.status == "returned"
    assert answer.value.tolist() == [0, 2, 4]


def test_it_works_outside_the_main_thread():
    answers = []
    thread = threading.Thread(target=lambda: answers.append(limited(endless, (1,), 0.1)))
    thread.start()
    thread.join(10)
    assert [answer.status for answer in answers] == ["timeout"]


def test_a_keyboard_interrupt_passes():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        limited(interrupted, (), 5)


def test_no_exception_arrives_late():
    """Calls that last about as long as their limit, by the hundred: whatever happens, it happens inside."""

    def spin(seconds):
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        return 1

    seen = set()
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # as many thread switches as can be had
    try:
        for i in range(400):
            limit = 0.001
            seen.add(limited(spin, (limit * (0.5 + i % 20 / 20),), limit).status)
            total = 0
            for k in range(200):  # room for a late one to arrive in
                total += k
            assert total == 19900
    except OutOfTime:
        pytest.fail("OutOfTime escaped")
    finally:
        sys.setswitchinterval(before)
    assert seen == {"returned", "timeout"}


def test_the_watchdog_is_gone_afterwards():
    before = len(sys._current_frames())
    for _ in range(20):
        limited(lambda: None, (), 5)
    limited(endless, (1,), 0.05)
    deadline = time.perf_counter() + 2
    while len(sys._current_frames()) > before and time.perf_counter() < deadline:
        time.sleep(0.01)
    assert len(sys._current_frames()) <= before


def test_planted_functions_reach_the_call():
    names = {}
    exec("def inner():\n    return 1\n\ndef outer():\n    return inner()\n", names)
    assert limited(names["outer"], (), 10.0, {"inner": lambda: 2}).value == 2
    assert limited(names["outer"], (), 10.0).value == 1
