"""Animals: silhouettes of ten kinds, white on black, 28 x 28 pixels (MIT, see animals.LICENSE for what is known of their origin)."""

from __future__ import annotations

import numpy as np

from nnlab.data.files import shipped_arrays
from nnlab.data.images import LabelledImages

SHA256 = "662f4b47fb803bc151afc4dfa214bed1f74e76a6b94567f13b30f522f4c9fb85"
NAMES = ("bear", "bird", "cat", "cow", "dog", "elephant", "giraffe", "horse", "sheep", "zebra")


def animals() -> LabelledImages:
    """All 9716 different pictures: 812 to 1000 of each kind, 992 of them cats. No picture is there twice."""
    arrays = shipped_arrays("animals.npz", SHA256)
    return LabelledImages(arrays["images"], arrays["labels"].astype(np.int64), NAMES)
