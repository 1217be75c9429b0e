"""Labelled images: pictures, the class of each, and the names of the classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.errors import NnlabError

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class LabelledImages:
    """n images of one size; `labels[i]` is the place of image i's class in `names`."""

    images: Array  # (n, height, width), or (n, height, width, 3) in colour; uint8 from 0 to `brightest`
    labels: Array  # (n,) int64
    names: tuple[str, ...]
    brightest: int = 255

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        size = " x ".join(str(side) for side in self.images.shape[1:3])
        kinds = len(np.unique(self.labels))
        return f"{len(self)} images of {size} pixels, {kinds} {'class' if kinds == 1 else 'classes'}"

    def rows(self) -> Array:
        """One row an image, every pixel a number from 0 to 1: float64 (n, pixels)."""
        return self.images.reshape(len(self), -1) / float(self.brightest)

    def take(self, places: Array) -> LabelledImages:
        """The images at these places, in this order, copied."""
        return LabelledImages(self.images[places].copy(), self.labels[places].copy(), self.names, self.brightest)

    def of(self, *names: str) -> LabelledImages:
        """The images of the named classes; the labels keep their meaning. NnlabError for a name that is not there."""
        for name in names:
            if name not in self.names:
                raise NnlabError(f"There is no class {name!r}; the classes are {', '.join(self.names)}.")
        return self.take(np.flatnonzero(np.isin(self.labels, [self.names.index(name) for name in names])))


@dataclass(frozen=True, eq=False)
class TrainTest:
    """Images to learn from, and others to be judged by, as the publisher divided them."""

    train: LabelledImages
    test: LabelledImages

    def __repr__(self) -> str:
        return f"train: {self.train!r}; test: {self.test!r}"
