"""Every file of data: its licence and its checksum lie beside it, and a damaged copy is told."""

import gzip
import hashlib
import re
import sys

import numpy as np
import pytest

from nnlab import data
from nnlab.data import files
from nnlab.errors import NnlabError

SHIPPED = {
    "animals.npz": data.animals,
    "breast_cancer.csv": data.breast_cancer,
    "digits.csv.gz": data.digits,
    "fashion.npz": data.fashion,
    "penguins.csv": data.penguins,
}


def test_these_are_all():
    assert {path.name for path in files.FOLDER.iterdir() if path.suffix not in (".py", ".LICENSE", "")} == set(SHIPPED)


def test_together_they_are_small():
    assert sum((files.FOLDER / name).stat().st_size for name in SHIPPED) < 5_000_000


@pytest.mark.parametrize("name", SHIPPED)
def test_the_licence_names_the_file_its_source_and_its_checksum(name):
    text = (files.FOLDER / f"{name.split('.')[0]}.LICENSE").read_text(encoding="utf-8")
    assert text.startswith(f"{name}: ")
    assert "Taken from: " in text
    assert re.search(r"Licence: (CC0|Creative Commons Attribution 4.0)|MIT License", text)
    assert hashlib.sha256((files.FOLDER / name).read_bytes()).hexdigest() in text


@pytest.mark.parametrize("name", SHIPPED)
def test_a_damaged_copy_is_told(name, monkeypatch):
    """One changed bit in the middle; the loader itself reads it."""

    def damaged(path):
        content = bytearray(original(path))
        content[len(content) // 2] ^= 1
        return bytes(content)

    original = type(files.FOLDER).read_bytes
    monkeypatch.setattr(type(files.FOLDER), "read_bytes", damaged)
    with pytest.raises(NnlabError, match=rf"^The data file {re.escape(name)} is damaged: .*; install nnlab again\.$"):
        SHIPPED[name]()


def test_a_damaged_archive_on_disk_is_told(tmp_path):
    sha256 = sys.modules["nnlab.data.animals"].SHA256
    content = (files.FOLDER / "animals.npz").read_bytes()
    (tmp_path / "animals.npz").write_bytes(content[:-1])
    with pytest.raises(NnlabError, match="damaged"):
        files.shipped_arrays("animals.npz", sha256, tmp_path)
    (tmp_path / "animals.npz").write_bytes(content)
    assert set(files.shipped_arrays("animals.npz", sha256, tmp_path)) == {"images", "labels"}


def test_nothing_in_an_archive_is_unpickled(tmp_path):
    path = tmp_path / "objects.npz"
    np.savez(path, objects=np.array([{}], dtype=object))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(ValueError, match="allow_pickle"):
        files.shipped_arrays("objects.npz", sha256, tmp_path)


def test_gzip_keeps_what_scikit_learn_shipped():
    first = gzip.decompress((files.FOLDER / "digits.csv.gz").read_bytes()).splitlines()[0]
    assert first.endswith(b",0")
