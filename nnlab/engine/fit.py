"""`fit`: trains a network, epoch after epoch, until all are done, it stops early, or it diverges."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.engine import inputs, options
from nnlab.engine.activations import ACTIVATIONS
from nnlab.engine.checkpoint import Checkpoint, fingerprint
from nnlab.engine.losses import LOSSES
from nnlab.engine.numbers import require_fits
from nnlab.engine.places import gpu_operations, operations_for
from nnlab.engine.result import Fit
from nnlab.engine.run import Method
from nnlab.engine.session import Plan, Session
from nnlab.engine.trainer import Trainer
from nnlab.errors import NnlabError
from nnlab.reference.training import train_validation_split


class DivergenceWarning(UserWarning):
    """The loss was no longer a finite number; the text says what to do."""


@np.errstate(all="ignore")
def fit(
    params: Any,
    X: Any,
    y: Any,
    *,
    activation: str = "relu",
    loss: str = "cross_entropy",
    learning_rate: float = 0.1,
    batch_size: int = 32,
    epochs: int = 10,
    momentum: float = 0.0,
    seed: int = 0,
    shuffle: bool = True,
    validation: Any = None,
    patience: int | None = None,
    tolerance: float = 0.0,
    dtype: Any = None,
    device: str | None = None,
    tf32: bool = False,
    checkpoint: str | Path | None = None,
    progress: bool = False,
) -> Fit:
    """Trains params, [(W1, b1), ...], on X (n, d) and y; a Fit holds the new params and how it went.

    For loss "cross_entropy", y holds labels 0 to k - 1, (n,), or one-hot rows, (n, k), and the probabilities are softmax of
    the last scores; for "squared_error", targets (n, k). Both losses are means over the rows. Hidden layers have the
    activation "identity", "sigmoid", "tanh" or "relu".

    Epoch e = 0, 1, ... computes what the reference does in
    `train_epoch(params, *shuffle_together(X, Y, seed + e), learning_rate, batch_size, activation)`, with `momentum_step`
    where there is momentum; the results differ by rounding. A batch_size of n or more is one step an epoch. The same
    arguments give the same params. No argument is changed.

    dtype is "float32" or "float64"; None: that of params. X is copied in that dtype.

    device "gpu" trains on the GPU, and brings the params back to NumPy; without it training is where X lies: CuPy's arrays
    stay on the GPU, params too. There the seed draws other orders than on a CPU. float32 is computed in full; tf32=True allows
    the GPU's faster products of factors with 10 bits of fraction.

    validation is a pair (X_val, y_val), laid out as X and y, or the fraction of the rows, rounded to whole rows, that the seed
    puts aside. With it, the params of the epoch with the lowest validation loss are returned. With patience, training stops once so many epochs have not made the
    validation loss (without validation, the training loss) better by at least tolerance, as in `should_stop`.

    checkpoint names a file, written at the start, after epochs, at most once a second, and at the end. The same call after an
    interruption goes on from there, to the same result; with more epochs it trains on. Where it cannot be written any more
    training goes on, with a CheckpointWarning.

    progress shows the training: in a notebook the curves of the losses, a bar, the time that is left, and a stop, after
    which fit returns what it has so far; on a terminal a line; elsewhere the last words.

    NnlabError says what is wrong with an argument. A loss that is no longer finite ends training with a
    DivergenceWarning; params is then from before.
    """
    layers = inputs.checked_params(params)
    d, k = layers[0][0].shape[0], layers[-1][0].shape[1]
    method = Method(
        options.one_of(activation, ACTIVATIONS, "activation"),
        options.one_of(loss, LOSSES, "loss"),
        options.number(learning_rate, "learning_rate", 0, least_itself=False),
        options.number(momentum, "momentum", 0, below=1),
    )
    batch_size = options.whole(batch_size, "batch_size", 1)
    seed = options.whole(seed, "seed", 0)
    shuffle, tf32, progress = (
        options.flag(value, name) for value, name in ((shuffle, "shuffle"), (tf32, "tf32"), (progress, "progress"))
    )
    dtype = options.dtype_of(layers[0][0].dtype if dtype is None else dtype, inputs.DTYPES)
    if device is not None and not (isinstance(device, str) and device == "gpu"):
        raise NnlabError(f"device is {device!r}; it can be 'gpu', or be left out, to train where X lies.")
    epochs = options.whole(epochs, "epochs", 0)
    patience = None if patience is None else options.whole(patience, "patience", 1)
    tolerance = options.number(tolerance, "tolerance", 0)

    check_y = inputs.checked_labels if loss == "cross_entropy" else inputs.checked_targets
    X = inputs.checked_rows(X, d)
    y = check_y(y, len(X), k)
    X, y, held = _split(X, y, validation, seed)
    if held is not None:
        X_val = inputs.checked_rows(held[0], d, "X_val")
        held = X_val, check_y(held[1], len(X_val), k, "y_val")
    # What a delta is made with is this, and a sum of k exponentials is divided by it.
    if method.learning_rate / min(batch_size, len(X)) < 4 * k * np.finfo(dtype).tiny:
        raise NnlabError(
            f"learning_rate is {method.learning_rate!r}, which is too small for {dtype}; give a larger one."
        )

    arrays = {"X": X, "y": y, **dict(zip(("X_val", "y_val"), held or (), strict=False))}
    for i, (W, b) in enumerate(layers, 1):
        arrays |= {f"W{i}": W, f"b{i}": b}
    ops = gpu_operations(tf32=tf32) if device else operations_for(X, tf32=tf32)
    if device is None:
        inputs.require_together(X, "X", arrays)
    for name, array in arrays.items():
        require_fits(array, dtype, name)
    file = None
    if checkpoint is not None:
        choices = {"batch_size": batch_size, "seed": seed, "shuffle": shuffle, "dtype": dtype}
        where = {"device": type(ops).__name__, "tf32": tf32}
        prints = {name: fingerprint(ops.bring(array)) for name, array in arrays.items()}
        file = Checkpoint(checkpoint, vars(method) | choices | where | prints)
    with ops.work():
        trainer = Trainer(ops, layers, X, y, dtype, method, batch_size)
        everything = ops.move(np.arange(len(X)))
        plan = Plan(
            epochs, patience, tolerance, lambda epoch: ops.order(len(X), seed + epoch) if shuffle else everything
        )
        fitted = Session(trainer, method, plan, held, file).run(progress=progress)
        if device and isinstance(X, np.ndarray):
            fitted = replace(fitted, params=[(ops.bring(W), ops.bring(b)) for W, b in fitted.params])
    if fitted.outcome == "diverged":
        warnings.warn(fitted.message, DivergenceWarning, stacklevel=3)  # errstate is between
    return fitted


def _split(X: Any, y: Any, validation: Any, seed: int) -> tuple[Any, Any, tuple[Any, Any] | None]:
    """(X, y, validation rows or None): what is trained on, and what is not."""
    if validation is None:
        return X, y, None
    if isinstance(validation, tuple | list) and len(validation) == 2:
        return X, y, (validation[0], validation[1])
    fraction = options.number(validation, "validation (unless it is a pair (X_val, y_val))", 0, 1, least_itself=False)
    X, y, X_val, y_val = train_validation_split(X, y, fraction, seed)
    if len(X) == 0 or len(X_val) == 0:
        raise NnlabError(
            f"validation {fraction:g} of {len(X) + len(X_val)} rows leaves no rows on one side; give a pair (X_val, y_val)."
        )
    return X, y, (X_val, y_val)
