"""Penguins: three species, measured on three islands near Palmer Station, Antarctica (CC0, see penguins.LICENSE)."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.data.files import shipped

SHA256 = "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93"
MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Penguins:
    """One entry a bird; all arrays have the same length."""

    species: Array  # "Adelie", "Chinstrap", "Gentoo"
    island: Array  # "Biscoe", "Dream", "Torgersen"
    bill_length: Array  # mm
    bill_depth: Array  # mm
    flipper_length: Array  # mm
    body_mass: Array  # g
    year: Array  # 2007 to 2009
    dropped: int  # birds left out because a measurement is missing

    def __len__(self) -> int:
        return len(self.species)

    def __repr__(self) -> str:
        return f"{len(self)} penguins of {len(set(self.species.tolist()))} species ({self.dropped} without measurements left out)"


def penguins() -> Penguins:
    """Every bird whose four measurements are there."""
    table = list(csv.DictReader(io.StringIO(shipped("penguins.csv", SHA256).decode())))
    rows = [row for row in table if all(row[name] not in ("", "NA") for name in MEASURES)]

    def column(name: str, kind: type) -> Array:
        return np.array([row[name] for row in rows]).astype(kind)

    return Penguins(
        species=column("species", str),
        island=column("island", str),
        bill_length=column("bill_length_mm", float),
        bill_depth=column("bill_depth_mm", float),
        flipper_length=column("flipper_length_mm", float),
        body_mass=column("body_mass_g", float),
        year=column("year", int),
        dropped=len(table) - len(rows),
    )
