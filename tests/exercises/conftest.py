"""Counts what the tests of this folder see, and prints it as one table at the end of the run."""

from collections import Counter, defaultdict
from importlib import util
from pathlib import Path

import pytest

from nnlab.exercises import load, names

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
BANK = Path(__file__).parent / "bank"


@pytest.fixture
def bank():
    """bank(name): the module of right and wrong answers for one exercise."""

    def load_bank(name):
        spec = util.spec_from_file_location(f"bank_{name}", BANK / f"{name}.py")
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load_bank


@pytest.fixture
def count():
    """count(name, column, amount) adds to the table."""

    def add(name, column, amount=1):
        assert column in COLUMNS
        COUNTS[name][column] += amount

    return add


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
