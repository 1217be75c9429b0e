"""The engine computes what the reference computes: for everything that can be chosen."""

import importlib.util

import numpy as np
import pytest
from small import N, apart, network, problem, train

from nnlab.engine import DivergenceWarning, blas, fit
from nnlab.engine.losses import CrossEntropy
from nnlab.reference.gradient_descent import numerical_gradient
from nnlab.reference.linear_regression import mean_squared_error
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.softmax_regression import cross_entropy_from_scores, one_hot

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu")
LOSSES = ("cross_entropy", "squared_error")
CLOSE = {"float32": 2e-5, "float64": 1e-12}


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("batch_size", [1, 7, N, 2 * N])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_choice(activation, loss, batch_size, dtype):
    """7 does not divide 37: the last batch is short, and counts by its own length."""
    (X, y), params = problem(loss), network()
    options = {
        "activation": activation,
        "loss": loss,
        "batch_size": batch_size,
        "learning_rate": 0.01,
        "epochs": 3,
        "seed": 5,
    }
    found = fit(params, X, y, dtype=dtype, **options)
    assert {array.dtype for layer in found.params for array in layer} == {np.dtype(dtype)}
    assert apart(found.params, train(params, X, y, **options)) < CLOSE[dtype]


@pytest.mark.parametrize("hidden", [(), (1,), (6,), (5, 5, 5), (4, 3, 6, 2)], ids=str)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_depth(hidden, loss):
    (X, y), params = problem(loss), network(hidden)
    options = {"activation": "tanh", "loss": loss, "batch_size": 10, "epochs": 4}
    assert apart(fit(params, X, y, **options).params, train(params, X, y, **options)) < 1e-12


@pytest.mark.parametrize("batch_size", [8, N])
@pytest.mark.parametrize("momentum", [0.5, 0.9])
def test_momentum(momentum, batch_size):
    (X, y), params = problem(), network()
    options = {"momentum": momentum, "batch_size": batch_size, "epochs": 6}
    assert apart(fit(params, X, y, **options).params, train(params, X, y, **options)) < 1e-12


@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("batch_size", [1500, 2500])
def test_batches_that_are_computed_in_blocks(batch_size, loss, momentum):
    """2500 rows in batches of 1500 and 1000, or in one: more than the 1024 that are computed at once."""
    (X, y), params = problem(loss, n=2500), network()
    options = {"loss": loss, "batch_size": batch_size, "momentum": momentum, "epochs": 3}
    assert apart(fit(params, X, y, **options).params, train(params, X, y, **options)) < 1e-12


def test_data_that_fill_many_runs():
    """20000 rows are gathered in several runs; the last is shorter and ends with a short batch."""
    (X, y), params = problem(n=20011), network()
    options = {"batch_size": 32, "epochs": 1}
    assert apart(fit(params, X, y, **options).params, train(params, X, y, **options)) < 1e-11


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize(("by_row", "by_all", "in_range"), [(0, 0, {True}), (100, 0, {True, False}), (0, 300, {False})])
def test_scores_of_any_size(by_row, by_all, in_range, momentum, dtype, monkeypatch):
    """Small scores go without their largest; where one turns out to be large, the run is done again with it.

    What is added to all scores of a row changes neither its probabilities nor the steps.
    """
    (X, y), [(W, b)] = problem(n=50_000), network(())
    X[:40_000] *= 0.01  # the first run of batches, at least
    answers, real = [], CrossEntropy.in_range
    monkeypatch.setattr(CrossEntropy, "in_range", lambda loss: answers.append(real(loss)) or answers[-1])
    options = {"batch_size": 100, "epochs": 2, "momentum": momentum, "shuffle": False}
    [(W_found, b_found)] = fit([(W + by_row, b + by_all)], X, y, dtype=dtype, **options).params
    assert set(answers) == in_range
    assert apart([(W_found - by_row, b_found - by_all)], train([(W, b)], X, y, **options)) < CLOSE[dtype] * 50


def test_scores_that_overflow_end_as_a_divergence():
    """The run that goes without the largest scores has no last word: with them the loss is not finite either."""
    (X, y), params = problem(n=3000), network()
    with pytest.warns(DivergenceWarning, match="epoch 1"):
        found = fit(params, X * 1e200, y, batch_size=100, epochs=2)
    assert apart(found.params, params) == 0


def test_without_shuffling_rows_come_as_they_lie():
    (X, y), params = problem(), network()
    options = {"shuffle": False, "batch_size": 10, "epochs": 2}
    assert apart(fit(params, X, y, **options).params, train(params, X, y, **options)) < 1e-12


def test_one_hot_rows_are_labels():
    (X, y), params = problem(), network()
    assert apart(fit(params, X, one_hot(y, 3)).params, fit(params, X, y).params) == 0


