"""Reading a file that the course ships: it is what it was, or a sentence says that it is damaged."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.errors import NnlabError

FOLDER = Path(__file__).parent


def shipped(name: str, sha256: str, folder: Path = FOLDER) -> bytes:
    """The bytes of a shipped file. NnlabError when it is missing or has another checksum."""
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise NnlabError(f"The data file {name} cannot be read ({error.strerror}); install nnlab again.") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NnlabError(f"The data file {name} is damaged: its checksum is not the one expected; install nnlab again.")
    return data


def shipped_arrays(name: str, sha256: str, folder: Path = FOLDER) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays of a shipped .npz file, fresh ones in every call. NnlabError as for `shipped`."""
    with np.load(io.BytesIO(shipped(name, sha256, folder)), allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}
