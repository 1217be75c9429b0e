"""Digits: 1797 handwritten digits of 8 x 8 pixels, each from 0 (paper) to 16 (ink) (CC BY 4.0, see digits.LICENSE)."""

from __future__ import annotations

import gzip

import numpy as np

from nnlab.data.files import shipped
from nnlab.data.images import LabelledImages

SHA256 = "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"


def digits() -> LabelledImages:
    """All 1797 in the published order; label 7 is the digit 7, and 16 is full ink, so that `rows()` divides by 16."""
    text = gzip.decompress(shipped("digits.csv.gz", SHA256)).decode()
    table = np.loadtxt(text.splitlines(), delimiter=",").astype(np.int64)
    return LabelledImages(
        images=table[:, :-1].reshape(-1, 8, 8).astype(np.uint8),
        labels=table[:, -1].copy(),
        names=tuple(str(digit) for digit in range(10)),
        brightest=16,
    )