def test_the_losses_are_those_before_each_step():
    """One batch an epoch: the first loss belongs to the params that went in, the second to those after one step."""
    for loss in LOSSES:
        (X, y), params = problem(loss), network()
        history = fit(params, X, y, loss=loss, batch_size=N, epochs=2, learning_rate=0.01).history
        once = train(params, X, y, loss=loss, batch_size=N, epochs=1, learning_rate=0.01)
        for found, weights in zip(history.losses, (params, once), strict=True):
            Z = forward(weights, X, "relu")[0][-1]
            expected = (
                mean_squared_error(Z, y) if loss == "squared_error" else cross_entropy_from_scores(Z, one_hot(y, 3))
            )
            assert found == pytest.approx(expected, rel=1e-12)


def test_the_loss_of_an_epoch_counts_rows_not_batches():
    """A rate so small that nothing moves: the mean over all rows, though the last batch is short."""
    (X, y), params = problem(), network()
    (found,) = fit(params, X, y, batch_size=10, epochs=1, learning_rate=1e-13).history.losses
    assert found == pytest.approx(cross_entropy_from_scores(forward(params, X, "relu")[0][-1], one_hot(y, 3)), rel=1e-9)


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_step_is_the_slope_by_central_differences(activation, loss):
    """An oracle that knows no backward pass."""
    (X, y), params = problem(loss), network((4,))
    after = fit(params, X, y, activation=activation, loss=loss, batch_size=N, epochs=1, learning_rate=1e-3).params
    for i in range(len(params)):
        for j in range(2):

            def loss_of(array, i=i, j=j):
                moved = [list(layer) for layer in params]
                moved[i][j] = array
                Z = forward(moved, X, activation)[0][-1]
                return (
                    mean_squared_error(Z, y) if loss == "squared_error" else cross_entropy_from_scores(Z, one_hot(y, 3))
                )

            slope = numerical_gradient(loss_of, params[i][j], 1e-5)
            np.testing.assert_allclose((params[i][j] - after[i][j]) / 1e-3, slope, rtol=1e-6, atol=1e-8)


@pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="PyTorch is not installed: group bench-training has it"
)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_the_same_as_autograd(activation, loss):
    import torch

    (X, y), params = problem(loss), network()
    leaves = [[torch.tensor(array, requires_grad=True) for array in layer] for layer in params]
    optimizer = torch.optim.SGD([leaf for layer in leaves for leaf in layer], lr=0.05, momentum=0.9)
    inputs, targets = torch.tensor(X), torch.tensor(y)
    for _ in range(5):
        A = inputs
        for i, (W, b) in enumerate(leaves):
            A = A @ W + b
            A = getattr(torch, activation)(A) if i < len(leaves) - 1 else A
        cost = (
            torch.nn.functional.cross_entropy(A, targets)
            if loss == "cross_entropy"
            else ((A - targets) ** 2).sum(1).mean()
        )
        optimizer.zero_grad()
        cost.backward()
        optimizer.step()
    found = fit(
        params, X, y, activation=activation, loss=loss, learning_rate=0.05, momentum=0.9, batch_size=N, epochs=5
    )
    assert apart(found.params, [[leaf.detach().numpy() for leaf in layer] for layer in leaves]) < 1e-12


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_where_blas_cannot_be_reached(momentum, monkeypatch):
    monkeypatch.setattr(blas, "product_for", lambda dtype: None)
    (X, y), params = problem(), network()
    options = {"momentum": momentum, "batch_size": 10, "epochs": 3}
    assert apart(fit(params, X, y, **options).params, train(params, X, y, **options)) < 1e-12


def test_the_same_seed_the_same_weights():
    (X, y), params = problem(), network()
    first, again, other = (fit(params, X, y, seed=seed, batch_size=8, epochs=3).params for seed in (4, 4, 5))
    assert apart(first, again) == 0
    assert apart(first, other) > 1e-4


def test_no_argument_is_changed():
    (X, y), params = problem(), network()
    before = [array.copy() for array in (X, y, *(array for layer in params for array in layer))]
    fit(params, X, y, validation=(X, y), epochs=2)
    after = (X, y, *(array for layer in params for array in layer))
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))


@pytest.mark.parametrize(
    "view",
    [
        lambda X: X[:, ::-1],
        lambda X: np.asfortranarray(X),
        lambda X: (10 * X).astype(int),
        lambda X: X.tolist(),
        lambda X: X.astype("f"),
    ],
    ids=["reversed", "columns", "whole numbers", "lists", "float32"],
)
def test_rows_of_any_kind(view):
    (X, y), params = problem(), network()
    expected = train(params, np.asarray(view(X), dtype=float), y, batch_size=8, epochs=2)
    assert apart(fit(params, view(X), y, batch_size=8, epochs=2).params, expected) < 1e-12
