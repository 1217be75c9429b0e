"""How fast does the engine train on a GPU? The same epochs here, in PyTorch in three ways, and in JAX, on one GPU in one run.

    uv run --extra gpu --group bench-training tests/benchmarks/training_gpu.py

Data lie on the GPU, and every library draws the order of the rows there. All compute float32 in full; with --tf32 all may
round factors to TF32. Libraries take turns in every round, and the clock is read when the GPU is done. A ratio is the
median over the rounds of the best other library's time divided by the engine's. "share" is the rate of the multiplications
and additions that training needs, as a part of what cuBLAS reached with large matrices in the same round.

A library that cannot use the GPU here is named with its reason. The results go into tests/benchmarks/results/, and those
without TF32 into the package too, nnlab/gpu/training.json, where chapter 11 finds them.
"""

from __future__ import annotations

import argparse
import datetime
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import peers
from cases import flops

from nnlab.arrays import cublas, device_facts, gpu_problem, synchronize, to_device
from nnlab.gpu.kept import TRAINING, keep

RESULTS = Path(__file__).parent / "results"
CASES = (
    ((64, 32, 10), 32, 32_768), ((64, 32, 10), 128, 65_536), ((64, 32, 10), 1024, 262_144),
    ((784, 128, 10), 32, 32_768), ((784, 128, 10), 128, 65_536), ((784, 128, 10), 1024, 131_072),
    ((784, 512, 512, 10), 32, 32_768), ((784, 512, 512, 10), 128, 65_536), ((784, 512, 512, 10), 1024, 131_072),
    ((784, 4096, 4096, 10), 8192, 131_072),
)  # fmt: skip
Job = Callable[[], object]


def engine(sizes: Any, X: Any, y: Any, batch: int, *, tf32: bool) -> Job:
    """This project's engine, on CuPy's arrays."""
    from nnlab.engine.gpu import GpuOperations
    from nnlab.engine.run import Method
    from nnlab.engine.trainer import Trainer
    from nnlab.reference.multilayer_networks import init_params

    ops = GpuOperations(to_device(np.zeros(1)), tf32=tf32)
    method = Method("relu", "cross_entropy", peers.RATE, 0.0)
    trainer = Trainer(ops, init_params(list(sizes), 0), X, y, "float32", method, batch)
    seeds = iter(range(10**9))

    def epoch() -> None:
        with ops.work():
            trainer.epoch(ops.order(len(X), next(seeds)))

    return epoch


def eager(sizes: Any, X: Any, y: Any, batch: int) -> Job:
    return peers.pytorch(sizes, X, y, batch, device="cuda")


def graphs(sizes: Any, X: Any, y: Any, batch: int) -> Job:
    """PyTorch, one step recorded as a CUDA graph and played back for every batch."""
    import torch

    model = peers.torch_model(sizes).to("cuda")
    step, rows = _step(model, X, y, batch)
    side = torch.cuda.Stream()
    with torch.cuda.stream(side):  # as PyTorch's documentation asks: a few steps before the recording
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return _epoch(graph.replay, rows, len(X), batch)


def compiled(sizes: Any, X: Any, y: Any, batch: int) -> Job:
    """PyTorch, the model compiled."""
    import torch

    model = torch.compile(peers.torch_model(sizes).to("cuda"), mode="reduce-overhead")
    step, rows = _step(model, X, y, batch)
    return _epoch(step, rows, len(X), batch)


def _step(model: Any, X: Any, y: Any, batch: int) -> tuple[Job, Any]:
    """A step on the rows whose numbers stand in the second value."""
    import torch

    inputs, labels = torch.from_numpy(X).to("cuda"), torch.from_numpy(y).to("cuda")
    optimizer, loss = torch.optim.SGD(model.parameters(), lr=peers.RATE), torch.nn.CrossEntropyLoss()
    rows = torch.arange(batch, device="cuda")

    def step() -> None:
        optimizer.zero_grad()
        loss(model(inputs[rows]), labels[rows]).backward()
        optimizer.step()

    return step, rows


