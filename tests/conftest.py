"""The long tests first. What the tests of exercises see is counted, in all their processes, for one table at the end."""

import os
import sys
from collections import Counter, defaultdict

import pytest

from nnlab.exercises import files, load, names
from nnlab.judge import Exercise

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


def pytest_collection_modifyitems(items):
    """Long tests begin first: one that began last would leave the other processes idle until its end."""
    items.sort(key=lambda item: not takes_long(item))


def takes_long(item):
    """It is marked so, or it runs answers to an exercise that is allowed more time than most."""
    name = item.callspec.params.get("name") if hasattr(item, "callspec") else None
    return item.get_closest_marker("long") is not None or (name in files() and load(name).seconds > Exercise.seconds)


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
