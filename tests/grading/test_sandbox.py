"""The sandbox: what a learner's code cannot reach, in each kind; and what it still can do."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from making import notebook

from nnlab import exercises
from nnlab.errors import NnlabError
from nnlab.grading import sandbox
from nnlab.grading.notebooks import parse
from nnlab.grading.session import CannotRunError, Limits, Session
from nnlab.grading.stage import Stage
from nnlab.grading.worker import landlock, seccomp
from nnlab.grading.workers import Nursery, close_nurseries, worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandboxes are Linux's")

KINDS = ("bubblewrap", "landlock")
Start = Callable[..., Session]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    assert sandbox.problem(request.param) == ""
    return request.param


@pytest.fixture
def shut_in(kind: str, stage: Stage) -> Iterator[Start]:
    """Starts a session in the sandbox with the given cells."""
    started: list[Session] = []

    def start(*cells: str | dict[str, Any], earlier: tuple[str, ...] = (), memory: int = 1024) -> Session:
        made = Session(parse(notebook(*cells)), ("own",), earlier, Limits(memory=memory), stage.place(kind))
        started.append(made)
        made.start()
        return made

    yield start
    for one in started:
        one.__exit__(None, None, None)
    close_nurseries()
    assert [path.name for path in stage.root.iterdir()] == ["code"]


def call(session: Session, name: str, *inputs: Any, seconds: float = 5.0) -> Any:
    return session.call(name, inputs, {}, seconds)


REACHING = {
    "a file": "return open('/etc/passwd').read()",
    "a file by number": "import os; return os.open('/etc/passwd', 0)",
    "the grader's code": "import nnlab.calls.run as r; return open(r.__file__).read()",
    "a file of its own": "return open('/tmp/mine', 'w').write('x')",
    "a temporary file": "import tempfile; return tempfile.TemporaryFile().fileno()",
    "the list of a folder": "import os; return os.listdir('/')",
    "whether a file is there": "import os; os.stat('/etc/passwd'); return 1",
    "its folder": "import os; return os.getcwd()",
    "a process": "import os; return os.fork()",
    "a program": "import os; return os.execv('/bin/true', ['true'])",
    "another program": "import subprocess; return subprocess.run(['true']).returncode",
    "its parent": "import os; os.kill(os.getppid(), 9)",
    "its group": "import os; os.killpg(0, 9)",
    "everybody": "import os; os.kill(-1, 9)",
    "itself": "import os; os.kill(os.getpid(), 9)",
    "a socket": "import _socket; return _socket.socket().fileno()",
    "a pipe": "import os; return os.pipe()",
    "more memory by limits": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "a pipe's copy": "import os; return os.dup(3)",
    "numpy's reader": "import numpy as np; return np.fromfile('/etc/passwd', dtype=np.uint8)",
    "numpy's memory map": "import numpy as np; return np.memmap('/etc/passwd')",
    "a library": "import ctypes; return ctypes.CDLL('libthread_db.so.1')._name",
    "a module that is not loaded": "import sqlite3; return 1",
    "a package": "import pip; return 1",
    "an environment's home": "import os; return open(os.path.expanduser('~/x')).read()",
}


@pytest.mark.parametrize("body", REACHING.values(), ids=REACHING.keys())
def test_it_cannot_reach(shut_in: Start, body: str) -> None:
    made = shut_in(f"def f():\n    {body}\ndef good(x):\n    return x + 1")
    assert call(made, "f").status == "raised"
    assert call(made, "good", 1).value == 2


SYSTEM_CALLS = {
    "open": (2, "b'/etc/passwd', 0, 0"),
    "openat": (257, "-100, b'/etc/passwd', 0, 0"),
    "fork": (57, ""),
    "vfork": (58, ""),
    "clone without a thread": (56, "0, 0, 0, 0, 0"),
    "kill": (62, "1, 0"),
    "tgkill": (234, "1, 1, 0"),
    "socket": (41, "1, 1, 0"),
    "ptrace": (101, "0, 0, 0, 0"),
    "process_vm_readv": (310, "1, 0, 0, 0, 0, 0"),
    "pidfd_open": (434, "1, 0"),
    "pidfd_getfd": (438, "3, 3, 0"),
    "io_uring_setup": (425, "8, 0"),
    "bpf": (321, "0, 0, 0"),
    "mount": (165, "0, 0, 0, 0, 0"),
    "unshare": (272, "0x10000000"),
    "prctl": (157, "1, 0, 0, 0, 0"),
    "memfd_create": (319, "b'x', 0"),
    "sendmsg": (46, "3, 0, 0"),
    "fcntl": (72, "3, 0, 0"),
    "userfaultfd": (323, "0"),
    "keyctl": (250, "0, 0, 0, 0, 0"),
    "setrlimit": (160, "9, 0"),
    "prlimit64": (302, "0, 9, 0, 0"),
    "shmget": (29, "0, 4096, 0"),
}


@pytest.mark.skipif(
    "sys.platform != 'linux' or __import__('platform').machine() != 'x86_64'", reason="numbers of x86_64"
)
def test_no_system_call_that_reaches_out_is_allowed(shut_in: Start) -> None:
    made = shut_in(
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "def f(calls):\n    found = {}\n    for name, (number, arguments) in calls.items():\n"
        "        value = libc.syscall(number, *eval('[' + arguments + ']'))\n"
        "        found[name] = [value, ctypes.get_errno()]\n    return found"
    )
    answer = call(made, "f", {name: list(what) for name, what in SYSTEM_CALLS.items()})
    assert answer.status == "returned"
    assert {name: tuple(found) for name, found in answer.value.items()} == dict.fromkeys(SYSTEM_CALLS, (-1, 13))


@pytest.mark.skipif("__import__('platform').machine() != 'x86_64'", reason="x86_64 has the other table")
def test_the_other_table_of_system_calls_ends_the_child(shut_in: Start) -> None:
    made = shut_in(
        "import ctypes\ndef f():\n    return ctypes.CDLL(None).syscall(0x40000000 + 39)\ndef g():\n    return 1"
    )
    assert call(made, "f").status == "crash"
    assert call(made, "g").value == 1


FATAL = {
    "os._exit": ("import os\ndef f(x):\n    os._exit(0)", "crash"),
    "abort": ("import os\ndef f(x):\n    os.abort()", "crash"),
    "segfault": ("import ctypes\ndef f(x):\n    return ctypes.string_at(0)", "crash"),
    "endless": ("def f(x):\n    while True: pass", "timeout"),
    "deaf": (
        "import signal, time\nfor s in (2, 15): signal.signal(s, signal.SIG_IGN)\n"
        "def f(x):\n    while True:\n        try: time.sleep(1)\n        except BaseException: pass",
        "timeout",
    ),
    "one array too large": ("import numpy as np\ndef f(x):\n    return np.ones(10**9)", "memory"),
    "a list that grows": ("def f(x):\n    a = []\n    while True: a.append(bytes(10**6))", "memory"),
    "threads without end": (
        "import threading, time\ndef f(x):\n    while True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
        ("raised", "crash", "memory", "timeout"),
    ),
    "rubbish on every descriptor": (
        "import os\ndef f(x):\n    for d in range(30):\n        try: os.write(d, b'\\x05\\0\\0\\0rubbish')\n        except OSError: pass",
        "crash",
    ),
    "descriptors closed": ("import os\ndef f(x):\n    os.closerange(0, 64)", "crash"),
}


@pytest.mark.parametrize(("source", "status"), FATAL.values(), ids=FATAL.keys())
def test_it_costs_one_call(shut_in: Start, source: str, status: str | tuple[str, ...]) -> None:
    made = shut_in(source, "def good(x):\n    return x + 1", memory=512)
    assert call(made, "f", 1, seconds=1.0).status in ((status,) if isinstance(status, str) else status)
    assert call(made, "good", 1).value == 2


HONEST = {
    "linear algebra": "import numpy as np; return float(np.linalg.norm(np.linalg.lstsq(np.eye(3), np.ones(3), rcond=None)[0]))",
    "a singular value decomposition": "import numpy as np; return np.linalg.svd(np.ones((40, 30)))[1]",
    "random numbers": "import numpy as np; return np.random.default_rng(0).normal(size=3)",
    "random numbers without a seed": "import numpy as np; return np.random.default_rng().normal(size=3)",
    "the old random numbers": "import numpy as np; np.random.seed(0); return np.random.rand(3)",
    "Python's random": "import random; return random.random()",
    "einsum": "import numpy as np; return np.einsum('ij,jk->ik', np.ones((3, 4)), np.ones((4, 2)))",
    "a thread": "import threading; t = threading.Thread(target=print); t.start(); t.join(); return 1",
    "sleep": "import time; time.sleep(0.01); return time.time()",
    "a warning": "import warnings; warnings.warn('careful'); return 1",
    "decimal, fractions, statistics": "from fractions import Fraction; import statistics; return statistics.mean([float(Fraction(1, 2))])",
    "dates": "import datetime; return str(datetime.datetime.strptime('2020', '%Y').year)",
    "regular expressions": "import re; return re.sub('a', 'b', 'aaa')",
    "a deep copy": "import copy, numpy as np; return copy.deepcopy([np.ones(2)])",
    "numpy's testing": "import numpy as np; np.testing.assert_allclose(1, 1); return 1",
    "print": "print('x' * 10000, flush=True); return 1",
    "an overflow": "import numpy as np; return np.exp(np.array(1000.0))",
    "another encoding": "return 'é'.encode('latin-1').decode('latin-1')",
}


@pytest.mark.parametrize("body", HONEST.values(), ids=HONEST.keys())
def test_honest_work_goes_on(shut_in: Start, body: str) -> None:
    answer = call(shut_in(f"def f():\n    {body}"), "f")
    assert answer.status == "returned", answer


def test_an_import_that_is_not_there_is_named(shut_in: Start) -> None:
    made = shut_in("def f():\n    import scipy\n    return 1", "import pandas as pd\ndef g():\n    return 2")
    raised = call(made, "f").raised
    assert raised is not None
    assert raised.type == "ModuleNotFoundError"
    assert raised.message.startswith("scipy cannot be imported while notebooks are graded")
    assert call(made, "g").value == 2
    assert "pandas cannot be imported" in made.problems[0][1]


def test_every_call_goes_to_the_same_child_and_a_dead_one_is_replaced(shut_in: Start) -> None:
    made = shut_in(
        "import os\ncount = []\ndef f(x):\n    count.append(x)\n    return len(count)\ndef g(x):\n    os._exit(0)"
    )
    assert [call(made, "f", 0).value for _ in range(3)] == [1, 2, 3]
    assert call(made, "g", 0).status == "crash"
    assert call(made, "f", 0).value == 1


def test_a_dead_nursery_is_replaced(shut_in: Start, stage: Stage, kind: str) -> None:
    made = shut_in("def f(x):\n    return x")
    from nnlab.grading import workers

    (nursery,) = workers._nurseries.values()
    nursery._process.kill()
    nursery._process.wait()
    assert call(made, "f", 1).status in ("crash", "returned")  # the kernel ends what is inside a moment later
    time.sleep(0.2)
    assert call(made, "f", 2).status in ("crash", "returned")
    assert call(made, "f", 3).value == 3


def test_nothing_runs_where_the_doors_cannot_be_shut(
    stage: Stage, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A worker whose confinement fails must end before the learner's first line."""
    broken = tmp_path / "code"
    subprocess.run(["cp", "-r", str(stage.code), str(broken)], check=True)
    file = broken / "nnlab/grading/worker/landlock.py"
    file.write_text(file.read_text().replace("RESTRICT_SELF = 444, 446", "RESTRICT_SELF = 444, 9999"))
    place = stage.place(kind)
    monkeypatch.setattr(stage, "code", broken)
    assert stage.place(kind) != place
    made = Session(parse(notebook("def f(x):\n    return x")), ("own",), (), Limits(), stage.place(kind))
    with made, pytest.raises(CannotRunError):
        made.start()
    close_nurseries()