def _epoch(step: Job, rows: Any, n: int, batch: int) -> Job:
    import torch

    def epoch() -> None:
        order = torch.randperm(n, device="cuda")
        for start in range(0, n, batch):
            rows.copy_(order[start : start + batch])
            step()

    return epoch


def jax(sizes: Any, X: Any, y: Any, batch: int) -> Job:
    import jax as library

    if library.default_backend() != "gpu":
        raise RuntimeError("JAX sees no GPU: it needs jax[cuda12] or jax[cuda13]")
    return peers.jax(sizes, X, y, batch, device=True)


def set_precision(tf32: bool) -> None:
    """The same for all."""
    import jax as library
    import torch

    torch.backends.cuda.matmul.allow_tf32 = tf32
    library.config.update("jax_default_matmul_precision", "tensorfloat32" if tf32 else "highest")


def seconds(job: Job) -> float:
    import torch

    torch.cuda.synchronize()
    synchronize()
    start = time.perf_counter()
    job()
    torch.cuda.synchronize()
    synchronize()
    return time.perf_counter() - start


def measured(sizes: Any, batch: int, n: int, rounds: int, tf32: bool) -> dict[str, Any]:
    X, y = peers.made_up(sizes, n)
    square, out = (to_device(np.ones((8192, 8192), "float32")) for _ in range(2))
    makers: dict[str, Callable[[], Job]] = {
        "engine": lambda: engine(sizes, X, y, batch, tf32=tf32),
        "PyTorch": lambda: eager(sizes, X, y, batch),
        "PyTorch, CUDA graph": lambda: graphs(sizes, X, y, batch),
        "PyTorch, compiled": lambda: compiled(sizes, X, y, batch),
        "JAX": lambda: jax(sizes, X, y, batch),
        "product": lambda: cublas(tf32=tf32).product((square, square, out), (False, False), (8192,) * 3, 1.0, 0.0),
    }
    jobs: dict[str, Job] = {}
    missing: dict[str, str] = {}
    for name, make in makers.items():
        try:
            jobs[name] = make()
            for _ in range(3):  # compile, record, play back
                jobs[name]()
        except Exception as error:
            if name in ("engine", "product"):
                raise
            jobs.pop(name, None)
            missing[name] = f"{type(error).__name__}: {error}".splitlines()[0]
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            taken[name].append(seconds(job))
    product = taken.pop("product")
    medians = {name: statistics.median(times) for name, times in taken.items()}
    best = min((name for name in medians if name != "engine"), key=medians.__getitem__)
    ratios = statistics.quantiles([b / a for a, b in zip(taken["engine"], taken[best], strict=True)], n=4)
    rates = [(flops(sizes, n) / a) / (2 * 8192**3 / b) for a, b in zip(taken["engine"], product, strict=True)]
    return {
        "sizes": sizes, "batch": batch, "rows": n, "seconds": medians, "missing": missing, "best_other": best,
        "ratio": ratios[1], "quartiles": [ratios[0], ratios[2]], "share": statistics.median(rates),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tf32", action="store_true", help="let all libraries round factors to TF32")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    if problem := gpu_problem():
        print(f"There is no GPU to measure: {problem}.", file=sys.stderr)
        return 1
    set_precision(options.tf32)
    rows = []
    for sizes, batch, n in CASES:
        row = measured(sizes, batch, n, options.rounds, options.tf32)
        rows.append(row)
        others = "  ".join(f"{name} {1e6 * batch * taken / n:.0f} us" for name, taken in row["seconds"].items())
        print(
            f"{'-'.join(map(str, sizes)):18} {batch:5}  {row['ratio']:.2f} of {row['best_other']}  share {row['share']:.0%}  {others}",
            flush=True,
        )
    paths = [options.output or RESULTS / f"training-gpu{'-tf32' if options.tf32 else ''}.json"]
    if not options.output and not options.tf32:
        paths.append(TRAINING)  # the copy that ships with the package, for chapter 11
    found = {
        "date": datetime.date.today().isoformat(),
        **device_facts(),
        **{name: version(name) for name in ("torch", "jax")},
        "tf32": options.tf32,
        "rounds": options.rounds,
        "training": rows,
    }
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        keep(found, path)
        print(f"kept in {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
