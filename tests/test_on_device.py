"""The learner's mathematics on a GPU's arrays, unchanged: rehearsed with arrays that behave like CuPy's; and on a GPU where there is one.

Every function of the chapters that training is made of is here, those that do not run too, each with its reason.
"""

import inspect

import numpy as np
import pytest

from nnlab.arrays import gpu_problem, to_device, to_host
from nnlab.gpu import FarArray, to_far, to_near
from nnlab.judge.compare import Tolerance, right
from nnlab.reference import (
    backpropagation,
    layers_and_networks,
    multilayer_networks,
    one_neuron,
    softmax_regression,
    training,
    where_next,
)

CHAPTERS = (
    one_neuron,
    layers_and_networks,
    softmax_regression,
    multilayer_networks,
    backpropagation,
    training,
    where_next,
)
rng = np.random.default_rng(0)
SIZES = [5, 4, 6, 3]
PARAMS = multilayer_networks.init_params(SIZES, 1)
SHIFTED = [(W + 0.1, b - 0.2) for W, b in PARAMS]
X, Y = rng.normal(size=(7, 5)), np.eye(3)[rng.integers(3, size=7)]
ZS, ACTIVATIONS = multilayer_networks.forward(PARAMS, X, "tanh")
GRADS = backpropagation.backward(PARAMS, ZS, ACTIVATIONS, Y, "tanh")
WRONG = [(dW, 2 * db) for dW, db in GRADS]
Z, x, w = rng.normal(size=(7, 3)), rng.normal(size=5), rng.normal(size=5)
P = softmax_regression.softmax(Z)
Q, K, V = rng.normal(size=(4, 3)), rng.normal(size=(6, 3)), rng.normal(size=(6, 2))

RUNS = {
    "sigmoid": (np.array([[-1000.0, -1.0], [0.0, 1000.0]]),),
    "sigmoid_prime": (Z,),
    "neuron": (x, w, 0.5),
    "neuron_batch": (X, w, 0.5),
    "perceptron_update": (x, 1, w, -9.0),
    "layer": (X, *PARAMS[0]),
    "count_parameters": (SIZES,),
    "feed_forward": (X, PARAMS[0][0], PARAMS[1][0]),
    "collapse_linear": (*PARAMS[0], *PARAMS[1]),
    "softmax": (1000 * Z,),
    "cross_entropy": (P, Y),
    "log_softmax": (1000 * Z,),
    "cross_entropy_from_scores": (Z, Y),
    "softmax_gradient": (X, Y, rng.normal(size=(5, 3)), rng.normal(size=3)),
    "predict_class": (Z,),
    "softmax_jacobian": (Z[0],),
    "relu": (Z,),
    "relu_prime": (Z,),
    "tanh_prime": (Z,),
    "forward": (PARAMS, X, "relu"),
    "predict_proba": (PARAMS, X, "relu"),
    "scalar_chain": (0.5, 2.0, -1.0, 3.0),
    "delta_mse": (Z, Y),
    "delta_cross_entropy": (Z, Y),
    "delta_hidden": (Z, rng.normal(size=(5, 3)), X, "sigmoid"),
    "outer_gradient": (x, Z[0]),
    "weight_gradient": (X, Z),
    "bias_gradient": (Z,),
    "backward": (PARAMS, ZS, ACTIVATIONS, Y, "tanh"),
    "relative_error": (Z, P),
    "find_the_bug": (ZS, ACTIVATIONS, PARAMS, Y, "tanh", WRONG),
    "sgd_step": (PARAMS, GRADS, 0.1),
    "momentum_step": (PARAMS, GRADS, SHIFTED, 0.1, 0.9),
    "shuffle_together": (X, Y, 3),
    "minibatches": (X, Y, 3),
    "train_epoch": (PARAMS, X, Y, 0.1, 3, "relu"),
    "should_stop": ([3.0, 2.0, 2.0, 2.0], 0.1, 2),
    "train_validation_split": (X, Y, 0.3, 3),
    "attention": (Q, K, V),
    "causal_attention": (Q, K[:4], V[:4]),
}
# What does not run on arrays that are elsewhere, and what to do about it.
DOES_NOT = {
    "one_hot": (
        (np.array([2, 0, 1]), 3),
        "makes a NumPy array and indexes it with the labels: encode first, then move",
    ),
    "gradient_check": (
        (PARAMS, X, Y, "tanh"),
        "numerical_gradient copies its argument as a NumPy array: check on the CPU, in float64, before moving",
    ),
    "accumulate_gradients": ((PARAMS, X, Y, "tanh"), "its totals start as np.zeros, which are NumPy arrays"),
}
# No arrays go in: what they make is moved afterwards.
MAKES = {"init_params": (SIZES, 0), "xor_network": ()}


