"""The silhouettes: each there once, ten kinds; and their conversion admits nothing but arrays."""

import gzip
import importlib.util
import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from nnlab import data
from nnlab.errors import NnlabError


@pytest.fixture(scope="module")
def convert():
    spec = importlib.util.spec_from_file_location("convert_animals", Path(__file__).with_name("convert_animals.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_counts_and_shapes():
    pictures = data.animals()
    assert pictures.images.shape == (10_000 - 284, 28, 28)
    assert pictures.images.dtype == np.uint8
    assert (pictures.images.min(), pictures.images.max()) == (0, 255)
    # a thousand of each were published; what is missing are copies
    assert np.bincount(pictures.labels).tolist() == [937, 812, 992, 996, 997, 1000, 1000, 997, 985, 1000]
    assert pictures.names[2] == "cat"


def test_no_picture_is_there_twice():
    rows = data.animals().images.reshape(-1, 784)
    assert len(np.unique(rows, axis=0)) == len(rows)


def test_the_names_fit_the_shapes():
    pictures = data.animals()
    white = {name: pictures.of(name).rows().mean() for name in pictures.names}
    assert min(white, key=white.get) == "giraffe"
    assert max(white, key=white.get) == "elephant"


def test_every_call_is_fresh():
    data.animals().images[:] = 0
    assert data.animals().images.max() == 255


def test_of_an_unknown_class_lists_the_classes():
    with pytest.raises(NnlabError, match=r"no class 'cats'; the classes are bear, bird, cat, "):
        data.animals().of("cats")


def test_take_copies_and_keeps_order():
    pictures = data.animals()
    some = pictures.take(np.array([5, 3]))
    assert np.array_equal(some.images[1], pictures.images[3])
    some.images[:] = 7
    assert not (pictures.images[3] == 7).any()


def test_the_conversion_keeps_first_copies_and_order(convert):
    a, b, c = (np.full((28, 28), value, np.uint8) for value in (3, 1, 2))
    images, labels = convert.without_copies(np.array([a, b, a, c, b]), np.array([0, 1, 0, 2, 1]))
    assert images[:, 0, 0].tolist() == [3, 1, 2]
    assert labels.tolist() == [0, 1, 2]
    with pytest.raises(SystemExit, match="two labels"):
        convert.without_copies(np.array([a, a]), np.array([0, 1]))


def test_the_conversion_reads_arrays_and_runs_nothing(convert, tmp_path):
    array = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert np.array_equal(convert.read_array(gzip.compress(pickle.dumps(array))), array)

    class Harmful:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "made"),)

    with pytest.raises(pickle.UnpicklingError, match=r"asks for (posix|nt)\.mkdir"):
        convert.read_array(gzip.compress(pickle.dumps(Harmful())))
    assert not (tmp_path / "made").exists()


def test_the_conversion_refuses_another_wheel(convert, tmp_path):
    wheel = tmp_path / "animal_mnist-0.4-py3-none-any.whl"
    wheel.write_bytes(b"PK")
    with pytest.raises(SystemExit, match="checksum"):
        convert.main(wheel, tmp_path / "out.npz")
    assert not (tmp_path / "out.npz").exists()
