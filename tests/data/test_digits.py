"""The digits are the published ones."""

import numpy as np

from nnlab import data


def test_published_facts():
    digits = data.digits()
    assert digits.images.shape == (1797, 8, 8)
    assert digits.images.dtype == np.uint8
    assert np.bincount(digits.labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (digits.images.min(), digits.images.max(), digits.brightest) == (0, 16, 16)
    assert digits.names[7] == "7"


def test_the_first_is_a_zero():
    first = data.digits()
    assert first.labels[0] == 0
    assert first.images[0, 3:5, 3:5].sum() < 0.1 * first.images[0].sum()  # the hole
    assert first.images[0, 0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]


def test_rows_go_from_0_to_1():
    rows = data.digits().rows()
    assert rows.shape == (1797, 64)
    assert (rows.min(), rows.max()) == (0.0, 1.0)
    assert rows[0, 2:5].tolist() == [5 / 16, 13 / 16, 9 / 16]


def test_every_call_is_fresh():
    data.digits().images[:] = 0
    assert data.digits().images.max() == 16
