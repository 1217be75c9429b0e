"""Breast cancer: 30 measurements of the cell nuclei in 569 samples, benign or malignant (CC BY 4.0, see breast_cancer.LICENSE)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.data.files import shipped

SHA256 = "fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed"
MEASURES = (
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class BreastCancer:
    """One row a sample: of its cell nuclei ten measurements, each as mean, standard error and worst."""

    features: Array  # (569, 30) float64; the lengths are in units of the digitised picture
    malignant: Array  # (569,) int64: 1 malignant, 0 benign
    names: tuple[str, ...]  # of the 30 columns: "mean radius", ..., "error of radius", ..., "worst radius", ...

    def __len__(self) -> int:
        return len(self.malignant)

    def __repr__(self) -> str:
        sick = int(self.malignant.sum())
        return f"{len(self)} samples of {len(self.names)} measurements: {sick} malignant, {len(self) - sick} benign"

    def column(self, name: str) -> Array:
        """One measurement of every sample, (569,), such as column("mean radius")."""
        return self.features[:, self.names.index(name)].copy()


def breast_cancer() -> BreastCancer:
    """All 569 samples in the published order."""
    lines = shipped("breast_cancer.csv", SHA256).decode().splitlines()
    table = np.loadtxt(lines[1:], delimiter=",")  # the first line counts rows and columns and names the classes
    return BreastCancer(
        features=table[:, :-1].copy(),
        malignant=(table[:, -1] == 0).astype(np.int64),  # the file's classes: 0 malignant, 1 benign
        names=tuple(f"{kind} {measure}" for kind in ("mean", "error of", "worst") for measure in MEASURES),
    )
