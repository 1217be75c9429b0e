"""The penguins are the published ones, and a damaged file is told."""

import numpy as np
import pytest

from nnlab import data
from nnlab.data.files import FOLDER, shipped
from nnlab.data.penguins import SHA256
from nnlab.errors import NnlabError


def test_published_counts():
    birds = data.penguins()
    # 344 birds, 152 Adelie, 68 Chinstrap, 124 Gentoo; one Adelie and one Gentoo were never measured
    assert len(birds) + birds.dropped == 344
    assert birds.dropped == 2
    assert dict(zip(*np.unique(birds.species, return_counts=True), strict=True)) == {
        "Adelie": 151,
        "Chinstrap": 68,
        "Gentoo": 123,
    }
    assert birds.body_mass.mean() == pytest.approx(4201.754, abs=0.001)
    assert birds.flipper_length.min() == 172
    assert birds.flipper_length.max() == 231


def test_every_call_gives_fresh_arrays():
    data.penguins().body_mass[:] = 0
    assert data.penguins().body_mass.min() == 2700


def test_a_damaged_or_missing_file_is_told(tmp_path):
    text = (FOLDER / "penguins.csv").read_bytes()
    (tmp_path / "penguins.csv").write_bytes(text.replace(b"3750", b"3751", 1))
    with pytest.raises(NnlabError, match="damaged"):
        shipped("penguins.csv", SHA256, tmp_path)
    with pytest.raises(NnlabError, match="cannot be read"):
        shipped("penguin.csv", SHA256, tmp_path)
