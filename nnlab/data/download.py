"""Fetching what the course does not ship: only when asked for, with a progress bar, into a folder that is named."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from nnlab.errors import NnlabError

CHUNK = 1 << 16
BAR = 30


def data_folder() -> Path:
    """Where fetched data is kept: the folder that NNLAB_DATA names, else nnlab's own in the user's cache."""
    named = os.environ.get("NNLAB_DATA")
    if named:
        return Path(named).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "nnlab" / "data"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "nnlab"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nnlab"


def fetch(url: str, size: int, *, timeout: float = 30.0) -> bytes:
    """The `size` bytes behind url. NnlabError when they cannot be had or are more or fewer."""
    from urllib.request import Request, urlopen  # slow to import, rarely needed

    name = url.rsplit("/", 1)[-1]
    data = bytearray()
    shown = -1
    try:
        with urlopen(Request(url, headers={"User-Agent": "nnlab"}), timeout=timeout) as answer:
            while len(data) <= size and (chunk := answer.read(CHUNK)):
                data += chunk
                done = min(100, 100 * len(data) // size)
                if done > shown:
                    bar = ("#" * (BAR * done // 100)).ljust(BAR, ".")
                    print(f"\r{name} [{bar}] {done:3d}% of {size / 1e6:.1f} MB", end="", flush=True)
                    shown = done
    except Exception as error:  # the network fails in many ways, all with the same remedy
        reason = getattr(error, "reason", None) or error
        raise NnlabError(f"{url} cannot be fetched ({reason}); check the network and try again.") from None
    finally:
        if shown >= 0:
            print(flush=True)
    if len(data) != size:
        seen = f"{len(data)}" if len(data) < size else "more"
        raise NnlabError(f"{url} gave {seen} bytes, {size} are expected; try again later.")
    return bytes(data)


def store(data: bytes, target: Path) -> None:
    """Writes the file whole or not at all. NnlabError when the folder cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(part, target)
        except BaseException:
            os.unlink(part)
            raise
    except OSError as error:
        raise NnlabError(
            f"{target} cannot be written ({error.strerror}); name another folder, in the call or in NNLAB_DATA."
        ) from None