def functions():
    return {
        name: function
        for module in CHAPTERS
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def arrays(value):
    if isinstance(value, np.ndarray | FarArray):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from arrays(part)


def test_every_function_of_these_chapters_is_here():
    assert set(functions()) == set(RUNS) | set(DOES_NOT) | set(MAKES)


@pytest.mark.parametrize("name", RUNS)
def test_it_runs_where_arrays_are_elsewhere(name):
    """The same numbers, nothing brought back on the way."""
    function, inputs = functions()[name], RUNS[name]
    expected, found = function(*inputs), function(*to_far(inputs))
    assert all(isinstance(array, FarArray) for array in arrays(found))
    assert len(list(arrays(found))) == len(list(arrays(expected)))
    assert right(_single(to_near(found)), _single(expected), Tolerance.of(inputs))


def _single(value):
    """A number without axes is a number."""
    return value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value


@pytest.mark.parametrize("name", DOES_NOT)
def test_these_do_not_and_say_so(name):
    inputs, reason = DOES_NOT[name]
    assert reason
    functions()[name](*inputs)
    with pytest.raises(TypeError, match=r"not allowed|Unsupported type"):
        functions()[name](*to_far(inputs))


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
def test_a_whole_training_gives_the_same_network(activation):
    here, there = PARAMS, to_far(PARAMS)
    for epoch in range(3):
        X_here, Y_here = training.shuffle_together(X, Y, epoch)
        here = training.train_epoch(here, X_here, Y_here, 0.1, 3, activation)
        there = training.train_epoch(there, *training.shuffle_together(*to_far((X, Y)), epoch), 0.1, 3, activation)
    assert right(to_near(there), here, Tolerance.of((X,)))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_single_precision_stays_single(activation):
    """relu is not among them: its slope is made of 1.0 and 0.0, which NumPy stores in float64."""
    params, X32, Y32 = ([(W.astype("f"), b.astype("f")) for W, b in PARAMS], X.astype("f"), Y.astype("f"))
    for place in (lambda value: value, to_far):
        trained = training.train_epoch(place(params), place(X32), place(Y32), 0.1, 3, activation)
        assert {array.dtype for array in arrays(trained)} == {np.dtype("float32")}


@pytest.mark.gpu
@pytest.mark.skipif(bool(gpu_problem()), reason=gpu_problem() or "there is one")
@pytest.mark.parametrize("name", RUNS)
def test_it_runs_on_the_gpu(name):
    function, inputs = functions()[name], RUNS[name]
    found = to_host(function(*to_device(inputs)))
    assert right(_single(found), _single(function(*inputs)), Tolerance.of(inputs))


@pytest.mark.gpu
@pytest.mark.skipif(bool(gpu_problem()), reason=gpu_problem() or "there is one")
@pytest.mark.parametrize("name", DOES_NOT)
def test_these_do_not_run_on_the_gpu_either(name):
    """So that the rehearsal is no stricter than the GPU."""
    inputs, _ = DOES_NOT[name]
    with pytest.raises((TypeError, ValueError)):
        functions()[name](*to_device(inputs))
