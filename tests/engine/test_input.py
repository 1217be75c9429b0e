"""Bad input: each fault is a sentence, before anything is computed."""

import numpy as np
import pytest
from small import network, problem

from nnlab.engine import fit
from nnlab.errors import NnlabError

X, Y = problem()
TARGETS = np.zeros((37, 3))
PARAMS = network()
(W1, B1), (W2, B2), LAST = PARAMS


def spoiled(value, at=(3, 2)):
    wrong = X.copy()
    wrong[at] = value
    return wrong


FAULTS = {
    "nan": ({"X": spoiled(np.nan)}, r"X has 1 values that are not finite; the first is nan at \[3, 2\]"),
    "infinity": ({"X": spoiled(-np.inf)}, r"first is inf at \[3, 2\]"),
    "one row": ({"X": X[0]}, r"X has shape \(5,\), needs \(n, 5\).*X\[None, :\]"),
    "images": ({"X": X.reshape(37, 1, 5)}, r"needs \(n, 5\).*X\.reshape\(len\(X\), -1\)"),
    "a number": ({"X": 3.0}, r"X has shape \(\), needs \(n, 5\)"),
    "columns": ({"X": X[:, :4]}, r"X has 4 columns, but W1 has 5 rows"),
    "no rows": ({"X": X[:0]}, r"X has no rows"),
    "words": ({"X": np.full((37, 5), "a")}, r"X has dtype <U1; it needs an array of numbers"),
    "ragged rows": ({"X": [[1.0, 2.0], [3.0]]}, r"X has rows of different lengths"),
    "complex": ({"X": X + 0j}, r"X has dtype complex128"),
    "too few labels": ({"y": Y[:-1]}, r"y has shape \(36,\), needs \(37,\)"),
    "a column of labels": ({"y": Y[:, None]}, r"y has shape \(37, 1\), needs \(37,\)"),
    "labels with points": ({"y": Y + 0.0}, r"y has dtype float64.*y\.astype\(int\)"),
    "labels from 1": ({"y": np.where(Y == 0, 3, Y)}, r"label 3, but with 3 outputs labels go from 0 to 2; try y - 1"),
    "a label too large": ({"y": np.where(Y == 2, 7, Y)}, r"label 7, but with 3 outputs labels go from 0 to 2\."),
    "a negative label": ({"y": Y - 1}, r"label -1"),
    "not one-hot": ({"y": TARGETS}, r"its rows are not one-hot"),
    "two ones": ({"y": TARGETS + 1}, r"its rows are not one-hot"),
    "targets in one row": ({"loss": "squared_error"}, r"y has shape \(37,\), needs \(37, 3\)"),
    "nan targets": ({"loss": "squared_error", "y": TARGETS * np.nan}, r"y has 111 values that are not finite"),
    "no params": ({"params": []}, r"params has no layers\. It must be a list of pairs"),
    "params of arrays": ({"params": [W1, W2]}, r"Entry 1 of params is no pair"),
    "a number as params": ({"params": 3}, r"params is int, not a list\. It must be a list of pairs"),
    "bias as a row": ({"params": [(W1, B1[None, :]), (W2, B2), LAST]}, r"W1 has shape \(5, 6\) and b1 \(1, 6\)"),
    "no arrays": ({"params": [(1, 2)]}, r"W1 has shape none and b1 none"),
    "layers apart": ({"params": [(W1, B1), LAST]}, r"W2 has 4 rows, but the layer below has 6 outputs"),
    "whole params": ({"params": [(W.astype(int), b.astype(int)) for W, b in PARAMS]}, r"W1 has dtype int64"),
    "mixed params": ({"params": [(W1.astype("f"), B1), (W2, B2), LAST]}, r"W1 has dtype float32 and b1 float64"),
    "nan in params": ({"params": [(W1, B1 * np.nan), (W2, B2), LAST]}, r"b1 has 6 values .* nan at \[0\]"),
    "activation": ({"activation": "rleu"}, r"activation is 'rleu'; it can be .*did you mean 'relu'"),
    "loss": ({"loss": "mse"}, r"loss is 'mse'; it can be 'cross_entropy', 'squared_error'"),
    "dtype": ({"dtype": "float16"}, r"dtype is 'float16'; it can be 'float32', 'float64'"),
    "learning rate 0": ({"learning_rate": 0}, r"learning_rate is 0; it must be a number above 0"),
    "learning rate nan": ({"learning_rate": float("nan")}, r"learning_rate is nan"),
    "learning rate in words": ({"learning_rate": "0.1"}, r"learning_rate is '0.1'"),
    "momentum 1": ({"momentum": 1}, r"momentum is 1; it must be a number at least 0 and below 1"),
    "batch size 0": ({"batch_size": 0}, r"batch_size is 0; it must be a whole number, 1 or more"),
    "batch size 1.5": ({"batch_size": 1.5}, r"batch_size is 1.5"),
    "epochs": ({"epochs": -1}, r"epochs is -1; it must be a whole number, 0 or more"),
    "patience": ({"patience": 0}, r"patience is 0; it must be a whole number, 1 or more"),
    "tolerance": ({"tolerance": -0.1}, r"tolerance is -0.1"),
    "seed": ({"seed": -3}, r"seed is -3"),
    "validation": ({"validation": 2}, r"validation must be a pair .* or a fraction"),
    "a small fraction": ({"validation": 0.001}, r"leaves no rows on one side"),
    "validation columns": ({"validation": (X[:, :2], Y)}, r"X_val has 2 columns, but W1 has 5 rows"),
    "validation labels": ({"validation": (X, Y + 5)}, r"y_val has the label"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_a_sentence(fault):
    changed, words = FAULTS[fault]
    arguments = {"params": PARAMS, "X": X, "y": Y, **changed}
    with pytest.raises(NnlabError, match=words) as raised:
        fit(**arguments)
    assert str(raised.value).endswith((".", "?"))


def test_large_numbers_are_finite():
    """Their sum is not, in float32; they are let through."""
    large = np.full((37, 5), 3e37, "float32")
    with pytest.warns(UserWarning, match="finite"):
        fit(PARAMS, large, Y, dtype="float32")
    assert large.size * 3e37 > float(np.finfo("float32").max)


def test_truth_values_are_labels():
    assert fit(PARAMS, X, Y > 1).history.losses
