"""Cat or not: as many cats as other animals, divided into three parts that share no picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.data.animals import animals
from nnlab.data.images import LabelledImages
from nnlab.errors import NnlabError

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class CatsAndOthers:
    """Pictures in random order, half of them cats."""

    images: Array  # (n, height, width), or (n, height, width, 3) in colour; uint8
    labels: Array  # (n,) int64: 1 cat, 0 another
    kinds: Array  # (n,) str: what each one is, "cat" or "dog" ..., to look at mistakes with

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        cats = int(self.labels.sum())
        return f"{len(self)} pictures: {cats} cats, {len(self) - cats} others"


@dataclass(frozen=True, eq=False)
class CatSplit:
    """Train to learn from, validation to choose by, test to be looked at once."""

    train: CatsAndOthers
    validation: CatsAndOthers
    test: CatsAndOthers

    def __repr__(self) -> str:
        return f"train: {self.train!r}; validation: {self.validation!r}; test: {self.test!r}"


def cat_split(
    seed: int, *, pictures: LabelledImages | None = None, validation: float = 0.2, test: float = 0.2
) -> CatSplit:
    """Every cat of `pictures` (default: `animals()`) and as many others, drawn and divided by the seed.

    `validation` and `test` are parts of the whole; what is left is for training. Each part is half cats. The division
    depends on the number of pictures and the seed alone, so the same seed always holds the same pictures back.
    NnlabError when a part would be empty or there is no cat.
    """
    source = animals() if pictures is None else pictures
    if not (min(validation, test) > 0 and validation + test < 1):
        raise NnlabError(
            f"validation is {validation} and test is {test}: each needs to be above 0, and their sum below 1, "
            "so that something is left for training; try validation=0.2, test=0.2."
        )
    is_cat = source.labels == source.names.index("cat") if "cat" in source.names else np.zeros(len(source), bool)
    rng = np.random.default_rng(seed)
    cats = rng.permutation(np.flatnonzero(is_cat))
    others = rng.permutation(np.flatnonzero(~is_cat))
    each = min(len(cats), len(others))
    ends = np.cumsum([round(validation * each), round(test * each)])
    if not 0 < ends[0] < ends[1] < each:
        raise NnlabError(
            f"{len(cats)} cats and {len(others)} others do not make three parts with both in each; "
            "use more pictures, or larger parts."
        )

    def part(start: int, stop: int) -> CatsAndOthers:
        places = rng.permutation(np.concatenate([cats[start:stop], others[start:stop]]))
        return CatsAndOthers(
            images=source.images[places].copy(),
            labels=is_cat[places].astype(np.int64),
            kinds=np.array(source.names)[source.labels[places]],
        )

    held = part(0, ends[0]), part(ends[0], ends[1])
    return CatSplit(train=part(ends[1], each), validation=held[0], test=held[1])
