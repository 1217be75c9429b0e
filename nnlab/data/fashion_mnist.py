"""Fashion-MNIST: ten kinds of clothing, grey pictures of 28 x 28 pixels (MIT, see fashion.LICENSE); a part ships, the rest on request."""

from __future__ import annotations

import hashlib
import math
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.data.download import data_folder, fetch, store
from nnlab.data.files import shipped_arrays
from nnlab.data.images import LabelledImages, TrainTest
from nnlab.errors import NnlabError

SHA256 = "0c6c4b2f5ee9fbf5f326f31791a60a6055cc4907064e13517e35ec26e2345a6a"
NAMES = (
    "T-shirt/top",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
SOURCE = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
DEBIAN = Path("/usr/share/datasets/fashion-mnist")
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class IdxFile:
    """One of the four published files: its size packed, and what it holds."""

    name: str
    size: int  # bytes, as published; Debian packs the same contents a little differently
    shape: tuple[int, ...]
    sha256: str  # of the contents, so that the published and Debian's packing both pass


TRAIN_IMAGES = IdxFile(
    "train-images-idx3-ubyte.gz",
    26421880,
    (60000, 28, 28),
    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
)
TRAIN_LABELS = IdxFile(
    "train-labels-idx1-ubyte.gz",
    29515,
    (60000,),
    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
)
TEST_IMAGES = IdxFile(
    "t10k-images-idx3-ubyte.gz",
    4422102,
    (10000, 28, 28),
    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
)
TEST_LABELS = IdxFile(
    "t10k-labels-idx1-ubyte.gz",
    5148,
    (10000,),
    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
)
FILES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)


def fashion() -> TrainTest:
    """The part that ships: the first 200 training and the first 50 test pictures of each of the ten kinds."""
    arrays = shipped_arrays("fashion.npz", SHA256)
    return TrainTest(
        *(
            LabelledImages(arrays[f"{part}_images"], arrays[f"{part}_labels"].astype(np.int64), NAMES)
            for part in ("train", "test")
        )
    )


def fashion_full(folder: str | Path | None = None, *, download: bool = False) -> TrainTest:
    """All 60,000 training and 10,000 test pictures, from the four published idx.gz files.

    They are looked for in `folder`; without one, in `fashion-mnist` in the folder for data (which NNLAB_DATA names) and
    where Debian's package dataset-fashion-mnist puts them. With `download=True`, what is in neither is fetched (31 MB)
    into `folder`, or into the folder for data. NnlabError when a file is nowhere, damaged, or cannot be fetched.
    """
    own = Path(folder).expanduser() if folder is not None else data_folder() / "fashion-mnist"
    places = [own] if folder is not None else [own, DEBIAN]
    for place in places:
        if not _missing(place):
            return _read(place)
    if not download:
        looked = " nor in ".join(str(place) for place in places)
        raise NnlabError(
            f"The full Fashion-MNIST is not in {looked}: {', '.join(file.name for file in _missing(own))} missing. "
            f"fashion_full(download=True) fetches it (31 MB); or on Debian and Ubuntu: apt install dataset-fashion-mnist; "
            f"or name the folder that has the four files: fashion_full(folder). fashion() needs none of this."
        )
    for file in _missing(own):
        packed = fetch(SOURCE + file.name, file.size)
        _contents(packed, file, SOURCE + file.name, "try again later, or name a folder that has the four files.")
        store(packed, own / file.name)
    return _read(own)


def _missing(place: Path) -> list[IdxFile]:
    return [file for file in FILES if not (place / file.name).is_file()]


def _contents(packed: bytes, file: IdxFile, where: str | Path, remedy: str) -> bytes:
    """What a packed file holds, without its header. NnlabError for another checksum."""
    header = 4 + 4 * len(file.shape)
    expected = header + math.prod(file.shape)
    try:
        data = zlib.decompressobj(wbits=31).decompress(packed, expected + 1)  # 31: gzip; no more than could be right
    except zlib.error:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise NnlabError(f"{where} is damaged or another file: its checksum is not Fashion-MNIST's; {remedy}")
    return data[header:]


def _read(place: Path) -> TrainTest:
    def array(file: IdxFile) -> Array:
        path = place / file.name
        try:
            packed = path.read_bytes()
        except OSError as error:
            raise NnlabError(f"{path} cannot be read ({error.strerror}); check its permissions.") from None
        remedy = "move it away and call fashion_full(download=True)."
        return np.frombuffer(_contents(packed, file, path, remedy), np.uint8).reshape(file.shape)

    def part(images: IdxFile, labels: IdxFile) -> LabelledImages:
        return LabelledImages(array(images).copy(), array(labels).astype(np.int64), NAMES)

    train_images, train_labels, test_images, test_labels = FILES
    return TrainTest(train=part(train_images, train_labels), test=part(test_images, test_labels))
