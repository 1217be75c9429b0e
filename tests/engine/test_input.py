"""Bad input: each fault is a sentence, before anything is computed."""

import numpy as np
import pytest
from small import network, problem

from nnlab.engine import fit, least_squares, logistic_regression
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
    "nan": ({"X": spoiled(np.nan)}, r"X has a value that is not finite: nan at \[3, 2\]\. Remove or replace it"),
    "infinity": ({"X": spoiled(-np.inf)}, r"not finite: -inf at \[3, 2\]"),
    "masked": ({"X": np.ma.masked_where(X > 2, X)}, r"X has masked values; leave their rows out"),
    "masked labels": ({"y": np.ma.masked_where(Y == 1, Y)}, r"y has masked values"),
    "too large for float32": ({"X": X * 1e100, "dtype": "float32"}, r"X has numbers that are too large for float32"),
    "too large for float32 to validate": (
        {"validation": (X * 1e100, Y), "dtype": np.float32},
        r"X_val has numbers that are too large for float32",
    ),
    "one row": ({"X": X[0]}, r"X has shape \(5,\), needs \(n, 5\).*X\[None, :\]"),
    "images": ({"X": X.reshape(37, 1, 5)}, r"needs \(n, 5\).*X\.reshape\(len\(X\), -1\)"),
    "a number": ({"X": 3.0}, r"X has shape \(\), needs \(n, 5\)"),
    "columns": ({"X": X[:, :4]}, r"X has 4 columns, but W1 has 5 rows"),
    "no rows": ({"X": X[:0]}, r"X has no rows"),
    "words": ({"X": np.full((37, 5), "a")}, r"X has dtype <U1; it needs an array of numbers"),
    "ragged rows": ({"X": [[1.0, 2.0], [3.0]]}, r"X has rows of different lengths"),
    "complex": ({"X": X + 0j}, r"X has dtype complex128"),
    "too few labels": ({"y": Y[:-1]}, r"y has shape \(36,\), needs \(37,\)"),
    "a column of labels": ({"y": Y[:, None]}, r"y has shape \(37, 1\), needs \(37,\).*try np\.ravel\(y\)"),
    "labels with points": ({"y": Y + 0.0}, r"y has dtype float64.*y\.astype\(int\)"),
    "half a label": ({"y": Y + 0.5}, r"y has \d\.5 at \[0\], but labels are whole numbers from 0; of other labels"),
    "a label that is missing": ({"y": Y * np.nan}, r"y has nan at \[0\], but labels are whole numbers"),
    "names": ({"y": np.array(["a", "b", "c"])[Y]}, r"y has dtype <U1.*np\.unique\(y, return_inverse=True\)\[1\]"),
    "a huge label": ({"y": Y.astype("uint64") - np.uint64(1)}, r"y has the label 18446744073709551615, but"),
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
    "no arrays": ({"params": [(1, 2)]}, r"W1 is int; it must be an array"),
    "lists as params": ({"params": [(W.tolist(), b.tolist()) for W, b in PARAMS]}, r"W1 is list; it must be an array"),
    "layers apart": ({"params": [(W1, B1), LAST]}, r"W2 has 4 rows, but the layer below has 6 outputs"),
    "whole params": ({"params": [(W.astype(int), b.astype(int)) for W, b in PARAMS]}, r"W1 has dtype int64"),
    "mixed params": ({"params": [(W1.astype("f"), B1), (W2, B2), LAST]}, r"W1 has dtype float32 and b1 float64"),
    "nan in params": ({"params": [(W1, B1 * np.nan), (W2, B2), LAST]}, r"b1 has 6 values .* nan at \[0\]"),
    "activation": ({"activation": "rleu"}, r"activation is 'rleu'; it can be .*did you mean 'relu'"),
    "loss": ({"loss": "mse"}, r"loss is 'mse'; it can be 'cross_entropy', 'squared_error'"),
    "dtype": ({"dtype": "float16"}, r"dtype is 'float16'; it can be 'float32', 'float64'"),
    "learning rate 0": ({"learning_rate": 0}, r"learning_rate is 0; it must be a finite number above 0"),
    "learning rate true": ({"learning_rate": True}, r"learning_rate is True"),
    "learning rate without end": (
        {"learning_rate": 10**400},
        r"learning_rate is 1000.*\.\.\.; it must be a finite number",
    ),
    "learning rate of nearly nothing": (
        {"learning_rate": 5e-324},
        r"learning_rate is 5e-324, which is too small for float64",
    ),
    "learning rate too small for float32": (
        {"learning_rate": 1e-45, "dtype": "float32"},
        r"learning_rate is 1e-45, which is too small for float32",
    ),
    "learning rate too small for its sums": (
        {"learning_rate": 1e-37, "dtype": "float32"},
        r"learning_rate is 1e-37, which is too small for float32",
    ),
    "devices": ({"device": np.array(["gpu", "gpu"])}, r"device is array"),
    "numbers as objects": ({"X": X.astype(object)}, r"X has dtype object.*X\.astype\(float\)"),
    "activations": (
        {"activation": np.array(["relu", "tanh"])},
        r"activation is array\(\['relu', 'tanh'\].*; it can be",
    ),
    "shuffle": ({"shuffle": "no"}, r"shuffle is 'no'; it must be True or False"),
    "device": ({"device": "cpu"}, r"device is 'cpu'; it can be 'gpu', or be left out"),
    "a number as checkpoint": ({"checkpoint": 5}, r"checkpoint is 5; it must be the name of a file"),
    "a folder as checkpoint": ({"checkpoint": "/"}, r"/ is a folder; name a file in it"),
    "no name of a file": ({"checkpoint": "a\0b"}, r"checkpoint .* cannot be used .*; name another file"),
    "a name too long": ({"checkpoint": "x" * 300}, r"checkpoint .*name too long.*; name another file"),
    "learning rate nan": ({"learning_rate": float("nan")}, r"learning_rate is nan"),
    "learning rate in words": ({"learning_rate": "0.1"}, r"learning_rate is '0.1'"),
    "momentum 1": ({"momentum": 1}, r"momentum is 1; it must be a finite number at least 0 and below 1"),
    "batch size 0": ({"batch_size": 0}, r"batch_size is 0; it must be a whole number, 1 or more"),
    "batch size 1.5": ({"batch_size": 1.5}, r"batch_size is 1.5"),
    "epochs": ({"epochs": -1}, r"epochs is -1; it must be a whole number, 0 or more"),
    "patience": ({"patience": 0}, r"patience is 0; it must be a whole number, 1 or more"),
    "tolerance": ({"tolerance": -0.1}, r"tolerance is -0.1"),
    "seed": ({"seed": -3}, r"seed is -3"),
    "validation": ({"validation": 2}, r"validation \(unless it is a pair .*\) is 2; it must be .* above 0 and below 1"),
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


