"""Writing results: whole files or none, names that every system takes, cells that no spreadsheet computes."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

MAX_NAME = 120  # bytes of a name, before a mark and an ending: file systems take 255
HALF = ".half"  # the ending of a file that is being written
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))}


def write_whole(path: Path, text: str, *, lasting: bool = True) -> None:
    """Put the text at the path, or leave what is there: a reader never sees half of it.

    If `lasting`, not after a power cut either, which takes a disk's time: not for what the same command makes anew.
    """
    write_bytes_whole(path, text.encode("utf-8", "backslashreplace"), lasting=lasting)


def write_bytes_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if _holds(path, data):  # a run that goes on after a stop need not wait for the disk again
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=HALF, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _holds(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == data
    return False


def remove_halves(folder: Path) -> None:
    """Take away what a run that was killed had begun to write."""
    for path in folder.rglob(f".*{HALF}"):
        with contextlib.suppress(OSError):
            path.unlink()


def safe_name(name: str) -> str:
    """A file name for any text: letters, digits, spaces and "-_." stay; where others go, a hash keeps names apart."""
    # Some systems take two ways of writing "é" for one name, so one way alone is kept.
    kept = re.sub(r"[^\w\-. ]", "_", unicodedata.normalize("NFC", name))
    kept = kept.encode("utf-8", "replace")[:MAX_NAME].decode("utf-8", "ignore").strip(" .")
    usable = kept.split(".")[0].lower() not in RESERVED and not kept.startswith("-")
    if kept and kept == name and usable:
        return kept
    mark = hashlib.sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return f"{kept}-{mark}" if kept and usable else f"_{kept}-{mark}"


def csv_cell(text: str) -> str:
    """The text, with a mark before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def csv_text(rows: Iterable[Sequence[object]], *, separator: str = ",", line_end: str = "\n") -> str:
    """Rows as CSV. A cell with a line's end in it, a carriage return too, is quoted: it cannot begin a row of its own."""
    lines = []
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=separator, lineterminator="\r\n").writerow(row)
        lines.append(line.getvalue().removesuffix("\r\n") + line_end)
    return "".join(lines)
