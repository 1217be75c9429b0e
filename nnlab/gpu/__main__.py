"""python -m nnlab.gpu [FILE]: measures this machine's CPU and GPU, and keeps it where chapter 11 finds it, or in FILE."""

from __future__ import annotations

import sys
from pathlib import Path

from nnlab.arrays import gpu_problem
from nnlab.gpu.kept import RECORDED, keep
from nnlab.gpu.measure import measure
from nnlab.reference.multilayer_networks import init_params
from nnlab.reference.training import train_epoch


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print("usage: python -m nnlab.gpu [FILE]", file=sys.stderr)
        return 2
    problem = gpu_problem()
    if problem:
        print(f"There is no GPU to measure: {problem}.", file=sys.stderr)
        return 1
    path = Path(arguments[0]) if arguments else RECORDED
    measurement = measure(init_params, train_epoch)
    keep(measurement, path)
    print(f"{measurement['gpu']} beside {measurement['cpu']}: kept in {path}")
    for row in measurement["steps"]:
        times = f"CPU {1000 * row['cpu']:.3g} ms, GPU {1000 * row['gpu']:.3g} ms"
        print(f"one step, {row['kind']}, batch of {row['batch_size']}: {times}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