class Table:
    """As the tables of other libraries are: NumPy can make an array of it."""

    def __init__(self, array):
        self._array = array

    def __array__(self, dtype=None, copy=None):
        return np.array(self._array, dtype)


@pytest.mark.parametrize("kind", [Table, np.ma.asarray, np.asfortranarray, lambda array: array.tolist()])
def test_what_numpy_can_read_is_read(kind):
    expected, found = (
        fit(PARAMS, X, Y, epochs=2),
        fit(PARAMS, kind(X), kind(Y), epochs=2, validation=(kind(X), kind(Y))),
    )
    assert found.history.losses == expected.history.losses
    assert found.accuracy(kind(X), kind(Y)) == found.accuracy(X, Y)
    assert found.mean_loss(kind(X), kind(Y)) == found.mean_loss(X, Y)
    losses = [
        fit(PARAMS, rows, targets, loss="squared_error", epochs=2).history.losses
        for rows, targets in ((X, TARGETS), (kind(X), kind(TARGETS)))
    ]
    assert losses[0] == losses[1]


def test_sparse_tables_have_a_remedy():
    class Sparse:
        def toarray(self):
            return X

    with pytest.raises(NnlabError, match=r"X is a sparse Sparse; make an ordinary array of it: X\.toarray\(\)"):
        fit(PARAMS, Sparse(), Y)


def test_whoever_wants_floating_point_errors_raised_gets_none_from_within():
    with np.errstate(all="raise"):
        fitted = fit(PARAMS, X * 1e-50, Y, dtype="float32", epochs=2)
        assert np.isfinite(fitted.predict_proba(X * 100)).all()
        assert np.isfinite(fitted.mean_loss(X * 100, Y))
        assert least_squares(X * 1e-170, TARGETS + 1).shape == (5, 3)
        assert logistic_regression(X * 1e-170, (Y > 0) * 1).predict(X).shape == (37,)


def test_patience_can_be_longer_than_any_training():
    assert fit(PARAMS, X, Y, patience=2**70, epochs=2).outcome == "completed"


def test_a_dtype_can_be_numpys_own():
    assert fit(PARAMS, X, Y, dtype=np.float32, epochs=1).params[0][0].dtype == np.float32
