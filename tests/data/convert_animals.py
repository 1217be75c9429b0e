"""Makes nnlab/data/animals.npz from the wheel animal_mnist-0.4: python tests/data/convert_animals.py WHEEL [OUT]

    pip download --no-deps animal-mnist==0.4

The wheel holds two pickles. They are read with an unpickler that admits numpy's arrays alone, so nothing in them is run.
Pictures that are there twice are kept once, at their first place, since a copy in the test part would be known already.
"""

import gzip
import hashlib
import io
import pickle
import sys
import zipfile
from pathlib import Path

import numpy as np

WHEEL_SHA256 = "aeebf3d9de4552d6fd2d5701424e1a5b9020f8e5115d68df9db252f2f53ce2ce"
INSIDE = "animal_mnist/data/Animal_MNIST/animal_{}_version_3.gz"
ADMITTED = {
    # numpy 1 wrote numpy.core, which numpy 2 calls numpy._core
    ("numpy.core.multiarray", "_reconstruct"): np.empty(0).__reduce__()[0],
    ("numpy._core.multiarray", "_reconstruct"): np.empty(0).__reduce__()[0],
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
}


class ArraysOnly(pickle.Unpickler):
    """Reads plain numpy arrays; anything else that a pickle asks for is refused."""

    def find_class(self, module, name):
        if (module, name) not in ADMITTED:
            raise pickle.UnpicklingError(f"the pickle asks for {module}.{name}, only numpy's arrays are admitted")
        return ADMITTED[module, name]


def read_array(packed):
    return ArraysOnly(io.BytesIO(gzip.decompress(packed))).load()


def without_copies(images, labels):
    """Images and labels without the exact copies, in their order. A picture under two labels is an error."""
    rows, first, which = np.unique(images.reshape(len(images), -1), axis=0, return_index=True, return_inverse=True)
    if (labels[first][which.reshape(-1)] != labels).any():
        raise SystemExit("One picture has two labels; decide which is right before going on.")
    keep = np.sort(first)
    assert len(keep) == len(rows)
    return images[keep], labels[keep]


def main(wheel, out):
    if hashlib.sha256(Path(wheel).read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel} is not the wheel animal_mnist-0.4: its checksum is another one.")
    with zipfile.ZipFile(wheel) as archive:
        images = read_array(archive.read(INSIDE.format("data")))
        labels = read_array(archive.read(INSIDE.format("label")))
    kept, kept_labels = without_copies(images, labels)
    np.savez_compressed(out, images=kept, labels=kept_labels.astype(np.uint8))
    data = Path(out).read_bytes()
    print(f"{out}: {len(kept)} of {len(images)} pictures, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "nnlab/data/animals.npz")
