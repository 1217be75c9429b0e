"""What `tests/benchmarks/training.py` measures: training, prediction, the solvers, and Fashion-MNIST to its end.

Every case is a few jobs that take turns, one for each library.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import peers

FLOPS_A_ROUND = 4e9  # of an epoch
MOST_ROWS = 32 * 1024
AT_LEAST = 0.15
REST_SECONDS = 0.2
SAME_LOSS = 1e-3  # the tolerance at which the engine's logistic regression comes below scikit-learn's loss
Job = Callable[[], object]


def flops(sizes: tuple[int, ...], rows: int) -> int:
    """Multiplications and additions in the matrix products of one training step: the slope by X is not among them."""
    products = [d_in * d_out for d_in, d_out in itertools.pairwise(sizes)]
    return 2 * rows * (3 * sum(products) - products[0])


def rounds(jobs: dict[str, Job], count: int, threads: int) -> dict[str, list[float]]:
    """The seconds of one call of each job in each round, in turns.

    In a round a job is called until AT_LEAST seconds have passed, so that what the job before it left in the caches does not
    count. One round is not counted.
    """
    clock = time.process_time if threads == 1 else time.perf_counter
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    calls = dict.fromkeys(jobs, 1)
    for number in range(-1, count):
        for name, job in jobs.items():
            if threads > 1:
                time.sleep(REST_SECONDS)
            start = clock()
            for _ in range(calls[name]):
                job()
            seconds = (clock() - start) / calls[name]
            if number < 0:
                calls[name] = max(1, round(AT_LEAST / max(seconds, 1e-9)))
            else:
                taken[name].append(seconds)
    return taken


def compared(taken: dict[str, list[float]], to: str) -> dict[str, Any]:
    """For each job its median seconds, and by how much `to` takes longer: median and quartiles of the rounds."""
    rows = {}
    for name, seconds in taken.items():
        low, middle, high = statistics.quantiles([b / a for a, b in zip(seconds, taken[to], strict=True)], n=4)
        rows[name] = {"seconds": statistics.median(seconds), "ratio": middle, "quartiles": [low, high]}
    return rows


def training(sizes: tuple[int, ...], batch: int, count: int, threads: int) -> dict[str, Any]:
    n = max(16, round(FLOPS_A_ROUND / flops(sizes, batch))) * batch
    n = min(n, MOST_ROWS)
    n -= n % batch
    X, y = peers.made_up(sizes, n)
    square = np.random.default_rng(0).random((1024, 1024), dtype=np.float32)
    jobs = {name: make(sizes, X, y, batch) for name, make in peers.CPU.items()} | {"product": lambda: square @ square}
    taken = rounds(jobs, count, threads)
    share = statistics.median(
        (flops(sizes, n) / a) / (2 * 1024**3 / b) for a, b in zip(taken["engine"], taken["product"], strict=True)
    )
    del taken["product"]
    return {"sizes": sizes, "batch": batch, "rows": n, "share": share, "libraries": compared(taken, "PyTorch")}


def prediction(sizes: tuple[int, ...], count: int, threads: int) -> dict[str, Any]:
    """Scores of 8192 rows at once."""
    import torch

    from nnlab.engine import fit
    from nnlab.reference.multilayer_networks import init_params

    X, y = peers.made_up(sizes, 8192)
    fitted = fit(init_params(list(sizes), 0), X, y, epochs=0, dtype="float32")
    inputs, model = torch.from_numpy(X), peers.torch_model(sizes)

    def pytorch() -> None:
        with torch.no_grad():
            model(inputs)

    taken = rounds({"engine": lambda: fitted.scores(X), "PyTorch": pytorch}, count, threads)
    return {"sizes": sizes, "rows": len(X), "libraries": compared(taken, "PyTorch")}


def solvers(count: int, threads: int) -> dict[str, Any]:
    """Least squares on 1,000,000 x 50, and logistic regression on 569 x 30, to one loss."""
    from sklearn.linear_model import LogisticRegression

    from nnlab.data import breast_cancer
    from nnlab.engine import least_squares, logistic_regression
    from nnlab.engine.places import operations_for
    from nnlab.engine.run import Method
    from nnlab.engine.trainer import Trainer
    from nnlab.reference.gradient_descent import gradient_step, mse_gradient
    from nnlab.reference.linear_regression import standardize

    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(1_000_000, 50)), rng.normal(size=(1_000_000, 1))
    W = np.zeros((50, 1))
    method = Method("identity", "squared_error", 0.01, 0.0)
    trainer = Trainer(operations_for(X), [(W, np.zeros(1))], X, Y, "float64", method, len(X))
    jobs: dict[str, dict[str, Job]] = {
        "least squares": {
            "engine": lambda: least_squares(X, Y),
            "numpy.linalg.lstsq": lambda: np.linalg.lstsq(X, Y, rcond=None),
        },
        "full-batch step": {
            "engine": lambda: trainer.epoch(None),
            "NumPy, plain": lambda: gradient_step(W, mse_gradient(X, Y, W), 0.01),
        },
    }
    cancer = breast_cancer()
    X_cancer, y_cancer = standardize(cancer.features)[0], cancer.malignant
    peer = LogisticRegression(C=1.0, solver="lbfgs")
    # To scikit-learn's loss or below, and with more exact weights, as far as the engine goes unless it is told otherwise.
    for name, tolerance in (("logistic regression", SAME_LOSS), ("logistic regression, exact", 1e-8)):
        jobs[name] = {
            "engine": partial(logistic_regression, X_cancer, y_cancer, l2=1.0, tolerance=tolerance),
            "scikit-learn, lbfgs": lambda: peer.fit(X_cancer, y_cancer),
        }
    peer.fit(X_cancer, y_cancer)
    z = peer.decision_function(X_cancer)
    loss = np.logaddexp(0, np.where(y_cancer == 1, -z, z)).sum() + (peer.coef_**2).sum() / 2
    found = {}
    for name, both in jobs.items():
        other = next(key for key in both if key != "engine")
        found[name] = compared(rounds(both, count, threads), other)
    mine = logistic_regression(X_cancer, y_cancer, l2=1.0, tolerance=SAME_LOSS).loss
    if mine > loss:
        raise ValueError(f"the engine's loss {mine} is above scikit-learn's {loss}: a lower SAME_LOSS is needed")
    return {**found, "losses": {"engine": mine, "scikit-learn": float(loss)}}


def fashion(threads: int) -> dict[str, Any]:
    """All 60,000 pictures of Fashion-MNIST: ten epochs at rate 0.1, four at 0.01, in batches of 32; the same in PyTorch."""
    import torch

    from nnlab.data import fashion_full
    from nnlab.engine import fit
    from nnlab.reference.multilayer_networks import init_params

    sizes, schedule = (784, 128, 10), ((0.1, 10), (0.01, 4))
    data = fashion_full()
    (X, y), (X_test, y_test) = ((part.rows().astype(np.float32), part.labels) for part in (data.train, data.test))
    clock = time.process_time if threads == 1 else time.perf_counter

    start, params = clock(), init_params(list(sizes), 0)
    for rate, epochs in schedule:
        fitted = fit(params, X, y, learning_rate=rate, epochs=epochs, seed=round(1 / rate), dtype="float32")
        params = fitted.params
    found = {"engine": {"seconds": clock() - start, "accuracy": fitted.accuracy(X_test, y_test)}}

    start, model = clock(), peers.torch_model(sizes)
    for rate, epochs in schedule:
        epoch = peers.pytorch(sizes, X, y, 32, model=model, rate=rate)
        for _ in range(epochs):
            epoch()
    seconds = clock() - start
    with torch.no_grad():
        right = model(torch.from_numpy(X_test)).argmax(1).numpy() == y_test
    found["PyTorch"] = {"seconds": seconds, "accuracy": float(right.mean())}
    return {"sizes": sizes, "schedule": schedule, "libraries": found}
