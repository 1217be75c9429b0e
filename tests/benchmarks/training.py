"""How fast does the engine train on a CPU? The same epochs here, in PyTorch, JAX, scikit-learn, and in plain NumPy.

    uv run --group bench-training tests/benchmarks/training.py

Every library takes its turn in every round, so that a machine that slows down slows all of them; a ratio is the median over
the rounds of PyTorch's time divided by the other's in the same round. With one thread it is the processor's time that
counts, which other work on the machine disturbs least; with two the time that passed, and the machine rests between two
libraries, since threads that still wait for work make the next one look slow.

"share" is the rate of the multiplications and additions that training needs, as a part of the rate that a large matrix
product reached in the same round. The results go into tests/benchmarks/results/, with a plot.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
NETS = ((64, 32, 10), (784, 128, 10), (784, 512, 512, 10))
BATCHES = (32, 128, 1024)
# What is to be reached, PyTorch's time divided by the engine's, on one thread.
TARGETS = {
    (NETS[0], 32): 11.0, (NETS[0], 128): 9.0, (NETS[0], 1024): 4.5,
    (NETS[1], 32): 3.5, (NETS[1], 128): 2.1, (NETS[1], 1024): 1.2,
    (NETS[2], 32): 1.5, (NETS[2], 128): 1.1, (NETS[2], 1024): 1.0,
}  # fmt: skip
OTHERS = {"training, two threads": 0.95, "prediction": 0.9, "least squares": 12.0, "logistic regression": 4.0}


# --- one process for each number of threads -------------------------------------------------------------------------


def measured(threads: int, count: int) -> dict[str, Any]:
    """All of it, in this process, which has been started with so many threads."""
    import cases
    import torch
    from threadpoolctl import threadpool_info

    torch.set_num_threads(threads)
    rows = []
    for sizes in NETS:
        for batch in BATCHES:
            rows.append(cases.training(sizes, batch, count, threads))
            print(_line(rows[-1], threads), flush=True)
    predictions = [cases.prediction(sizes, count, threads) for sizes in NETS]
    return {
        "threads": threads,
        "training": rows,
        "prediction": predictions,
        "fashion": cases.fashion(threads),
        "solvers": cases.solvers(count, threads) if threads == 1 else None,
        "blas": [
            f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}".strip()
            for pool in threadpool_info()
        ],
    }


def _line(row: dict[str, Any], threads: int) -> str:
    net, parts = "-".join(map(str, row["sizes"])), []
    for name, found in row["libraries"].items():
        low, high = found["quartiles"]
        parts.append(f"{name} {found['ratio']:.2f} ({low:.2f} to {high:.2f})")
    target = TARGETS[tuple(row["sizes"]), row["batch"]] if threads == 1 else OTHERS["training, two threads"]
    return f"{net:16} {row['batch']:5}  target {target:5.2f}  share {row['share']:.0%}  {'  '.join(parts)}"


def started(threads: int, count: int) -> dict[str, Any]:
    """`measured` in a process of its own: the number of threads is fixed when a library is loaded."""
    environment = {
        name: text for name, text in os.environ.items() if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
    }
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[name] = str(threads)
    if threads == 1:
        environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found.json"
        command = [
            sys.executable,
            __file__,
            "--in-this-process",
            str(path),
            "--threads",
            str(threads),
            "--rounds",
            str(count),
        ]
        subprocess.run(command, env=environment, check=True)
        found: dict[str, Any] = json.loads(path.read_text())
    return found


def facts() -> dict[str, Any]:
    """What the numbers came from: names and versions, nothing that tells one machine of a kind from another."""
    cpu = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(errors="replace").splitlines()
        cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), cpu)
    versions = {name: version(name) for name in ("numpy", "torch", "jax", "scikit-learn")}
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None  # how busy the machine was before
    return {"cpu": cpu, "cores": os.cpu_count(), "load": load, "python": platform.python_version(), **versions}


def plot(found: dict[str, Any], path: Path) -> None:
    """One panel a net: PyTorch's time divided by each library's, by batch size, on one thread."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    rows = found["runs"][0]["training"]
    figure, panels = plt.subplots(1, len(NETS), figsize=(11, 3.6), constrained_layout=True)
    for panel, sizes in zip(panels, NETS, strict=True):
        mine = [row for row in rows if tuple(row["sizes"]) == sizes]
        for name, mark in zip(mine[0]["libraries"], "os^Dv", strict=True):
            ratios = [row["libraries"][name]["ratio"] for row in mine]
            panel.loglog(
                [row["batch"] for row in mine], ratios, f"{mark}-", label=name, linewidth=2 if name == "engine" else 1
            )
        panel.loglog(BATCHES, [TARGETS[sizes, batch] for batch in BATCHES], "k_", markersize=14, label="to reach")
        panel.set_title("-".join(map(str, sizes)))
        panel.set_xlabel("batch")
        panel.set_xticks(BATCHES, list(map(str, BATCHES)))
        panel.minorticks_off()
        panel.set_yticks([0.5, 1, 2, 5, 10, 20], ["0.5", "1", "2", "5", "10", "20"])
        panel.grid(color="#d5dbe1")
    panels[0].set_ylabel("times as fast as PyTorch")
    panels[-1].legend(fontsize=8)
    figure.savefig(path, dpi=110)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9, help="rounds that are counted, 7 or more for a claim")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--output", type=Path, default=RESULTS / "training-cpu.json")
    parser.add_argument("--in-this-process", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_this_process:
        options.in_this_process.write_text(json.dumps(measured(options.threads[0], options.rounds)))
        return 0
    found = {**facts(), "rounds": options.rounds, "runs": [started(count, options.rounds) for count in options.threads]}
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    plot(found, options.output.with_suffix(".png"))
    print(f"kept in {options.output} and beside it as a plot")
    return 0


if __name__ == "__main__":
    sys.exit(main())
