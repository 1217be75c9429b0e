"""`import nnlab` costs next to nothing: what is heavy is imported when it is used.

The modules are counted, since they are the same on every machine. A time is measured too, with a generous limit:
the promise is 60 ms more than `import numpy`.
"""

import json
import subprocess
import sys

HEAVY = {
    "matplotlib",
    "IPython",
    "rich",
    "sqlite3",
    "ctypes",
    "importlib.metadata",
    "numpy",
    "nnlab.judge",
    "anywidget",
}


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def modules_after(statement):
    return set(json.loads(run(f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))")))


def test_import_nnlab_imports_nothing_heavy():
    assert not HEAVY & modules_after("import nnlab")
    assert len(modules_after("import nnlab") - modules_after("import importlib, typing")) <= 3


def test_figures_and_widgets_are_there_before_what_draws_them():
    assert not {"numpy", "matplotlib", "anywidget", "traitlets", "nnlab.exercises"} & modules_after("import nnlab.draw")


def test_what_the_lessons_import_draws_in_no_plotting_and_no_shell():
    loaded = modules_after("from nnlab import check, hint, reveal, progress, mine")
    assert "nnlab.judge" in loaded
    assert not (HEAVY - {"numpy", "nnlab.judge", "ctypes", "importlib.metadata"}) & loaded


def test_it_costs_at_most_60_ms_more_than_numpy(record_property):
    timed = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
    cost = min(float(run("import numpy; " + timed.format("nnlab"))) for _ in range(3))
    record_property("import_nnlab_ms", round(1000 * cost, 2))
    assert cost < 0.060
