"""Makes nnlab/data/fashion.npz from the full Fashion-MNIST: python tests/data/convert_fashion.py FOLDER [OUT]

FOLDER has the four idx.gz files, such as /usr/share/datasets/fashion-mnist of Debian's package dataset-fashion-mnist.
The first 200 training and the first 50 test pictures of each class are kept, in the published order: no chance is involved.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

from nnlab.data import fashion_full

PER_CLASS = {"train": 200, "test": 50}


def first_of_each(labels, how_many):
    """Places of the first pictures of every class, in rising order."""
    return np.sort(np.concatenate([np.flatnonzero(labels == kind)[:how_many] for kind in np.unique(labels)]))


def subset(full):
    """The arrays of the shipped file."""
    arrays = {}
    for part, how_many in PER_CLASS.items():
        chosen = getattr(full, part).take(first_of_each(getattr(full, part).labels, how_many))
        arrays[f"{part}_images"] = chosen.images
        arrays[f"{part}_labels"] = chosen.labels.astype(np.uint8)
    return arrays


def main(folder, out):
    np.savez_compressed(out, **subset(fashion_full(folder)))
    data = Path(out).read_bytes()
    print(f"{out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "nnlab/data/fashion.npz")
