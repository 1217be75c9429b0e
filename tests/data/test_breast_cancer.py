"""The samples are the published ones, and 1 is malignant."""

import numpy as np
import pytest

from nnlab import data


def test_published_facts():
    samples = data.breast_cancer()
    assert samples.features.shape == (569, 30)
    assert samples.features.dtype == np.float64
    assert np.bincount(samples.malignant).tolist() == [357, 212]  # benign, malignant
    assert len(set(samples.names)) == 30
    # the extremes that are published with the data
    for name, low, high in (
        ("mean radius", 6.981, 28.11),
        ("mean area", 143.5, 2501.0),
        ("error of concavity", 0.0, 0.396),
        ("worst texture", 12.02, 49.54),
        ("worst fractal dimension", 0.055, 0.208),
    ):
        column = samples.column(name)
        assert (column.min(), column.max()) == pytest.approx((low, high), abs=5.1e-4), name  # three digits


def test_malignant_nuclei_are_the_larger_ones():
    samples = data.breast_cancer()
    radius = samples.column("mean radius")
    assert radius[samples.malignant == 1].mean() > 1.3 * radius[samples.malignant == 0].mean()


def test_every_call_and_every_column_is_fresh():
    samples = data.breast_cancer()
    samples.column("mean radius")[:] = 0
    assert samples.features[0, 0] == 17.99
    samples.features[:] = 0
    assert data.breast_cancer().features[0, 0] == 17.99


def test_it_says_what_it_is():
    assert repr(data.breast_cancer()) == "569 samples of 30 measurements: 212 malignant, 357 benign"
