"""What a CPU and a GPU do with the same network: one measurement, as plain values that can be kept as JSON.

    python -m nnlab.gpu

measures on a machine with CuPy and a GPU, and keeps the result in the package, where chapter 11 finds it.
"""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.arrays import device_facts, gpu_problem, to_device, to_host
from nnlab.gpu.clock import Job, medians
from nnlab.gpu.kept import Measurement

NETWORK = (784, 512, 512, 10)
KINDS = ("float32", "float64")


def measure(init_params: Callable[..., Any], train_epoch: Callable[..., Any], **options: Any) -> Measurement:
    """`measure_machine` and `measure_steps` in one: what is recorded. Options go to whichever has them."""
    of_steps = {key: options.pop(key) for key in ("batches",) if key in options}
    shared = {key: options[key] for key in ("kinds", "samples", "at_least") if key in options}
    return {**measure_machine(**options), "steps": measure_steps(init_params, train_epoch, **of_steps, **shared)}


def measure_machine(
    *,
    kinds: Sequence[str] = KINDS,
    rows: Sequence[int] = (1, 4, 16, 64, 256, 1024, 4096),
    width: int = 1024,
    square: int = 4096,
    copied_bytes: int = 1 << 28,
    moved_bytes: Sequence[int] = (1 << 12, 1 << 16, 1 << 20, 1 << 24, 1 << 28),
    samples: int = 7,
    at_least: float = 0.01,
) -> Measurement:
    """What the CPU and, where there is one, the GPU reach: medians of jobs that take turns.

    `machines`: flop/s of a matrix product of `square` rows and columns, byte/s of copying `copied_bytes`. `layers`: the
    seconds of X W + b with W (width, width), for several numbers of rows. `transfers`: the seconds of moving arrays to the
    GPU and back. The seconds of a device that is not there are None.
    """
    timed = _timed(samples, at_least)
    gpu = not gpu_problem()
    return {
        "date": datetime.date.today().isoformat(),
        **_facts(gpu),
        "samples": samples,
        "network": list(NETWORK),
        "width": width,
        "machines": [row for kind in kinds for row in _machines(timed, kind, square, copied_bytes)],
        "layers": [{"kind": kind, "n": n, **timed(_layer(kind, n, width))} for kind in kinds for n in rows],
        "transfers": [_transfer(size, samples, at_least) for size in moved_bytes] if gpu else [],
    }


def measure_steps(
    init_params: Callable[..., Any],
    train_epoch: Callable[..., Any],
    *,
    kinds: Sequence[str] = KINDS,
    batches: Sequence[int] = (1, 16, 128, 1024, 8192),
    samples: int = 7,
    at_least: float = 0.01,
) -> list[dict[str, Any]]:
    """The seconds of one step of training 784-512-512-10 with tanh, by batch size, on the CPU and where there is one the GPU."""
    timed = _timed(samples, at_least)
    return [
        {"kind": kind, "batch_size": size, **timed(_step(init_params, train_epoch, kind, size))}
        for kind in kinds
        for size in batches
    ]


Place = Callable[[Any], Any]  # puts arrays where they are to be
Timed = Callable[[Callable[[Place], Job]], dict[str, float | None]]


def _timed(samples: int, at_least: float) -> Timed:
    """timed(make): the seconds on each device of the job that make(place) gives."""
    gpu = not gpu_problem()

    def timed(make: Callable[[Place], Job]) -> dict[str, float | None]:
        jobs = {"cpu": make(lambda value: value)}
        if gpu:
            jobs["gpu"] = make(to_device)
        taken = medians(jobs, samples=samples, at_least=at_least)
        return {device: taken.get(device) for device in ("cpu", "gpu")}

    return timed


def _machines(timed: Timed, kind: str, square: int, copied_bytes: int) -> list[dict[str, Any]]:
    """What each device reaches: the two numbers of its roofline."""
    A = np.random.default_rng(0).normal(size=(square, square)).astype(kind)
    source = np.zeros(copied_bytes // np.dtype(kind).itemsize, kind)

    def product(place: Place) -> Job:
        here = place(A)
        return lambda: here @ here

    def copy(place: Place) -> Job:
        here, there = place(source), place(source.copy())

        def job() -> None:
            there[...] = here

        return job

    products, copies = timed(product), timed(copy)
    return [
        {
            "device": device,
            "kind": kind,
            "peak_flops": 2 * square**3 / taken,
            "bandwidth": 2 * source.nbytes / copied,  # read once, written once
        }
        for device in products
        if (taken := products[device]) is not None and (copied := copies[device]) is not None
    ]


def _layer(kind: str, n: int, width: int) -> Callable[[Place], Job]:
    rng = np.random.default_rng(0)
    X, W, b = (rng.normal(size=shape).astype(kind) for shape in [(n, width), (width, width), (width,)])

    def make(place: Place) -> Job:
        X_here, W_here, b_here = place(X), place(W), place(b)
        return lambda: X_here @ W_here + b_here

    return make


def _step(
    init_params: Callable[..., Any], train_epoch: Callable[..., Any], kind: str, size: int
) -> Callable[[Place], Job]:
    rng = np.random.default_rng(0)
    X = rng.random(size=(size, NETWORK[0])).astype(kind)
    Y = np.eye(NETWORK[-1], dtype=kind)[rng.integers(NETWORK[-1], size=size)]
    params = [(W.astype(kind), b.astype(kind)) for W, b in init_params(list(NETWORK), 0)]

    def make(place: Place) -> Job:
        params_here, X_here, Y_here = place(params), place(X), place(Y)
        return lambda: train_epoch(params_here, X_here, Y_here, 0.01, size, "tanh")

    return make


def _transfer(size: int, samples: int, at_least: float) -> dict[str, Any]:
    here = np.zeros(size, np.uint8)
    there = to_device(here)
    jobs: dict[str, Job] = {"there": lambda: to_device(here), "back": lambda: to_host(there)}
    return {"bytes": size, **medians(jobs, samples=samples, at_least=at_least)}


def _facts(gpu: bool) -> dict[str, Any]:
    """What the numbers came from; names and versions, nothing that tells one machine of a kind from another."""
    return {
        "cpu": _cpu(),
        "cpu_cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        **(device_facts() if gpu else {"gpu": None}),
    }


def _cpu() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