def test_what_lies_in_bubblewrap(stage: Stage) -> None:
    """Python, its library, numpy, the worker's code: no reference, exercise, solution, submission, gradebook."""
    listing = "import os\nfor place, _, files in os.walk('/'):\n    for file in files: print(os.path.join(place, file))"
    place = stage.place("bubblewrap")
    home = str(Path(__import__("numpy").__file__).parents[1])
    command = sandbox.command("bubblewrap", ["-I", "-S", "-c", listing], place.code, home)
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = [path for path in shown if "nnlab" in path]
    assert ours
    assert all(
        path.startswith(
            ("/code/nnlab/calls/", "/code/nnlab/grading/worker/", "/code/nnlab/__", "/code/nnlab/grading/__")
        )
        for path in ours
    )
    assert not any(f"/{name}.py" in path for path in shown for name in exercises.files())
    assert not any(path.endswith((".ipynb", "gradebook.db", "grades.json")) for path in shown)
    assert not any(
        path.startswith(("/home/", "/root/.ssh", "/proc/", "/sys/", "/etc/passwd", "/var/")) for path in shown
    )
    assert not any("/site-packages/" in path or "/dist-packages/" in path for path in shown)


def test_auto_takes_what_works_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.choose("auto") == "bubblewrap"
    assert sandbox.choose("landlock") == "landlock"
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    assert sandbox.choose("auto") == "landlock"
    with pytest.raises(NnlabError, match="bwrap is missing"):
        sandbox.choose("bubblewrap")
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(NnlabError, match="ask for --sandbox none"):
        sandbox.choose("auto")
    assert sandbox.choose("none") == "none"
    monkeypatch.setattr(seccomp, "available", lambda: False)
    assert "x86_64" in sandbox.problem("landlock")


def test_the_filters_tables_are_whole() -> None:
    for machine, (_, clone, clone3, numbers) in seccomp.MACHINES.items():
        assert len(numbers) == len(seccomp.NAMES)
        there = [number for number in numbers if number >= 0]
        assert len(set(there)) == len(there)
        assert clone not in there
        assert clone3 not in there
        assert len(seccomp.program(machine)) % 8 == 0


def test_a_nursery_that_cannot_start_is_an_error_and_leaves_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "command", lambda *_: [sys.executable, "-c", "pass"])
    with pytest.raises(EOFError):
        Nursery(stage.place("landlock")).child()
    with pytest.raises(EOFError):
        worker(stage.place("landlock"))
    assert [path.name for path in stage.root.iterdir()] == ["code"]
