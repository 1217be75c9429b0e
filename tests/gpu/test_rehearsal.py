"""The rehearsal's arrays: they compute like NumPy's, and leave only when they are asked to."""

import numpy as np
import pytest

from nnlab.gpu import FarArray, to_far, to_near

A, B = np.array([[1.0, -2.0], [3.0, 0.5]]), np.array([[2.0, 1.0], [0.0, 4.0]])

COMPUTED = {
    "operators": lambda a, b: -a + 2 * b / 3 - a**2 @ b,
    "comparison": lambda a, b: (a > b) & (a != 0),
    "functions": lambda a, b: np.exp(np.minimum(a, b)) + np.where(a > 0, 1.0, b),
    "reductions": lambda a, b: np.sum(a, axis=1, keepdims=True) + b.max(axis=0) + np.mean(b),
    "shapes": lambda a, b: np.concatenate([a.T, b.reshape(2, 2)]) + np.zeros_like(a[0]),
    "slices": lambda a, b: a[:, 1:] + b[[1, 0]][:, :1],
    "numpy indices": lambda a, b: a[np.array([1, 1, 0])],
    "indices from there": lambda a, b: a[a.argmax(axis=0)],
    "linear algebra": lambda a, b: np.linalg.norm(a) * np.outer(a[0], b[1]),
    "single numbers stay": lambda a, b: a.sum(),
    "numpy scalars pass": lambda a, b: np.float64(0.5) * a,
    "out": lambda a, b: np.add(a, b, out=a.copy()),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_computes_as_numpy_does(name):
    expected, found = COMPUTED[name](A, B), COMPUTED[name](to_far(A), to_far(B))
    assert isinstance(found, FarArray)
    assert found.dtype == expected.dtype
    assert found.shape == np.shape(expected)
    np.testing.assert_array_equal(to_near(found), expected)


REFUSED = {
    "np.asarray": lambda a: np.asarray(a),
    "np.array": lambda a: np.array(a),
    "a list of them": lambda a: np.array([a, a]),
    "a NumPy array beside it": lambda a: a + B,
    "on the other side": lambda a: B @ a,
    "in a function": lambda a: np.where(B > 0, a, 0),
    "in a list": lambda a: np.concatenate([a, B]),
    "in a method": lambda a: a.dot(B),
    "written into": lambda a: a.__setitem__(0, B[0]),
    "into a NumPy array": lambda a: np.add(a, a, out=B.copy()),
    "a NumPy array indexed": lambda a: B[a > 0],
    "math of one entry at a time": lambda a: np.vectorize(abs)(a),
    "a ufunc's method": lambda a: np.add.reduce(a),
    "where=": lambda a: np.log(a, where=a > 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_what_cupy_refuses(name):
    with pytest.raises((TypeError, IndexError)):
        REFUSED[name](to_far(A))


def test_what_is_written_into_a_copy_stays_there():
    there = to_far(A)
    there[0] = 7.0
    there[:, 1] = there[:, 0]
    there += 1
    np.testing.assert_array_equal(to_near(there), [[8, 8], [4, 4]])
    assert A[0, 0] == 1.0


def test_a_slice_shares_its_memory():
    there = to_far(A)
    row = there[0]
    row[:] = 0.0
    assert to_near(there)[0].tolist() == [0, 0]


def test_single_numbers_leave_by_name():
    one = to_far(A)[1, 0]
    assert (float(one), int(one), bool(one), one.item(), len(to_far(A))) == (3.0, 3, True, 3.0, 2)
    assert [row.tolist() for row in to_far(A)] == A.tolist()
    assert "far" in repr(one)


def test_an_unknown_name_is_told():
    with pytest.raises(AttributeError, match="have no tofile"):
        _ = to_far(A).tofile


@pytest.mark.parametrize("name", ["shape", "ndim", "size", "dtype", "nbytes", "itemsize"])
def test_facts(name):
    assert getattr(to_far(A), name) == getattr(A, name)
