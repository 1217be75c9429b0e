"""Training in other libraries, for comparison: each makes a call that trains one epoch, shuffled, by plain descent in float32.

All get the same data, sizes and batches: a relu network and the mean cross-entropy. What is imported is only what is asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Epoch = Callable[[], object]
RATE = 0.01


def made_up(sizes: Sequence[int], n: int) -> tuple[Array, Array]:
    """(X, y): n rows of pixels from 0 to 1 in float32, and labels."""
    rng = np.random.default_rng(0)
    return rng.random((n, sizes[0]), dtype=np.float32), rng.integers(sizes[-1], size=n)


def engine(sizes: Sequence[int], X: Array, y: Array, batch: int) -> Epoch:
    """This project's engine."""
    from nnlab.engine.places import operations_for
    from nnlab.engine.run import Method
    from nnlab.engine.trainer import Trainer
    from nnlab.reference.multilayer_networks import init_params

    ops = operations_for(X)
    method = Method("relu", "cross_entropy", RATE, 0.0)
    trainer = Trainer(ops, init_params(list(sizes), 0), X, y, "float32", method, batch)
    seeds = iter(range(10**9))
    return lambda: trainer.epoch(ops.order(len(X), next(seeds)))


def reference(sizes: Sequence[int], X: Array, y: Array, batch: int) -> Epoch:
    """The course's own train_epoch, as learners write it."""
    from nnlab.reference.multilayer_networks import init_params
    from nnlab.reference.training import shuffle_together, train_epoch

    params = [[(W.astype(np.float32), b.astype(np.float32)) for W, b in init_params(list(sizes), 0)]]
    Y = np.eye(sizes[-1], dtype=np.float32)[y]
    seeds = iter(range(10**9))

    def epoch() -> None:
        # relu's slope is made of 1.0 and 0.0, in float64: the deltas and steps of this one are, too.
        params[0] = train_epoch(params[0], *shuffle_together(X, Y, next(seeds)), RATE, batch, "relu")
        params[0] = [(W.astype(np.float32), b.astype(np.float32)) for W, b in params[0]]

    return epoch


def pytorch(
    sizes: Sequence[int], X: Array, y: Array, batch: int, *, device: str = "cpu", model: Any = None, rate: float = RATE
) -> Epoch:
    """PyTorch, operation by operation; a model that is given is trained on."""
    import torch

    inputs, labels = torch.from_numpy(X).to(device), torch.from_numpy(y).to(device)
    model = model or torch_model(sizes).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    loss = torch.nn.CrossEntropyLoss()

    def epoch() -> None:
        order = torch.randperm(len(inputs), device=device)
        for start in range(0, len(inputs), batch):
            rows = order[start : start + batch]
            optimizer.zero_grad()
            loss(model(inputs[rows]), labels[rows]).backward()
            optimizer.step()

    return epoch


def torch_model(sizes: Sequence[int]) -> Any:
    import torch

    layers: list[Any] = []
    for d_in, d_out in itertools.pairwise(sizes):
        layers += [torch.nn.Linear(d_in, d_out), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def jax(sizes: Sequence[int], X: Array, y: Array, batch: int, *, device: bool = False) -> Epoch:
    """JAX, the whole epoch compiled as one program; the rows must be a multiple of the batch.

    This is the fastest of the ways tried: one-hot labels, rows gathered before the steps rather than in each, and NumPy's
    order, since on a processor JAX's own costs as much as the training of a small network. On a device JAX draws it there.
    """
    import jax
    import jax.numpy as jnp

    from nnlab.reference.multilayer_networks import init_params

    def loss(params: Any, inputs: Any, targets: Any) -> Any:
        for W, b in params[:-1]:
            inputs = jax.nn.relu(inputs @ W + b)
        logs = jax.nn.log_softmax(inputs @ params[-1][0] + params[-1][1])
        return -(logs * targets).sum(axis=1).mean()

    def step(params: Any, part: Any) -> tuple[Any, Any]:
        value, grads = jax.value_and_grad(loss)(params, *part)
        return jax.tree.map(lambda p, g: p - RATE * g, params, grads), value

    @jax.jit
    def whole(params: Any, order: Any, inputs: Any, targets: Any) -> Any:
        parts = [array[order].reshape(-1, batch, array.shape[1]) for array in (inputs, targets)]
        return jax.lax.scan(step, params, tuple(parts))

    inputs, targets = jnp.asarray(X), jnp.asarray(np.eye(sizes[-1], dtype=np.float32)[y])
    params = [jax.tree.map(lambda a: jnp.asarray(a, jnp.float32), init_params(list(sizes), 0))]
    seeds = iter(range(10**9))

    def epoch() -> None:
        seed = next(seeds)
        if device:
            order: Any = jax.random.permutation(jax.random.key(seed), len(X))
        else:
            order = np.random.default_rng(seed).permutation(len(X))
        params[0], losses = whole(params[0], order, inputs, targets)
        losses.block_until_ready()

    return epoch


def scikit_learn(sizes: Sequence[int], X: Array, y: Array, batch: int) -> Epoch:
    """scikit-learn's MLPClassifier; one partial_fit is one epoch."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        tuple(sizes[1:-1]), solver="sgd", alpha=0.0, batch_size=batch, learning_rate_init=RATE, momentum=0.0,
        nesterovs_momentum=False, random_state=0,
    )  # fmt: skip
    classes = np.arange(sizes[-1])
    return lambda: model.partial_fit(X, y, classes=classes)


CPU = {"engine": engine, "PyTorch": pytorch, "NumPy, plain": reference, "JAX": jax, "scikit-learn": scikit_learn}
