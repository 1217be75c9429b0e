"""The course folder: the nearest folder upwards that `nnlab start` has marked with a `.nnlab` folder."""

from __future__ import annotations

from pathlib import Path

MARK = ".nnlab"


def folder() -> Path | None:
    """The working directory or its nearest ancestor that holds `.nnlab`; None when there is none."""
    try:
        here = Path.cwd()
        return next((place for place in (here, *here.parents) if (place / MARK).is_dir()), None)
    except OSError:  # the working directory is gone, or may not be read
        return None
