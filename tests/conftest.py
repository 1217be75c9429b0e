"""Counts what the tests of exercises see, in however many processes they run, and prints it as one table at the end."""

import os
import sys
from collections import Counter, defaultdict

import pytest

from nnlab.exercises import load, names

# Two processes of tests with two threads each would wait for one another on two cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Hundreds of processes are started by these tests. Where this is set, each compiles again all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

COUNTS = defaultdict(Counter)
COLUMNS = (
    "named mistakes",
    "wrong",
    "rejected",
    "named",
    "right",
    "accepted",
    "mutants",
    "killed",
    "equivalent",
    "alive",
)


@pytest.fixture
def count():
    """count(name, column, amount) adds to the table."""

    def add(name, column, amount=1):
        assert column in COLUMNS
        COUNTS[name][column] += amount

    return add


def pytest_sessionfinish(session):
    """In a process of pytest-xdist: hand over what was counted there."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counts"] = {name: dict(counts) for name, counts in COUNTS.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    for name, counts in getattr(node, "workeroutput", {}).get("counts", {}).items():
        COUNTS[name].update(counts)


def pytest_terminal_summary(terminalreporter):
    if not COUNTS:
        return
    write = terminalreporter.write_line
    terminalreporter.section("exercises: what is rejected, named and accepted")
    width = max(map(len, COUNTS)) + 2
    write(" " * width + " ".join(f"{column:>14}" for column in COLUMNS))
    total = Counter()
    for name in names():
        if name in COUNTS:
            counts = COUNTS[name] | Counter({"named mistakes": len(load(name).mistakes)})
            total += counts
            write(name.ljust(width) + " ".join(f"{counts[column]:>14}" for column in COLUMNS))
    write("all".ljust(width) + " ".join(f"{total[column]:>14}" for column in COLUMNS))
