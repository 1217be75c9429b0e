"""Fashion-MNIST: the part that ships, and the full set from a folder, from Debian's, or fetched from a server on this machine."""

import gzip
import hashlib
import io
import threading
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from nnlab import data
from nnlab.data import download, fashion_mnist
from nnlab.errors import NnlabError

DEBIAN = Path("/usr/share/datasets/fashion-mnist")


def packed(contents, name=""):
    """With a file name in the header or without: published and Debian's files differ by that alone."""
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=out, mtime=0) as file:
        file.write(contents)
    return out.getvalue()


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A folder with four small files, and a loader that takes them for the real ones."""
    folder = tmp_path / "source"
    folder.mkdir()
    rng = np.random.default_rng(0)
    table = []
    for file, count in zip(fashion_mnist.FILES, (6, 6, 4, 4), strict=True):
        shape = (count, *file.shape[1:])
        values = rng.integers(0, 255 if len(shape) == 3 else 10, shape, np.uint8)
        header = bytes([0, 0, 8, len(shape)]) + b"".join(side.to_bytes(4, "big") for side in shape)
        contents = header + values.tobytes()
        (folder / file.name).write_bytes(packed(contents, file.name.removesuffix(".gz")))
        size = (folder / file.name).stat().st_size
        table.append(replace(file, shape=shape, size=size, sha256=hashlib.sha256(contents).hexdigest()))
    monkeypatch.setattr(fashion_mnist, "FILES", tuple(table))
    monkeypatch.setattr(fashion_mnist, "DEBIAN", tmp_path / "no-debian")
    monkeypatch.setenv("NNLAB_DATA", str(tmp_path / "own"))
    return folder


@pytest.fixture
def server(fake, monkeypatch):
    """The folder behind a web server on this machine; gives the list of what was asked for."""
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=fake)) as web:
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setattr(fashion_mnist, "SOURCE", f"http://127.0.0.1:{web.server_port}/")
        yield asked
        web.shutdown()
        thread.join()


def test_the_part_that_ships():
    part = data.fashion()
    assert part.train.images.shape == (2000, 28, 28)
    assert part.test.images.shape == (500, 28, 28)
    assert np.bincount(part.train.labels).tolist() == [200] * 10
    assert np.bincount(part.test.labels).tolist() == [50] * 10
    assert part.train.images.dtype == np.uint8
    assert (part.train.images.min(), part.train.images.max()) == (0, 255)
    assert part.train.names[9] == "ankle boot"
    assert part.train.labels[:4].tolist() == [9, 0, 0, 3]  # as the published set begins
    everything = np.concatenate([part.train.images, part.test.images]).reshape(2500, -1)
    assert len(np.unique(everything, axis=0)) == 2500


def test_every_call_is_fresh():
    data.fashion().train.images[:] = 0
    assert data.fashion().train.images.max() == 255


def test_a_named_folder(fake):
    full = data.fashion_full(fake)
    assert full.train.images.shape == (6, 28, 28)
    assert full.test.labels.shape == (4,)
    contents = gzip.decompress((fake / "train-images-idx3-ubyte.gz").read_bytes())
    assert full.train.images.tobytes() == contents[16:]
    labels = gzip.decompress((fake / "t10k-labels-idx1-ubyte.gz").read_bytes())
    assert full.test.labels.tolist() == list(labels[8:])
    full.train.images[:] = 0  # the caller's own
    assert np.array_equal(data.fashion_full(str(fake)).train.images.tobytes(), contents[16:])


def test_contents_count_not_their_packing(fake):
    path = fake / "train-labels-idx1-ubyte.gz"
    before = path.read_bytes()
    path.write_bytes(packed(gzip.decompress(before)))
    assert path.read_bytes() != before
    assert len(data.fashion_full(fake).train) == 6


def test_the_folder_of_debians_package_is_looked_at(fake, monkeypatch):
    monkeypatch.setattr(fashion_mnist, "DEBIAN", fake)
    assert len(data.fashion_full().train) == 6


def test_the_folder_for_data_is_looked_at(fake, tmp_path):
    (tmp_path / "own").mkdir()
    fake.rename(tmp_path / "own" / "fashion-mnist")
    assert len(data.fashion_full().test) == 4


def test_nowhere_is_said_with_every_way_out(fake, tmp_path):
    with pytest.raises(NnlabError) as caught:
        data.fashion_full()
    message = str(caught.value)
    for part in (
        str(tmp_path / "own" / "fashion-mnist"),
        str(tmp_path / "no-debian"),
        "fashion_full(download=True)",
        "31 MB",
        "apt install dataset-fashion-mnist",
    ):
        assert part in message
    assert "\n" not in message
    assert not (tmp_path / "own").exists()


def test_one_missing_file_is_named(fake):
    (fake / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(NnlabError, match=r": t10k-labels-idx1-ubyte\.gz missing\. "):
        data.fashion_full(fake)


@pytest.mark.parametrize("damage", ["a bit", "cut off", "no gzip", "empty", "too much"])
def test_a_damaged_file_is_named_and_kept(fake, damage):
    path = fake / "train-images-idx3-ubyte.gz"
    good = path.read_bytes()
    contents = bytearray(gzip.decompress(good))
    contents[1000] ^= 1
    bad = {
        "a bit": packed(bytes(contents)),
        "cut off": good[: len(good) // 2],
        "no gzip": b"not gzip at all",
        "empty": b"",
        "too much": packed(gzip.decompress(good) + bytes(10_000_000)),
    }[damage]
    path.write_bytes(bad)
    for download_too in (False, True):
        with pytest.raises(NnlabError, match=r"train-images-idx3-ubyte\.gz is damaged or another file: .*move it away"):
            data.fashion_full(fake, download=download_too)
    assert path.read_bytes() == bad


def test_fetching_with_a_progress_bar_and_only_once(fake, server, tmp_path, capsys):
    full = data.fashion_full(download=True)
    assert len(full.train) == 6
    own = tmp_path / "own" / "fashion-mnist"
    assert sorted(path.name for path in own.iterdir()) == sorted(file.name for file in fashion_mnist.FILES)
    assert "train-images-idx3-ubyte.gz [" + "#" * 30 + "] 100% of " in capsys.readouterr().out
    assert len(server) == 4
    assert len(data.fashion_full().train) == 6
    assert len(data.fashion_full(download=True).train) == 6
    assert len(server) == 4


def test_only_what_is_missing_is_fetched_into_a_named_folder(fake, server, tmp_path):
    folder = tmp_path / "named"
    folder.mkdir()
    for file in fashion_mnist.FILES[1:]:
        (folder / file.name).write_bytes((fake / file.name).read_bytes())
    assert len(data.fashion_full(folder, download=True).train) == 6
    assert len(server) == 1
    assert not (tmp_path / "own").exists()


def test_what_was_fetched_wrong_is_not_kept(fake, server, tmp_path):
    path = fake / "train-images-idx3-ubyte.gz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(NnlabError, match="checksum is not Fashion-MNIST's; try again later"):
        data.fashion_full(download=True)
    path.write_bytes(content[:100])
    with pytest.raises(NnlabError, match=rf"gave 100 bytes, {len(content)} are expected"):
        data.fashion_full(download=True)
    path.write_bytes(content + b"more")
    with pytest.raises(NnlabError, match=r"gave more bytes, "):
        data.fashion_full(download=True)
    path.unlink()
    with pytest.raises(NnlabError, match=r"cannot be fetched \(File not found\); check the network"):
        data.fashion_full(download=True)
    assert not (tmp_path / "own").exists()


def test_no_network_is_a_sentence(fake, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fashion_mnist, "SOURCE", "http://127.0.0.1:9/")  # nobody listens on the discard port
    with pytest.raises(
        NnlabError, match=r"^http://127\.0\.0\.1:9/train-.* cannot be fetched \(.*\); check the network"
    ):
        data.fashion_full(download=True)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NnlabError, match=r"cannot be written .* NNLAB_DATA"):
        download.store(b"data", tmp_path / "file" / "name")


def test_a_file_is_stored_whole_or_not_at_all(tmp_path, monkeypatch):
    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download.os, "replace", fail)
    with pytest.raises(NnlabError, match="No space left"):
        download.store(b"data", tmp_path / "name")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"NNLAB_DATA": "/somewhere"}, Path("/somewhere")),
        ("linux", {"XDG_CACHE_HOME": "/cache"}, Path("/cache/nnlab")),
        ("linux", {}, Path("/place/learner/.cache/nnlab")),
        ("darwin", {}, Path("/place/learner/Library/Caches/nnlab")),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/nnlab/data")),
        ("win32", {}, Path("/place/learner/AppData/Local/nnlab/data")),
    ],
)
def test_where_fetched_data_is_kept(platform, environment, expected, monkeypatch):
    for name in ("NNLAB_DATA", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(download.sys, "platform", platform)
    monkeypatch.setattr(download.Path, "home", lambda: Path("/place/learner"))
    assert download.data_folder() == expected


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="Debian's package dataset-fashion-mnist is not installed")
def test_the_full_set_of_debians_package(monkeypatch, tmp_path):
    monkeypatch.setenv("NNLAB_DATA", str(tmp_path))
    full = data.fashion_full()
    assert np.bincount(full.train.labels).tolist() == [6000] * 10
    assert np.bincount(full.test.labels).tolist() == [1000] * 10
    assert full.train.images.shape == (60000, 28, 28)
    part = data.fashion()
    for name in ("train", "test"):
        whole, shipped = getattr(full, name), getattr(part, name)
        for kind in range(10):
            ours = shipped.images[shipped.labels == kind]
            assert np.array_equal(ours, whole.images[whole.labels == kind][: len(ours)])
